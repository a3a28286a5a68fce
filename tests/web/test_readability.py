"""How much the child's pages give it to read, how hard that is, and how long it takes."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.letter import letter_lines
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.readability import measure
from boernestemme.web.child.wording_after import AFTER_WORDING
from boernestemme.web.reply_words import make_letter
from tests.conftest import MEASURED
from tests.reading_time import seconds
from tests.web.child_flows import PACES, Walk, core_after
from tests.web.child_text import ReadPage, Use, read_page
from tests.web.conftest import Stage
from tests.web.limits import (
    INTERRUPTION_LIX,
    LIMITS,
    LONG_SHARE,
    MINUTES,
    PAGE_OF_WORDS,
    SECONDS_AFTER,
    SECONDS_OF_A_REPLY,
)
from tests.web.readability_report import PHONES, REPORT, Case, measured, report
from tests.web.scene import Scene
from tests.web.walking import arrive

CASES = [(age_group, phone) for age_group in AgeGroup for phone in PHONES]
NEGATED = re.compile(
    r"\b(?:ikke|ingen|intet|aldrig|næppe|hverken|uden|u(?:tryg|enig|glad)\w*)\b", re.I
)
HARD = "Sagsbehandleren inddrager forældremyndighedsindehaverne i undersøgelsens konklusioner. "
Walks = dict[Case, tuple[Walk, Walk]]


@pytest.fixture(scope="module")
def walks(stage: Stage) -> Walks:
    """Every child's way, before and after its meeting."""
    return measured(stage.begin_anew())


def too_many_words(walk: Walk) -> bool:
    """F-02."""
    return walk.reading().words > LIMITS[walk.age_group].words


def too_hard(walk: Walk) -> bool:
    """L-01, the whole way and the hardest page of it."""
    limits = LIMITS[walk.age_group]
    is_page = walk.hardest_page(PAGE_OF_WORDS).lix > limits.page_lix
    return is_page or walk.reading().lix > limits.lix


def too_long_a_sentence(walk: Walk) -> bool:
    """L-02."""
    return walk.reading().longest_words > LIMITS[walk.age_group].sentence


def too_many_long_words(walk: Walk) -> bool:
    """L-03."""
    return walk.reading().long_share > LONG_SHARE


def too_slow(walk: Walk) -> bool:
    """F-03: the median reader, and whoever has it read aloud."""
    return max(walk.minutes(walk.pace.median), walk.minutes_aloud) > MINUTES


def too_slow_after(walk: Walk) -> bool:
    """F-06: the slow reader, and what must be read to answer and send."""
    core = core_after(walk)
    return 60 * core.minutes(core.pace.slow) > SECONDS_AFTER


BEFORE = (too_many_words, too_hard, too_long_a_sentence, too_many_long_words, too_slow)
AFTER = (too_hard, too_long_a_sentence, too_many_long_words, too_slow_after)


def with_page(walk: Walk, *pieces: str) -> Walk:
    page = ReadPage("/svar/99", tuple((Use.TEXT, piece) for piece in pieces))
    return replace(walk, pages=(*walk.pages, page))


@pytest.mark.parametrize("is_broken", BEFORE)
@pytest.mark.parametrize("case", CASES)
def test_the_way_before_a_meeting(
    walks: Walks, case: Case, is_broken: Callable[[Walk], bool]
) -> None:
    before, _ = walks[case]
    assert not is_broken(before), (before.reading(), before.hardest_page(PAGE_OF_WORDS))
    assert is_broken(with_page(before, HARD * 30, "ord " * 200)), "the control"


@pytest.mark.parametrize("is_broken", AFTER)
@pytest.mark.parametrize("case", CASES)
def test_the_way_after_a_meeting(
    walks: Walks, case: Case, is_broken: Callable[[Walk], bool]
) -> None:
    _, after = walks[case]
    assert not is_broken(after), (after.reading(), core_after(after).reading())
    assert is_broken(with_page(after, HARD * 30, "ord " * 200)), "the control"


@pytest.mark.parametrize("case", CASES)
def test_the_first_page_says_what_hiding_does_and_does_not(walks: Walks, case: Case) -> None:
    """DEV-11: it stands before the first question, and can be read."""
    before, _ = walks[case]
    [page] = [page for page in before.pages if page.address == "/svar/1"]
    said = " ".join(page.of(Use.TEXT))
    for told in ("Så forsvinder det, du ikke har sendt.", "Linket virker stadig.", "kan huske"):
        assert told in said
    assert measure(page.of(Use.TEXT)).lix <= INTERRUPTION_LIX < measure([HARD]).lix


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_no_measured_question_is_negated(age_group: AgeGroup) -> None:
    """L-04: *ja* always means that it went well."""
    asked = AFTER_WORDING[age_group].asked
    measured_items = [
        text.text
        for code, text in asked.items()
        if code in ("attended", "heard", "voice", "space", "influence", "next")
    ]
    assert len(measured_items) == {AgeGroup.YOUNGER: 5, AgeGroup.OLDER: 6}[age_group]
    assert [one for one in measured_items if NEGATED.search(one)] == []
    assert NEGATED.search("Var du utryg på mødet?") and NEGATED.search("Lyttede ingen?")


@pytest.mark.parametrize("age_group", list(AgeGroup))
@pytest.mark.parametrize("phone", list(PHONES))
def test_who_reads_is_short_and_easy(scene: Scene, age_group: AgeGroup, phone: Phone) -> None:
    one = arrive(scene, age_group=age_group, phone=phone)
    read = measure(read_page("/hvem-laeser", one.see("/hvem-laeser").text).of(Use.TEXT))
    limits = LIMITS[age_group]
    assert read.words <= limits.readers
    assert read.longest_words <= limits.sentence, read.longest
    assert read.lix <= limits.page_lix


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_a_reply_is_understood_in_half_a_minute(scene: Scene, age_group: AgeGroup) -> None:
    """The whole page, all wishes answered, some with no and a ready reason."""
    wishes = scene.read(scene.answered(age_group=age_group)).wishes
    yes, no = WishReply(Outcome.MET), WishReply(Outcome.NOT_MET, Reason.WE_TALK)
    replies = {one.key: no if one.question == "place" else yes for one in wishes}
    names = {"who": "Mette", "Who": "Mette", "mine": "Mette"}
    with scene.acting():
        letter = make_letter(letter_lines(wishes, replies), age_group, names)
    read, pace = measure(letter.pieces), PACES[age_group].median
    assert seconds(read.words, 0, pace) <= SECONDS_OF_A_REPLY, letter.pieces
    assert read.longest_words <= LIMITS[age_group].sentence
    each_alone = [piece for one in wishes for piece in ("Du ville noget", "Ja, det gør vi.")]
    assert seconds(measure(each_alone * 2).words, 0, pace) > SECONDS_OF_A_REPLY, "the control"


def test_the_report_says_what_is_measured(
    walks: Walks, record_property: Callable[[str, object], None]
) -> None:
    found = report(walks)
    record_property(MEASURED, found[found.index("## Før") :])
    assert REPORT.read_text(encoding="utf-8") == found, (
        "Type: python -m tests.web.readability_report"
    )
