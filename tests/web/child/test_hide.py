"""*Skjul*: ends the session, destroys what was not sent, and leaves; never refused."""

import pytest

from tests.page_client import Page, PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, COOKIE, Child, arrive

TYPED = "skal væk med det samme"


def writing(scene: Scene) -> Child:
    one = arrive(scene)
    one.fill(3, {"topics_text": TYPED})
    return one


def test_hide_ends_the_session_and_destroys_the_draft(scene: Scene) -> None:
    one = writing(scene)
    cookie = str(one.cookie)
    assert scene.count("drafts") == 1
    hidden = one.post("/skjul")
    assert hidden.status_code == 200
    assert scene.count("drafts") == 0
    assert one.cookie is None
    thief = PageClient(scene.app)
    thief.client.set_cookie(COOKIE, cookie)
    for address in ("/svar/3", CHECK, "/svar/tak"):
        page = thief.get(address)
        assert page.status_code == 403
        assert TYPED not in page.text


def test_without_hide_back_shows_what_was_typed(scene: Scene) -> None:
    """The control."""
    assert TYPED in writing(scene).see("/svar/3").text


def test_the_cookie_is_taken_and_storage_cleared(scene: Scene) -> None:
    hidden = writing(scene).post("/skjul")
    last = hidden.headers.getlist("Set-Cookie")[-1]
    assert f"{COOKIE}=;" in last
    assert "Max-Age=0" in last
    assert '"storage"' in hidden.headers["Clear-Site-Data"]


@pytest.mark.parametrize("token", [None, "", "x", "another browser's"])
def test_hide_needs_no_token(scene: Scene, token: str | None) -> None:
    one = writing(scene)
    data = {} if token is None else {"csrf_token": token}
    assert one.pages.client.post("/skjul", data=data).status_code == 200
    assert scene.count("drafts") == 0


@pytest.mark.parametrize("cookie", [None, "", "x", "A" * 43, "æ", "A" * 4000])
def test_hide_works_whatever_the_browser_holds(scene: Scene, cookie: str | None) -> None:
    pages = PageClient(scene.app)
    if cookie is not None:
        pages.client.set_cookie(COOKIE, cookie)
    assert pages.post("/skjul").status_code == 200


def test_hide_works_while_the_database_is_in_trouble(scene: Scene) -> None:
    one = writing(scene)
    scene.run("ALTER TABLE child_sessions RENAME TO away")
    hidden = one.post("/skjul")
    scene.run("ALTER TABLE away RENAME TO child_sessions")
    assert hidden.status_code == 200
    assert words_of(hidden) == "Velkommen Velkommen"
    assert one.cookie is None


def test_the_page_shows_nothing_of_the_service_and_leaves_at_once(scene: Scene) -> None:
    hidden = writing(scene).post("/skjul")
    assert words_of(hidden) == "Velkommen Velkommen"
    assert Page(hidden.text).title == "Velkommen"
    assert '<meta http-equiv="refresh" content="0;url=https://vejr.example/">' in hidden.text
    assert "/svar" not in hidden.text and "/hjaelp" not in hidden.text


def test_fetching_the_page_changes_nothing(scene: Scene) -> None:
    one = writing(scene)
    before = scene.everything_stored()
    for _ in range(3):
        page = one.see("/skjul")
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
    assert scene.everything_stored() == before
    assert TYPED in one.see("/svar/3").text


def test_the_link_still_works_after_hide_and_shows_no_trace(scene: Scene) -> None:
    one = writing(scene)
    one.post("/skjul")
    one.come_in()
    page = one.see("/svar/3")
    assert "Du har svaret." not in words_of(page)
    assert TYPED not in page.text


def test_hide_after_sending_takes_nothing_back(scene: Scene) -> None:
    one = writing(scene)
    one.see(CHECK)
    one.send()
    one.post("/skjul")
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == TYPED
