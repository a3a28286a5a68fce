"""Whose phone it is decides: names, meeting facts and the reply stand on the child's own alone."""

from datetime import timedelta

import pytest

from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services import changing_links
from tests.factories import MEETING, NOW
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, Child, arrive

NOT_SAFE = [Phone.SHARED, Phone.UNSURE, Phone.NONE]
PAGES = (*(f"/svar/{number}" for number in range(1, 8)), CHECK, "/hjaelp", "/hvem-laeser", "/klag")
OF_THE_MEETING = ("Mette", "Jonas", "18. marts", "torsdag", "12.00", "Kommune 0265")


@pytest.mark.parametrize("age_group", list(AgeGroup))
@pytest.mark.parametrize("phone", NOT_SAFE)
def test_a_phone_others_can_see_shows_no_name_or_time(
    scene: Scene, phone: Phone, age_group: AgeGroup
) -> None:
    one = arrive(scene, phone=phone, age_group=age_group)
    one.walk({}, age_group)
    pages = [one.see(address) for address in PAGES]
    pages.append(one.send())
    pages.append(one.see("/svar/1"))
    for page in pages:
        assert not [fact for fact in OF_THE_MEETING if fact in page.text]
    assert any("din rådgiver" in page.text.lower() for page in pages)


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_receipt_on_a_shared_phone_does_not_give_the_meeting_away(
    scene: Scene, age_group: AgeGroup
) -> None:
    """The meeting is in two days; a reply date no later than that would be its date."""
    soon = NOW + timedelta(days=2)
    one = arrive(scene, phone=Phone.SHARED, age_group=age_group, starts_at=soon)
    one.walk({}, age_group)
    receipt = words_of(one.send())
    assert "11. marts" not in receipt
    assert "Du får svaret, når I ses." in receipt
    assert "senest" not in receipt


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_childs_own_phone_shows_who_and_when(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    assert "Hvis nogen gør dig ondt, vil Mette hjælpe." in words_of(one.see("/svar/1"))
    page = main_words(one.see("/svar/2"))
    assert "Hvornår torsdag den 18. marts kl. 12.00" in page
    assert "Hvem Mette" in page


def test_a_moved_meeting_is_told_on_the_childs_own_phone_only(scene: Scene) -> None:
    own, shared = arrive(scene), arrive(scene, phone=Phone.SHARED)
    later = MEETING + timedelta(days=1)
    for one in (own, shared):
        scene.move(one.link, later)
    assert "fredag den 19. marts kl. 12.00 (mødet er flyttet)" in words_of(own.see("/svar/2"))
    page = words_of(shared.see("/svar/2"))
    assert "flyttet" not in page and "19. marts" not in page


def test_a_cancelled_meeting_is_told_on_the_childs_own_phone_only(scene: Scene) -> None:
    own, shared = arrive(scene), arrive(scene, phone=Phone.SHARED)
    for one in (own, shared):
        scene.change(changing_links.cancel, one.link)
    assert "Mødet bliver ikke holdt" in words_of(own.see("/svar/1"))
    assert "Mødet bliver ikke holdt" not in words_of(shared.see("/svar/1"))


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_reply_is_read_on_the_childs_own_phone(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.answered(age_group=age_group)
    scene.reply(link, "Vi finder en anden dag")
    one = arrive(scene, link)
    assert 'href="/svar/brev"' in one.see("/svar/1").text
    letter = words_of(one.see("/svar/brev"))
    assert "Mette har svaret dig" in letter
    assert "Nej, det kan vi ikke." in letter
    assert "Andre bestemmer også. Vi taler om det på mødet. Vi finder en anden dag" in letter


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_reply_names_guarded_wishes_in_general_words(scene: Scene, age_group: AgeGroup) -> None:
    said = ANSWERS[age_group]()
    link = scene.answered(age_group=age_group, said=said)
    scene.reply(link, "svar")
    letter = words_of(arrive(scene, link).see("/svar/brev"))
    own_words = ("topics_text", "not_in_front", "not_place", "not_for_parents")
    for text in (str(said[code]) for code in own_words if len(str(said.get(code, ""))) > 3):
        assert text not in letter
    for private in ("Min far", "bisidder", "alene", "Kun "):
        assert private not in letter
    assert "Hvem der skal med" in letter


@pytest.mark.parametrize("phone", NOT_SAFE)
def test_the_reply_is_never_shown_on_another_phone(scene: Scene, phone: Phone) -> None:
    link = scene.answered(phone=phone)
    scene.reply(link, "Det skal ingen andre se", Delivery.AT_MEETING)
    scene.run(
        "UPDATE invitations SET letter = x'00', letter_on = '2027-03-09' WHERE id = :i",
        i=link.invitation_id,
    )
    one = arrive(scene, link)
    assert one.see("/svar/brev").headers["Location"] == "/svar/1"
    page = one.see("/svar/1")
    assert "/svar/brev" not in page.text
    assert "Du får svaret, når I ses." in words_of(page)


def test_no_reply_before_it_is_sent_nor_without_the_words(scene: Scene) -> None:
    link = scene.answered()
    one = arrive(scene, link)
    assert one.see("/svar/brev").headers["Location"] == "/svar/1"
    scene.reply(link, "nu")
    stranger = Child(scene.app, link)
    stranger.begin()
    assert stranger.see("/svar/brev").headers["Location"] == "/ord"
    assert one.see("/svar/brev").status_code == 200, "the control"


def test_a_new_link_does_not_open_the_old_links_reply(scene: Scene) -> None:
    link = scene.answered()
    scene.reply(link, "kun bag det gamle")
    anew = scene.make_anew(link)
    assert arrive(scene, anew).see("/svar/brev").headers["Location"] == "/svar/1"


@pytest.mark.parametrize("column", ["wrong_picks = 5", "expires_at = '2027-03-09 08:00:00.000000'"])
def test_a_dead_links_reply_is_closed_to_a_browser_that_was_in(scene: Scene, column: str) -> None:
    link = scene.answered()
    scene.reply(link, "ikke længere")
    one = arrive(scene, link)
    assert "ikke længere" in one.see("/svar/brev").text, "the control"
    scene.run(f"UPDATE invitations SET {column} WHERE id = :i", i=link.invitation_id)
    page = one.see("/svar/brev")
    assert "ikke længere" not in page.text
    assert page.status_code == 404


def test_the_page_after_sending_says_when_the_reply_comes(scene: Scene) -> None:
    link = scene.answered()
    assert "Du får svar senest fredag den 12. marts." in words_of(
        arrive(scene, link).see("/svar/1")
    )
