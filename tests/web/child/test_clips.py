"""Recordings: what a municipality put in its folder, under which text, and nothing beside it."""

import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.settings import Settings
from boernestemme.web.child.clips import LARGEST
from boernestemme.web.child.recordable import code_of, recordable
from tests.clock import Clock
from tests.web.scene import Scene
from tests.web.walking import CHECK, arrive, arrive_after

SCHOOL = "7c3d2ee6b6a2"  # what "Skolen" has been called since the first recording
SOUND = b"\xff\xfb\x90\x00" + bytes(413)
NAMED = re.compile(r'data-clips="([^"]*)"')
# What stands on a page to be read and answered: questions and the answers to tap.
ASKED = re.compile(r"<legend>(?:<h1>)?([^<]+)|</svg>([^<]+)</span></label>|<h1[^>]*>([^<]+)</h1>")


def put(folder: Path, name: str, content: bytes = SOUND) -> Path:
    """A file in the folder of recordings."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.fixture
def recorded(settings: Settings) -> Settings:
    """Some recordings, before the app of the test starts."""
    put(settings.clips_folder, f"da/{SCHOOL}.mp3")
    put(settings.clips_folder, f"da/{code_of('Hej')}.ogg", SOUND * (LARGEST // len(SOUND)))
    put(settings.clips_folder, f"da/{'0' * 12}.mp3")
    put(settings.clips_folder, f"ar/{SCHOOL}.m4a")
    put(settings.clips_folder, "secret.mp3")
    return settings


def listed(app: Flask) -> dict[str, str]:
    found: dict[str, str] = app.test_client().get("/lyd/da.json").get_json()
    return found


def clip(app: Flask, name: str = f"{SCHOOL}.mp3", **options: object) -> TestResponse:
    return app.test_client().get(f"/lyd/da/{name}", **options)


def test_without_recordings_no_page_names_any(scene: Scene) -> None:
    page = arrive(scene).see("/svar/3").text
    assert 'id="aloud"' in page and not NAMED.search(page)
    assert scene.app.test_client().get("/lyd/da.json").status_code == 404


def test_every_page_names_the_recordings_of_its_language(
    recorded: Settings, app: Flask, clock: Clock
) -> None:
    one = arrive(Scene(app, clock))
    pages = [one.door, "/svar/1", "/svar/3", CHECK, "/hjaelp", "/hvem-laeser", "/b/nej"]
    assert {(*NAMED.findall(one.see(page).text),) for page in pages} == {("/lyd/da.json",)}


def test_the_list_says_which_text_each_recording_is_of(recorded: Settings, app: Flask) -> None:
    found = listed(app)
    assert {text: name.partition("?")[0] for text, name in found.items()} == {
        "Skolen": f"{SCHOOL}.mp3",
        "Hej": f"{code_of('Hej')}.ogg",
    }
    assert clip(app, found["Skolen"]).data == SOUND


def test_a_new_recording_of_a_text_has_a_new_address(
    recorded: Settings, app: Flask, settings: Settings
) -> None:
    before = listed(app)
    put(settings.clips_folder, f"da/{SCHOOL}.mp3", SOUND * 2)
    after = listed(create_app(settings))
    assert before["Hej"] == after["Hej"] and before["Skolen"] != after["Skolen"]


def test_a_recording_is_kept_for_long_and_can_be_had_in_parts(
    recorded: Settings, app: Flask
) -> None:
    whole, part = clip(app), clip(app, headers={"Range": "bytes=0-3"})
    assert (whole.status_code, whole.mimetype) == (200, "audio/mpeg")
    assert "max-age=31536000" in whole.headers["Cache-Control"]
    assert (part.status_code, part.data) == (206, SOUND[:4]), "some phones play nothing else"
    kept = app.test_client().get("/lyd/da.json").headers["Cache-Control"]
    assert "max-age=3600" in kept


def test_list_and_recording_are_the_same_for_everybody(
    recorded: Settings, app: Flask, clock: Clock
) -> None:
    child, stranger = arrive(Scene(app, clock)).pages.client, app.test_client()
    for address in ("/lyd/da.json", f"/lyd/da/{SCHOOL}.mp3"):
        answers = [one.get(address) for one in (child, stranger)]
        assert answers[0].data == answers[1].data
        assert not any("Set-Cookie" in one.headers for one in answers)


@pytest.mark.parametrize(
    "address",
    [
        "/lyd/da/../secret.mp3", "/lyd/da/%2e%2e%2fsecret.mp3", "/lyd/../clips/secret.mp3",
        "/lyd/da/..%5csecret.mp3", "/lyd/%2e%2e/epoch", "/lyd/./secret.mp3", "/lyd/secret.mp3",
        f"/lyd/da/{SCHOOL}.ogg", f"/lyd/en/{SCHOOL}.mp3", "/lyd/en.json", "/lyd/da/",
    ],
)  # fmt: skip
def test_nothing_but_what_was_found_at_start_is_given(
    recorded: Settings, app: Flask, address: str
) -> None:
    assert app.test_client().get(address).status_code == 404
    assert clip(app).status_code == 200, "the control"


def test_what_is_too_large_or_badly_named_is_left_out_and_told(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    large = put(settings.clips_folder, f"da/{SCHOOL}.mp3", bytes(LARGEST + 1))
    named = put(settings.clips_folder, "da/skolen.mp3")
    usable = put(settings.clips_folder, f"da/{code_of('Hej')}.mp3", bytes(LARGEST))
    with caplog.at_level(logging.WARNING):
        app = create_app(settings)
    assert list(listed(app)) == ["Hej"]
    assert clip(app).status_code == 404
    told = caplog.text
    assert str(large) in told and str(named) in told and str(usable) not in told


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
def test_every_question_and_every_answer_can_be_recorded(scene: Scene, age: AgeGroup) -> None:
    with scene.app.app_context():
        texts = set(recordable("da").values())
    one = arrive(scene, age_group=age, phone=Phone.SHARED)
    pages = [one.see(f"/svar/{number}").text for number in range(1, 8)]
    after = arrive_after(scene, age_group=age, phone=Phone.SHARED)
    pages += [after.see(f"/svar/{number}").text for number in range(1, 5)]
    found = {" ".join("".join(parts).split()) for page in pages for parts in ASKED.findall(page)}
    assert len(found) > 40
    assert found - texts == set()


def test_control_a_text_with_a_day_in_it_is_not_there(scene: Scene) -> None:
    with scene.app.app_context():
        texts = recordable("da").values()
    assert [text for text in texts if "%(" in text] == []
    assert not any("senest" in text for text in texts)
    assert any(text.startswith("Din rådgiver ") for text in texts)
