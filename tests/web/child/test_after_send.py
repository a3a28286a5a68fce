"""The page that sends after the meeting: words for those who want to, one *Send*, one receipt."""

import pytest

from boernestemme.domain.instruments.after import MORE_NEXT_TIME, NEXT_TIME, TALK_TO
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from tests.factories import older_answers
from tests.services.after_steps import said_in
from tests.web.child.test_odd_text import REFUSED, TAKEN
from tests.web.child.test_trouble import broken
from tests.web.reading_pages import Ticked, links_of, main_words, ticked, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import SEND, THANKS, Child, arrive, arrive_after

BUTTON = '<button class="button main" id="send">'
TYPED = "Jeg vil gerne sige <noget> & mere 🦊"
SAID = {"next_time": ("lyt_mere", "kortere"), "more_text": TYPED, "talk_to": "other"}


def ready(scene: Scene, age_group: AgeGroup = AgeGroup.OLDER) -> Child:
    one = arrive_after(scene, age_group=age_group)
    one.tap_all("no", age_group)
    return one


def sent_by(scene: Scene, one: Child) -> list[tuple[object, ...]]:
    query = "SELECT phase, talk_to, has_text FROM submissions WHERE meeting_id = :m"
    return scene.rows(query, m=one.link.meeting_id)


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_page_asks_for_words_and_chooses_nothing(scene: Scene, age_group: AgeGroup) -> None:
    page = ready(scene, age_group).see(SEND)
    for code in (*NEXT_TIME, *MORE_NEXT_TIME):
        assert f'name="next_time" value="{code}"' in page.text
    for code in (*TALK_TO, ""):
        assert f'name="talk_to" value="{code}"' in page.text
    assert not ticked(page)
    assert typed(page) == {"more_text": ""}
    words = main_words(page)
    assert "Hvad skal vi gøre anderledes næste gang?" in words and "Nej tak" in words
    assert "Jeg vil tale med Mette" in words and "Jeg vil tale med en anden" in words
    assert words.count("Send") == 3, "one button, the link to it, and the sentence about it"
    jump, first, button = map(page.text.index, ('href="#send"', "<fieldset", BUTTON))
    assert jump < first < button, "the link stands above the questions"


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_what_is_sent_is_received(scene: Scene, age_group: AgeGroup) -> None:
    one = ready(scene, age_group)
    receipt = words_of(one.send_after(SAID))
    assert "Vi har fået dit svar" in receipt
    assert sent_by(scene, one) == [("after", "other", 1)]
    assert "/klag" in links_of(one.see(THANKS)) and "116 111" in receipt


@pytest.mark.parametrize("fields", [{}, {"more_text": "  \r\n"}, {"talk_to": ""}])
def test_taps_alone_are_sent_too(scene: Scene, fields: dict[str, str]) -> None:
    one = ready(scene)
    one.send_after(fields)
    assert sent_by(scene, one) == []
    assert scene.count("mixer_box") == 2


def test_it_works_with_and_without_an_answer_before_the_meeting(scene: Scene) -> None:
    one = arrive_after(scene, scene.answered(said=older_answers()))
    one.tap_all("yes")
    one.send_after({"more_text": "tak"})
    assert {row[0] for row in sent_by(scene, one)} == {"before", "after"}
    assert scene.count("mixer_box") == 2


def test_a_form_sent_twice_is_one_answer_and_the_same_receipt(scene: Scene) -> None:
    one = ready(scene)
    first = one.send_after(SAID)
    again = one.post(SEND, SAID)
    assert again.headers["Location"] == THANKS
    assert main_words(one.see(THANKS)) == main_words(first)
    assert len(sent_by(scene, one)) == 1 and scene.count("mixer_box") == 2


def test_words_of_a_second_tab_stay_on_the_screen_and_get_no_receipt(scene: Scene) -> None:
    one = ready(scene)
    one.send_after()
    one.see("/hjaelp")
    page = one.post(SEND, SAID)
    assert page.status_code == 409 and "ikke modtaget" in words_of(page)
    assert typed(page)["more_text"] == TYPED and Ticked("talk_to", "other") in ticked(page)
    assert sent_by(scene, one) == []


def test_sending_gives_a_new_cookie_and_leaves_no_draft(scene: Scene) -> None:
    one = ready(scene)
    before = one.cookie
    assert scene.count("drafts") == 1
    one.send_after()
    assert one.cookie and one.cookie != before
    assert scene.count("drafts") == 0


def test_of_two_phones_the_first_to_send_wins(scene: Scene) -> None:
    one = ready(scene)
    other = Child(scene.app, one.link).come_in()
    other.tap_all("yes")
    one.send_after()
    refused = other.post(SEND)
    assert refused.status_code == 404
    assert "Du kan ikke svare her nu" in words_of(refused)
    assert other.see(THANKS).status_code == 404
    assert scene.count("mixer_box") == 2


