"""A child's answer in groups under headings: the open part, and the part for the reader alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Value
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.web.caseworker.wishes import choice_label, person_label
from boernestemme.web.caseworker.wording import GROUPS, SCREEN_NAMES
from boernestemme.web.locale import gettext as _

OPEN_TEXTS = {"topics": "topics_text", "place": "place_text", "needs": "needs_text"}


@dataclass(frozen=True)
class Group:
    """Answers of one kind: tapped ones in Danish, and the child's own words unedited."""

    heading: str
    items: tuple[str, ...]
    quotes: tuple[str, ...]


def open_groups(answer: ReadAnswer, meeting: ReadMeeting) -> list[Group]:
    """What may lie on the table, in the order that helps most."""
    said, age_group = answer.parts.open, meeting.age_group
    groups = [
        Group(_(GROUPS["persons"]), _persons(said, "yes", age_group), ()),
        Group(_(GROUPS["part"]), _persons(said, "part", age_group), ()),
        *(_chosen(said, question, age_group) for question in OPEN_TEXTS),
        Group(_(GROUPS["not_place"]), (), _texts(said, "not_place")),
        Group(_(GROUPS["keep_needs"]), _kept(said, age_group), ()),
    ]
    return [group for group in groups if group.items or group.quotes]


def _kept(said: Answers, age_group: AgeGroup) -> tuple[str, ...]:
    answer = said.get("keep_needs")
    return () if answer is None else (choice_label("keep_needs", str(answer), age_group),)


def guarded_groups(answer: ReadAnswer, meeting: ReadMeeting) -> list[Group]:
    """What is for the reader's screen alone."""
    said, age_group = answer.parts.guarded, meeting.age_group
    firsts = tuple(
        choice_label(code, "yes", age_group)
        for code in ("alone_first", "want_bisidder", "tell_in_person")
        if code in said
    )
    only = tuple(choice_label("persons", code, age_group) for code in said.get("persons", ()))
    private = said.get("not_for_parents", "")
    is_choice = private in ("yes", "no", "unsure") and age_group is AgeGroup.YOUNGER
    groups = [
        Group(_(GROUPS["not_persons"]), _persons(said, "no", age_group), ()),
        Group(_(GROUPS["first"]), firsts + only, ()),
        Group(_(GROUPS["not_in_front"]), (), _texts(said, "not_in_front")),
        Group(
            _(GROUPS["not_for_parents"]),
            (choice_label("not_for_parents", str(private), age_group),) if is_choice else (),
            () if is_choice else _texts(said, "not_for_parents"),
        ),
    ]
    return [group for group in groups if group.items or group.quotes]


def _chosen(said: Answers, question: str, age_group: AgeGroup) -> Group:
    value: Value = said.get(question, ())
    codes = (value,) if isinstance(value, str) else value
    items = tuple(choice_label(question, code, age_group) for code in codes)
    return Group(_(GROUPS[question]), items, _texts(said, OPEN_TEXTS[question]))


def _persons(said: Answers, answer: str, age_group: AgeGroup) -> tuple[str, ...]:
    rows = tuple(
        person_label(code)
        for code, value in said.items()
        if code.startswith("person-") and value == answer
    )
    if answer != "yes":
        return rows
    return rows + tuple(
        choice_label("persons", code, age_group) for code in said.get("persons", ())
    )


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
