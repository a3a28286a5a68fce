"""F9b: guessing the two words is no better than chance, and five tries are five."""

from collections import Counter

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import LinkDead, WrongWords
from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import entering
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.db import db, session, transaction
from tests.factories import NOW
from tests.fuzz.guessers import WAYS, guessed, is_guessed, most_by_chance, tiles
from tests.night.runs import Run
from tests.races.processes import meet, together
from tests.world import World

ROUNDS, EACH, BY_DAY, FEW = 200, 100, 40, 8  # by night 20,000 links
BY_DAY_SURE = 1 - 1e-6  # every day, and no false alarm
CONTROLS, UNLOCKED = 100, 72  # without the lock every second link opens
PROCESSES, RACED, TRIES = 4, 6, 6
Tries = list[tuple[list[tuple[str, str]], str]]


def test_guessing_is_no_better_than_chance(world: World) -> None:
    most = most_by_chance(BY_DAY, BY_DAY_SURE)
    assert guessed(world, "day", BY_DAY, tries=WRONG_PICKS_ALLOWED) <= most


def test_the_lock_holds_against_whoever_goes_on(world: World) -> None:
    link = world.link()
    wrong = [pair for pair in tiles(link) if pair != link.words]
    assert not is_guessed(world, link, [*wrong[:WRONG_PICKS_ALLOWED], link.words], lambda: None)
    other = world.link()
    wrong = [pair for pair in tiles(other) if pair != other.words]
    assert is_guessed(world, other, [*wrong[: WRONG_PICKS_ALLOWED - 1], other.words], lambda: None)


def test_without_the_lock_it_is_much_better(world: World) -> None:
    """The control: the bound is one, and who may go on for ever breaks it."""
    assert guessed(world, "control", FEW, tries=WAYS - 1, is_locking=False) > most_by_chance(FEW)
    assert most_by_chance(BY_DAY, BY_DAY_SURE) < BY_DAY / 4


def wrong_tries(world: World, links: list[MadeLink]) -> list[tuple[Tries]]:
    """For each process, each link's wrong pairs and a browser that is at its door."""
    return [
        (
            [
                (
                    [(one.colour, one.thing) for one in tiles(link) if one != link.words]
                    [number * TRIES : (number + 1) * TRIES],
                    entering.start(world.tools.signer, link.token, None, NOW).cookie,
                )
                for link in links
            ],
        )
        for number in range(PROCESSES)
    ]  # fmt: skip


def try_all(tries: Tries) -> list[int]:
    """One process: how many of its tries at each link were told to be wrong, with more to come."""
    told = []
    for pairs, cookie in tries:
        visit = entering.visit(cookie, NOW)  # as it was before anybody tried
        session().rollback()
        meet()
        told.append(sum(is_told(visit, pair) for pair in pairs))
    return told


def is_told(visit: Visit, pair: tuple[str, str]) -> bool:
    """True when the pair was looked at and another may follow."""
    try:
        entering.enter(visit, WordPair(*pair), NOW)
    except WrongWords:
        return True
    except LinkDead:
        return False
    raise AssertionError("a wrong pair opened the link")


def try_naively(tries: Tries, ids: list[str]) -> list[int]:
    """The control: look how often it was tried, and only afterwards count it."""
    told = []
    for one in ids:
        meet()
        judged = 0
        for _ in range(len(tries[0][0])):
            query = text("SELECT wrong_picks FROM invitations WHERE id = :id")
            is_open = session().execute(query, {"id": one}).scalar_one() < WRONG_PICKS_ALLOWED
            session().rollback()
            judged += is_open
            with transaction() as current:
                count = "UPDATE invitations SET wrong_picks = wrong_picks + :n WHERE id = :id"
                current.execute(text(count), {"id": one, "n": int(is_open)})
        told.append(judged)
    return told


def test_five_tries_are_five_however_many_try_at_once(any_world: World) -> None:
    links = [any_world.link() for _ in range(RACED)]
    each = wrong_tries(any_world, links)
    locked = text("SELECT count(*) FROM events WHERE kind = 'link_locked'")
    before = session().execute(locked).scalar_one()
    db.session.remove()
    told = together(any_world.tools.settings.database, try_all, *each)
    assert Counter(map(sum, zip(*told, strict=True))) == {WRONG_PICKS_ALLOWED - 1: RACED}
    assert session().execute(locked).scalar_one() == before + RACED
    for link in links:
        with pytest.raises(LinkDead):
            entering.look(any_world.tools.signer, link.token, NOW)


def test_counting_afterwards_gives_more_than_five(any_world: World) -> None:
    """The control."""
    links = [any_world.link() for _ in range(RACED)]
    ids = [link.invitation_id for link in links]
    each = [(*one, ids) for one in wrong_tries(any_world, links)]
    db.session.remove()
    judged = together(any_world.tools.settings.database, try_naively, *each)
    assert max(map(sum, zip(*judged, strict=True))) > WRONG_PICKS_ALLOWED


@pytest.mark.night
def test_F9b_guessing_twenty_thousand_links(world: World) -> None:
    run = Run("F9b", ("guessed", "controls"))
    for number, figures in run.rounds("guessed", ROUNDS):
        figures["links"] = EACH
        seed = f"{run.seed} {number}"
        figures["opened"] = guessed(world, seed, EACH, tries=WRONG_PICKS_ALLOWED)
    for _, figures in run.rounds("controls"):
        found = guessed(world, f"{run.seed}", CONTROLS, tries=UNLOCKED, is_locking=False)
        assert found > most_by_chance(CONTROLS)
        figures["unlocked"] = found
    links, opened = int(run.sum("links")), run.sum("opened")
    most = most_by_chance(links)
    run.close(
        f"{links} links, five tries each: {opened:.0f} opened, {most} by chance (99.9 %)",
        f"without the lock {run.sum('unlocked'):.0f} of {CONTROLS} opened",
        passed=opened <= most,
    )
    assert opened <= most
