"""*Hvem læser det?*: the readers named on the page are those who can read in the code (S-13)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.retention import ERASED_AFTER
from boernestemme.domain.roles import (
    Charge,
    Person,
    Reader,
    Role,
    may_read,
    may_read_after_words,
)
from boernestemme.domain.working_days import WorkingDays
from boernestemme.web.child.wording_readers import READERS_WORDING
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.walking import arrive

May = Callable[[Person, Charge, WorkingDays, date], bool]
DAYS, TODAY, LONG_AGO = WorkingDays(frozenset()), date(2027, 3, 9), date(2027, 3, 1)
NOBODYS = Charge("0265", "named", "backup", caseworker_is_active=True)
WAITING: dict[str, Charge] = {
    "nothing": NOBODYS,
    "account closed": replace(NOBODYS, caseworker_is_active=False),
    "words unread": replace(NOBODYS, unread_since=LONG_AGO),
    "reply late": replace(NOBODYS, reply_due=LONG_AGO),
    "wants another": replace(NOBODYS, wants_another=True),
}
TURNS = {"account closed", "words unread", "reply late"}
FRIDAY = datetime(2027, 3, 12, 9, tzinfo=UTC)


def who_can_read(*ways_to_read: May) -> set[str]:
    """Everybody of every role, in every place to a meeting, that is let in by any of the ways."""
    return {
        _name(role, place, what)
        for role, place, what in product(Role, ("named", "backup", "colleague"), WAITING)
        for may in ways_to_read
        if may(Person(place, role, "0265", "X"), WAITING[what], DAYS, TODAY)
    } | {
        f"{role} of another municipality"
        for role, place, what in product(Role, ("named", "backup"), WAITING)
        for may in ways_to_read
        if may(Person(place, role, "0461", "X"), WAITING[what], DAYS, TODAY)
    }


def _name(role: Role, place: str, what: str) -> str:
    """What the page would call this reader; whom it has no word for keeps its own description."""
    if role is not Role.CASEWORKER or place == "colleague":
        return f"{role}, {place}"
    if place == "named":
        return Reader.CASEWORKER
    if what in TURNS:
        return Reader.BACKUP_IN_TURN
    return Reader.BACKUP_ASKED_FOR if what == "wants another" else f"backup while {what}"


def named_on(page: str, age_group: AgeGroup, **said: str) -> set[str]:
    """Every reader whose sentence stands on the page."""
    sentences = READERS_WORDING[age_group].readers
    return {str(one) for one, sentence in sentences.items() if sentence % said in page}


def cases() -> Iterator[tuple[AgeGroup, Phone, dict[str, str]]]:
    for age_group in AgeGroup:
        for phone, who in ((Phone.CHILD, "Mette"), (Phone.SHARED, "din rådgiver")):
            said = {"who": who, "Who": who[0].upper() + who[1:], "title": "rådgiver"}
            yield age_group, phone, said


@pytest.mark.parametrize(("age_group", "phone", "said"), list(cases()))
def test_the_readers_named_are_those_who_can_read(
    scene: Scene, age_group: AgeGroup, phone: Phone, said: dict[str, str]
) -> None:
    page = main_words(arrive(scene, age_group=age_group, phone=phone).see("/hvem-laeser"))
    named = named_on(page, age_group, **said)
    assert named == who_can_read(may_read, may_read_after_words) == set(Reader)
    planted: May = lambda person, *_: person.role is Role.LEADER  # noqa: E731 - the control
    assert named != who_can_read(may_read, may_read_after_words, planted)
    first = READERS_WORDING[age_group].readers[Reader.CASEWORKER] % said
    assert named_on(page.replace(first, ""), age_group, **said) != named, "the other control"


def test_whom_the_child_asks_for_stands_under_after_the_meeting(scene: Scene) -> None:
    before, after = main_words(arrive(scene).see("/hvem-laeser")).split("Efter mødet", 1)
    assert "kollega til at" not in before
    assert who_can_read(may_read) == {Reader.CASEWORKER, Reader.BACKUP_IN_TURN}
    assert "Vil du tale med en anden?" in after and "Vil du tale med en anden?" not in before


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_it_says_who_is_responsible_and_what_the_child_may_ask(
    scene: Scene, age_group: AgeGroup
) -> None:
    page = arrive(scene, age_group=age_group).see("/hvem-laeser")
    said = main_words(page)
    for told in ("Kommunen", "bede om at se det", "nogle gange", "slettet her"):
        assert told.lower() in said.lower() or "Her bliver dit svar slettet" in said, told
    assert "/klag" in links_of(page)


def test_the_days_until_it_is_erased_are_those_of_the_code(scene: Scene) -> None:
    said = main_words(arrive(scene).see("/hvem-laeser"))
    assert f"mindst {ERASED_AFTER.days} dage efter" in said
    assert f"bliver slettet efter {DRAFT_LIFE.days} dage" in said


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_weekends_are_said_and_the_next_day_somebody_reads(
    scene: Scene, age_group: AgeGroup
) -> None:
    link = scene.link(age_group=age_group, starts_at=FRIDAY + timedelta(days=30))
    scene.clock.now = FRIDAY
    said = main_words(arrive(scene, link).see("/hvem-laeser"))
    assert "Ingen læser med lige nu" in said and "i weekenden" in said
    assert "Vi læser det senest mandag." in said
