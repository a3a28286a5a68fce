"""Guessing the two words of links whose tiles are seen, and what chance alone would give."""

import random
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text

from boernestemme.domain.errors import LinkDead, WrongWords
from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.shared_words import COLOURS, TILES, WordPair, decoys
from boernestemme.services import entering, inviting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import transaction
from tests.world import World

WAYS = len(COLOURS) * TILES
SURE = 0.999
UNLOCK = text("UPDATE invitations SET wrong_picks = 0 WHERE id = :id")
EXPIRE = text("UPDATE invitations SET expires_at = :now WHERE expires_at > :now")


def tiles(link: MadeLink) -> list[WordPair]:
    """Every pair that somebody sees who has the link and not the words."""
    things = decoys(link.meeting_id.encode(), link.words.thing)
    return [WordPair(colour, thing) for colour in COLOURS for thing in things]


def is_guessed(
    world: World, link: MadeLink, pairs: list[WordPair], before: Callable[[], None]
) -> bool:
    """True when one of the pairs opens the link, tried by a browser of its own until it is shut."""
    browser = entering.start(world.tools.signer, link.token, None, world.clock())
    for pair in pairs:
        before()
        try:
            entering.enter(world.visit(browser), pair, world.clock())
        except WrongWords:
            continue
        except LinkDead:
            return False
        return True
    return False


def guessed(world: World, seed: str, many: int, *, tries: int, is_locking: bool = True) -> int:
    """How many of so many new links open to somebody who guesses so often; all expire after it."""
    chance = random.Random(seed)
    links = inviting.invite(world.person(), world.order(), world.links, world.clock(), many)
    found = 0
    for link in links:

        def before(link: MadeLink = link) -> None:
            if not is_locking:
                with transaction() as current:
                    current.execute(UNLOCK, {"id": link.invitation_id})

        found += is_guessed(world, link, chance.sample(tiles(link), tries), before)
    let_expire(world.clock())
    return found


def let_expire(now: datetime) -> None:
    """A case worker has so many pairs of words at once and no more."""
    with transaction() as current:
        current.execute(EXPIRE, {"now": now.isoformat(" ")})


def most_by_chance(links: int, sure: float = SURE) -> int:
    """So many open by mere chance, or fewer, in all runs but this rare one."""
    share = WRONG_PICKS_ALLOWED / WAYS
    opened, probability = 0, (1 - share) ** links
    so_far = probability
    while so_far < sure:
        opened += 1
        probability *= (links - opened + 1) / opened * share / (1 - share)
        so_far += probability
    return opened
