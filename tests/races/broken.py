"""A database that forgets who was first, for the controls: the program itself is as it is."""

from sqlalchemy import text

from boernestemme.storage.db import session
from tests.races.served_house import ServedHouse

# A table without its unique pair, a link that is never spent, and half of all answers lost.
FORGETFUL = (
    "CREATE TABLE loose AS SELECT * FROM submissions",
    "DROP TABLE submissions",
    "ALTER TABLE loose RENAME TO submissions",
    "CREATE TRIGGER forgets AFTER UPDATE OF answered_on ON invitations BEGIN "
    "UPDATE invitations SET answered_on = NULL, answered_by = NULL WHERE id = NEW.id; END",
    "CREATE TRIGGER loses AFTER INSERT ON submissions WHEN NEW.id < '8' BEGIN "
    "DELETE FROM submissions WHERE id = NEW.id; END",
)


def make_forgetful(house: ServedHouse) -> None:
    """From now on this SQLite database takes several answers by one link, and loses some."""
    with house.inside():
        for statement in FORGETFUL:
            session().execute(text(statement))
        session().commit()
