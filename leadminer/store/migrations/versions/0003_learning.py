"""What is learnt from: scores as they were, features at hand-over, feedback, labels, models."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intent_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("outcomes", sa.Integer(), nullable=False),
        sa.Column("verdicts", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("params", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("version"),
    )
    op.create_table(
        "intent_model_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("applied_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "signal_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("strength", sa.Integer(), nullable=False),
        sa.Column("intent_class", sa.String(length=24), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("label IN (0, 1)"),
        sa.CheckConstraint("strength BETWEEN 0 AND 3"),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["signal.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("signal_id", "actor"),
    )
    op.create_table(
        "lead_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("verdict IN ('good','bad','')"),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["lead.id"],
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["signal.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_lead_feedback_lead_id"), "lead_feedback", ["lead_id"], unique=False)
    op.create_index(
        op.f("ix_lead_feedback_signal_id"), "lead_feedback", ["signal_id"], unique=False
    )
    op.create_table(
        "score_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("intent", sa.Float(), nullable=False),
        sa.Column("fit", sa.Float(), nullable=False),
        sa.Column("reachability", sa.Float(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.Column("half_life_days", sa.Float(), nullable=False),
        sa.Column("text_model", sa.String(length=64), nullable=False),
        sa.Column("feature_columns", sa.LargeBinary(), nullable=False),
        sa.Column("feature_values", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["lead.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("score_event_lead", "score_event", ["lead_id", "id"], unique=False)
    op.create_table(
        "handoff_features",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handoff_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("merchant_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("text_model", sa.String(length=64), nullable=False),
        sa.Column("model_version", sa.String(length=64), nullable=False),
        sa.Column("intent", sa.Float(), nullable=False),
        sa.Column("learnt", sa.Float(), nullable=False),
        sa.Column("rank", sa.Float(), nullable=False),
        sa.Column("feature_columns", sa.LargeBinary(), nullable=False),
        sa.Column("feature_values", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoff.id"],
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["lead.id"],
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["offer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("handoff_id"),
    )
    op.create_index(
        op.f("ix_handoff_features_lead_id"), "handoff_features", ["lead_id"], unique=False
    )
    op.create_index(
        op.f("ix_handoff_features_merchant_id"), "handoff_features", ["merchant_id"], unique=False
    )
    op.add_column(
        "handoff", sa.Column("explored", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "handoff", sa.Column("propensity", sa.Float(), nullable=False, server_default="1")
    )
    op.add_column("lead", sa.Column("learnt", sa.Float(), nullable=False, server_default="0"))
    op.add_column(
        "lead", sa.Column("model_version", sa.String(length=64), nullable=False, server_default="")
    )
    op.add_column("lead", sa.Column("need_p", sa.Float(), nullable=True))
    op.add_column("lead", sa.Column("need_low", sa.Float(), nullable=True))
    op.add_column("lead", sa.Column("need_high", sa.Float(), nullable=True))
    op.add_column("lead", sa.Column("deal_p", sa.Float(), nullable=True))
    op.add_column("lead", sa.Column("deal_low", sa.Float(), nullable=True))
    op.add_column("lead", sa.Column("deal_high", sa.Float(), nullable=True))
    op.add_column(
        "lead", sa.Column("calibration", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column(
        "queued_lead",
        sa.Column("explored", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
