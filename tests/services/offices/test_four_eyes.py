"""An administrator alone reads no child's answer, by whichever road: four eyes on each account."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest

from boernestemme.domain.errors import NotFound, Refused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services import (
    confirming,
    framing,
    handing_over,
    keeping_people,
    signing_in,
    signing_up,
)
from boernestemme.services.access import Setting
from boernestemme.services.handing_over import Choice
from boernestemme.services.keeping_people import Details
from boernestemme.services.making_links import MadeLink
from boernestemme.services.signing_up import NewPassword
from boernestemme.storage import accounts
from boernestemme.storage.db import transaction
from tests.factories import NOW, older_answers
from tests.knocking import signed_in
from tests.services.offices.town_hall import adas, email_of, newcomer, says_yes, somebody
from tests.services.steps import set_now
from tests.world import World

OWN = "administratorens eget"
BACKUPS_TURN = NOW + timedelta(days=6)
CASEWORKER = Role.CASEWORKER


@dataclass(frozen=True)
class Attack:
    """An administrator with every service of administration at hand.

    ``is_given`` is the control: each account counts as confirmed when it is made or changed.
    """

    town: World
    is_given: bool

    def try_to(self, change: Callable[..., object], *given: object) -> None:
        """Do it if it can be done, as in the pages."""
        with suppress(Refused):
            change(*given)

    def own(self, account_id: str) -> str:
        """Take an account over by its link; the account."""
        token = signing_up.make(adas(self.town), account_id)
        signing_up.choose_password(token, NewPassword(OWN, OWN), NOW)
        return self.given(account_id)

    def given(self, account_id: str) -> str:
        """With the control an account that anybody made counts at once."""
        if self.is_given:
            with transaction():
                accounts.confirm(account_id, danish_day(NOW))
        return account_id

    def puppet(self, role: Role = CASEWORKER) -> str:
        """An account of nobody's, made and taken over."""
        return self.own(newcomer(self.town, role))

    def link_of(self, caseworker: str) -> MadeLink:
        """A link of this case worker's."""
        return self.town.link(by=email_of(caseworker).partition("@")[0])

    def answered_link_of(self, caseworker: str) -> MadeLink:
        """And its child has answered."""
        link = self.link_of(caseworker)
        self.town.answer(link, older_answers())
        return link

    def give_to(self, puppet: str) -> MadeLink:
        """Close a colleague whose child has answered, with the puppet as receiver."""
        leaving = somebody(self.town)
        link = self.answered_link_of(leaving)
        self.try_to(keeping_people.close, adas(self.town), leaving, puppet)
        return link

    def reads(self, account_id: str, link: MadeLink) -> bool:
        """Sign in, and open the answer when the backup reader's turn has come too."""
        keys, now = self.town.links, BACKUPS_TURN
        with suppress(Refused):
            person = signing_in.who(signed_in(email_of(account_id), OWN, now=now), now)
            if person is None:
                return False
            setting = Setting(person, now, self.town.tools.days)
            found = framing.read(setting, link.meeting_id, keys.keys.opener, keys.epoch)
            return bool(found.wishes)
        return False


def by_closing(attack: Attack) -> tuple[str, MadeLink]:
    puppet = attack.puppet()
    return puppet, attack.give_to(puppet)


def by_naming_a_backup(attack: Attack) -> tuple[str, MadeLink]:
    puppet, colleague = attack.puppet(), somebody(attack.town)
    details = Details("Ny", CASEWORKER, backup_id=puppet)
    attack.try_to(keeping_people.change, adas(attack.town), colleague, details)
    return puppet, attack.answered_link_of(colleague)


def by_a_new_link(attack: Attack) -> tuple[str, MadeLink]:
    idle = attack.own(somebody(attack.town))
    return idle, attack.give_to(idle)


def by_a_link_before_the_answer(attack: Attack) -> tuple[str, MadeLink]:
    colleague = somebody(attack.town)
    link = attack.link_of(colleague)
    attack.own(colleague)
    attack.town.answer(link, older_answers())
    return colleague, link


def by_another_role(attack: Attack) -> tuple[str, MadeLink]:
    second = attack.puppet(Role.ADMINISTRATOR)
    keeping_people.change(adas(attack.town), second, Details("Ny", CASEWORKER))
    attack.given(second)
    return second, attack.give_to(second)


def by_a_false_leader(attack: Attack) -> tuple[str, MadeLink]:
    """Who says yes to the puppet, as does the administrator itself."""
    leader, puppet = attack.puppet(Role.LEADER), attack.puppet()
    row = accounts.by_id(leader)
    assert row is not None
    as_leader = Setting(accounts.person(row), NOW, attack.town.tools.days)
    for setting in (as_leader, attack.town.setting("ada")):
        attack.try_to(says_yes, setting, puppet)
    attack.try_to(confirming.confirm_by_command, adas(attack.town), puppet)
    return puppet, attack.give_to(puppet)


def by_opening_a_closed_account(attack: Attack) -> tuple[str, MadeLink]:
    former = attack.puppet()
    keeping_people.close(adas(attack.town), former, None)
    with transaction():
        accounts.confirm(former, danish_day(NOW))  # somebody said yes to it when it was new
    keeping_people.reopen(adas(attack.town), former)
    attack.given(former)
    return former, attack.give_to(former)


ROADS = (
    by_closing, by_naming_a_backup, by_a_new_link, by_a_link_before_the_answer, by_another_role,
    by_a_false_leader, by_opening_a_closed_account,
)  # fmt: skip


@pytest.mark.parametrize("road", ROADS)
def test_no_road_leads_an_administrator_to_an_answer(
    town: World, road: Callable[[Attack], tuple[str, MadeLink]]
) -> None:
    """The control is the same road where accounts need no yes: it ends at the answer."""
    for is_given in (False, True):
        attack = Attack(town, is_given)
        account_id, link = road(attack)
        assert attack.reads(account_id, link) is is_given


def test_whoever_waits_is_given_nothing_of_a_childs(town: World) -> None:
    """Each way in asks by itself; the control is the same after a yes."""
    set_now(town)
    waits, giver = newcomer(town), somebody(town)
    name = email_of(giver).partition("@")[0]
    own, opener = town.link(by=name), town.links.keys.opener
    waiting = handing_over.own_given(setting_of(town, giver), own.meeting_id)[1]
    ways: list[Callable[[], object]] = [
        lambda: keeping_people.add(
            adas(town), f"{name}@x.example", Details("Ny", CASEWORKER, backup_id=waits)
        ),
        lambda: town.link(by=name, backup_id=waits),
        lambda: handing_over.plan(giver, Choice(waits, tells_child=False)),
        lambda: handing_over.hand_over_list(
            setting_of(town, giver), Choice(waits, tells_child=False), opener
        ),
    ]
    for way in ways:
        with pytest.raises(Refused):
            way()
    assert waits not in {one.id for one in handing_over.receivers(waiting, "0265", NOW)}
    with transaction():
        accounts.confirm(waits, danish_day(NOW))
    assert waits in {one.id for one in handing_over.receivers(waiting, "0265", NOW)}
    for way in ways:
        way()


def setting_of(town: World, account_id: str) -> Setting:
    """Somebody acting now."""
    row = accounts.by_id(account_id)
    if row is None:
        raise NotFound(account_id)
    return Setting(accounts.person(row), NOW, town.tools.days)
