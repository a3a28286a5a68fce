"""One press saves the answers and gives them; where something lacks, what can be is saved."""

import pytest

from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import Phone
from tests.factories import NOW
from tests.web.caseworker.test_replies import Desk, own_words
from tests.web.reading_pages import Ticked, ticked, words_of
from tests.web.scene import Scene
from tests.web.walking import arrive

LETTERS = "SELECT letter FROM invitations WHERE letter IS NOT NULL"
SAYS = {
    Delivery.BY_LINK: "Svaret er sendt. Sig det også højt, når I ses.",
    Delivery.AT_MEETING: "Du giver svaret på mødet.",
    Delivery.BY_PHONE: "Du giver svaret pr. telefon.",
}


@pytest.mark.parametrize("how", Delivery)
def test_one_press_saves_and_gives(scene: Scene, how: Delivery) -> None:
    desk = Desk(scene)
    assert desk.save(desk.replies("met"), how).status_code == 303
    read = scene.read(desk.link)
    assert read.is_answered and read.framing.delivery is how
    page = words_of(desk.open())
    assert SAYS[how] in page and "Senest" not in page
    assert "Ønsker besvaret" in words_of(desk.pages.get("/raadgiver/"))
    assert len(scene.rows(LETTERS)) == (how is Delivery.BY_LINK)
    assert len(scene.rows("SELECT 1 FROM mixer_box WHERE kind = 'reply'")) == 1
    assert "reply_given" in {action for (action,) in scene.rows("SELECT action FROM access_log")}


def test_what_is_saved_and_not_given_is_told_and_has_its_day(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"))
    page = words_of(desk.open())
    assert "Svarene er gemt, men barnet har ikke fået dem endnu." in page
    assert "Senest fredag den 12. marts" in page
    scene.clock.now = NOW.replace(day=15)
    assert "Fristen var fredag den 12. marts" in words_of(scene.staff().get(desk.here))


def test_the_letter_behind_the_link_holds_the_reply(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("partly", "another_time", "Vi prøver i maj"), "link")
    letter = words_of(arrive(scene, desk.link).see("/svar/brev"))
    # Wishes with the same answer stand together below it.
    for wish in ("Skolen", "Hvad der skal ske nu", "Hvem der skal med", "På en gåtur"):
        assert letter.count(wish) == 1
    assert letter.count("Noget af det kan vi.") == 1
    said = "Det er for tidligt nu. Vi gør det en anden gang. Vi prøver i maj"
    assert letter.count(said) == 1


@pytest.mark.parametrize("how", [Delivery.AT_MEETING, Delivery.BY_PHONE])
def test_a_reply_given_by_voice_leaves_no_letter(scene: Scene, how: Delivery) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"), how)
    assert "/svar/brev" not in arrive(scene, desk.link).see("/svar/1").text


def test_one_unanswered_wish_keeps_the_reply_back_and_the_rest_is_saved(scene: Scene) -> None:
    desk = Desk(scene)
    last = desk.keys[-1]
    fields = {name: value for name, value in desk.replies("met").items() if last not in name}
    page = desk.save(fields, "link")
    assert page.status_code == 422
    assert "Barnet har ikke fået svar endnu. Det, der kan gemmes, er gemt." in words_of(page)
    assert words_of(page).count("Ønsket mangler et svar.") == 2, "on top and at the wish"
    assert f'href="#o-{last}"' in page.text
    assert desk.replies_kept() == set(desk.keys) - {last}
    assert scene.rows(LETTERS) == []
    desk.version += 1
    assert f'name="version" value="{desk.version}"' in page.text
    assert desk.save(desk.replies("met"), "link").status_code == 303
    assert len(scene.rows(LETTERS)) == 1


def test_nothing_typed_is_lost_where_words_cannot_stand(scene: Scene) -> None:
    desk = Desk(scene)
    first, second = desk.keys[:2]
    bad = {f"own-{first}": "Ring 010203-1234", f"outcome-{second}": "not", f"reason-{second}": ""}
    page = desk.save(desk.replies("met", "", "fint") | bad | {f"own-{second}": ""}, "link")
    assert page.status_code == 422
    assert own_words(page)[f"own-{first}"] == "Ring 010203-1234"
    assert Ticked(f"outcome-{second}", "not") in ticked(page)
    for message in ("Det ligner et CPR-nummer.", "Nej skal have en grund."):
        assert message in words_of(page)
    assert desk.replies_kept() == set(desk.keys[2:])
    assert scene.rows(LETTERS) == []


def test_a_refused_answer_leaves_the_one_that_stood(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"))
    desk.version = 1
    first = desk.keys[0]
    page = desk.save(desk.replies("met") | {f"outcome-{first}": "not", f"reason-{first}": ""})
    assert page.status_code == 422
    assert scene.read(desk.link).framing.replies[first].outcome == "met"
    assert desk.stored() == 1, "nothing was changed"


def test_an_old_window_gives_nothing(scene: Scene) -> None:
    desk = Desk(scene)
    other = Desk(scene, desk.link)
    other.save(other.replies("not", "law"))
    assert desk.save(desk.replies("met"), "link").status_code == 409
    assert scene.rows(LETTERS) == []
    desk.version = 1
    assert desk.save(desk.replies("met"), "link").status_code == 303, "the control"


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_no_reply_goes_to_a_phone_others_can_see(scene: Scene, phone: Phone) -> None:
    desk = Desk(scene, phone=phone)
    assert 'value="link"' not in desk.open().text
    refused = desk.save(desk.replies("met"), "link")
    assert refused.status_code == 422
    assert "Svaret kan ikke sendes til telefonen. Giv det på mødet." in words_of(refused)
    assert desk.replies_kept() == set(desk.keys)
    assert scene.rows(LETTERS) == []


def test_a_button_that_is_none_only_saves(scene: Scene) -> None:
    desk = Desk(scene)
    assert desk.save(desk.replies("met"), "pigeon").status_code == 303
    read = scene.read(desk.link)
    assert read.is_answered and read.framing.delivery is None


def test_enter_in_a_field_only_saves(scene: Scene) -> None:
    """A browser presses the form's first button for it."""
    form = Desk(scene).open().text.partition('id="replies"')[2]
    assert form.partition("<button")[2].partition(">")[0].endswith('value="save"')
