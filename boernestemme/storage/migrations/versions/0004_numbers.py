"""The mixer's box, marks, statistics keys and releases."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "mixer_box",
    "marks",
    "reply_marks",
    "people_hashes",
    "people_counts",
    "statistics_keys",
    "releases",
    "release_approvals",
)
# Tables whose rows are written once, and what finds a row that has a new one's key.
WRITE_ONCE = {
    "releases": "SELECT 1 FROM releases WHERE "
    "(id = NEW.id) OR (period = NEW.period AND number = NEW.number)",
    "release_approvals": "SELECT 1 FROM release_approvals WHERE "
    "(release_id = NEW.release_id AND account_id = NEW.account_id)",
}


def upgrade() -> None:
    """Make the tables; releases are written once."""
    _make_box_and_marks()
    _make_people()
    _make_statistics_keys()
    _make_releases()
    for table in WRITE_ONCE:
        _guard(table)


def downgrade() -> None:
    """Take the tables away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITE_ONCE:
            op.execute(f"DROP FUNCTION {table}_refuse()")


def _make_box_and_marks() -> None:
    op.create_table(
        "mixer_box",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("age_group", sa.String(length=5), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mixer_box"),
        sqlite_with_rowid=False,
    )
    _make_marks_table(
        "marks",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("heard", sa.String(length=6), nullable=False),
        sa.Column("voice", sa.String(length=6), nullable=False),
        sa.Column("space", sa.String(length=6), nullable=False),
        sa.Column("influence", sa.String(length=6), nullable=True),
        sa.Column("next", sa.String(length=6), nullable=False),
    )
    _make_marks_table(
        "reply_marks",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=6), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=False),
    )


def _make_marks_table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("age_group", sa.String(length=5), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        f"ix_{name}_period_municipality", name, ["period", "municipality"], unique=False
    )


def _make_people() -> None:
    key = ("period", "municipality", "age_group")
    columns = [
        [
            sa.Column(name, sa.String(length=size), nullable=False)
            for name, size in zip(key, (6, 4, 5), strict=True)
        ]
        for _ in range(2)
    ]
    op.create_table(
        "people_hashes",
        *columns[0],
        sa.Column("who", sa.String(length=6), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint(*key, "who", "digest", name="pk_people_hashes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "people_counts",
        *columns[1],
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_people_counts"),
    )


def _make_statistics_keys() -> None:
    op.create_table(
        "statistics_keys",
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("period", name="pk_statistics_keys"),
    )


def _make_releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.UniqueConstraint("period", "number", name="uq_releases_period"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release_approvals",
        sa.Column("release_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name="fk_release_approvals_release_id"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_release_approvals_account_id"
        ),
        sa.PrimaryKeyConstraint("release_id", "account_id", name="pk_release_approvals"),
        sqlite_with_rowid=False,
    )


def _guard(table: str) -> None:
    """Rows are added, never changed or removed: the database itself refuses."""
    if op.get_bind().dialect.name == "sqlite":
        for name, verb, what in (
            ("never_change", "UPDATE", "rows never change"),
            ("never_go", "DELETE", "rows are never removed"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: {what}'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({WRITE_ONCE[table]}) "
            "BEGIN SELECT RAISE(IGNORE); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"'BEGIN RAISE EXCEPTION ''{table}: rows never change''; END'"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
