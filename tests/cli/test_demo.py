"""`boernestemme demo --no-serve`: invented data as agreed, again without harm, never elsewhere."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import LinkDead
from boernestemme.domain.invitation import standing
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import administering, entering, framing, listing_meetings
from boernestemme.services.access import Setting
from boernestemme.settings import Settings
from boernestemme.storage.database_clock import database_now
from boernestemme.storage.db import db, session
from boernestemme.web.tools import staff_links, tools
from tests.cli.console import Console, Ran
from tests.knocking import signed_in

PORT = "5999"
BASE = f"http://127.0.0.1:{PORT}"
FIELDS = {"age", "phase", "state", "words", "url", "meeting", "phone"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Console, Ran]:
    """A demo, made once, and what the command said."""
    console = Console(tmp_path_factory.mktemp("demo") / "instance")
    done = console.run("demo", "--no-serve", "--port", PORT)
    assert (done.status, done.err) == (0, "")
    return console, done


@pytest.fixture(scope="module")
def demo(made: tuple[Console, Ran]) -> Console:
    return made[0]


def facts_of(console: Console) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((console.instance / "demo.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def facts(demo: Console) -> dict[str, Any]:
    return facts_of(demo)


def test_the_file_has_the_agreed_shape_and_is_ours_alone(
    demo: Console, facts: dict[str, Any]
) -> None:
    assert {"base", "links", "accounts", "pages"} <= set(facts)
    assert facts["base"] == BASE
    assert facts["pages"]["caseworker"] == "/raadgiver/"
    for link in facts["links"]:
        assert set(link) == FIELDS
        assert link["url"].startswith(f"{BASE}/b/")
        assert len(link["words"]) == 2
    assert (demo.instance / "demo.json").stat().st_mode & 0o777 == 0o600


def test_there_are_links_of_every_kind_for_both_ages(facts: dict[str, Any]) -> None:
    ready = Counter(
        (link["phase"], link["age"]) for link in facts["links"] if link["state"] == "open"
    )
    assert set(ready) == {(phase, age) for phase in ("before", "after") for age in AgeGroup}
    assert min(ready.values()) >= 2
    states = Counter(link["state"] for link in facts["links"])
    assert min(states[state] for state in ("used", "expired", "revoked")) >= 1


def test_there_are_caseworkers_in_one_and_in_another_municipality(facts: dict[str, Any]) -> None:
    codes = Counter(one["municipality"] for one in facts["accounts"] if one["role"] == "caseworker")
    assert len(codes) >= 2
    assert max(codes.values()) >= 2
    roles = Counter(one["role"] for one in facts["accounts"])
    assert roles["leader"] >= 2 <= roles["board"]
    assert roles["admin"] >= 1
    fields = {"role", "email", "password", "municipality"}
    assert [one for one in facts["accounts"] if set(one) != fields] == []


def test_every_link_is_what_the_file_says(demo: Console, facts: dict[str, Any]) -> None:
    app = create_app(Settings.from_environment(demo.environment(child_url=BASE, plain_http="yes")))
    with app.app_context():
        now = database_now()
        for link in facts["links"]:
            token = link["url"].rpartition("/")[2]
            try:
                found = entering.look(tools().signer, token, now)
            except LinkDead:
                over = {"expired", "revoked"} | ({"used"} if link["phase"] == "after" else set())
                assert link["state"] in over
                continue
            is_open = standing(found, now) == link["phase"]
            assert is_open is (link["state"] == "open")
            assert [found.words.colour, found.words.thing] == link["words"]
            assert (found.meeting_id, found.phone, found.age_group) == (
                link["meeting"],
                link["phone"],
                link["age"],
            )
        session().rollback()
        db.engine.dispose()


def test_everybody_signs_in_and_answers_wait_to_be_read(
    demo: Console, facts: dict[str, Any]
) -> None:
    app = create_app(Settings.from_environment(demo.environment(child_url=BASE, plain_http="yes")))
    with app.app_context():
        assert not tools().settings.sign_on.second_factor_required
        now, waiting = database_now(), 0
        for one in facts["accounts"]:
            assert signed_in(one["email"], one["password"], now=now)
            person = administering.person_of(one["email"])
            setting, links = Setting(person, now, tools().days), staff_links()
            if one["role"] != "caseworker":
                continue
            for row in listing_meetings.list_meetings(setting, links.epoch):
                if row.has_answer and not row.is_backup:
                    opened = framing.read(setting, row.id, links.keys.opener, links.epoch)
                    waiting += bool(opened.answers)
        db.session.remove()
        db.engine.dispose()
    assert waiting >= 4


def test_a_second_run_keeps_every_link_and_takes_the_new_port(
    demo: Console, facts: dict[str, Any]
) -> None:
    keys = (demo.instance / "settings.toml").read_bytes()
    done = demo.run("demo", "--no-serve", "--port", "5998")
    assert (done.status, done.err) == (0, "")
    again = facts_of(demo)
    assert again["base"] == "http://127.0.0.1:5998"
    assert len(again["links"]) == len(facts["links"])
    for before, after in zip(facts["links"], again["links"], strict=True):
        assert after["url"] == before["url"].replace(PORT, "5998")
        assert after | {"url": ""} == before | {"url": ""}
    assert (demo.instance / "settings.toml").read_bytes() == keys
    assert demo.run("accesslog", "verify").status == 0


def test_more_meetings_are_added_when_asked(tmp_path: Path) -> None:
    console = Console(tmp_path / "instance")
    done = console.run("demo", "--no-serve", "--meetings", "20")
    assert (done.status, done.err) == (0, "")
    app = create_app(Settings.from_environment(console.environment(plain_http="yes")))
    with app.app_context():
        email = facts_of(console)["accounts"][0]["email"]
        setting = Setting(administering.person_of(email), database_now(), tools().days)
        assert len(listing_meetings.list_meetings(setting, tools().epoch)) >= 20
        db.session.remove()
        db.engine.dispose()


def test_what_the_demo_prints_names_words_links_and_accounts(
    made: tuple[Console, Ran], facts: dict[str, Any]
) -> None:
    _, done = made
    for link in facts["links"]:
        assert link["url"] in done.out
        assert " ".join(link["words"]) in done.out
    for one in facts["accounts"]:
        assert one["email"] in done.out
    assert "Børnestemme" in done.out


def test_a_database_that_is_not_a_demo_is_left_alone(tmp_path: Path) -> None:
    console = Console(tmp_path / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    done = console.run("demo", "--no-serve")
    assert (done.status, done.out) == (1, "")
    assert len(done.lines_of_why) == 1
    assert "not a demo" in done.err
    assert not (console.instance / "demo.json").exists()
    assert console.run("user", "disable", "mette@demo.example").status == 1
    assert console.run("accesslog", "verify").out == "Whole: 1 chains, never anchored.\n"
