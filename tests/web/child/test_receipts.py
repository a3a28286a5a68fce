"""Sending: one answer, one receipt; again, from Back, and from two phones at once."""

from boernestemme.domain.meeting import AgeGroup
from tests.factories import older_answers
from tests.web.reading_pages import main_words, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, THANKS, Child, arrive

SAID = older_answers(topics_text="kun en gang", keep_needs="")


def ready(scene: Scene) -> Child:
    one = arrive(scene)
    one.walk(SAID, AgeGroup.OLDER)
    return one


def answers_of(scene: Scene, one: Child) -> int:
    query = "SELECT count(*) FROM submissions WHERE meeting_id = :m"
    return int(scene.rows(query, m=one.link.meeting_id)[0][0])


def test_a_form_sent_twice_is_one_answer_and_the_same_receipt(scene: Scene) -> None:
    one = ready(scene)
    first = one.send()
    token_of_the_check_page = one.pages.token
    again = one.post(CHECK, {"csrf_token": token_of_the_check_page})
    assert again.headers["Location"] == THANKS
    assert main_words(one.see(THANKS)) == main_words(first)
    assert answers_of(scene, one) == 1


def test_two_links_give_two_answers(scene: Scene) -> None:
    """The control: the counting can tell one from two."""
    one, other = ready(scene), ready(scene)
    one.send()
    other.send()
    assert answers_of(scene, one) == answers_of(scene, other) == 1
    assert scene.count("submissions") == 3


def test_back_to_the_check_page_shows_no_answer_and_sends_none(scene: Scene) -> None:
    one = ready(scene)
    one.send()
    page = one.see(CHECK)
    assert "Vi har fået dit svar" in words_of(page)
    assert "kun en gang" not in page.text
    assert one.post(CHECK).headers["Location"] == THANKS
    assert answers_of(scene, one) == 1


def test_back_to_a_question_and_on_changes_nothing_and_says_so(scene: Scene) -> None:
    one = ready(scene)
    one.send()
    page = one.post("/svar/3", {"topics_text": "lige en ting til", "go": "next"})
    assert page.status_code == 409
    assert "ikke modtaget" in words_of(page)
    assert typed(page)["topics_text"] == "lige en ting til"
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == "kun en gang"


def test_of_two_phones_the_first_to_send_wins(scene: Scene) -> None:
    one = ready(scene)
    other = Child(scene.app, one.link).come_in()
    other.walk(older_answers(topics_text="fra den anden"), AgeGroup.OLDER)
    one.send()
    refused = other.post(CHECK)
    assert "Du kan ikke svare her nu" in words_of(refused)
    assert "fra den anden" not in refused.text
    [answer] = scene.read(one.link).answers
    assert answer.parts.open["topics_text"] == "kun en gang"


def test_the_second_phone_never_gets_the_receipt(scene: Scene) -> None:
    one = ready(scene)
    other = Child(scene.app, one.link).come_in()
    one.send()
    assert other.see(THANKS).headers["Location"] == "/svar/1"
    assert "Vi har fået dit svar" in words_of(other.see("/svar/1"))


def test_the_receipt_repeats_nothing_the_child_said(scene: Scene) -> None:
    one = ready(scene)
    before = words_of(one.see(CHECK))
    assert "kun en gang" in before and "På en gåtur" in before, "the control"
    receipt = words_of(one.send())
    for said in ("kun en gang", "det med ferien", "faster", "gåtur", "Min far", "Skolen"):
        assert said not in receipt


def test_the_receipt_says_who_when_and_where_to_get_help(scene: Scene) -> None:
    one = ready(scene)
    receipt = words_of(one.send())
    assert "Vi har fået dit svar" in receipt
    assert "Mette læser det før mødet" in receipt
    assert "senest fredag den 12. marts" in receipt
    assert "116 111" in receipt and "12 34 56 78" in receipt


def test_nothing_of_the_draft_is_left_after_sending(scene: Scene) -> None:
    one = ready(scene)
    assert scene.count("drafts") == 1
    one.send()
    assert scene.count("drafts") == 0
