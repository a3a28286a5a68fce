"""Who was vouched for by somebody else than an administrator."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Whoever was never able to sign in is a new colleague still, and waits for a leader's yes.
CONFIRM = """
    UPDATE accounts SET confirmed_on = CURRENT_DATE
    WHERE password_hash <> '' OR role IN ('admin', 'board')
        OR id IN (SELECT account_id FROM foreign_identities)
"""


def upgrade() -> None:
    """Whoever has worked here is confirmed."""
    op.add_column("accounts", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.execute(CONFIRM)


def downgrade() -> None:
    """Forget it; whoever waited can sign in then."""
    op.drop_column("accounts", "confirmed_on")
