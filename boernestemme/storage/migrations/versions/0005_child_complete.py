"""How a browser wants its pages, who helped a child, what a meeting's frame fixes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WITHOUT_ROWID = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Widen what is there; so far everybody answered alone, in Danish, as its own age group."""
    with op.batch_alter_table("child_sessions") as table:
        table.add_column(sa.Column("manner", sa.LargeBinary(), nullable=True))
    _add("meetings", sa.Column("persons", sa.String(length=200)), "''")
    _add("invitations", sa.Column("persons", sa.String(length=200)), "''")
    for name in ("meetings", "invitations"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("fixed_place", sa.String(length=12), nullable=True))
    _add("submissions", sa.Column("language", sa.String(length=8)), "'da'")
    _add("submissions", sa.Column("asked_as", sa.String(length=5)), _OF_ITS_MEETING)
    _add("submissions", sa.Column("ask_alone", sa.Boolean()), "(1 = 0)")
    with op.batch_alter_table("submissions") as table:
        table.add_column(sa.Column("asked_alone_on", sa.Date(), nullable=True))
    for name in ("mixer_box", "marks"):
        _add(name, sa.Column("is_helped", sa.Boolean()), "(1 = 0)", WITHOUT_ROWID)


_OF_ITS_MEETING = "(SELECT age_group FROM meetings WHERE meetings.id = submissions.meeting_id)"


def _add(
    table_name: str, column: "sa.Column[object]", value: str, made: dict[str, bool] | None = None
) -> None:
    """Add a column that is never empty, with this value in every row that is there."""
    with op.batch_alter_table(table_name, table_kwargs=made or {}) as table:
        table.add_column(column)
    op.execute(f"UPDATE {table_name} SET {column.name} = {value}")  # noqa: S608 - our own words
    with op.batch_alter_table(table_name, table_kwargs=made or {}) as table:
        table.alter_column(column.name, existing_type=column.type, nullable=False)


def downgrade() -> None:
    """Narrow them again."""
    for name in ("mixer_box", "marks"):
        with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
            table.drop_column("is_helped")
    with op.batch_alter_table("submissions") as table:
        for name in ("language", "asked_as", "ask_alone", "asked_alone_on"):
            table.drop_column(name)
    for name in ("meetings", "invitations"):
        with op.batch_alter_table(name) as table:
            table.drop_column("persons")
            table.drop_column("fixed_place")
    with op.batch_alter_table("child_sessions") as table:
        table.drop_column("manner")
