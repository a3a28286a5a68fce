"""Teams: where a municipality's people belong."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is in a team until somebody says so."""
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name=op.f("fk_teams_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("municipality", "name", name=op.f("uq_teams_municipality")),
    )
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("team_id", sa.String(length=32), nullable=True))
        table.create_foreign_key(op.f("fk_accounts_team_id"), "teams", ["team_id"], ["id"])


def downgrade() -> None:
    """Take the people out of the teams, then the teams away."""
    with op.batch_alter_table("accounts") as table:
        table.drop_constraint(op.f("fk_accounts_team_id"), type_="foreignkey")
        table.drop_column("team_id")
    op.drop_table("teams")
