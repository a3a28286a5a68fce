"""Half-years handed over to the board's installation, and whose it takes in."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# What finds a row that has a new one's key.
SAME_KEY = (
    "SELECT 1 FROM deliveries WHERE (municipality = NEW.municipality AND period = NEW.period)"
)


def upgrade() -> None:
    """Nothing has been delivered yet; what is noted never changes."""
    op.create_table(
        "deliveries",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("period", sa.String(length=6), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "period", name=op.f("pk_deliveries")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery_signers",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("public_part", sa.LargeBinary(length=64), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", name=op.f("pk_delivery_signers")),
    )
    for statement in _guards():
        op.execute(statement)


def _guards() -> tuple[str, ...]:
    """What keeps a delivery's row as it was written."""
    if op.get_bind().dialect.name == "sqlite":
        return (
            "CREATE TRIGGER deliveries_never_change BEFORE UPDATE ON deliveries "
            "BEGIN SELECT RAISE(ABORT, 'deliveries: rows never change'); END",
            "CREATE TRIGGER deliveries_never_go BEFORE DELETE ON deliveries "
            "BEGIN SELECT RAISE(ABORT, 'deliveries: rows are never removed'); END",
            "CREATE TRIGGER deliveries_never_replaced BEFORE INSERT ON deliveries "
            f"WHEN EXISTS ({SAME_KEY}) "
            "BEGIN SELECT RAISE(IGNORE); END",
        )
    return (
        "CREATE FUNCTION deliveries_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''deliveries: rows never change''; END'",
        "CREATE TRIGGER deliveries_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON deliveries "
        "FOR EACH STATEMENT EXECUTE FUNCTION deliveries_refuse()",
    )


def downgrade() -> None:
    """Take the tables away; that something was delivered is forgotten."""
    op.drop_table("delivery_signers")
    op.drop_table("deliveries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION deliveries_refuse()")
