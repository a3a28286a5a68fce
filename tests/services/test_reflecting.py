"""Reflections: the writer's alone, sealed, gone in time, and never asked for by force."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from boernestemme.domain.errors import NotFound, ReflectionRefused
from boernestemme.domain.reflection import LIMIT, Element, Reflection
from boernestemme.services import reflecting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session
from boernestemme.storage.reflections import ReflectionRow
from tests.services.steps import keep
from tests.world import World

WRITTEN: Reflection = {Element.VOICE: "Jeg talte mest selv.", Element.SPACE: "Vi gik en tur."}


def write(world: World, link: MadeLink, written: Reflection, by: str = "mette") -> None:
    reflecting.save(world.setting(by), link.meeting_id, written, world.links.keys)


def read(world: World, link: MadeLink, by: str = "mette") -> Reflection:
    return reflecting.read(world.setting(by), link.meeting_id, world.links.keys.opener)


def test_what_is_written_is_read_by_its_writer(any_world: World) -> None:
    link = any_world.link()
    assert read(any_world, link) == {}
    write(any_world, link, WRITTEN)
    assert read(any_world, link) == WRITTEN
    [row] = session().scalars(select(ReflectionRow))
    assert b"talte" not in row.content + row.wrapped_key
    write(any_world, link, {Element.VOICE: " "})
    assert read(any_world, link) == {}


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_reads_or_writes_it(shared_world: World, who: str) -> None:
    link = shared_world.link()
    write(shared_world, link, WRITTEN)
    with pytest.raises(NotFound):
        read(shared_world, link, who)
    with pytest.raises(NotFound):
        write(shared_world, link, WRITTEN, who)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("x" * (LIMIT + 1), "too_long"), ("nul\x00", "not_text"), ("010203-1234", "cpr")],
)
def test_what_breaks_a_rule_is_refused_and_changes_nothing(
    shared_world: World, text: str, rule: str
) -> None:
    link = shared_world.link()
    write(shared_world, link, WRITTEN)
    with pytest.raises(ReflectionRefused) as refused:
        write(shared_world, link, {**WRITTEN, Element.VOICE: text})
    assert refused.value.rules == {"voice": rule}
    assert read(shared_world, link) == WRITTEN


def test_it_goes_thirty_days_after_the_link(any_world: World) -> None:
    link = any_world.link()
    write(any_world, link, WRITTEN)
    for days, left in ((29, 1), (31, 0)):
        keep(any_world, link.expires_at + timedelta(days=days))
        assert len(list(session().scalars(select(ReflectionRow)))) == left


def test_one_can_say_never_again_and_think_better_of_it(any_world: World) -> None:
    setting = any_world.setting()
    assert reflecting.is_asked(setting)
    reflecting.ask(setting, wanted=False)
    assert not reflecting.is_asked(setting) and reflecting.is_asked(any_world.setting("jonas"))
    reflecting.ask(setting, wanted=True)
    assert reflecting.is_asked(setting)


def test_all_of_ones_own_are_together(shared_world: World) -> None:
    first, second = shared_world.link(), shared_world.link()
    write(shared_world, first, WRITTEN)
    write(shared_world, second, {Element.INFLUENCE: "Planen blev ændret."})
    found = reflecting.read_all(shared_world.setting(), shared_world.links.keys.opener)
    assert found[first.meeting_id] == WRITTEN and second.meeting_id in found
