"""A leader's yes and no: to whom, when, by whom, and what each leaves behind."""

from collections.abc import Callable

import pytest

from boernestemme.domain.errors import EntryRefused, NotFound, NotPermitted
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    confirming,
    keeping_people,
    second_steps,
    signing_in,
    signing_up,
)
from boernestemme.services.access import Setting
from boernestemme.services.administering import NewAccount
from boernestemme.services.confirming import newcomers, say_no, say_yes
from boernestemme.services.listing_people import Access, look_closely
from boernestemme.services.offices import operators_office
from boernestemme.services.signing_in import WaitsForYes
from boernestemme.services.signing_up import LINK_LIFE, NewPassword
from boernestemme.storage import accounts, staff_sessions
from boernestemme.storage.db import transaction
from tests.factories import NOW, PASSWORD, older_answers
from tests.knocking import KEY, at_door, code_of, signed_in
from tests.services.offices.town_hall import (
    adas,
    email_of,
    lines,
    newcomer,
    operators,
    says_yes,
    somebody,
)
from tests.world import World

CHOSEN = NewPassword("en helt ny sætning", "en helt ny sætning")
DONE_TO = ("account_added", "sign_up_made")


def chosen(town: World, role: Role = Role.CASEWORKER) -> str:
    """A new colleague who has chosen a password and waits; the account."""
    account_id = newcomer(town, role)
    signing_up.choose_password(signing_up.make(adas(town), account_id), CHOSEN, NOW)
    return account_id


def waiting(town: World) -> set[str]:
    """Who stands on the leader's page."""
    return {one.id for one in newcomers(town.setting("leder"))}


def access_of(town: World, account_id: str) -> Access:
    """How an account stands on the administrator's list."""
    return look_closely(adas(town), account_id).someone.access


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LEADER])
def test_a_yes_lets_a_new_colleague_in(town: World, role: Role) -> None:
    new = chosen(town, role)
    assert new in waiting(town) and access_of(town, new) is Access.WAITING
    with pytest.raises(WaitsForYes) as waits:
        signed_in(email_of(new), CHOSEN.first)
    assert waits.value.leaders == ("Lis",)
    before = lines()
    says_yes(town.setting("leder"), new)
    assert lines()[len(before) :] == [
        ("0265", town.person("leder").id, "account_confirmed", new),
    ]
    assert signing_in.who(signed_in(email_of(new), CHOSEN.first), NOW)
    assert new not in waiting(town) and access_of(town, new) is Access.READY


def test_a_no_closes_the_account_and_its_link(town: World) -> None:
    new = newcomer(town)
    token, leader = signing_up.make(adas(town), new), town.setting("leder")
    before = lines()
    say_no(leader, new)
    assert lines()[len(before) :] == [("0265", leader.person.id, "account_refused", new)]
    assert new not in waiting(town) and access_of(town, new) is Access.CLOSED
    with pytest.raises(NotFound):
        signing_up.choose_password(token, CHOSEN, NOW)
    keeping_people.reopen(adas(town), new)
    assert new in waiting(town), "opened again it waits again"


def test_a_yes_is_to_whoever_chose_the_password(town: World) -> None:
    """Else the administrator could use the link afterwards, in a name that a leader knows."""
    new, leader = newcomer(town), town.setting("leder")

    def refused() -> bool:
        [seen] = [one for one in newcomers(leader) if one.id == new]
        try:
            says_yes(leader, new)
        except EntryRefused as why:
            return not seen.can_be_confirmed and why.rules == {"yes": "not_chosen"}
        return False

    assert refused()
    token = signing_up.make(adas(town), new)
    assert refused()
    signing_up.choose_password(token, CHOSEN, NOW)
    signing_up.make(adas(town), new)
    assert refused(), "another could choose another by this link"
    says_yes(Setting(leader.person, NOW + LINK_LIFE, leader.days), new)


def test_a_yes_is_to_no_password_but_the_one_the_leader_saw(town: World) -> None:
    """Else the administrator could replace it while the leader talks to its owner."""
    new, leader = chosen(town), town.setting("leder")
    [seen] = [one.seen for one in newcomers(leader) if one.id == new]
    signing_up.choose_password(signing_up.make(adas(town), new), CHOSEN, NOW)
    before = lines()
    with pytest.raises(EntryRefused) as why:
        say_yes(leader, new, seen)
    assert why.value.rules == {"yes": "changed"}
    assert lines() == before and new in waiting(town)
    [seen] = [one.seen for one in newcomers(leader) if one.id == new]
    say_yes(leader, new, seen)
    assert new not in waiting(town), "the control"


def test_a_link_that_was_made_before_a_yes_ends_it(town: World) -> None:
    """As links may lie about that were made before accounts waited at all."""
    known, link = somebody(town), somebody(town)
    token = signing_up.make(adas(town), known)
    by_command = signing_up.make(operators(), link)
    with transaction():
        accounts.confirm(known, NOW.date())
    for one in (token, by_command):
        signing_up.choose_password(one, CHOSEN, NOW)
    with pytest.raises(WaitsForYes):
        signed_in(email_of(known), CHOSEN.first)
    assert signed_in(email_of(link), CHOSEN.first), "the control"


