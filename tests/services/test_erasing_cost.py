"""Erasing costs what is due: meetings that are still kept are not even looked at one by one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from boernestemme.services import after_words, filing
from boernestemme.services.erasing import erase_due
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import db
from tests.services.post_box import ERASED, FILED, answered, file_all, left, on, said_after
from tests.services.steps import set_now
from tests.world import World

LATE = date(2027, 4, 20)
MEETINGS = 6
A_DAY = timedelta(days=1)


def filed_soon(world: World) -> MadeLink:
    link = answered(world)
    file_all(world, link, FILED)
    return link


def filed_late(world: World) -> MadeLink:
    link = answered(world)
    file_all(world, link, LATE)
    return link


def met_late(world: World) -> MadeLink:
    """Nothing but the wish to talk to another, met after the link's death."""
    set_now(world)
    link = world.link()
    said_after(world, link, talk_to="other")
    on(world, LATE)
    after_words.mark_talked(world.setting("jonas"), link.meeting_id)
    return link


def held(world: World) -> MadeLink:
    link = filed_soon(world)
    filing.put_on_hold(world.setting(), link.meeting_id)
    return link


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is run meanwhile."""
    run: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        run.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("make", "kept_until"),
    [
        (filed_soon, ERASED),
        (filed_late, LATE + timedelta(days=30)),
        (met_late, LATE + timedelta(days=30)),
        (held, None),
    ],
)
def test_what_is_kept_costs_no_statement_until_its_very_day(
    shared_world: World,
    tmp_path: Path,
    make: Callable[[World], MadeLink],
    kept_until: date | None,
) -> None:
    def cost(day: date) -> int:
        with statements() as run:
            erase_due(tmp_path / "erased.log", on(shared_world, day))
        return len(run)

    last = (kept_until or date(2031, 1, 1)) - A_DAY
    cost(last)  # whatever other tests left here
    before = cost(last)
    links = [make(shared_world) for _ in range(MEETINGS)]
    assert cost(last) == before
    assert all(left(link)["answers"] for link in links)
    if kept_until:
        assert cost(kept_until) > before + MEETINGS, "the control"
        assert not any(left(link)["answers"] for link in links)
