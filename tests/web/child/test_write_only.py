"""The child's side is write-only: what was sent is never shown again, to anybody, on any route."""

from collections.abc import Iterator

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.questionnaire import Answers
from tests.factories import older_answers
from tests.web.scene import Scene
from tests.web.walking import COOKIE, SEND, Child, arrive, arrive_after

CANARIES = [f"kanariefugl{number:02d}z" for number in range(50)]
TEXTS = ("topics_text", "not_in_front", "place_text", "not_place", "needs_text", "not_for_parents")
ELSEWHERE = (
    "/raadgiver", "/leder", "/administration", "/styrelse", "/tal/", "/stil/", "/lyd/",
)  # fmt: skip


def with_canaries() -> Answers:
    """An answer with every text field full of words that stand nowhere else."""
    shares = {text: " ".join(CANARIES[place :: len(TEXTS)]) for place, text in enumerate(TEXTS)}
    return older_answers(**shares)


def routes(one: Child) -> Iterator[str]:
    """Every address of the app that may be fetched by a child: pages, no files."""
    for rule in one.pages.client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(ELSEWHERE):
            continue
        if "number" in rule.arguments:
            rule_of = rule.rule.replace("<age_group>", AgeGroup.OLDER)
            numbered = [rule_of.replace("<int:number>", str(number)) for number in range(10)]
            yield from (f"{address}{more}" for address in numbered for more in ("", "?ret=1"))
        else:
            yield rule.rule.replace("<token>", one.link.token)


def seen_by(one: Child) -> str:
    """Everything the browser can fetch, joined; headers too."""
    pages = [one.see(address) for address in routes(one)]
    assert not [page for page in pages if "<" in page.request.path]
    assert len(pages) > 25
    return "\n".join(page.text + str(page.headers) for page in pages)


def canaries_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def sent(scene: Scene) -> Child:
    one = arrive(scene)
    one.walk(with_canaries(), AgeGroup.OLDER)
    one.send("yes")
    return one


def test_the_crawl_finds_what_is_there_before_sending(scene: Scene) -> None:
    """The control: an unsent draft is shown to the very session that wrote it."""
    one = arrive(scene)
    one.walk(with_canaries(), AgeGroup.OLDER)
    assert canaries_in(seen_by(one)) == CANARIES


def test_after_sending_the_same_session_is_shown_nothing(scene: Scene) -> None:
    assert canaries_in(seen_by(sent(scene))) == []


def test_after_sending_a_new_start_from_the_link_is_shown_nothing(scene: Scene) -> None:
    one = sent(scene)
    assert canaries_in(seen_by(one.come_in())) == []
    assert canaries_in(seen_by(Child(scene.app, one.link).come_in())) == []


def test_the_reply_repeats_none_of_the_childs_words(scene: Scene) -> None:
    one = sent(scene)
    scene.reply(one.link, "Det taler vi om på torsdag")
    seen = seen_by(one)
    assert "Det taler vi om på torsdag" in seen, "the control: the reply itself is found"
    assert canaries_in(seen) == []


def test_what_was_said_after_the_meeting_is_shown_to_nobody_again(scene: Scene) -> None:
    one = arrive_after(scene)
    one.tap_all("no")
    assert "Det trykkede du" in seen_by(one), "the control: an unsent tap is shown"
    refused = one.post(SEND, {"more_text": " ".join(CANARIES), "talk_to": "mor"})
    assert canaries_in(refused.text) == CANARIES, "the control: unsent words stay on the screen"
    one.send_after({"more_text": " ".join(CANARIES), "next_time": ("lyt_mere",)})
    for seen in (seen_by(one), one.post(SEND).text, one.post("/svar/2", {"heard": "no"}).text):
        assert canaries_in(seen) == [] and "Det trykkede du" not in seen


def test_answers_to_forms_after_sending_repeat_nothing_that_was_sent(scene: Scene) -> None:
    one = sent(scene)
    one.see("/svar/1")
    answers = [
        one.post(address, {"go": "next", "keep_needs": "yes"})
        for address in ("/svar/3", "/svar/tjek", "/svar/slet", "/videre", "/ord", "/skjul")
    ]
    assert canaries_in("".join(answer.text for answer in answers)) == []


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.NONE])
def test_on_a_shared_phone_nothing_is_shown_after_sending(scene: Scene, phone: Phone) -> None:
    one = arrive(scene, phone=phone)
    one.walk(with_canaries(), AgeGroup.OLDER)
    one.send()
    assert canaries_in(seen_by(one)) == []


def test_another_browser_is_shown_nothing_of_a_draft(scene: Scene) -> None:
    one = arrive(scene)
    one.walk(with_canaries(), AgeGroup.OLDER)
    assert canaries_in(seen_by(Child(scene.app, one.link).come_in())) == []


def test_a_guessed_cookie_is_shown_nothing(scene: Scene) -> None:
    one = arrive(scene)
    one.walk(with_canaries(), AgeGroup.OLDER)
    guesser = Child(scene.app, one.link)
    first, rest = str(one.cookie)[0], str(one.cookie)[1:]
    guesser.pages.client.set_cookie(COOKIE, ("B" if first == "A" else "A") + rest)
    assert canaries_in(seen_by(guesser)) == []
