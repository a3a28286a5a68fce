"""Coming in: the door, the two words with five tries, and who may see what was begun."""

from datetime import timedelta

import pytest

from boernestemme.domain.errors import LinkDead, SessionGone, WrongWords
from boernestemme.domain.shared_words import COLOURS, WordPair
from boernestemme.services import changing_links, entering, listing_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations
from boernestemme.storage.browser_secret import from_cookie
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_link_id
from tests.factories import NOW
from tests.races.processes import together
from tests.services.steps import counts, events_of, row_of, set_now
from tests.world import World

PROCESSES = 4
PICKS_EACH = 6


def wrong(link: MadeLink) -> WordPair:
    """A pair that is not the link's."""
    return WordPair(next(one for one in COLOURS if one != link.words.colour), link.words.thing)


def pick(world: World, cookie: str, words: WordPair) -> int | None:
    """Pick two words: tries left after a wrong pick, None when the link is dead."""
    try:
        entering.enter(entering.visit(cookie, world.clock()), words, world.clock())
    except WrongWords as refusal:
        return refusal.left
    except LinkDead:
        return None
    raise AssertionError("let in")


def begin(world: World, link: MadeLink, cookie: str | None = None) -> str:
    """Press on the door; the browser's new cookie."""
    return entering.start(world.links.signer, link.token, cookie, world.clock()).cookie


def test_looking_changes_nothing_and_starting_is_counted_and_spends_nothing(
    shared_world: World,
) -> None:
    link = shared_world.link()
    for _ in range(50):
        entering.look(shared_world.links.signer, link.token, NOW)
    assert row_of(link).starts == 0
    for number in range(1, 6):
        begin(shared_world, link)
        assert row_of(link).starts == number
    assert row_of(link).answered_on is None


def test_many_starts_are_shown_to_the_caseworker(shared_world: World) -> None:
    link = shared_world.link(by="nadia")
    for _ in range(4):
        begin(shared_world, link)
    rows = listing_meetings.list_meetings(shared_world.setting("nadia"), shared_world.links.epoch)
    [row] = [row for row in rows if row.id == link.meeting_id]
    assert (row.starts, row.starts_worth_asking, row.waits) == (4, True, True)


@pytest.mark.parametrize("kind", ["forged", "unknown", "revoked", "expired", "cut", "odd"])
def test_every_dead_link_is_refused_alike_and_changes_nothing(
    shared_world: World, kind: str
) -> None:
    link = shared_world.link()
    signer = shared_world.links.signer
    token = {
        "forged": link.token[:-4] + "AAAA",
        "unknown": signer.sign(new_link_id()),
        "cut": link.token[:30],
        "odd": "æ\0\ud800",
    }.get(kind, link.token)
    if kind == "revoked":
        changing_links.revoke(shared_world.setting(), link.meeting_id)
    if kind == "expired":
        set_now(shared_world, days=60)
    before = counts()
    now = shared_world.clock()
    for act in (
        lambda: entering.look(signer, token, now),
        lambda: entering.start(signer, token, None, now),
    ):
        with pytest.raises(LinkDead) as refusal:
            act()
        assert refusal.value.args == ()
    assert counts() == before
    assert row_of(link).starts == 0


def test_the_right_words_let_the_browser_in_and_no_other(shared_world: World) -> None:
    link = shared_world.link()
    first, second = begin(shared_world, link), begin(shared_world, link)
    entering.enter(entering.visit(first, NOW), link.words, NOW)
    assert entering.visit(first, NOW).knows_words
    assert not entering.visit(second, NOW).knows_words


def test_five_wrong_picks_lock_the_link_for_the_right_words_too(shared_world: World) -> None:
    link = shared_world.link()
    cookies = [begin(shared_world, link) for _ in range(2)]
    left = [pick(shared_world, cookies[number % 2], wrong(link)) for number in range(6)]
    assert left == [4, 3, 2, 1, None, None]
    assert row_of(link).wrong_picks == 5
    assert events_of(link) == ["link_locked"]
    for cookie in cookies:
        assert pick(shared_world, cookie, link.words) is None
    with pytest.raises(LinkDead):
        entering.look(shared_world.links.signer, link.token, NOW)