def test_a_link_that_opens_no_more_keeps_nobody_from_the_answer(town: World) -> None:
    """With a child's answer an administrator's link is dead; its readers need not wait it out."""
    reader, leader = chosen(town), town.setting("leder")
    says_yes(leader, reader)
    link, token = town.link(backup_id=reader), signing_up.make(adas(town), reader)
    with pytest.raises(EntryRefused):
        says_yes(leader, reader)  # the control: nothing is said yet
    town.answer(link, older_answers())
    says_yes(leader, reader)
    assert reader not in waiting(town)
    with pytest.raises(NotFound):
        signing_up.choose_password(token, CHOSEN, NOW)


@pytest.mark.parametrize("deed", ["link", "closed and opened"])
def test_what_an_administrator_does_to_an_account_ends_its_sessions(town: World, deed: str) -> None:
    known = somebody(town)
    with transaction():
        cookie = staff_sessions.begin(known, NOW)
    assert signing_in.who(cookie, NOW), "the control"
    if deed == "link":
        signing_up.make(adas(town), known)
    else:
        keeping_people.close(adas(town), known, None)
        keeping_people.reopen(adas(town), known)
    assert signing_in.who(cookie, NOW) is None and known in waiting(town)


def test_an_unconfirmed_account_has_no_session_whoever_began_it(town: World) -> None:
    new = newcomer(town)
    with transaction():
        cookie = staff_sessions.begin(new, NOW)
    assert signing_in.who(cookie, NOW) is None


def test_a_session_begun_while_it_waited_is_not_woken_by_the_yes(town: World) -> None:
    """As where a sign-in had read the account just before an administrator let it wait."""
    new = chosen(town)
    with transaction():
        cookie = staff_sessions.begin(new, NOW)
    says_yes(town.setting("leder"), new)
    assert signing_in.who(cookie, NOW) is None
    assert signing_in.who(signed_in(email_of(new), CHOSEN.first), NOW), "the control"


def test_the_second_factor_is_set_up_without_a_session(town: World) -> None:
    new, door = chosen(town), at_door(required=True)
    step = signing_in.sign_in(email_of(new), CHOSEN.first, door, NOW).cookie
    offer = second_steps.offer(step, KEY, NOW)
    assert offer is not None
    session, codes = second_steps.confirm(step, code_of(offer.secret, NOW), door, NOW)
    assert session is None and len(codes) == 10
    step = signing_in.sign_in(email_of(new), CHOSEN.first, door, NOW).cookie
    with pytest.raises(WaitsForYes):
        second_steps.give_code(step, codes[0], door, NOW)
    says_yes(town.setting("leder"), new)
    step = signing_in.sign_in(email_of(new), CHOSEN.first, door, NOW).cookie
    assert signing_in.who(second_steps.give_code(step, codes[1], door, NOW), NOW)


def test_an_administrator_needs_no_yes_and_opens_nothing(town: World) -> None:
    new = chosen(town, Role.ADMINISTRATOR)
    assert signing_in.who(signed_in(email_of(new), CHOSEN.first), NOW)
    assert new not in waiting(town)


def test_the_operator_says_yes_where_no_leader_can(town: World) -> None:
    new = chosen(town)
    with pytest.raises(NotPermitted):
        confirming.confirm_by_command(adas(town), new)
    confirming.confirm_by_command(operators(), new)
    assert ("0265", "operator", "account_confirmed", new) in lines()
    with pytest.raises(NotFound):
        confirming.confirm_by_command(operators(), new)


@pytest.mark.parametrize("answer", [says_yes, say_no])
def test_nobody_else_answers_and_none_but_who_waits_is_answered(
    town: World, answer: Callable[[Setting, str], None]
) -> None:
    new, known = chosen(town), somebody(town)
    foreign = NewAccount(f"{answer.__name__}@test.example", Role.LEADER, "0461", "Lars", PASSWORD)
    administering.add_account(foreign, NOW)
    unsure = accounts.by_id(chosen(town, Role.LEADER))
    assert unsure is not None
    before = lines()
    for setting, whom, refused in (
        (town.setting("mette"), new, NotPermitted),
        (town.setting("ada"), new, NotPermitted),
        (Setting(accounts.person(unsure), NOW, town.tools.days), new, NotPermitted),
        (town.setting(answer.__name__), new, NotFound),
        (town.setting("leder"), known, NotFound),
        (town.setting("leder"), town.person("leder").id, NotFound),
    ):
        with pytest.raises(refused):
            answer(setting, whom)
    assert lines() == before and new in waiting(town)


def test_the_leader_sees_who_made_the_account_and_when(town: World) -> None:
    new = chosen(town)
    [seen] = [one for one in newcomers(town.setting("leder")) if one.id == new]
    assert [(deed.action, deed.at, deed.who) for deed in seen.deeds] == [
        (action, NOW, "Ada") for action in DONE_TO
    ]
    assert (seen.first_name, seen.email, seen.role) == ("Ny", email_of(new), Role.CASEWORKER)


def test_a_link_that_is_too_old_is_told_apart(town: World) -> None:
    none, given = newcomer(town), newcomer(town)
    signing_up.make(adas(town), given)
    assert access_of(town, none) is Access.NONE and access_of(town, given) is Access.INVITED
    later = operators_office("0265", NOW + LINK_LIFE)
    assert look_closely(later, given).someone.access is Access.EXPIRED
