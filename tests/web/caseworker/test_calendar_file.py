"""The calendar file: when the meeting is, what takes its place after a change, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from icalendar import Calendar

from boernestemme import create_app
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import MEETING, NOW
from tests.web.scene import Scene


def address(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/moede.ics"


def file(scene: Scene, link: MadeLink) -> bytes:
    answer = scene.staff().get(address(link))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="moede.ics"'
    return answer.data


def entry(scene: Scene, link: MadeLink) -> dict[str, object]:
    """Its one event, name by name, as a calendar reads it."""
    [event] = Calendar.from_ical(file(scene, link)).walk("VEVENT")
    values = {name: event.decoded(name) for name in event}
    return {name: one.decode() if isinstance(one, bytes) else one for name, one in values.items()}


def test_it_says_when_and_a_title_that_tells_nothing(scene: Scene) -> None:
    link = scene.answered()
    found = entry(scene, link)
    assert found["DTSTART"] == MEETING and found["DTEND"] == MEETING + timedelta(hours=1)
    assert found["DTSTAMP"] == NOW and found["SEQUENCE"] == 0
    assert (found["SUMMARY"], found["CLASS"]) == ("Møde (Børnestemme)", "PRIVATE")
    assert set(found) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS",
    }  # fmt: skip
    scene.run("UPDATE invitations SET colour = 'turkis', thing = 'ubåd'")  # in no other word
    text = file(scene, link).decode()
    secrets = ("turkis", "ubåd", link.token, "Mette", "barn", "Skolen")
    assert [one for one in secrets if one in text] == []


def test_moved_and_cancelled_it_takes_the_place_of_the_one_before(scene: Scene) -> None:
    link, noise = scene.link(), scene.link()
    before = entry(scene, link)
    scene.move(link, MEETING + timedelta(days=1))
    scene.move(link, MEETING + timedelta(days=2))
    moved = entry(scene, link)
    assert moved["UID"] == before["UID"] and moved["SEQUENCE"] == 2
    assert moved["DTSTART"] == MEETING + timedelta(days=2)
    scene.make_anew(link)
    scene.change(changing_links.cancel, link)
    off = entry(scene, link)
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (before["UID"], 3, "CANCELLED")
    assert entry(scene, noise)["SEQUENCE"] == 0 and before["STATUS"] == "CONFIRMED"


def test_lines_are_folded_and_end_as_the_standard_says(settings: Settings) -> None:
    staff = replace(settings, staff_url="https://intern.kommune.example")
    app = create_app(staff, clock=Clock(NOW))
    scene = Scene(app, Clock(NOW))
    link = scene.link()
    lines = file(scene, link).split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines) and lines[-1] == b""
    assert any(line.startswith(b" ") for line in lines), "the control: a line was too long"
    url = f"https://intern.kommune.example/raadgiver/moeder/{link.meeting_id}"
    assert entry(scene, link)["URL"] == url
    with app.app_context():
        db.engine.dispose()


def test_it_opens_no_answer_and_only_a_reader_gets_it(scene: Scene) -> None:
    link = scene.answered()
    before = scene.rows("SELECT count(*) FROM access_log")
    file(scene, link)
    assert scene.rows("SELECT count(*) FROM access_log") == before
    for name in ("nadia", "jonas", "sofie"):
        assert scene.staff(name).get(address(link)).status_code == 404
    meeting = scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}")
    assert f'href="{address(link)}"' in meeting.text
