"""A child's answer in groups under headings: the open part, and the part for the reader alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from boernestemme.domain.asking import Asking
from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.manner import DANISH
from boernestemme.domain.meeting import other_age
from boernestemme.domain.questionnaire import Answers, Screen, Value
from boernestemme.domain.switching import PRIVATE_CHOICE, PRIVATE_TEXT
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.web.caseworker.wishes import FIRSTS, Labels
from boernestemme.web.caseworker.wording import GROUPS, SCREEN_NAMES
from boernestemme.web.drawing_picture import Picture, picture_of
from boernestemme.web.locale import gettext as _

PRIVATE = ("not_for_parents", PRIVATE_CHOICE, PRIVATE_TEXT)
OPEN_TEXTS = {"topics": "topics_text", "place": "place_text", "needs": "needs_text"}


@dataclass(frozen=True)
class Group:
    """Answers of one kind: tapped ones in Danish, the child's own words unedited, its drawings."""

    heading: str
    items: tuple[str, ...]
    quotes: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    language: str = DANISH

    @property
    def says_something(self) -> bool:
        """False for a heading without anything below it."""
        return bool(self.items or self.quotes or self.pictures)


def drawn(*drawings: str) -> Group:
    """The child's drawings, for the reader to ask about."""
    return Group(_(GROUPS["drawing"]), (), (), tuple(picture_of(one) for one in drawings))


def open_groups(answer: ReadAnswer, labels: Labels) -> list[Group]:
    """What may lie on the table, in the order that helps most."""
    said = answer.parts.open
    groups = [
        Group(_(GROUPS["persons"]), _persons(said, "yes", labels), ()),
        Group(_(GROUPS["part"]), _persons(said, "part", labels), ()),
        *(_chosen(said, question, labels) for question in OPEN_TEXTS),
        drawn(*_texts(said, "drawing")),
        Group(_(GROUPS["not_place"]), (), _texts(said, "not_place")),
        Group(_(GROUPS["keep_needs"]), _kept(said, labels), ()),
    ]
    return [group for group in groups if group.says_something]


def _kept(said: Answers, labels: Labels) -> tuple[str, ...]:
    answer = said.get("keep_needs")
    return () if answer is None else (labels.choice("keep_needs", str(answer)),)


def guarded_groups(answer: ReadAnswer, labels: Labels) -> list[Group]:
    """What is for the reader's screen alone."""
    said = answer.parts.guarded
    firsts = tuple(labels.choice(code, "yes") for code in FIRSTS if code in said)
    only = tuple(labels.choice("persons", code) for code in said.get("persons", ()))
    unsure = _persons(answer.parts.open | said, "unsure", labels)
    groups = [
        Group(_(GROUPS["not_persons"]), _persons(said, "no", labels), ()),
        Group(_(GROUPS["unsure_persons"]), unsure, ()),
        Group(_(GROUPS["first"]), firsts + only, ()),
        Group(_(GROUPS["not_in_front"]), (), _texts(said, "not_in_front")),
        _private(answer, labels),
    ]
    return [group for group in groups if group.says_something]


def _private(answer: ReadAnswer, labels: Labels) -> Group:
    """A choice of the younger, words of the older; both where the child changed over."""
    closed, texts = answer.parts.guarded_closed, answer.parts.guarded_texts
    items = tuple(labels.choice(code, str(closed[code])) for code in PRIVATE if code in closed)
    quotes = tuple(quote for code in PRIVATE for quote in _texts(texts, code))
    return Group(_(GROUPS["not_for_parents"]), items, quotes)


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
    """The pages on which the child was asked and answered nothing."""
    return ", ".join(_skipped_pages(meeting)) or _("ingenting")


def _skipped_pages(meeting: ReadMeeting) -> Iterator[str]:
    answered = {code for one in meeting.answers for code in (one.parts.open | one.parts.guarded)}
    asked = {page.number for one in meeting.answers for page in _asking(one, meeting).screens}
    said = {page.number for one in meeting.answers for page in _said(one, meeting, answered)}
    for number in sorted(asked - said):
        yield _(SCREEN_NAMES[number])


def _asking(answer: ReadAnswer, meeting: ReadMeeting) -> Asking:
    """The pages this child was asked: no settled place, nothing private where family helped."""
    return Asking(answer.asked_as, meeting.settled, helper_in(answer.parts.open))


def _said(answer: ReadAnswer, meeting: ReadMeeting, answered: set[str]) -> Iterator[Screen]:
    """The pages with an answer, to the other age group's questions too."""
    one = _asking(answer, meeting)
    for screen in (*one.screens, *replace(one, age_group=other_age(one.age_group)).screens):
        private = PRIVATE if PRIVATE[0] in screen.codes else ()
        if answered & {*screen.codes, *private}:
            yield screen
