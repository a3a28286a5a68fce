"""One link, two rights: what it opens before, during and after its meeting, and what it says."""

from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services import changing_links
from tests.factories import MEETING, older_answers
from tests.web.reading_pages import main_words, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import AFTER, CHECK, SEND, THANKS, Child, arrive, arrive_after

TYPED = "det her nåede jeg ikke"
OPENS_AGAIN = (
    "Linket åbner igen torsdag den 18. marts kl. 13.00. Så kan du sige, hvordan mødet var."
)


def during(scene: Scene) -> None:
    scene.clock.now = MEETING + timedelta(minutes=30)


def test_the_same_link_opens_one_right_after_the_other(scene: Scene) -> None:
    link = scene.link()
    assert "Før du går i gang" in words_of(arrive(scene, link).see("/svar/1"))
    during(scene)
    assert "Du kan ikke svare her nu" in words_of(arrive(scene, link).see("/svar/1"))
    scene.clock.now = MEETING + timedelta(hours=1)
    assert "Var du med til mødet?" in words_of(arrive(scene, link).see("/svar/1"))


@pytest.mark.parametrize("is_answered", [True, False])
def test_while_it_waits_the_page_says_when_the_link_opens_again(
    scene: Scene, is_answered: bool
) -> None:
    link = scene.answered() if is_answered else scene.link()
    during(scene)
    one = arrive(scene, link)
    assert OPENS_AGAIN in words_of(one.see("/svar/1"))
    scene.clock.now = MEETING + timedelta(minutes=59)
    assert "Var du med" not in one.see("/svar/1").text
    scene.clock.now = MEETING + timedelta(minutes=60)
    assert "Var du med" in one.see("/svar/1").text, "what was said is true"


def test_a_phone_others_can_see_is_not_told_the_hour(scene: Scene) -> None:
    link = scene.answered(phone=Phone.SHARED)
    page = words_of(arrive(scene, link).see("/svar/1"))
    assert "Linket åbner igen efter mødet. Så kan du sige, hvordan det var." in page
    assert "18. marts" not in page


def test_a_moved_meeting_opens_again_when_it_is_over(scene: Scene) -> None:
    link = scene.answered()
    scene.move(link, MEETING + timedelta(days=1))
    page = words_of(arrive(scene, link).see("/svar/1"))
    assert "Linket åbner igen fredag den 19. marts kl. 13.00." in page


def test_what_never_opens_again_is_not_said_to(scene: Scene) -> None:
    cancelled, spent = scene.answered(), scene.answered()
    scene.change(changing_links.cancel, cancelled)
    assert "åbner igen" not in arrive(scene, cancelled).see("/svar/1").text
    scene.reply(spent, "Vi ses")
    scene.clock.now = AFTER
    scene.answer_after(spent)
    page = arrive(scene, spent).see("/svar/1")
    assert "Vi har fået dit svar" in words_of(page) and "åbner igen" not in page.text
    assert 'href="/svar/brev"' in page.text


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_receipt_says_that_the_link_can_be_used_again(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive(scene, age_group=age_group)
    one.walk({}, age_group)
    assert "Efter mødet kan du bruge linket igen." in words_of(one.send())
    scene.clock.now = AFTER
    assert "Var du med til mødet?" in words_of(Child(scene.app, one.link).come_in().see("/svar/1"))


def test_addresses_of_the_other_phase_lead_to_this_one(scene: Scene) -> None:
    one = arrive_after(scene)
    assert one.see(CHECK).headers["Location"] == "/svar/1"
    assert one.see(THANKS).headers["Location"] == "/svar/1"
    assert one.see(SEND).status_code == 200


def before_form(scene: Scene) -> Child:
    """A page of before the meeting that is still open when the meeting is over."""
    link = scene.link()
    scene.clock.now = MEETING - timedelta(minutes=5)
    one = arrive(scene, link)
    one.fill(4, {"person-far": "no"})
    one.see("/svar/2")
    scene.clock.now = AFTER
    return one


def test_a_form_from_before_the_meeting_is_never_a_tap(scene: Scene) -> None:
    one = before_form(scene)
    page = one.post("/svar/3", {"topics_text": TYPED, "topics": ("skole",), "go": "next"})
    assert page.status_code == 409
    assert "ikke modtaget" in words_of(page) and "Men du kan ikke sende det nu." in words_of(page)
    assert typed(page)["topics_text"] == TYPED
    assert 'href="/svar/1"' in page.text, "the way on"
    assert "Prøv igen" not in words_of(page)
    for number in range(1, 7):
        assert "Du har svaret" not in one.see(f"/svar/{number}").text


def test_a_tap_before_the_meeting_is_no_answer_to_anything(scene: Scene) -> None:
    one = arrive(scene)
    one.post("/svar/2", {"heard": "yes"})
    one.walk({}, AgeGroup.OLDER)
    one.send()
    assert scene.count("mixer_box") == 0


def test_the_check_page_sent_too_late_is_not_received_and_still_to_be_read(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING - timedelta(minutes=5)
    one = arrive(scene, link)
    one.walk({"topics_text": TYPED}, AgeGroup.OLDER)
    scene.clock.now = MEETING + timedelta(minutes=15)
    page = one.post(CHECK)
    assert page.status_code == 409
    assert TYPED in words_of(page) and "Du kan ikke sende det nu." in words_of(page)
    assert "Linket virker ikke mere" not in words_of(page)


def test_what_was_not_sent_before_is_not_sent_with_the_taps(scene: Scene) -> None:
    one = before_form(scene)
    one.tap_all("yes")
    one.send_after()
    query = "SELECT count(*) FROM submissions WHERE meeting_id = :m"
    assert scene.rows(query, m=one.link.meeting_id) == [(0,)]
    assert scene.count("drafts") == 0


def test_the_receipt_from_before_the_meeting_gives_way_when_it_is_over(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING - timedelta(hours=1)
    one = arrive(scene, link)
    one.walk({}, AgeGroup.OLDER)
    one.send()
    assert one.see(THANKS).status_code == 200
    scene.clock.now = AFTER
    assert one.see(THANKS).headers["Location"] == "/svar/1"
    assert "Var du med til mødet?" in one.see("/svar/1").text


def test_both_phases_from_one_browser_have_a_receipt_each(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING - timedelta(hours=1)
    one = arrive(scene, link)
    one.walk(older_answers(), AgeGroup.OLDER)
    assert "før mødet" in main_words(one.send("yes"))
    scene.clock.now = AFTER
    one.tap_all("yes")
    receipt = main_words(one.send_after())
    assert "Dine tryk bliver til tal" in receipt and "læser det før mødet" not in receipt
