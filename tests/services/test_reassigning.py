"""A team leader gives on what has waited too long: unread, and nothing else."""

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import HandOverRefused, NotFound, NotPermitted
from boernestemme.services import changing_links, framing, overseeing, reassigning
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import meetings
from boernestemme.storage.db import db, transaction
from tests.factories import older_answers
from tests.services.steps import log_of, read, row_of, set_now
from tests.world import World


def waiting(world: World, by: str = "mette") -> MadeLink:
    """A meeting whose child has waited for a week."""
    set_now(world)
    link = world.link(by=by)
    world.answer(link, older_answers())
    set_now(world, days=7)
    return link


def choice(world: World, to: str = "nadia") -> Choice:
    return Choice(world.person(to).id, tells_child=True)


def caseworker(link: MadeLink) -> str:
    both = meetings.with_responsible(link.meeting_id)
    assert both is not None
    _, found = both
    return found.caseworker_id


def test_what_has_waited_is_given_on_and_the_old_one_is_out(any_world: World) -> None:
    link = waiting(any_world)
    leader = any_world.setting("leder")
    [task] = {one.meeting_id for one in overseeing.overview(leader).tasks}
    assert task == link.meeting_id
    reassigning.reassign(leader, link.meeting_id, choice(any_world))
    assert caseworker(link) == any_world.person("nadia").id
    assert read(any_world, link, by="nadia").answers
    assert (row_of(link).contact_name, row_of(link).earlier_contact) == ("Nadia", "Mette")
    with pytest.raises(NotFound):
        read(any_world, link)


def test_the_leader_is_named_in_the_log_and_reads_nothing(any_world: World) -> None:
    link = waiting(any_world)
    leader = any_world.setting("leder")
    reassigning.waiting_meeting(leader, link.meeting_id)
    assert log_of(link) == []
    reassigning.reassign(leader, link.meeting_id, choice(any_world))
    assert log_of(link) == ["handed_over"]
    query = text("SELECT actor FROM access_log WHERE action = 'handed_over'")
    assert db.session.execute(query).scalar_one() == leader.person.id
    with pytest.raises(NotFound):
        framing.read(leader, link.meeting_id, any_world.links.keys.opener, any_world.links.epoch)


def test_what_does_not_wait_is_not_there_for_the_leader(any_world: World) -> None:
    """Nobody has answered; it is a day old; it was cancelled; it does not exist."""
    answered, silent, cancelled = waiting(any_world), any_world.link(), waiting(any_world)
    changing_links.cancel(any_world.setting(), cancelled.meeting_id)
    leader = any_world.setting("leder")
    for meeting_id in (silent.meeting_id, cancelled.meeting_id, "f" * 32):
        with pytest.raises(NotFound):
            reassigning.waiting_meeting(leader, meeting_id)
        with pytest.raises(NotFound):
            reassigning.reassign(leader, meeting_id, choice(any_world))
    set_now(any_world, days=1)
    with pytest.raises(NotFound):
        early = any_world.setting("leder")
        reassigning.reassign(early, answered.meeting_id, choice(any_world))
    assert reassigning.waiting_meeting(leader, answered.meeting_id), "the control"


def test_a_meeting_whose_case_worker_is_gone_need_not_wait(any_world: World) -> None:
    link = any_world.link()
    with transaction():
        gone = "UPDATE accounts SET disabled_on = '2027-03-09' WHERE first_name = 'Mette'"
        db.session.execute(text(gone))
    reassigning.reassign(any_world.setting("leder"), link.meeting_id, choice(any_world))
    assert caseworker(link) == any_world.person("nadia").id


def test_another_municipalitys_meeting_is_not_there(any_world: World) -> None:
    link = waiting(any_world, by="sofie")
    with pytest.raises(NotFound):
        reassigning.reassign(any_world.setting("leder"), link.meeting_id, choice(any_world))


@pytest.mark.parametrize("name", ["mette", "jonas", "nadia", "sofie"])
def test_a_case_worker_may_not_do_it(any_world: World, name: str) -> None:
    link = waiting(any_world)
    for act in (
        lambda: reassigning.waiting_meeting(any_world.setting(name), link.meeting_id),
        lambda: reassigning.reassign(any_world.setting(name), link.meeting_id, choice(any_world)),
    ):
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize("to", ["mette", "sofie", "leder"])
def test_who_may_not_have_it_is_refused(any_world: World, to: str) -> None:
    link = waiting(any_world)
    with pytest.raises(HandOverRefused, match="receiver"):
        reassigning.reassign(any_world.setting("leder"), link.meeting_id, choice(any_world, to))
    assert caseworker(link) == any_world.person().id
