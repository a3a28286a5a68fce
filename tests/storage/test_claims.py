"""Claims: a phase of a link is spent once, in its time, and known by who spent it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED, Invitation
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import claims, invitations
from boernestemme.storage.db import session, transaction
from tests.factories import MEETING, NOW
from tests.world import World

DAY, MOMENT = danish_day(NOW), timedelta(microseconds=1)
ONE, OTHER = b"1" * 32, b"2" * 32
GONE = ({"revoked_on": DAY}, {"replaced_on": DAY}, {"cancelled_on": DAY})
LOCKED = {"wrong_picks": WRONG_PICKS_ALLOWED}


def change(link: MadeLink, **values: object) -> None:
    with transaction():
        invitations.set_values(link.invitation_id, **values)


def known(link: MadeLink) -> Invitation:
    found = invitations.by_id(link.invitation_id)
    assert found is not None
    return found


def before(link: MadeLink, now: datetime = NOW, mark: bytes = ONE) -> bool:
    with transaction():
        return claims.claim_before(link.invitation_id, DAY, now, mark)


def after(link: MadeLink, now: datetime, mark: bytes = ONE) -> bool:
    with transaction():
        return claims.claim_after(link.invitation_id, now, mark)


def test_each_phase_is_spent_once_and_known_by_its_own_mark(any_world: World) -> None:
    link, noise = any_world.link(), any_world.link()
    ends = known(link).ends_at
    assert [before(link), before(link, mark=OTHER)] == [True, False]
    assert [after(link, ends, OTHER), after(link, ends, ONE)] == [True, False]
    assert (known(link).answered_on, known(link).is_after_spent) == (DAY, True)
    assert (known(noise).answered_on, known(noise).is_after_spent) == (None, False)
    marks = {Phase.BEFORE: ONE, Phase.AFTER: OTHER}
    for phase, mark in ((phase, mark) for phase in Phase for mark in (ONE, OTHER)):
        is_it = claims.was_answered_by(link.invitation_id, phase, mark)
        assert is_it is (mark == marks[phase])


def test_a_phase_is_spent_in_its_time_and_at_no_other(any_world: World) -> None:
    link, other = any_world.link(), any_world.link()
    ends, expires = known(link).ends_at, known(link).expires_at
    assert [before(link, MEETING), before(link, MEETING - MOMENT)] == [False, True]
    assert [after(link, ends - MOMENT), after(link, expires), after(link, ends)] == [0, 0, 1]
    assert after(other, expires - MOMENT)


@pytest.mark.parametrize("values", [*GONE, LOCKED])
def test_a_link_that_is_not_live_is_not_spent(any_world: World, values: dict[str, Any]) -> None:
    link = any_world.link()
    change(link, **values)
    assert [before(link), after(link, known(link).ends_at)] == [False, False]


def test_a_chain_is_locked_in_one_order_and_drafts_may_refer_to_it_meanwhile(
    any_world: World,
) -> None:
    asked: list[str] = []
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # it has no types

    def note(state: Any) -> None:
        asked.append(str(state.statement.compile(dialect=dialect)))

    link = any_world.link()
    event.listen(session(), "do_orm_execute", note)
    with transaction():
        claims.lock_chain(known(link).chain_id)
    event.remove(session(), "do_orm_execute", note)
    assert asked[-1].endswith("ORDER BY invitations.id FOR NO KEY UPDATE")


@pytest.mark.parametrize(
    ("since", "until", "is_first"),
    [
        (MEETING, MEETING + MOMENT, False),
        (MEETING + MOMENT, MEETING + timedelta(days=1), True),
        (MEETING - timedelta(days=1), MEETING, True),
    ],
)
def test_of_a_chain_the_first_is_told_among_the_meetings_of_a_time(
    any_world: World, since: datetime, until: datetime, *, is_first: bool
) -> None:
    link = any_world.link()
    other = any_world.link(chain_id=known(link).chain_id)
    assert claims.is_first_of_chain(known(link), since, until) is True, "nobody has answered"
    assert after(link, known(link).ends_at)
    assert claims.is_first_of_chain(known(link), since, until) is True, "it does not count itself"
    assert claims.is_first_of_chain(known(other), since, until) is is_first
    assert claims.is_first_of_chain(known(any_world.link()), since, until) is True, "a stranger"


def test_a_chain_was_answered_when_one_of_its_links_was_before_its_meeting(
    any_world: World,
) -> None:
    link, noise = any_world.link(), any_world.link()
    chain = known(link).chain_id
    other = any_world.link(chain_id=chain)
    assert after(link, known(link).ends_at)
    assert claims.was_chain_answered(chain) is False
    assert before(other)
    assert claims.was_chain_answered(chain) is True
    assert claims.was_chain_answered(known(noise).chain_id) is False
