"""A world as leaders meet it: emptied of what was counted, drawn, stated and logged before."""

from sqlalchemy import text

from boernestemme.domain.roles import Role
from boernestemme.storage import accounts
from boernestemme.storage.db import db, transaction
from tests.services.steps import set_now
from tests.world import World

EMPTIED = (
    "counted_months", "month_counts", "log_samples", "log_reviews", "statement_asked",
    "statement_counts", "advice_courses", "access_log",
)  # fmt: skip
MORE = ("leo", "anna")


def emptied(world: World) -> World:
    """The world at its own moment, its people in no team, and every meeting long over."""
    db.session.rollback()
    set_now(world)
    with transaction() as session:
        for table in EMPTIED:
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(text("UPDATE accounts SET team_id = NULL, disabled_on = NULL"))
        session.execute(text("DELETE FROM teams"))
        for name in MORE:
            email = {"email": f"{name}@test.example"}
            session.execute(text("DELETE FROM accounts WHERE email = :email"), email)
        for table in ("meetings", "invitations"):
            moved = f"UPDATE {table} SET starts_at = '2020-01-01', ends_at = '2020-01-01'"
            session.execute(text(moved))
        session.execute(text("UPDATE invitations SET expires_at = '2020-01-02'"))
    return world


def add(name: str, role: Role) -> None:
    """One more colleague, with Mette's password."""
    mette = accounts.by_email("mette@test.example")
    assert mette is not None and name in MORE
    with transaction():
        hashed, day = mette.password_hash, mette.confirmed_on
        accounts.add(f"{name}@test.example", role, "0265", name.title(), hashed, day)
