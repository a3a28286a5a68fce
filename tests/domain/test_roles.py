"""Who may do what: the table of roles, and whose meeting it is on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from boernestemme.domain.roles import (
    PERMISSIONS,
    Charge,
    Permission,
    Person,
    Role,
    is_backups_turn,
    may_read,
    may_read_after_words,
)
from boernestemme.domain.working_days import WorkingDays

DAYS = WorkingDays(frozenset({date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29)}))
TUESDAY = date(2027, 3, 9)
FRIDAY = date(2027, 3, 12)
METTE = Person("mette", Role.CASEWORKER, "0265", "Mette")
JONAS = Person("jonas", Role.CASEWORKER, "0265", "Jonas")
NADIA = Person("nadia", Role.CASEWORKER, "0265", "Nadia")
SOFIE = Person("sofie", Role.CASEWORKER, "0461", "Sofie")
QUIET = Charge("0265", METTE.id, JONAS.id, caseworker_is_active=True)
ABSENT = replace(QUIET, caseworker_is_active=False)
UNREAD = replace(QUIET, unread_since=TUESDAY)
DUE = replace(QUIET, reply_due=FRIDAY)


def may(person: Person, charge: Charge, today: date = TUESDAY) -> bool:
    return may_read(person, charge, DAYS, today)


def test_only_caseworkers_make_links_and_read_meetings() -> None:
    allowed = {
        role: {one for one in Permission if Person("x", role, "0265", "X").may(one)}
        for role in Role
    }
    assert allowed[Role.CASEWORKER] == {
        Permission.SIGNED_IN,
        Permission.INVITE,
        Permission.READ_MEETING,
    }
    assert allowed[Role.LEADER] == {
        Permission.SIGNED_IN,
        Permission.SEE_COUNTS,
        Permission.HAND_OVER,
        Permission.CONFIRM_COLLEAGUE,
        Permission.SIGN_LOG,
        Permission.TELL_READERS,
    }
    assert allowed[Role.BOARD] == {Permission.SIGNED_IN, Permission.APPROVE_RELEASE}
    assert allowed[Role.ADMINISTRATOR] == {
        Permission.SIGNED_IN,
        Permission.ADMINISTER,
        Permission.SIGN_LOG,
    }


def test_every_role_stands_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("charge", [QUIET, ABSENT, UNREAD, DUE])
@pytest.mark.parametrize("today", [TUESDAY, TUESDAY + timedelta(days=100)])
def test_the_named_caseworker_may_always_read(charge: Charge, today: date) -> None:
    assert may(METTE, charge, today)


def test_the_backup_reader_may_not_read_while_nothing_waits() -> None:
    assert not may(JONAS, QUIET)
    assert not may(JONAS, QUIET, TUESDAY + timedelta(days=100))


def test_the_backup_reader_steps_in_when_the_account_is_closed() -> None:
    assert may(JONAS, ABSENT)


@pytest.mark.parametrize(
    ("unread_since", "first_day"),
    [
        (TUESDAY, date(2027, 3, 11)),
        (FRIDAY, date(2027, 3, 16)),
        (date(2027, 3, 13), date(2027, 3, 16)),
        (date(2027, 3, 24), date(2027, 3, 31)),
    ],
)
def test_unread_words_go_to_the_backup_after_one_working_day(
    unread_since: date, first_day: date
) -> None:
    charge = replace(QUIET, unread_since=unread_since)
    assert not may(JONAS, charge, first_day - timedelta(days=1))
    assert may(JONAS, charge, first_day)


def test_unanswered_wishes_go_to_the_backup_the_day_after_they_were_due() -> None:
    assert not may(JONAS, DUE, FRIDAY)
    assert may(JONAS, DUE, FRIDAY + timedelta(days=1))


def test_each_ground_is_enough_whatever_the_others_say() -> None:
    late = FRIDAY + timedelta(days=10)
    assert is_backups_turn(replace(UNREAD, reply_due=late + timedelta(days=1)), DAYS, late)
    assert is_backups_turn(replace(DUE, unread_since=late), DAYS, late)
    assert is_backups_turn(replace(ABSENT, unread_since=late, reply_due=late), DAYS, TUESDAY)


@pytest.mark.parametrize("charge", [QUIET, ABSENT, UNREAD, DUE])
@pytest.mark.parametrize("stranger", [NADIA, SOFIE], ids=["same municipality", "another"])
def test_no_other_caseworker_may_ever_read(charge: Charge, stranger: Person) -> None:
    assert not may(stranger, charge, TUESDAY + timedelta(days=100))


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMINISTRATOR, Role.BOARD])
@pytest.mark.parametrize("identity", [METTE.id, JONAS.id, "leader"])
def test_no_other_role_may_read_even_under_the_readers_id(role: Role, identity: str) -> None:
    person = Person(identity, role, "0265", "X")
    assert not may(person, ABSENT, TUESDAY + timedelta(days=100))


@pytest.mark.parametrize("person", [METTE, JONAS])
def test_somebody_who_moved_to_another_municipality_may_not_read(person: Person) -> None:
    assert not may(replace(person, municipality="0461"), ABSENT)


WAITING = replace(QUIET, wants_another=True)


def test_a_child_that_waits_for_another_opens_its_words_to_the_backup_and_nothing_else() -> None:
    late = TUESDAY + timedelta(days=100)
    for today in (TUESDAY, late):
        assert may_read_after_words(JONAS, WAITING, DAYS, today)
        assert not may(JONAS, WAITING, today)
        assert not is_backups_turn(WAITING, DAYS, today)
    assert not may_read_after_words(JONAS, QUIET, DAYS, late)


@pytest.mark.parametrize("person", [METTE, JONAS])
@pytest.mark.parametrize("charge", [QUIET, ABSENT, UNREAD, DUE])
def test_whoever_may_read_the_meeting_may_read_the_words_after_it(
    person: Person, charge: Charge
) -> None:
    late = TUESDAY + timedelta(days=100)
    assert may_read_after_words(person, charge, DAYS, late) == may(person, charge, late)


@pytest.mark.parametrize(
    "stranger",
    [
        NADIA,
        SOFIE,
        replace(JONAS, municipality="0461"),
        *(replace(JONAS, role=role) for role in (Role.LEADER, Role.ADMINISTRATOR, Role.BOARD)),
    ],
)
def test_a_waiting_child_opens_its_words_to_nobody_else(stranger: Person) -> None:
    assert not may_read_after_words(stranger, WAITING, DAYS, TUESDAY)
