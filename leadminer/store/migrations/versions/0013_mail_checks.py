"""Whether mail to an address would arrive."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "contact_point",
        sa.Column("mail_status", sa.String(length=16), server_default="", nullable=False),
    )
    op.add_column("contact_point", sa.Column("mail_check", sa.JSON(), nullable=True))
    op.add_column("contact_point", sa.Column("mail_until", UTCDateTime(), nullable=True))


def downgrade() -> None:
    for name in ("mail_until", "mail_check", "mail_status"):
        op.drop_column("contact_point", name)
