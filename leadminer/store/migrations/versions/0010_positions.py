"""How far readers of APIs have got; what was found out of a site before it was read."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reader_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=140), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_hash", sa.String(length=64), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=True),
        sa.Column("began_at", UTCDateTime(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reader", "url_hash"),
    )
    op.add_column("source_run", sa.Column("plan", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("source_run", "plan")
    op.drop_table("reader_position")
