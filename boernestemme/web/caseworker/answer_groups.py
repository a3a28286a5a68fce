"""A child's answer in groups under headings: the open part, and the part for the reader alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Value
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.web.caseworker.wishes import FIRSTS, Labels
from boernestemme.web.caseworker.wording import GROUPS, SCREEN_NAMES
from boernestemme.web.locale import gettext as _

OPEN_TEXTS = {"topics": "topics_text", "place": "place_text", "needs": "needs_text"}


@dataclass(frozen=True)
class Group:
    """Answers of one kind: tapped ones in Danish, and the child's own words unedited."""

    heading: str
    items: tuple[str, ...]
    quotes: tuple[str, ...]


def open_groups(answer: ReadAnswer, labels: Labels) -> list[Group]:
    """What may lie on the table, in the order that helps most."""
    said = answer.parts.open
    groups = [
        Group(_(GROUPS["persons"]), _persons(said, "yes", labels), ()),
        Group(_(GROUPS["part"]), _persons(said, "part", labels), ()),
        *(_chosen(said, question, labels) for question in OPEN_TEXTS),
        Group(_(GROUPS["not_place"]), (), _texts(said, "not_place")),
        Group(_(GROUPS["keep_needs"]), _kept(said, labels), ()),
    ]
    return [group for group in groups if group.items or group.quotes]


def _kept(said: Answers, labels: Labels) -> tuple[str, ...]:
    answer = said.get("keep_needs")
    return () if answer is None else (labels.choice("keep_needs", str(answer)),)


def guarded_groups(answer: ReadAnswer, labels: Labels) -> list[Group]:
    """What is for the reader's screen alone."""
    said = answer.parts.guarded
    firsts = tuple(labels.choice(code, "yes") for code in FIRSTS if code in said)
    only = tuple(labels.choice("persons", code) for code in said.get("persons", ()))
    private = said.get("not_for_parents", "")
    is_choice = private in ("yes", "no", "unsure") and labels.age_group is AgeGroup.YOUNGER
    groups = [
        Group(_(GROUPS["not_persons"]), _persons(said, "no", labels), ()),
        Group(_(GROUPS["first"]), firsts + only, ()),
        Group(_(GROUPS["not_in_front"]), (), _texts(said, "not_in_front")),
        Group(
            _(GROUPS["not_for_parents"]),
            (labels.choice("not_for_parents", str(private)),) if is_choice else (),
            () if is_choice else _texts(said, "not_for_parents"),
        ),
    ]
    return [group for group in groups if group.items or group.quotes]


def _chosen(said: Answers, question: str, labels: Labels) -> Group:
    value: Value = said.get(question, ())
    codes = (value,) if isinstance(value, str) else value
    items = tuple(labels.choice(question, code) for code in codes)
    return Group(_(GROUPS[question]), items, _texts(said, OPEN_TEXTS[question]))


def _persons(said: Answers, answer: str, labels: Labels) -> tuple[str, ...]:
    rows = tuple(
        labels.person(code)
        for code, value in said.items()
        if code.startswith("person-") and value == answer
    )
    if answer != "yes":
        return rows
    return rows + tuple(labels.choice("persons", code) for code in said.get("persons", ()))


def _texts(said: Mapping[str, Value], question: str) -> tuple[str, ...]:
    return (str(said[question]),) if question in said else ()


def skipped(meeting: ReadMeeting) -> str:
    """The pages on which the child answered nothing."""
    return ", ".join(_skipped_pages(meeting)) or _("ingenting")


def _skipped_pages(meeting: ReadMeeting) -> Iterator[str]:
    answered = {code for one in meeting.answers for code in (one.parts.open | one.parts.guarded)}
    for screen in INSTRUMENTS[meeting.age_group].screens:
        if meeting.answers and not answered & set(screen.codes):
            yield _(SCREEN_NAMES[screen.number])
