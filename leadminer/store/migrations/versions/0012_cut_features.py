"""Features of a person who was erased are cut to what tells nobody: since when."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("score_event", "handoff_features"):
        op.add_column(table, sa.Column("cut_at", UTCDateTime(), nullable=True))
        op.create_index(f"ix_{table}_cut_at", table, ["cut_at"])