def test_words_typed_on_the_second_phone_stay_on_its_screen(scene: Scene) -> None:
    one = ready(scene)
    other = Child(scene.app, one.link).come_in()
    other.tap_all("yes")
    one.send_after()
    refused = other.post(SEND, SAID)
    assert refused.status_code == 409
    assert "ikke modtaget" in words_of(refused)
    assert typed(refused) == {"more_text": TYPED}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_words_that_cannot_be_taken_stay_on_the_screen_with_the_reason(
    scene: Scene, text: str
) -> None:
    one = ready(scene)
    page = one.post(SEND, SAID | {"more_text": text})
    assert page.status_code == 422
    assert typed(page)["more_text"] == text
    assert ticked(page) == {
        Ticked("next_time", "lyt_mere"), Ticked("next_time", "kortere"), Ticked("talk_to", "other"),
    }  # fmt: skip
    assert 'id="m-more_text"' in page.text and "Noget skal laves om" in words_of(page)
    assert scene.count("mixer_box") == 0 and sent_by(scene, one) == []
    one.send_after(SAID)


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN.keys())
def test_odd_words_arrive_byte_for_byte(scene: Scene, text: str) -> None:
    one = ready(scene)
    one.send_after({"more_text": text})
    with scene.acting() as world:
        assert said_in(world, one.link)["more_text"] == text


def revoked(scene: Scene, one: Child) -> None:
    scene.change(changing_links.revoke, one.link)


def replaced(scene: Scene, one: Child) -> None:
    scene.make_anew(one.link)


def locked(scene: Scene, one: Child) -> None:
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=one.link.invitation_id)


def expired(scene: Scene, one: Child) -> None:
    query = "UPDATE invitations SET expires_at = ends_at WHERE id = :i"
    scene.run(query, i=one.link.invitation_id)


@pytest.mark.parametrize("lose", [revoked, replaced, locked, expired])
def test_over_a_lost_link_nothing_is_received_and_the_words_stay(
    scene: Scene, lose: object
) -> None:
    one = ready(scene)
    assert callable(lose)
    lose(scene, one)
    page = one.post(SEND, SAID)
    assert page.status_code == 409
    assert "ikke modtaget" in words_of(page) and "12 34 56 78" in words_of(page)
    assert typed(page)["more_text"] == TYPED and Ticked("talk_to", "other") in ticked(page)
    assert scene.count("mixer_box") == 0 and sent_by(scene, one) == []
    assert one.post("/svar/2", {"heard": "yes"}).status_code == 409


@pytest.mark.parametrize("table", ["mixer_box", "submissions", "events", "drafts", "invitations"])
def test_a_send_that_fails_stores_nothing_and_can_be_done_again(scene: Scene, table: str) -> None:
    one = ready(scene)
    before = scene.everything_stored()
    with broken(scene, table):
        page = one.post(SEND, SAID)
        assert page.status_code == 503
        assert "ikke modtaget" in words_of(page) and f'action="{SEND}"' in page.text
        assert typed(page)["more_text"] == TYPED
        for name, value in (("next_time", "lyt_mere"), ("talk_to", "other")):
            assert f'name="{name}" value="{value}"' in page.text
    assert scene.everything_stored() == before
    one.send_after(SAID)
    assert len(sent_by(scene, one)) == 1 and scene.count("mixer_box") == 2


def test_a_tap_that_cannot_be_kept_can_be_pressed_again(scene: Scene) -> None:
    one = arrive_after(scene)
    one.see("/svar/2")
    with broken(scene, "drafts"):
        page = one.post("/svar/2", {"heard": "yes"})
    assert page.status_code == 503
    assert 'name="heard" value="yes"' in page.text and 'action="/svar/2"' in page.text
    assert one.post("/svar/2", {"heard": "yes"}).headers["Location"] == "/svar/3"


def test_a_wrong_token_sends_nothing_and_keeps_the_words(scene: Scene) -> None:
    one = ready(scene)
    for address, fields in ((SEND, SAID), ("/svar/2", {"heard": "yes"})):
        page = one.post(address, fields | {"csrf_token": "x"})
        assert page.status_code == 400
        one.see(SEND)
    assert scene.count("mixer_box") == 0


def test_before_the_meeting_nothing_can_be_sent_there(scene: Scene) -> None:
    one = arrive(scene)
    assert one.see(SEND).headers["Location"] == "/svar/1"
    page = one.post(SEND, SAID)
    assert page.status_code == 409
    assert typed(page)["more_text"] == TYPED
    assert scene.count("mixer_box") == 0