@pytest.mark.parametrize("half", ["colour", "thing"])
def test_one_right_word_of_two_is_a_wrong_pick(shared_world: World, half: str) -> None:
    link = shared_world.link()
    words = WordPair("rosa", link.words.thing) if half == "thing" else wrong(link)
    assert pick(shared_world, begin(shared_world, link), words) == 4


def test_right_picks_take_no_try(shared_world: World) -> None:
    link = shared_world.link()
    for _ in range(7):
        shared_world.come_in(link)
    assert row_of(link).wrong_picks == 0


def test_right_words_from_a_page_loaded_before_the_lock_are_refused(shared_world: World) -> None:
    link = shared_world.link()
    early = entering.visit(begin(shared_world, link), NOW)
    other = begin(shared_world, link)
    for _ in range(5):
        pick(shared_world, other, wrong(link))
    with pytest.raises(LinkDead):
        entering.enter(early, link.words, NOW)
    assert not entering.visit(early.browser.cookie, NOW).knows_words


def test_wrong_picks_from_pages_loaded_together_lock_and_tell_the_caseworker_once(
    shared_world: World,
) -> None:
    link = shared_world.link()
    early = [entering.visit(begin(shared_world, link), NOW) for _ in range(8)]
    for visit in early:
        with pytest.raises((WrongWords, LinkDead)):
            entering.enter(visit, wrong(link), NOW)
    assert row_of(link).wrong_picks == 5
    assert events_of(link) == ["link_locked"]


def pick_often(cookie: str, words: WordPair) -> int:
    """One process: how many of its wrong picks left the link alive."""
    counted = 0
    for _ in range(PICKS_EACH):
        try:
            entering.enter(entering.visit(cookie, NOW), words, NOW)
        except WrongWords:
            counted += 1
        except LinkDead:
            break
    return counted


def naive_pick_often(invitation_id: str) -> int:
    """The control: looks how many tries are left, and takes one afterwards."""
    taken = 0
    for _ in range(PICKS_EACH):
        found = invitations.by_id(invitation_id)
        if found is None or found.is_locked:
            break
        with transaction():
            invitations.set_values(invitation_id, wrong_picks=found.wrong_picks + 1)
        taken += 1
    return taken


def test_processes_that_guess_at_once_have_five_tries_together(
    shared_world: World,
) -> None:
    address = shared_world.tools.settings.database
    for _ in range(2):
        link = shared_world.link(by="nadia")
        each = [(begin(shared_world, link), wrong(link)) for _ in range(PROCESSES)]
        told = together(address, pick_often, *each)
        assert row_of(link).wrong_picks == 5
        assert sum(told) <= 5


def test_tries_that_are_read_first_and_taken_afterwards_are_more_than_five(
    shared_world: World,
) -> None:
    address = shared_world.tools.settings.database
    taken = 0
    for _ in range(8):
        link = shared_world.link(by="nadia")
        each = [(link.invitation_id,)] * PROCESSES
        taken = max(taken, sum(together(address, naive_pick_often, *each)))
        if taken > 5:
            break
    assert taken > 5


def test_the_same_cookie_is_worth_nothing_after_a_new_start(shared_world: World) -> None:
    link = shared_world.link()
    old = shared_world.come_in(link).cookie
    new = begin(shared_world, link, old)
    with pytest.raises(SessionGone):
        entering.visit(old, NOW)
    assert not entering.visit(new, NOW).knows_words


@pytest.mark.parametrize("cookie", [None, "", "x" * 43, "æ", "a.b"])
def test_a_cookie_we_did_not_give_is_no_session(shared_world: World, cookie: str | None) -> None:
    with pytest.raises(SessionGone):
        entering.visit(cookie, NOW)
    entering.hide(cookie)
    assert begin(shared_world, shared_world.link(), cookie)


def test_a_session_ends_after_three_days(shared_world: World) -> None:
    browser = shared_world.come_in(shared_world.link())
    assert entering.visit(browser.cookie, NOW + timedelta(hours=71.9)).knows_words
    with pytest.raises(SessionGone):
        entering.visit(browser.cookie, NOW + timedelta(hours=72))


def test_a_cookie_given_is_one_that_can_be_read_back(shared_world: World) -> None:
    cookie = begin(shared_world, shared_world.link())
    found = from_cookie(cookie)
    assert found is not None
    assert found.cookie == cookie
