"""Held meetings as denominators, what municipalities tell of theirs, and marks with interpreter."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MIXED = ("marks", "mixer_box")
WITHOUT_ROWID = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """What was answered before says nothing of an interpreter; nobody told of meetings yet."""
    op.create_table(
        "coverage_counts",
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("period", sa.String(6), nullable=False),
        sa.Column("age_group", sa.String(5), nullable=False),
        sa.Column("measure", sa.String(7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("keys", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "municipality", "period", "age_group", "measure", name="pk_coverage_counts"
        ),
    )
    op.create_table(
        "reported_meetings",
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("period", sa.String(6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "period", name="pk_reported_meetings"),
    )
    for name in MIXED:
        _add(name)


def _add(name: str) -> None:
    column: sa.Column[bool] = sa.Column(
        "is_interpreted", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
        table.add_column(column)
    with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
        table.alter_column("is_interpreted", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Take all of it away."""
    for name in reversed(MIXED):
        with op.batch_alter_table(name, table_kwargs=WITHOUT_ROWID) as table:
            table.drop_column("is_interpreted")
    op.drop_table("reported_meetings")
    op.drop_table("coverage_counts")
