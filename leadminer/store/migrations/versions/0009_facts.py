"""What a signal tells of a need: product, quantity, budget, deadline, place, with offsets."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("signal", sa.Column("facts", sa.JSON(), nullable=False, server_default="[]"))
