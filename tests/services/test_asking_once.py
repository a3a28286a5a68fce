"""A child's page asks the database one question, and a server no transaction for it."""

import pytest
from sqlalchemy import Connection, event

from boernestemme.storage.db import db
from tests.web.walking import CHECK, Child
from tests.world import World

PAGES = ("/svar/1", "/svar/3", CHECK)


class Asked:
    """What an engine is asked from now on, and whether a transaction is begun for it."""

    def __init__(self) -> None:
        self.begun: list[bool] = []
        event.listen(db.engine, "before_cursor_execute", self.note)

    def note(self, connection: Connection, *_: object) -> None:
        """One statement; SQLite begins nothing for a question."""
        driver = connection.connection.dbapi_connection
        self.begun.append(not getattr(driver, "autocommit", True))

    def of(self, child: Child, address: str) -> list[bool]:
        """For each statement of one page, whether a transaction was begun."""
        self.begun.clear()
        assert child.see(address).status_code == 200
        return list(self.begun)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_one_question(any_world: World, address: str) -> None:
    child = Child(any_world.app, any_world.link())
    child.begin()
    child.come_in()
    assert Asked().of(child, address) == [False]


def test_the_control_sees_what_is_asked_in_a_transaction(any_world: World) -> None:
    child, asked = Child(any_world.app, any_world.link()), Asked()
    child.begin()
    assert len(asked.begun) > 1
    assert any(asked.begun) is (db.engine.dialect.name == "postgresql")
