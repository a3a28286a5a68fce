"""What a child has begun: kept for its own browser, masked in time, and destroyed by hiding."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import SessionGone
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.services import answering, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import session
from boernestemme.storage.drafts import DraftRow
from tests.factories import NOW, older_answers
from tests.services.steps import counts, read, set_now
from tests.world import World

ANSWERS = older_answers()
PAGES = {code: value for code, value in ANSWERS.items() if code != "keep_needs"}
ALL_SHOWN = Draft(PAGES)
ALL_MASKED = ALL_SHOWN.all_masked()


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    return shared_world.link()


@pytest.fixture
def browser(shared_world: World, link: MadeLink) -> BrowserSecret:
    """A browser whose child has answered every page and sent nothing."""
    found = shared_world.come_in(link)
    shared_world.save_all(found, ANSWERS)
    return found


def start(world: World, link: MadeLink, cookie: str | None) -> BrowserSecret:
    return entering.start(world.links.signer, link.token, cookie, world.clock())


def sealed_drafts(link: MadeLink) -> list[bytes]:
    query = select(DraftRow.content).where(DraftRow.invitation_id == link.invitation_id)
    return list(session().scalars(query))


def test_the_browser_that_wrote_sees_what_it_wrote(
    shared_world: World, browser: BrowserSecret
) -> None:
    assert shared_world.visit(browser).draft == ALL_SHOWN


@pytest.mark.parametrize(("minutes", "expected"), [(29.9, ALL_SHOWN), (30, ALL_MASKED)])
def test_after_half_an_hour_nothing_is_displayed(
    shared_world: World, browser: BrowserSecret, minutes: float, expected: Draft
) -> None:
    set_now(shared_world, minutes=minutes)
    assert shared_world.visit(browser).draft == expected


def test_picking_the_words_again_shows_nothing_that_was_masked(
    shared_world: World, link: MadeLink, browser: BrowserSecret
) -> None:
    set_now(shared_world, minutes=30)
    assert shared_world.visit(browser).draft == ALL_MASKED
    entering.enter(shared_world.visit(browser), link.words, shared_world.clock())
    assert shared_world.visit(browser).draft == ALL_MASKED


def test_what_was_masked_stays_masked_when_the_child_goes_on(
    shared_world: World, browser: BrowserSecret
) -> None:
    set_now(shared_world, minutes=31)
    visit = shared_world.visit(browser)
    screen = INSTRUMENTS[visit.invitation.age_group].screens[3]
    answering.save(visit, screen.questions, {"place": "skole"}, shared_world.clock())
    draft = shared_world.visit(browser).draft
    assert draft.shown("place") == "skole"
    assert {code for code in PAGES if draft.is_masked(code)} == set(PAGES) - {"place"}


def test_saving_a_page_tells_the_draft_that_stands_then(
    shared_world: World, browser: BrowserSecret
) -> None:
    visit = shared_world.visit(browser)
    screen = INSTRUMENTS[visit.invitation.age_group].screens[3]
    saved = answering.save(visit, screen.questions, {"place": "skole"}, NOW)
    assert saved == shared_world.visit(browser).draft != visit.draft


def test_skipping_a_masked_page_keeps_its_answer_hidden(
    shared_world: World, browser: BrowserSecret
) -> None:
    set_now(shared_world, minutes=31)
    visit = shared_world.visit(browser)
    screen = INSTRUMENTS[visit.invitation.age_group].screens[1]
    answering.skip(visit, screen.questions, shared_world.clock())
    assert shared_world.visit(browser).draft == ALL_MASKED


def test_a_page_erased_is_gone(shared_world: World, browser: BrowserSecret) -> None:
    visit = shared_world.visit(browser)
    screen = INSTRUMENTS[visit.invitation.age_group].screens[1]
    answering.erase(visit, screen.questions, NOW)
    left = shared_world.visit(browser).draft.answers
    assert set(left) == set(PAGES) - set(screen.codes)


def test_everything_erased_leaves_the_session(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    answering.erase_all(shared_world.visit(browser), NOW)
    assert shared_world.visit(browser).draft == Draft()
    assert shared_world.visit(browser).knows_words
    assert sealed_drafts(link) == []


def test_erasing_everything_counts_as_being_there(
    shared_world: World, browser: BrowserSecret
) -> None:
    set_now(shared_world, minutes=20)
    answering.erase_all(shared_world.visit(browser), shared_world.clock())
    for minutes, was_away in ((40, False), (50, True)):
        set_now(shared_world, minutes=minutes)
        assert shared_world.visit(browser).was_away is was_away


def test_a_new_start_on_the_same_phone_brings_the_answers_masked(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    new = start(shared_world, link, browser.cookie)
    assert shared_world.visit(new).draft == ALL_MASKED
    assert len(sealed_drafts(link)) == 1
    again = start(shared_world, link, new.cookie)
    assert shared_world.visit(again).draft == ALL_MASKED


@pytest.mark.usefixtures("browser")
def test_another_browser_with_the_link_and_the_words_sees_nothing(
    shared_world: World, link: MadeLink
) -> None:
    other = shared_world.come_in(link)
    assert shared_world.visit(other).draft == Draft()


def test_coming_back_from_elsewhere_masks_for_good(
    shared_world: World, browser: BrowserSecret
) -> None:
    entering.come_back(shared_world.visit(browser), NOW)
    assert shared_world.visit(browser).draft == ALL_MASKED
    set_now(shared_world, minutes=5)
    assert shared_world.visit(browser).draft == ALL_MASKED


def test_masked_answers_are_sent_with_the_rest(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    set_now(shared_world, hours=5)
    answering.send(shared_world.visit(browser), {"keep_needs": "yes"}, shared_world.clock())
    [answer] = read(shared_world, link).answers
    assert answer.parts.open | answer.parts.guarded == ANSWERS


def test_two_children_on_one_phone_keep_their_answers_apart(shared_world: World) -> None:
    first, second = shared_world.link(), shared_world.link(by="sofie")
    phone = shared_world.come_in(first)
    shared_world.save_all(phone, older_answers(topics_text="den ene"))
    phone = start(shared_world, second, phone.cookie)
    assert shared_world.visit(phone).draft == Draft()
    entering.enter(shared_world.visit(phone), second.words, NOW)
    shared_world.save_all(phone, older_answers(topics_text="den anden"))
    phone = start(shared_world, first, phone.cookie)
    back = shared_world.visit(phone).draft
    assert back.shown("topics_text") is None
    assert back.answers["topics_text"] == "den ene"
    phone = start(shared_world, second, phone.cookie)
    assert shared_world.visit(phone).draft.answers["topics_text"] == "den anden"


def test_hiding_ends_the_session_and_destroys_everything_unsent(
    shared_world: World,
) -> None:
    first, second = shared_world.link(), shared_world.link(by="sofie")
    phone = shared_world.come_in(first)
    shared_world.save_all(phone, ANSWERS)
    phone = start(shared_world, second, phone.cookie)
    entering.enter(shared_world.visit(phone), second.words, NOW)
    shared_world.save_all(phone, ANSWERS)
    before = counts()
    entering.hide(phone.cookie)
    with pytest.raises(SessionGone):
        shared_world.visit(phone)
    after = counts()
    assert before["drafts"] - after["drafts"] == 2
    assert before["child_sessions"] - after["child_sessions"] == 1
    assert sealed_drafts(first) == sealed_drafts(second) == []
    assert shared_world.visit(start(shared_world, first, phone.cookie)).draft == Draft()


def test_a_draft_lives_three_days_after_it_was_saved(
    shared_world: World, browser: BrowserSecret
) -> None:
    late = NOW + timedelta(hours=72)
    with pytest.raises(SessionGone):
        entering.visit(browser.cookie, late)
    entering.come_back(shared_world.visit(browser), NOW + timedelta(hours=71))
    assert entering.visit(browser.cookie, late).draft == ALL_MASKED


def test_a_new_start_does_not_prolong_a_draft(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    set_now(shared_world, hours=71)
    new = start(shared_world, link, browser.cookie)
    assert shared_world.visit(new).draft == ALL_MASKED
    set_now(shared_world, hours=73)
    assert shared_world.visit(new).draft == Draft()


@pytest.mark.usefixtures("browser")
def test_the_database_alone_opens_no_draft(link: MadeLink) -> None:
    [sealed] = sealed_drafts(link)
    assert b"ferien" not in sealed
    for guess in (bytes(32), sealed[:32]):
        assert BrowserSecret(guess).open(sealed, f"draft|{link.invitation_id}") is None


def test_a_draft_put_under_another_link_is_not_shown(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    other = shared_world.link(by="sofie")
    moved = update(DraftRow).where(DraftRow.invitation_id == link.invitation_id)
    session().execute(moved.values(invitation_id=other.invitation_id))
    session().commit()
    new = start(shared_world, other, browser.cookie)
    assert shared_world.visit(new).draft == Draft()


def test_sending_destroys_the_draft(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    answering.send(shared_world.visit(browser), {}, NOW)
    assert sealed_drafts(link) == []
    assert shared_world.visit(browser).draft == Draft()
