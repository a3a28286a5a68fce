"""An administrator gets nowhere near an answer, and nobody else anywhere near administering."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from boernestemme.domain.roles import PERMISSIONS, Permission, Role
from boernestemme.services.making_links import MadeLink
from boernestemme.web.guard import permission_of
from tests.factories import older_answers
from tests.page_client import PageClient
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator

SECRETS = ("kanarietekst", "kanarievagt", "gåtur")
FIELDS = {
    "first_name": "X", "role": "caseworker", "email": "x@test.example", "name": "X",
    "how": "meeting", "version": "0", "date": "2027-03-25", "time": "12:00",
}  # fmt: skip
# What signs somebody in or out, or changes how: after it the walk would go on as nobody.
OUT = ("/log-", "/sikkerhed", "/velkommen")
ADMINISTRATORS = PERMISSIONS[Role.ADMINISTRATOR] | {Permission.ANYBODY}


def answered(scene: Scene) -> MadeLink:
    """A meeting of Mette's whose child has said something that can be found again."""
    said = older_answers(topics_text="kanarietekst", not_in_front="kanarievagt")
    return scene.answered(said=said)


def walk(
    app: Flask, pages: PageClient, link: MadeLink, person: str, part: str = ""
) -> Iterator[tuple[str, str, TestResponse]]:
    """Every route, or those of one part, with each of its methods, tried by one browser."""
    ids = {"meeting_id": link.meeting_id, "person_id": person, "section": "vagt", "number": "1"}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith(part) or any(one in rule.rule for one in OUT):
            continue
        address = re.sub(
            r"<(?:\w+:)?(\w+)>", lambda gap: ids.get(gap[1], link.meeting_id), rule.rule
        )
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            data = FIELDS | {"csrf_token": pages.token} if method == "POST" else None
            yield rule.endpoint, method, pages.client.open(address, method=method, data=data)


def shown(answer: TestResponse) -> str:
    """All that came, whatever kind of file it is."""
    return answer.get_data().decode(errors="replace") + str(answer.headers)


def answers_of(scene: Scene) -> list[tuple[object, ...]]:
    """What is stored of answers and of their reading."""
    found = scene.rows("SELECT * FROM submissions") + scene.rows("SELECT * FROM framings")
    return found + scene.rows("SELECT number FROM access_log WHERE action = 'answer_read'")


def test_no_route_shows_an_administrator_an_answer(scene: Scene) -> None:
    """The control is the case worker's own walk, beside the other strangers' (ACC-12)."""
    link = answered(with_administrator(scene))
    pages, before = scene.staff("ada"), answers_of(scene)
    with scene.acting() as world:
        somebody = world.person("nadia").id
    seen = 0
    with scene.app.app_context():
        permissions = {
            rule.endpoint: permission_of(rule.endpoint) for rule in scene.app.url_map.iter_rules()
        }
    for endpoint, method, answer in walk(scene.app, pages, link, somebody):
        held = shown(answer)
        for secret in (*SECRETS, str(link.words), link.token):
            assert secret not in held, (endpoint, method)
        permission = permissions[endpoint]
        if permission not in ADMINISTRATORS:
            assert answer.status_code in {303, 400, 403, 404}, (endpoint, answer.status_code)
            seen += 1
    assert seen > 50
    assert pages.get("/administration/").status_code == 200, "still signed in"
    assert answers_of(scene) == before


def test_the_same_walk_by_the_case_worker_shows_them(scene: Scene) -> None:
    """The control."""
    link = answered(scene)
    steps = walk(scene.app, scene.staff(), link, link.meeting_id, "caseworker.meeting")
    text = "".join(shown(answer) for _, _, answer in steps)
    assert not [secret for secret in SECRETS if secret not in text]


@pytest.mark.parametrize("name", ["mette", "leder", "sofie", "nobody"])
def test_nobody_else_administers(scene: Scene, name: str) -> None:
    link = scene.link()
    pages = PageClient(scene.app) if name == "nobody" else scene.staff(name)
    people, seen = scene.rows("SELECT count(*) FROM accounts"), 0
    steps = walk(scene.app, pages, link, link.meeting_id, "administration.")
    for endpoint, method, answer in steps:
        wanted = {303, 403} if name == "nobody" else {403}
        assert answer.status_code in wanted, (endpoint, method, answer.status_code)
        seen += 1
    assert seen == 20
    assert scene.rows("SELECT count(*) FROM accounts") == people
