"""Record keys and their sums stay in the database: no file, page or log line holds one (STA-05)."""

import logging

import pytest

from boernestemme.services import approving, releasing
from boernestemme.storage import marks
from boernestemme.storage.db import transaction
from tests.factories import NOW
from tests.page_client import PageClient
from tests.release_factory import BOARD
from tests.services.half_years import CLOSED, put_country
from tests.web.scene import Scene
from tests.web.staff_of import board_browser, with_board

KEY = 700_000_037  # of no use but to be found: it is the key of every mark
SUMS = tuple(str(number * KEY) for number in range(1, 90))
ADDRESSES = ("/tal/", f"/tal/{CLOSED}.csv", f"/tal/{CLOSED}.json", "/tal/datapackage.json")


def holds_key(text: str) -> bool:
    return any(one in text for one in SUMS) or "record_key" in text


def publish(scene: Scene) -> None:
    """A half-year counted, frozen and approved by two."""
    with with_board(scene).acting() as world:
        put_country()
        with transaction():
            for code in ("0253", "0259", "0265", "0461"):
                rows = marks.take_all(CLOSED, code)
                marks.add_all([row | {"record_key": KEY} for row in rows])
        releasing.freeze(CLOSED, world.tools.settings.statistics_folder, NOW)
        for email, _ in BOARD[:2]:
            approving.approve(world.person(email.partition("@")[0]), CLOSED, NOW)


def test_no_file_page_or_log_line_holds_a_key(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    publish(scene)
    public = PageClient(scene.app)
    told = [public.get(address).text for address in ADDRESSES]
    told += [board_browser(scene).get("/styrelse/").text, caplog.text]
    told += [str(scene.rows(f"SELECT * FROM {table}")) for table in ("releases", "access_log")]
    assert str(CLOSED) in told[1] and "cell-key" in told[2]
    assert [text for text in told if holds_key(text)] == []
    assert holds_key(str(scene.rows("SELECT record_key FROM marks"))), "the control"
    assert holds_key(str(scene.rows("SELECT sum(record_key) FROM marks WHERE is_first"))), (
        "and sums"
    )
