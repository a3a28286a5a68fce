"""F18: limits are exact over all workers, lock nobody else out, and believe no forged address."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from boernestemme import create_app
from boernestemme.services.signing_in import TRIES_FOR_ONE
from boernestemme.storage.db import db
from tests.limits import row_f18
from tests.limits.attacks import (
    IN,
    SIGN_IN,
    TOO_MANY,
    TRIES,
    Round,
    address,
    attack,
    forged,
    signs_in,
)
from tests.limits.browsers import Browser, Send, coming_from, in_process, over_http
from tests.limits.counting import CARELESS_LIMIT, LIMIT, let_through, spent
from tests.limits.house import House
from tests.limits.school import limited, links, refused

EXACT = Round(TRIES_FOR_ONE, TRIES - TRIES_FOR_ONE, IN)
PROXY = "127.0.0.1"
BY_DAY, FORGED_BY_DAY, CHILDREN_BY_DAY = 1, 60, 8
ATTACKS, KEY_ROUNDS, KEYS, FORGED_ROUNDS, FORGED, CHILDREN = 400, 10, 50, 20, 500, 300
MISLED, FEW, LIMITED = 10, 10, 20


@contextmanager
def believing(house: House, proxies: int, own_address: str) -> Iterator[Send]:
    """The same installation in this process, believing so many proxies."""
    settings = replace(house.world.tools.settings, trusted_proxies=proxies)
    app = create_app(settings, clock=house.world.clock)
    yield in_process(app.wsgi_app, own_address)
    with app.app_context():
        db.engine.dispose()


def believed(house: House, seed: str, many: int, proxies: int, *, in_front: int) -> int:
    """How many of so many forged headers helped somebody who has no tries left."""
    attacker = address(random.Random(f"attacker {seed}"))  # whose window is not over meanwhile
    hop = attacker if in_front else ""
    with believing(house, proxies, PROXY if in_front else attacker) as send:
        page, says = Browser(send), coming_from(hop) if hop else {}
        page.get(SIGN_IN)
        while signs_in(send, says, page.token, "forkert") != TOO_MANY:
            pass
        said = forged(seed, many, hop)
        return sum(signs_in(send, one, page.token, "forkert") != TOO_MANY for one in said)


def children_refused(house: House, many: int, at_once: ThreadPoolExecutor) -> int:
    """How many of so many children behind one address are kept from answering."""
    with house.app.app_context():
        given = links(house.world, many)
    return refused(over_http(house.port), given, at_once)


def refused_by_address(house: House, many: int, at_once: ThreadPoolExecutor) -> int:
    """The control: the same where an address may ask so often and no more."""
    with house.app.app_context():
        given = links(house.world, many)
    return refused(in_process(limited(house.app.wsgi_app, LIMITED)), given, at_once)


def test_a_limit_is_exact_and_its_owner_comes_in(house: House, at_once: ThreadPoolExecutor) -> None:
    send = over_http(house.port)
    assert [attack(send, f"day {one}", at_once) for one in range(BY_DAY)] == [EXACT] * BY_DAY


def test_counted_in_memory_it_is_not(house: House) -> None:
    """The control."""
    assert let_through(house.world.tools.settings.database) > CARELESS_LIMIT


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_somebody_says_of_their_address_has_no_effect(house: House, proxies: int) -> None:
    seed = f"day {proxies}"
    assert believed(house, seed, FORGED_BY_DAY, proxies, in_front=proxies) == 0


def test_with_more_proxies_believed_than_there_are_it_has(house: House) -> None:
    """The control, and why the setting must say what is true."""
    assert believed(house, "control", 3, 2, in_front=1) == 3


def test_a_school_behind_one_address_is_let_in(house: House, at_once: ThreadPoolExecutor) -> None:
    assert children_refused(house, CHILDREN_BY_DAY, at_once) == 0


def test_with_a_limit_by_address_it_would_not(house: House, at_once: ThreadPoolExecutor) -> None:
    """The control."""
    assert refused_by_address(house, 4, at_once) > 0


@pytest.mark.night
def test_F18_four_hundred_attacks_on_one_account(house: House, at_once: ThreadPoolExecutor) -> None:
    run, send = row_f18.begun(), over_http(house.port)
    for number, figures in run.rounds("attacks", ATTACKS):
        assert attack(send, f"{run.seed} {number}", at_once) == EXACT
        figures["attacks"] = 1
    row_f18.close(run)


@pytest.mark.night
def test_F18_a_thousand_counters_over_eight_processes(any_database: str) -> None:
    run, kind = row_f18.begun(), any_database.partition(":")[0].partition("+")[0]
    for _, figures in run.rounds(f"keys {kind}", KEY_ROUNDS):
        assert spent(any_database, KEYS) == Counter({LIMIT: KEYS})
        figures["keys"] = KEYS
    row_f18.close(run)


@pytest.mark.night
def test_F18_ten_thousand_forged_headers(house: House) -> None:
    run = row_f18.begun()
    for number, figures in run.rounds("headers", FORGED_ROUNDS):
        proxies, seed = number % 2, f"{run.seed} {number}"
        figures["headers"] = FORGED
        figures["believed"] = believed(house, seed, FORGED, proxies, in_front=proxies)
        assert figures["believed"] == 0
    row_f18.close(run)


@pytest.mark.night
def test_F18_three_hundred_children_behind_one_address(
    house: House, at_once: ThreadPoolExecutor
) -> None:
    run = row_f18.begun()
    for _, figures in run.rounds("children"):
        figures["children"] = CHILDREN
        figures["refused"] = children_refused(house, CHILDREN, at_once)
        assert figures["refused"] == 0
    row_f18.close(run)


@pytest.mark.night
def test_F18_what_is_broken_on_purpose_is_found(house: House, at_once: ThreadPoolExecutor) -> None:
    """The controls."""
    run = row_f18.begun()
    for _, figures in run.rounds("controls"):
        figures["in memory"] = let_through(house.world.tools.settings.database)
        figures["misled"] = believed(house, f"{run.seed}", MISLED, 2, in_front=1)
        figures["refused by address"] = refused_by_address(house, FEW, at_once)
        assert figures["in memory"] > CARELESS_LIMIT
        assert figures["misled"] and figures["refused by address"]
    row_f18.close(run)
