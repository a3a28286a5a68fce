"""The link ends while the child types: *ikke modtaget*, and every word stays on the screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.web.reading_pages import typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, arrive

TYPED = "Jeg vil gerne sige <noget> & mere 🦊"


def revoked(scene: Scene, link: MadeLink) -> None:
    scene.change(changing_links.revoke, link)


def replaced(scene: Scene, link: MadeLink) -> None:
    scene.make_anew(link)


def cancelled(scene: Scene, link: MadeLink) -> None:
    scene.change(changing_links.cancel, link)


def locked(scene: Scene, link: MadeLink) -> None:
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=link.invitation_id)


def begun(scene: Scene, link: MadeLink) -> None:
    scene.clock.now = MEETING


def expired(scene: Scene, link: MadeLink) -> None:
    moved = scene.clock.now - timedelta(minutes=1)
    scene.run(
        "UPDATE invitations SET starts_at = :t, ends_at = :t, expires_at = :t WHERE id = :i",
        t=moved.replace(tzinfo=None).isoformat(" "),
        i=link.invitation_id,
    )


LOSSES = (revoked, replaced, cancelled, locked, begun, expired)


@pytest.fixture(params=LOSSES)
def lose(request: pytest.FixtureRequest) -> Callable[[Scene, MadeLink], None]:
    found: Callable[[Scene, MadeLink], None] = request.param
    return found


def stay_in(scene: Scene, moment_before: timedelta = timedelta(minutes=1)) -> None:
    """Come in just before the meeting, so that the session is not idle when it begins."""
    scene.clock.now = MEETING - moment_before


def test_what_was_typed_stays_and_the_page_says_it_was_not_received(
    scene: Scene, lose: Callable[[Scene, MadeLink], None]
) -> None:
    link = scene.link()
    stay_in(scene)
    one = arrive(scene, link=link)
    one.see("/svar/3")
    lose(scene, link)
    page = one.post("/svar/3", {"topics_text": TYPED, "topics": ("skole",), "go": "next"})
    assert page.status_code == 409
    assert "ikke modtaget" in words_of(page)
    assert typed(page)["topics_text"] == TYPED
    assert 'name="topics" value="skole"' in page.text
    assert "12 34 56 78" in words_of(page)
    assert scene.count("drafts") == 0


def test_a_lost_link_does_not_ask_the_child_to_try_again(scene: Scene) -> None:
    one = arrive(scene)
    revoked(scene, one.link)
    page = words_of(one.post("/svar/3", {"topics_text": TYPED, "go": "next"}))
    assert "Prøv igen" not in page


def test_with_the_link_alive_the_same_form_is_taken(scene: Scene) -> None:
    """The control."""
    one = arrive(scene)
    taken = one.post("/svar/3", {"topics_text": TYPED, "topics": ("skole",), "go": "next"})
    assert taken.status_code == 303
    assert scene.count("drafts") == 1


def test_sending_over_a_lost_link_is_not_received_and_nothing_is_stored(
    scene: Scene, lose: Callable[[Scene, MadeLink], None]
) -> None:
    link = scene.link()
    stay_in(scene)
    one = arrive(scene, link=link)
    one.walk({"topics_text": TYPED}, AgeGroup.OLDER)
    lose(scene, link)
    page = one.post(CHECK)
    assert page.status_code == 409
    assert "ikke modtaget" in words_of(page)
    assert TYPED in words_of(page), "what was typed is still to be read"
    assert "12 34 56 78" in words_of(page)
    query = "SELECT count(*) FROM submissions WHERE meeting_id = :m"
    assert scene.rows(query, m=link.meeting_id) == [(0,)]


@pytest.mark.parametrize("button", ["skip", "erase"])
def test_other_buttons_on_a_lost_link_are_told_plainly(scene: Scene, button: str) -> None:
    one = arrive(scene)
    revoked(scene, one.link)
    page = one.post("/svar/3", {"topics_text": TYPED, "go": button})
    assert page.status_code in {404, 409}
    assert scene.count("drafts") == 0
