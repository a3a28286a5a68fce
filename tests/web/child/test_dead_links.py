"""Dead links: forged, of another purpose, expired, revoked, replaced, locked, spent: one page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.services import changing_links
from boernestemme.storage.ids import new_link_id
from boernestemme.storage.tokens import LinkSigner
from boernestemme.web import form_token
from tests.factories import FORM_KEY, LINK_KEY, MEETING, older_answers
from tests.page_client import PageClient
from tests.web.scene import Scene
from tests.web.walking import COOKIE, Child

OLD_COOKIE = "A" * 43
WAY_BACK = re.compile(r"\?fra=\w+")


def forged(scene: Scene) -> str:
    token = scene.link().token
    return token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]


def unknown(scene: Scene) -> str:
    return str(scene.app.extensions["boernestemme"].signer.sign(new_link_id()))


def of_another_purpose(scene: Scene) -> str:
    return LinkSigner([LINK_KEY], 0, "boernestemme.other").sign(new_link_id())


def of_another_key(scene: Scene) -> str:
    return LinkSigner(["z" * 40], 1).sign(new_link_id())


def revoked(scene: Scene) -> str:
    link = scene.link()
    scene.change(changing_links.revoke, link)
    return link.token


def replaced(scene: Scene) -> str:
    link = scene.link()
    scene.make_anew(link)
    return link.token


def locked(scene: Scene) -> str:
    link = scene.link()
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=link.invitation_id)
    return link.token


def cancelled_and_over(scene: Scene) -> str:
    link = scene.link()
    scene.change(changing_links.cancel, link)
    scene.clock.now = MEETING + timedelta(hours=2)
    return link.token


def spent_and_over(scene: Scene) -> str:
    link = scene.answered(said=older_answers())
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link)
    return link.token


def after_spent_without_before(scene: Scene) -> str:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link)
    return link.token


def expired(scene: Scene) -> str:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(days=30)
    return link.token


def nonsense(scene: Scene) -> str:
    return "æøå.\x00" * 3


DEAD: tuple[Callable[[Scene], str], ...] = (
    forged, unknown, of_another_purpose, of_another_key, revoked, replaced, locked,
    cancelled_and_over, spent_and_over, after_spent_without_before, expired, nonsense,
)  # fmt: skip


def browser(scene: Scene, cookie: str | None) -> PageClient:
    pages = PageClient(scene.app)
    if cookie:
        pages.client.set_cookie(COOKIE, cookie)
    return pages


def fetched(scene: Scene, token: str, method: str, cookie: str | None) -> TestResponse:
    return browser(scene, cookie).client.open(f"/b/{token}", method=method)


def what_is_seen(response: TestResponse) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    headers = tuple(sorted((name, value) for name, value in response.headers))
    return response.status_code, response.text, headers


@pytest.mark.parametrize("why", DEAD)
def test_a_dead_link_looks_like_a_forged_one(scene: Scene, why: Callable[[Scene], str]) -> None:
    reference = what_is_seen(fetched(scene, "forged", "GET", None))
    token = why(scene)
    for cookie in (None, OLD_COOKIE):
        assert what_is_seen(fetched(scene, token, "GET", cookie)) == reference
        assert what_is_seen(fetched(scene, token, "HEAD", cookie))[0] == reference[0]


def pressed(scene: Scene, token: str, cookie: str | None) -> TestResponse:
    """*Ja* on a door that was open when it was fetched: the form's token fits."""
    pages = browser(scene, cookie)
    pages.token = form_token.issue(FORM_KEY, f"/b/{token}")
    return pages.post(f"/b/{token}")


@pytest.mark.parametrize("why", [one for one in DEAD if one is not nonsense])
def test_pressing_ja_on_a_dead_link_looks_the_same(
    scene: Scene, why: Callable[[Scene], str]
) -> None:
    reference = what_is_seen(fetched(scene, "forged", "GET", None))
    token = why(scene)
    sessions = scene.count("child_sessions")
    for cookie in (None, OLD_COOKIE):
        assert what_is_seen(pressed(scene, token, cookie)) == reference
    assert scene.count("child_sessions") == sessions


def test_the_same_look_holds_in_a_browser_that_was_in_before(scene: Scene) -> None:
    reference = what_is_seen(fetched(scene, "forged", "GET", None))
    one = Child(scene.app, scene.link()).come_in()
    scene.change(changing_links.revoke, one.link)
    assert what_is_seen(one.see(one.door)) == reference
    for address in ("/svar/1", "/svar/3", "/svar/tjek"):
        page = one.see(address)
        assert (page.status_code, WAY_BACK.sub("", page.text)) == reference[:2]


def test_a_living_link_looks_different(scene: Scene) -> None:
    """The control: the comparison can tell two pages apart."""
    reference = what_is_seen(fetched(scene, "forged", "GET", None))
    living = what_is_seen(fetched(scene, scene.link().token, "GET", None))
    assert living[0] != reference[0]
    assert living[1] != reference[1]


def test_a_link_whose_after_phase_is_unspent_is_no_dead_one(scene: Scene) -> None:
    """The control: an answer before the meeting does not close the door after it."""
    reference = what_is_seen(fetched(scene, "forged", "GET", None))
    link = scene.answered(said=older_answers())
    scene.clock.now = MEETING + timedelta(hours=2)
    assert what_is_seen(fetched(scene, link.token, "GET", None))[:2] != reference[:2]


def test_a_living_link_with_an_old_cookie_opens_as_usual(scene: Scene) -> None:
    one = Child(scene.app, scene.link())
    one.pages.client.set_cookie(COOKIE, OLD_COOKIE)
    one.come_in()
