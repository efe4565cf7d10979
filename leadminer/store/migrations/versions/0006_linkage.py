"""Pairs of prospects that may be one party, and merges that can be undone."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("prospect", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.create_table(
        "link_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_by", sa.String(length=100), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("one_id < other_id"),
        sa.ForeignKeyConstraint(["one_id"], ["prospect.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["prospect.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("one_id", "other_id"),
    )
    op.create_index("link_pair_open", "link_pair", ["state", "probability"], unique=False)
    op.create_index(op.f("ix_link_pair_other_id"), "link_pair", ["other_id"], unique=False)
    op.create_table(
        "prospect_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["prospect.id"]),
        sa.ForeignKeyConstraint(["merged_id"], ["prospect.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_prospect_merge_kept_id"), "prospect_merge", ["kept_id"])
    op.create_index(op.f("ix_prospect_merge_merged_id"), "prospect_merge", ["merged_id"])
