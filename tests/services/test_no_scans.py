"""Nothing that is done often reads a table through that grows with every meeting."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import event, text

from boernestemme.services import coverage_counting, listing_meetings
from boernestemme.services.announcing import order_all
from boernestemme.services.erasing import erase_due
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.log_drawing import draw_due
from boernestemme.services.month_counting import count_due
from boernestemme.services.sending_messages import tidy
from boernestemme.services.statistics_keys import file_by_year, give_missing, make_ahead
from boernestemme.storage.db import db, session
from boernestemme.web.tools import staff_links, tools
from tests.factories import NOW, older_answers
from tests.world import World

# There is a row of each for every meeting there ever was.
GROWING = ("meetings", "invitations", "access_log")
# An index of the few rows that are meant may be read through.
FEW = ("ix_meetings_held_chain_id", "ix_invitations_sealed_expires_at")
SCAN = re.compile(
    rf"SCAN ({'|'.join(GROWING)})\b(?! USING (COVERING )?INDEX ({'|'.join(FEW)}))"
    # All links that ever expired are no better by their index.
    r"|SEARCH invitations USING (COVERING )?INDEX ix_invitations_expires_at \(expires_at<"
)
Asked = list[tuple[str, Any]]


@contextmanager
def _noted() -> Iterator[Asked]:
    """Every question put to the database meanwhile."""
    asked: Asked = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _scans(asked: Asked) -> list[str]:
    """The questions that read a growing table from end to end, by SQLite's own plan."""
    found = []
    for statement, values in asked:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
            rows = session().connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plan = "\n".join(str(row[3]) for row in rows)
            if re.search(SCAN, plan):
                found.append(f"{statement}\n{plan}")
    return found


def _keep(world: World) -> None:
    ledger, days = tools().settings.erasure_ledger, tools().days
    keeper = staff_links().statistics
    make_ahead(keeper, NOW)
    give_missing(keeper, NOW)
    file_by_year(keeper, NOW)
    keep_house(ledger, NOW)
    erase_due(ledger, NOW)
    draw_due(days, NOW)
    count_due(days, NOW + timedelta(days=60))
    coverage_counting.count_due(NOW + timedelta(days=200))
    order_all(NOW, days)
    tidy(tools().epoch, NOW)


def _list(world: World) -> None:
    listing_meetings.list_meetings(world.setting(), tools().epoch)


@pytest.mark.parametrize("does", [_keep, _list])
def test_nothing_reads_all_meetings_there_ever_were(
    world: World, does: Callable[[World], None]
) -> None:
    world.answer(world.link(), older_answers())
    with current_app.app_context(), _noted() as asked:
        does(world)
    assert len(asked) > 5
    assert _scans(asked) == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT count(*) FROM meetings WHERE phone = 'none'",
        "SELECT count(*) FROM invitations WHERE expires_at <= '2027-01-01'",
    ],
)
def test_a_question_that_reads_them_all_is_found(world: World, question: str) -> None:
    with _noted() as asked:
        session().execute(text(question))
    assert len(_scans(asked)) == 1
