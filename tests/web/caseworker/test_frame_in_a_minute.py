"""Mødets ramme in a minute: the order of the page, its tasks, and how much there is to read."""

import re
from datetime import timedelta

import pytest

from boernestemme.domain.framing import Outcome, WishReply
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import framing
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING, older_answers
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

WORDS_A_MINUTE = 230  # a grown-up's silent reading
SIX_WISHES: Answers = {
    "knows_purpose": "no",
    "topics": ("skole", "fremtid"),
    "topics_text": "Hvorfor spurgte I mig ikke først?",
    "person-far": "no",
    "place": "gaatur",
    "needs": ("pause",),
}
# What is not read to prepare: buttons, hints that are the same every time, the boxes of journal
# and link, and the list of wishes: it repeats what stands beside it, and has its own limit (W-04).
NOT_READ = (
    r"<nav.*?</nav>", r'<section class="replies".*?</section>', r"<details.*?</details>",
    r"<button.*?</button>", r'<section class="card link-box".*?</section>', r"<svg.*?</svg>",
    r'<p class="(?:soft|hint|why)[^"]*"[^>]*>.*?</p>', r'<div class="theirs".*?</div>',
)  # fmt: skip


def page_of(scene: Scene, link: MadeLink, name: str = "mette") -> str:
    return scene.staff(name).get(f"/raadgiver/moeder/{link.meeting_id}").text


def must_read(page: str) -> list[str]:
    """The words of a page that have to be read to prepare the meeting."""
    for left_out in NOT_READ:
        page = re.sub(left_out, " ", page, flags=re.DOTALL)
    return re.findall(r"\w+", main_words(Markup(page)))  # type: ignore[arg-type]  # only its text is read


class Markup:
    """Markup in the shape of an answer."""

    def __init__(self, text: str) -> None:
        self.text = text


def test_the_page_is_read_in_a_minute(scene: Scene) -> None:
    link = scene.answered(said=SIX_WISHES)
    assert len(scene.read(link).wishes) == 6
    words = must_read(page_of(scene, link))
    for said in ("Skolen", "gåtur", "far", "Fortæl", "klage", "bestemmer"):
        assert said in words, "the count holds the wishes, the notice and the points"
    assert len(words) <= WORDS_A_MINUTE, " ".join(words)


def test_control_a_long_text_takes_longer(scene: Scene) -> None:
    link = scene.answered(said=SIX_WISHES | {"topics_text": "ord " * 100})
    assert len(must_read(page_of(scene, link))) > WORDS_A_MINUTE


def test_the_first_line_is_to_ask_the_child_alone(scene: Scene) -> None:
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{scene.answered().meeting_id}"))
    order = (
        "Spørg barnet alene: Passer det her?", "Barnet ved ikke, hvad mødet handler om.",
        "Barnet vil have en bisidder.", "Barnet siger", "Svar på ønsker", "Gør klar til mødet",
        "Link og møde",
    )  # fmt: skip
    places = [page.index(line) for line in order]
    assert places == sorted(places)
    nobody = words_of(scene.staff().get(f"/raadgiver/moeder/{scene.link().meeting_id}"))
    assert "Passer det her?" not in nobody


def test_a_bisidder_is_a_task_of_the_day_until_the_wish_has_its_answer(scene: Scene) -> None:
    link = scene.answered()
    page = page_of(scene, link)
    task = "Barnet vil have en bisidder. Gør det i dag."
    for text in (task, "35 55 55 59", "116 111", "hvem der ringer"):
        assert text in page
    read = scene.read(link)
    asked = next(wish for wish in read.wishes if wish.question == "want_bisidder")
    assert f'href="#o-{asked.key}"' in page
    with scene.acting() as world:
        replies = {asked.key: WishReply(Outcome.MET)}
        keys = world.links.keys
        framing.save_replies(world.setting(), link.meeting_id, keys, 0, replies)
    assert task not in page_of(scene, link)


@pytest.mark.parametrize(
    ("said", "is_task"), [({"needs": ("tolk", "pause")}, True), ({"needs": ("pause",)}, False)]
)
def test_an_interpreter_is_a_task_of_the_day(scene: Scene, said: Answers, *, is_task: bool) -> None:
    page = page_of(scene, scene.answered(said=said))
    assert ("Barnet vil have en tolk. Bestil den i dag." in page) is is_task
    assert ("en anden tolk end sidst" in page) is is_task
    assert "bisidder. Gør det i dag" not in page


def test_a_child_that_asks_for_neither_makes_no_task(scene: Scene) -> None:
    link = scene.answered(said=older_answers(want_bisidder=""))
    assert "day-task" not in page_of(scene, link)


def test_a_meeting_that_is_over_has_no_task_of_the_day(scene: Scene) -> None:
    link = scene.answered()
    scene.clock.now = MEETING + timedelta(hours=2)
    assert "day-task" not in page_of(scene, link)


def test_a_colleague_is_given_the_same_tasks(scene: Scene) -> None:
    link = scene.answered()
    scene.clock.now += timedelta(days=2)
    page = page_of(scene, link, "jonas")
    assert "Barnet vil have en bisidder. Gør det i dag." in page
    assert " dig," not in page.partition('class="day-task"')[2].partition("</div></div>")[0]


def test_a_day_is_never_broken_before_its_month(scene: Scene) -> None:
    page = page_of(scene, scene.link())
    assert "18.\u00a0marts" in page
    assert "18. marts" not in page
