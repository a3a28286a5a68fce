"""What staff's side refuses is a line that says where and to whom, and nothing that was typed."""

import pytest

from tests.page_client import PageClient
from tests.web.scene import Scene

SIGN_IN = "/raadgiver/log-ind"
TYPED = {"email": "mette@test.example", "password": "kanariefugl og en til"}


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The refusals the service has told of; the next question begins anew."""
    found = [text for text in caplog.messages if text.startswith("refused ")]
    caplog.clear()
    return found


def id_of(scene: Scene, email: str) -> str:
    """The id by which an account stands in a log."""
    [[found]] = scene.rows("SELECT id FROM accounts WHERE email = :e", e=email)
    return str(found)


def test_a_wrong_password_and_too_many_of_them(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    pages = PageClient(scene.app)
    pages.get(SIGN_IN)
    pages.post(SIGN_IN, **TYPED)
    assert said(caplog) == ["refused 403 in caseworker.sign_in [POST] to nobody"]
    scene.run("UPDATE tries SET count = 99")
    pages.post(SIGN_IN, **TYPED)
    [line] = said(caplog)
    assert line.startswith("refused 429") and not [one for one in TYPED.values() if one in line]


def test_a_page_that_is_for_others_and_a_meeting_that_is_somebody_elses(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    link, leader = scene.answered(), scene.staff("leder")
    said(caplog)
    leader.get("/raadgiver/")
    whom = id_of(scene, "leder@test.example")
    assert said(caplog) == [f"refused 403 in caseworker.meetings [GET] to {whom}"]
    stranger = scene.staff("sofie")
    stranger.get(f"/raadgiver/moeder/{link.meeting_id}")
    [line] = said(caplog)
    assert line.startswith("refused 404 in caseworker.meeting [GET] to ")
    assert link.meeting_id not in line and line.endswith(id_of(scene, "sofie@test.example"))


def test_the_control_what_is_shown_leaves_no_line(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    mette = scene.staff()
    mette.get("/raadgiver/")
    assert said(caplog) == []
