"""Every mark and reply-mark gets a record key: what the noise of published counts is made of."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("marks", "reply_marks")
KEYS = 256
WITHOUT_ROWID = {"sqlite_with_rowid": False}
AT_ONCE = 10_000


def upgrade() -> None:
    """Draw a key for every row that is there, in an order of chance."""
    for name in TABLES:
        with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
            table.add_column(sa.Column("record_key", sa.Integer(), nullable=True))
        _draw(name)
        with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
            table.alter_column("record_key", existing_type=sa.Integer(), nullable=False)


def _draw(name: str) -> None:
    table = sa.table(name, sa.column("id"), sa.column("record_key"))
    ids = list(op.get_bind().scalars(sa.select(table.c.id)))
    secrets.SystemRandom().shuffle(ids)
    query = sa.update(table).where(table.c.id == sa.bindparam("of"))
    query = query.values(record_key=sa.bindparam("drawn"))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        drawn = [{"of": one, "drawn": secrets.randbelow(KEYS)} for one in some]
        op.get_bind().execute(query, drawn)


def downgrade() -> None:
    """Take the keys away; whoever migrates again gets others."""
    for name in reversed(TABLES):
        with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
            table.drop_column("record_key")
