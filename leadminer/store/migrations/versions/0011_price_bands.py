"""What a deal may be worth to an offer."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer", sa.Column("price_band", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("offer", "price_band")
