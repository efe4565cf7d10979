"""Which industry a signal is about."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "signal",
        sa.Column("industry", sa.String(length=3), server_default="", nullable=False),
    )
    op.add_column("signal", sa.Column("industries", sa.JSON(), server_default="[]", nullable=False))
    op.create_index("ix_signal_industry", "signal", ["industry"])


def downgrade() -> None:
    op.drop_index("ix_signal_industry", "signal")
    op.drop_column("signal", "industries")
    op.drop_column("signal", "industry")
