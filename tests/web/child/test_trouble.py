"""The database in trouble: plain words, nothing half-stored, nothing typed is lost, retry works."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.web.reading_pages import typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, THANKS, Child, arrive

TYPED = "det må ikke blive væk"


@contextmanager
def broken(scene: Scene, table: str) -> Iterator[None]:
    """A table is away, as after a failed disk or a half-done restore; then it is mended."""
    scene.run(f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        scene.run(f"ALTER TABLE away RENAME TO {table}")


def ready(scene: Scene) -> Child:
    one = arrive(scene)
    one.walk({"topics_text": TYPED}, AgeGroup.OLDER)
    return one


@pytest.mark.parametrize("table", ["drafts", "child_sessions", "invitations"])
def test_a_page_that_cannot_be_saved_keeps_the_text_and_can_be_sent_again(
    scene: Scene, table: str
) -> None:
    one = arrive(scene)
    one.see("/svar/3")
    with broken(scene, table):
        page = one.post("/svar/3", {"topics_text": TYPED, "topics": ("skole",), "go": "next"})
        assert page.status_code == 503
        assert "ikke modtaget" in words_of(page)
        assert typed(page)["topics_text"] == TYPED
    retried = one.post("/svar/3", {"topics_text": TYPED, "topics": ("skole",)})
    assert retried.headers["Location"] == "/svar/4"
    assert typed(one.see("/svar/3"))["topics_text"] == TYPED


@pytest.mark.parametrize("table", ["submissions", "events", "drafts", "invitations"])
def test_a_send_that_fails_stores_nothing_and_can_be_done_again(scene: Scene, table: str) -> None:
    one = ready(scene)
    before = scene.everything_stored()
    with broken(scene, table):
        page = one.post(CHECK, {"keep_needs": "yes"})
        assert page.status_code == 503
        assert "ikke modtaget" in words_of(page)
    assert scene.everything_stored() == before
    assert one.post(CHECK, {"keep_needs": "yes"}).headers["Location"] == THANKS
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == TYPED


def test_a_send_that_fails_says_so_also_when_the_form_holds_no_answer(scene: Scene) -> None:
    one = ready(scene)
    with broken(scene, "submissions"):
        page = one.post(CHECK)
    assert page.status_code == 503
    assert "ikke modtaget" in words_of(page)


def test_the_page_after_a_failed_send_sends_when_it_is_pressed_again(scene: Scene) -> None:
    one = ready(scene)
    with broken(scene, "submissions"):
        page = one.post(CHECK)
    assert f'action="{CHECK}"' in page.text
    one.send()


def test_without_trouble_the_same_send_is_stored(scene: Scene) -> None:
    """The control: comparing all that is stored does see an answer."""
    one = ready(scene)
    before = scene.everything_stored()
    one.post(CHECK)
    assert scene.everything_stored() != before


@pytest.mark.parametrize("address", ["/svar/3", CHECK, "/ord"])
def test_a_page_that_cannot_be_read_is_plain_and_tells_nothing(scene: Scene, address: str) -> None:
    one = ready(scene)
    with broken(scene, "invitations"):
        page = one.see(address)
    assert page.status_code == 503
    assert "Noget gik galt" in words_of(page)
    for secret in (TYPED, "sqlite", "OperationalError", "Traceback", one.link.token):
        assert secret not in page.text


def test_trouble_at_the_door_is_plain(scene: Scene) -> None:
    one = Child(scene.app, scene.link())
    one.see(one.door)
    with broken(scene, "invitations"):
        assert one.see(one.door).status_code == 503
        assert one.post(one.door).status_code == 503
    one.come_in()


def test_help_is_there_while_everything_else_is_in_trouble(scene: Scene) -> None:
    one = ready(scene)
    with broken(scene, "child_sessions"):
        page = one.see("/hjaelp")
    assert page.status_code == 200
    assert "116 111" in words_of(page)
