"""The headers of every answer: nothing kept, nothing sent on, nothing run but our own."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from boernestemme.web.headers import FIXED as ALWAYS
from tests.clock import Clock
from tests.factories import NOW, test_settings
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

FIXED = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}
FOREIGN = re.compile(r"""(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//""", re.IGNORECASE)
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "media-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def check(response: TestResponse) -> None:
    for name, value in FIXED.items():
        assert response.headers.getlist(name) == [value], (response.request.path, name)
    policy = response.headers["Content-Security-Policy"]
    rules = {one.split()[0]: one.split()[1:] for one in policy.split("; ")}
    assert POLICY.items() <= rules.items()
    assert "unsafe" not in policy and "http" not in policy
    assert "Server" not in response.headers
    assert not [name for name, _ in response.headers if name.startswith("Access-Control-")]
    assert response.content_type == "text/html; charset=utf-8"


def childs_pages(one: Child) -> list[TestResponse]:
    addresses = [f"/svar/{number}" for number in range(1, 8)]
    addresses += [one.door, "/ord", CHECK, "/skjul", "/hjaelp", "/hvem-laeser", "/klag"]
    return [one.see(address) for address in addresses]


def test_every_page_of_the_child_has_the_headers(scene: Scene) -> None:
    one = arrive(scene)
    pages = childs_pages(one)
    pages += [one.post("/svar/3", {"go": "next"}), one.see("/svar/slet"), one.post(CHECK)]
    pages += [one.see("/svar/tak"), one.see("/svar/brev"), one.post("/skjul")]
    for page in pages:
        check(page)


def test_every_page_of_the_case_worker_has_the_headers(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    here = f"/raadgiver/moeder/{link.meeting_id}"
    for address in ("/raadgiver/", "/raadgiver/nyt-link", "/raadgiver/log-ind", here):
        check(mette.get(address))
    check(mette.post(f"{here}/link"))


@pytest.mark.parametrize("address", ["/", "/findes-ikke", "/svar/99", "/b/x", "/stil/gammel.css"])
def test_pages_that_are_not_there_have_them_too(scene: Scene, address: str) -> None:
    response = scene.app.test_client().get(address)
    assert response.status_code in {403, 404}
    check(response)


def test_wrong_methods_refused_forms_and_large_forms_have_them_too(scene: Scene) -> None:
    client = scene.app.test_client()
    wrong_method = client.delete("/hjaelp")
    assert wrong_method.status_code == 405
    large = client.post("/svar/3", data={"x": "y" * 70_000})
    foreign = client.post("/svar/3", headers={"Sec-Fetch-Site": "cross-site"})
    assert (large.status_code, foreign.status_code) == (413, 403)
    for response in (wrong_method, large, foreign, client.post("/svar/3"), client.get("/svar/3")):
        check(response)


def test_trouble_has_them_too(scene: Scene) -> None:
    one = arrive(scene)
    scene.run("ALTER TABLE invitations RENAME TO away")
    for response in (one.see("/svar/3"), one.post("/svar/3", {"topics_text": "x"})):
        assert response.status_code == 503
        check(response)


def test_files_have_them_too_but_for_their_own_time(scene: Scene) -> None:
    client = scene.app.test_client()
    for address in ("/favicon.svg", *scene.app.extensions["assets"]):
        headers = client.get(address).headers
        found = {name: headers.getlist(name) for name in ALWAYS}
        assert found == {name: [value] for name, value in ALWAYS.items()}, address
        assert "max-age=31536000" in headers["Cache-Control"]


def test_no_page_names_another_origin(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    pages = childs_pages(arrive(scene))
    pages += [mette.get("/raadgiver/"), mette.get(f"/raadgiver/moeder/{link.meeting_id}")]
    pages.append(mette.post(f"/raadgiver/moeder/{link.meeting_id}/link"))
    for page in pages:
        if page.request.path != "/skjul":
            assert not FOREIGN.search(page.text), page.request.path
    assert FOREIGN.search('<img src="//elsewhere.example/x">'), "the control"


def test_stylesheet_and_script_name_no_other_origin(scene: Scene) -> None:
    for asset in scene.app.extensions["assets"].values():
        text = asset.plain.decode().replace("http://www.w3.org/", "")
        assert "http" not in text, asset.address
        assert "@import" not in text


@pytest.fixture
def over_https(settings: Settings) -> Iterator[Flask]:
    """An app as in production."""
    changed = test_settings(settings.instance, settings.database, plain_http=False)
    app = create_app(changed, clock=Clock(NOW))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_https_is_remembered_where_there_is_https(scene: Scene, over_https: Flask) -> None:
    name = "Strict-Transport-Security"
    for address in ("/hjaelp", "/findes-ikke", "/raadgiver/log-ind"):
        assert name not in scene.app.test_client().get(address).headers
        kept = over_https.test_client().get(address, base_url="https://127.0.0.1").headers[name]
        assert int(re.findall(r"max-age=(\d+)", kept)[0]) >= 31_536_000
        assert kept.endswith("; includeSubDomains")
