"""What jobs share about hosts, what is remembered of pages, whom we never read."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mining_host',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('host', sa.String(length=255), nullable=False),
    sa.Column('last_at', UTCDateTime(), nullable=True),
    sa.Column('holder', sa.String(length=120), nullable=True),
    sa.Column('held_until', UTCDateTime(), nullable=True),
    sa.Column('delay_seconds', sa.Float(), nullable=False),
    sa.Column('paused_until', UTCDateTime(), nullable=True),
    sa.Column('pause_reason', sa.String(length=40), nullable=False),
    sa.Column('noes', sa.Integer(), nullable=False),
    sa.Column('circuit', sa.String(length=12), nullable=False),
    sa.Column('open_until', UTCDateTime(), nullable=True),
    sa.Column('times_opened', sa.Integer(), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('requests_today', sa.Integer(), nullable=False),
    sa.Column('bytes_today', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('host')
    )
    op.create_table('no_mine',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('value', sa.String(length=1000), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('added_by', sa.String(length=100), nullable=False),
    sa.Column('added_at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('domain','author','address')"),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('kind', 'value')
    )
    op.create_table('robots_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(length=300), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('fetched_at', UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('origin')
    )
    op.create_table('page_memory',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('reader', sa.String(length=141), nullable=False),
    sa.Column('url_hash', sa.String(length=64), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=False),
    sa.Column('last_modified', sa.String(length=80), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('records', sa.Integer(), nullable=False),
    sa.Column('newest_at', UTCDateTime(), nullable=True),
    sa.Column('row', sa.JSON(), nullable=False),
    sa.Column('leads_to', sa.JSON(), nullable=False),
    sa.Column('read_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('source_id', 'reader', 'url_hash')
    )
    op.create_index('page_memory_old', 'page_memory', ['read_at'], unique=False)
    op.create_table('refusal_example',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('url_hash', sa.String(length=64), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['source_run.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('run_id', 'reason', 'url_hash')
    )
    op.create_index(op.f('ix_refusal_example_run_id'), 'refusal_example', ['run_id'], unique=False)
    op.add_column('source_run', sa.Column('unchanged', sa.Integer(), server_default='0', nullable=False))


def downgrade() -> None:
    raise NotImplementedError("schemas only go forward; restore a backup to go back")
