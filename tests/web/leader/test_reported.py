"""A leader tells how many meetings were held: one number, corrected until the figures are made."""

from datetime import date, datetime

import pytest

from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.period import Period
from boernestemme.storage import statistics_keys
from boernestemme.storage.db import transaction
from boernestemme.web.leader.reported import REFUSED
from tests.release_factory import freeze, release
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

FIGURES, HERE = "/leder/tal", "/leder/moedetal"
TOLD = "SELECT municipality, period, number FROM reported_meetings"
LINES = "SELECT action, subject FROM access_log WHERE action = 'meetings_reported'"


@pytest.fixture(autouse=True)
def in_march(scene: Scene) -> None:
    """The second half of 2026 is over, and not frozen."""
    scene.clock.now = datetime(2027, 3, 9, 10, tzinfo=DENMARK)


def test_a_number_is_told_and_corrected(scene: Scene) -> None:
    leader = scene.staff("leder")
    assert "Antal møder i 2. halvår 2026" in main_words(leader.get(FIGURES))
    for typed, number in (("1.240", 1240), ("980", 980)):
        gone = leader.post_fields(HERE, {"meetings": typed})
        assert gone.status_code == 303
        page = leader.get(gone.headers["Location"])
        assert "Antallet er gemt." in main_words(page) and f'value="{number}"' in page.text
        assert scene.rows(TOLD) == [("0265", "2026H2", number)]
    assert scene.rows(LINES) == [("meetings_reported", "2026H2")] * 2


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("", "no_number"), ("mange", "no_number"), ("-3", "no_number"), ("12,5", "no_number"),
     ("100001", "no_number"), ("9" * 4999, "no_number"), ("010190-1234", "cpr")],
)  # fmt: skip
def test_what_is_no_number_stays_on_the_page(scene: Scene, typed: str, rule: str) -> None:
    leader = scene.staff("leder")
    leader.get(FIGURES)
    answer = leader.post_fields(HERE, {"meetings": typed})
    assert answer.status_code == 422 and main_words(answer).count(REFUSED[rule]) == 2
    assert f'value="{typed}"' in answer.text
    assert scene.count("reported_meetings") == 0 and scene.rows(LINES) == []


def test_what_is_frozen_is_told_and_not_corrected(scene: Scene) -> None:
    leader = scene.staff("leder")
    leader.get(FIGURES)
    leader.post_fields(HERE, {"meetings": "240"})
    with scene.acting():
        freeze(release(Period(2026, 2)))
    assert leader.post_fields(HERE, {"meetings": "250"}).status_code == 422
    page = leader.get(FIGURES)
    assert "I har oplyst 240 møder for 2. halvår 2026." in main_words(page)
    assert HERE not in page.text
    assert scene.rows(TOLD) == [("0265", "2026H2", 240)] and len(scene.rows(LINES)) == 1


def test_what_was_delivered_to_the_board_is_not_corrected(scene: Scene) -> None:
    """Where the municipality runs its own installation there is no release: its key is gone."""
    leader, period = scene.staff("leder"), Period(2026, 2)
    leader.get(FIGURES)
    with scene.acting(), transaction():
        statistics_keys.add(period, bytes(32))
        statistics_keys.mark_destroyed(period, date(2027, 2, 1))
    assert leader.post_fields(HERE, {"meetings": "250"}).status_code == 422
    assert HERE not in leader.get(FIGURES).text
    assert scene.rows(TOLD) == []


@pytest.mark.parametrize("name", ["mette", "sofie"])
def test_it_is_for_leaders(scene: Scene, name: str) -> None:
    assert scene.staff(name).post_fields(HERE, {"meetings": "5"}).status_code == 403
