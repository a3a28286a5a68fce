"""`housekeeping` mixes: it tells how many and no more, and fails aloud when some are unreadable."""

from datetime import UTC, datetime

import pytest

from boernestemme import create_app
from boernestemme.domain.marks import taps_to_bytes
from boernestemme.domain.period import Period, half_year_of
from boernestemme.services.statistics_keys import StatisticsKeeper
from boernestemme.settings import Settings
from boernestemme.storage import mixer_box
from boernestemme.storage.db import db, transaction
from boernestemme.storage.mark_sealing import seal_item
from tests.cli.console import Console
from tests.services.boxes import class_of, taps

OVER = Period(2020, 1)


@pytest.fixture
def running() -> Period:
    """The half-year the installation's clock is in."""
    return half_year_of(datetime.now(UTC))


@pytest.fixture
def console(empty: Console) -> Console:
    """An installation with nobody in it."""
    return empty


def put(console: Console, period: Period, contents: list[bytes]) -> None:
    """Sealed items in the installation's box."""
    app = create_app(Settings.from_environment(console.environment()))
    with app.app_context():
        with transaction():
            folder = console.instance / "statistics"
            key = StatisticsKeeper(folder).public_key(period)
            for content in contents:
                mixer_box.add(class_of(period), seal_item(key, class_of(period), content))
        db.engine.dispose()


def some_taps(many: int) -> list[bytes]:
    return [taps_to_bytes(taps(number)) for number in range(many)]


def test_the_line_says_how_many_marks_were_mixed(console: Console, running: Period) -> None:
    put(console, running, some_taps(9))
    put(console, OVER, some_taps(2))
    ran = console.run("housekeeping")
    assert (ran.status, ran.err) == (0, "")
    assert " events logged, 2 marks mixed, " in ran.out
    put(console, running, some_taps(1))
    assert " 10 marks mixed, " in console.run("housekeeping").out


def test_what_cannot_be_read_fails_aloud_after_everything_else(console: Console) -> None:
    put(console, OVER, [*some_taps(2), b"odd"])
    ran = console.run("housekeeping")
    assert ran.status == 1
    assert " 2 marks mixed, " in ran.out
    [why] = ran.lines_of_why
    assert "1 marks cannot be read" in why
    assert "0265" not in why
    assert console.run("housekeeping").status == 1


def test_what_cannot_be_read_is_discarded_when_somebody_says_so(console: Console) -> None:
    put(console, OVER, [*some_taps(1), b"odd"])
    ran = console.run("housekeeping", "--discard-unreadable", str(OVER))
    assert ran.status == 0, ran.err
    assert ran.out.startswith("Discarded: 1 marks")
    assert console.run("housekeeping").status == 0


def test_nothing_is_discarded_of_a_half_year_that_runs(console: Console, running: Period) -> None:
    put(console, running, [b"odd"])
    for half_year, status in (("spring", 2), (str(running), 1)):
        ran = console.run("housekeeping", "--discard-unreadable", half_year)
        assert ran.status == status
        assert len(ran.lines_of_why) >= 1
    assert console.run("housekeeping").status == 1
