"""The first schema."""

from importlib import import_module

from alembic import op

from leadminer.store.metadata import all_metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    all_metadata().create_all(op.get_bind())
    import_module("leadminer.ledger.guards").install_guards(op.get_bind())
    import_module("leadminer.deals.guards").install_guards(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("schemas only go forward; restore a backup to go back")
