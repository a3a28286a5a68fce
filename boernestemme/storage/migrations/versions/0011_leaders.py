"""What leaders sign off, what is counted by month and team, what staff state of their practice."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = (
    "log_reviews", "log_samples", "counted_months", "month_counts", "statement_counts",
    "statement_asked", "advice_courses",
)  # fmt: skip
MEASURES = ("links", "held", "answered", "replied_in_time", "answered_after")


def upgrade() -> None:
    """Nothing has been drawn, counted or stated yet."""
    _create_log_tables()
    _create_count_tables()
    _create_statement_tables()


def _create_log_tables() -> None:
    op.create_table(
        "log_reviews",
        *_month(),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        _of_municipality("log_reviews"),
        sa.PrimaryKeyConstraint("municipality", "month", name=op.f("pk_log_reviews")),
    )
    op.create_table(
        "log_samples",
        *_month(),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meetings", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=True),
        sa.Column("signed_off_by", sa.String(length=32), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        _of_municipality("log_samples"),
        sa.ForeignKeyConstraint(
            ["signed_off_by"], ["accounts.id"], name=op.f("fk_log_samples_signed_off_by")
        ),
        sa.PrimaryKeyConstraint(
            "municipality", "month", "rule", "number", name=op.f("pk_log_samples")
        ),
    )


def _create_count_tables() -> None:
    op.create_table(
        "counted_months",
        *_month(),
        sa.Column("counted_on", sa.Date(), nullable=False),
        _of_municipality("counted_months"),
        sa.PrimaryKeyConstraint("municipality", "month", name=op.f("pk_counted_months")),
    )
    op.create_table(
        "month_counts",
        *_month(),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in MEASURES),
        _of_municipality("month_counts"),
        sa.PrimaryKeyConstraint("municipality", "month", "team_id", name=op.f("pk_month_counts")),
    )


def _create_statement_tables() -> None:
    op.create_table(
        "statement_counts",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        *(sa.Column(f"step_{step}", sa.Integer(), nullable=False) for step in range(1, 6)),
        _of_municipality("statement_counts"),
        sa.PrimaryKeyConstraint("municipality", "occasion", name=op.f("pk_statement_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_asked",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_statement_asked_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "occasion", name=op.f("pk_statement_asked")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "advice_courses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        _of_municipality("advice_courses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_courses")),
    )


def _month() -> "tuple[sa.Column[str], sa.Column[str]]":
    return (
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
    )


def _of_municipality(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality"], ["municipalities.code"], name=op.f(f"fk_{table}_municipality")
    )


def downgrade() -> None:
    """Take the tables away; what was signed off, counted and stated is lost."""
    for table in reversed(TABLES):
        op.drop_table(table)
