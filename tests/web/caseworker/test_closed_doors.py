"""Closed doors: every staff route against everybody who may not, made from the routes."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from boernestemme.services.making_links import MadeLink
from boernestemme.web.guard import permission_of
from tests.factories import older_answers
from tests.page_client import PageClient
from tests.web.scene import Scene

SECRETS = ("kanarietekst", "kanarievagt", "gåtur", "Skolen")
NOBODY = "nobody"
STRANGERS = ("nadia", "jonas", "sofie", "karim", "leder", NOBODY)
FIELDS = {"how": "meeting", "version": "0", "date": "2027-03-25", "time": "12:00"}
NO_SUCH = "f" * 32
ANYBODYS = {
    "caseworker.sign_in_page", "caseworker.sign_in", "caseworker.sign_out",
    "caseworker.code_page", "caseworker.give_code",
    "caseworker.first_app_page", "caseworker.confirm_first_app", "caseworker.from_provider",
    "caseworker.security", "caseworker.change_security", "caseworker.new_app_page",
    "caseworker.confirm_new_app",
}  # fmt: skip
NOT_OF_A_MEETING = {
    "caseworker.meetings", "caseworker.coming", "caseworker.earlier",
    "caseworker.new_link", "caseworker.make_link",
    "caseworker.ask_hand_over_list", "caseworker.hand_over_list",
    "caseworker.search", "caseworker.choose_excerpts", "caseworker.sheet", "caseworker.method",
    "caseworker.practice", "caseworker.practice_frame", "caseworker.try_replies",
    "caseworker.reading_ease", "caseworker.method_file",
    "caseworker.many_links", "caseworker.make_many_links", "caseworker.months",
    "caseworker.statement", "caseworker.make_statement", "caseworker.decline_statement",
}  # fmt: skip


def staff_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route of the staff's side with each of its methods."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("caseworker."):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule, method


def tried(pages: PageClient, rule: Rule, method: str, meeting_id: str) -> TestResponse:
    address = re.sub(r"<[^>]+>", meeting_id, rule.rule)
    data = FIELDS | {"csrf_token": pages.token} if method == "POST" else None
    return pages.client.open(address, method=method, data=data)


def browser_of(scene: Scene, name: str) -> PageClient:
    return PageClient(scene.app) if name == NOBODY else scene.staff(name)


def mettes(scene: Scene) -> MadeLink:
    said = older_answers(topics_text="kanarietekst", not_in_front="kanarievagt")
    return scene.answered(said=said)


@pytest.mark.parametrize("name", STRANGERS)
def test_no_route_shows_or_changes_anything_for_a_stranger(scene: Scene, name: str) -> None:
    link, pages = mettes(scene), browser_of(scene, name)
    before = scene.everything_stored()
    seen = 0
    for rule, method in staff_rules(scene.app):
        if "meeting_id" not in rule.arguments:
            continue
        answer = tried(pages, rule, method, link.meeting_id)
        seen += 1
        wanted = {303, 403} if name == NOBODY else {403, 404}
        assert answer.status_code in wanted, (rule.rule, method, answer.status_code)
        held = answer.text + str(answer.headers)
        for secret in (*SECRETS, str(link.words), link.token):
            assert secret not in held, (rule.rule, method)
    assert seen >= 13
    assert scene.everything_stored() == before


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_gets_the_same_plain_refusal_everywhere(scene: Scene, name: str) -> None:
    link, pages = mettes(scene), browser_of(scene, name)
    texts = {
        re.sub(r'value="[^"]+"', "", tried(pages, rule, method, link.meeting_id).text)
        for rule, method in staff_rules(scene.app)
        if "meeting_id" in rule.arguments and method == "GET"
    }
    assert len(texts) == 1


def test_the_same_walk_by_the_case_worker_shows_and_changes_a_lot(scene: Scene) -> None:
    """The control."""
    link, mette = mettes(scene), scene.staff()
    before = scene.everything_stored()
    statuses, text = set(), ""
    for rule, method in staff_rules(scene.app):
        if "meeting_id" in rule.arguments:
            answer = tried(mette, rule, method, link.meeting_id)
            statuses.add(answer.status_code)
            text += answer.data.decode(errors="replace")  # documents are no text
    assert 200 in statuses
    assert not [secret for secret in SECRETS if secret not in text]
    assert scene.everything_stored() != before


@pytest.mark.parametrize("name", ["nadia", "sofie", "leder"])
def test_a_strangers_meeting_looks_like_one_that_does_not_exist(scene: Scene, name: str) -> None:
    link, pages = mettes(scene), browser_of(scene, name)
    for rule, method in staff_rules(scene.app):
        if "meeting_id" in rule.arguments:
            real = tried(pages, rule, method, link.meeting_id)
            none = tried(pages, rule, method, NO_SUCH)
            assert real.status_code == none.status_code
            assert mask(real, link.meeting_id) == mask(none, NO_SUCH)


def mask(response: TestResponse, meeting_id: str) -> str:
    """The page without its form token, whose mask is fresh each time, and without the id."""
    page = re.sub(r'name="csrf_token" value="[^"]+"', "", response.text)
    return page.replace(meeting_id, "ID")


@pytest.mark.parametrize("name", ["leder", NOBODY])
def test_the_rest_of_the_case_workers_side_is_closed_too(scene: Scene, name: str) -> None:
    pages = browser_of(scene, name)
    before = scene.everything_stored()
    for rule, method in staff_rules(scene.app):
        if rule.endpoint in NOT_OF_A_MEETING:
            status = tried(pages, rule, method, "").status_code
            assert status in ({303, 403} if name == NOBODY else {403}), rule.rule
    assert scene.everything_stored() == before


def test_the_matrix_leaves_no_route_out(scene: Scene) -> None:
    for rule, method in staff_rules(scene.app):
        covered = "meeting_id" in rule.arguments or rule.endpoint in ANYBODYS | NOT_OF_A_MEETING
        assert covered, f"{method} {rule.rule} stands in no test of who may open it"


def test_every_route_of_the_app_says_who_may_open_it(scene: Scene) -> None:
    with scene.app.app_context():
        bare = [
            rule.rule
            for rule in scene.app.url_map.iter_rules()
            if permission_of(rule.endpoint) is None
        ]
        assert bare == []
        assert permission_of("no.such.view") is None, "the control"


def test_the_backup_reads_on_its_turn_and_not_before(scene: Scene) -> None:
    link = mettes(scene)
    here = f"/raadgiver/moeder/{link.meeting_id}"
    scene.clock.now += timedelta(days=1)
    assert scene.staff("jonas").get(here).status_code == 404
    scene.clock.now += timedelta(days=1)
    page = scene.staff("jonas").get(here)
    assert page.status_code == 200
    assert "kanarietekst" in page.text
    assert scene.staff("nadia").get(here).status_code == 404
    assert scene.staff("sofie").get(here).status_code == 404


@pytest.mark.parametrize("change", ["disabled_on = '2027-03-09'", "role = 'leader'"])
def test_the_backup_reads_at_once_when_the_account_is_closed_or_of_another_role(
    scene: Scene, change: str
) -> None:
    link = mettes(scene)
    here = f"/raadgiver/moeder/{link.meeting_id}"
    assert scene.staff("jonas").get(here).status_code == 404
    scene.run(f"UPDATE accounts SET {change} WHERE first_name = 'Mette'")
    assert scene.staff("jonas").get(here).status_code == 200


@pytest.mark.parametrize("meeting_id", ["", "x", "%00", "..", "0" * 400, "' OR 1=1 --"])
def test_strange_ids_are_not_found(scene: Scene, meeting_id: str) -> None:
    answer = scene.staff().get(f"/raadgiver/moeder/{meeting_id}")
    assert answer.status_code in {404, 308}
