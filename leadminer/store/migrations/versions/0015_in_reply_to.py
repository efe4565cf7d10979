"""What a reply answers: another reply, not only its thread."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signal", sa.Column("in_reply_to", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("signal", "in_reply_to")
