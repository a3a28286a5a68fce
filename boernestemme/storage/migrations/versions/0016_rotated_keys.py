"""A municipality may have several key pairs in a year: the newest seals, all of them open."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE, RULE = "municipality_keys", "uq_municipality_keys_municipality"


def upgrade() -> None:
    """What there is was each year's first."""
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        table.drop_constraint(RULE, type_="unique")
        table.create_unique_constraint(RULE, ["municipality", "year", "number"])
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("number", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    """Refused by the rule where a year has several: what is sealed to them would be lost."""
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(RULE, type_="unique")
        table.create_unique_constraint(RULE, ["municipality", "year"])
        table.drop_column("number")
