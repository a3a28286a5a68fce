"""Choosing the other questions: what was answered is kept, sent once, and read by its reader."""

from datetime import timedelta

import pytest

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AnswerRefused
from boernestemme.domain.instruments import after
from boernestemme.domain.instruments.before import SHORT_LIMIT
from boernestemme.domain.manner import Manner
from boernestemme.domain.meeting import AgeGroup, other_age
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.switching import PRIVATE_CHOICE, PRIVATE_TEXT
from boernestemme.services import answering, answering_after, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.browser_secret import BrowserSecret
from tests.factories import NOW, older_answers, younger_answers
from tests.services.after_steps import box_keys, items_since, taps_in
from tests.services.steps import read, set_now
from tests.world import World

YOUNGER, OLDER = AgeGroup
SAID = {YOUNGER: younger_answers(), OLDER: older_answers()}
LONG = "x" * (SHORT_LIMIT + 1)


def begun(
    world: World, own: AgeGroup, said: Answers | None = None
) -> tuple[MadeLink, BrowserSecret]:
    """A link of an age group, and a browser whose child has answered every page."""
    link = world.link(age_group=own)
    browser = world.come_in(link)
    world.save_all(browser, SAID[own] if said is None else said)
    return link, browser


def choose(world: World, browser: BrowserSecret, age_group: AgeGroup) -> Draft:
    entering.choose(world.visit(browser), Manner(age_group=age_group))
    return world.visit(browser).draft


def save(world: World, browser: BrowserSecret, number: int, given: Answers) -> None:
    visit = world.visit(browser)
    screen = visit.asking.screen(number)
    assert screen is not None
    answering.save(visit, screen.questions, given, world.clock())


@pytest.mark.parametrize("own", AgeGroup)
def test_there_and_back_the_draft_is_the_same(shared_world: World, own: AgeGroup) -> None:
    _, browser = begun(shared_world, own)
    before = shared_world.visit(browser).draft
    assert choose(shared_world, browser, other_age(own)) != before, "the control: it is laid anew"
    assert choose(shared_world, browser, own) == before


@pytest.mark.parametrize("own", AgeGroup)
def test_all_that_was_said_is_sent_and_read(shared_world: World, own: AgeGroup) -> None:
    link, browser = begun(shared_world, own)
    choose(shared_world, browser, other_age(own))
    answering.send(shared_world.visit(browser), {}, NOW)
    [answer] = read(shared_world, link).answers
    assert answer.asked_as is other_age(own)
    plain = shared_world.link(age_group=own)
    shared_world.answer(plain, {**SAID[own], "keep_needs": ""})
    [usual] = read(shared_world, plain).answers
    assert len(answer.wishes) == len(usual.wishes) > 5
    assert sorted(one.kind for one in answer.wishes) == sorted(one.kind for one in usual.wishes)
    guarded = [one.is_guarded for one in answer.wishes]
    assert guarded.count(True) == [one.is_guarded for one in usual.wishes].count(True)


def test_what_fits_only_the_other_questions_keeps_its_own_name(shared_world: World) -> None:
    link, browser = begun(shared_world, OLDER)
    choose(shared_world, browser, YOUNGER)
    answering.send(shared_world.visit(browser), {}, NOW)
    parts = read(shared_world, link).answers[0].parts
    assert parts.guarded_texts[PRIVATE_TEXT] == SAID[OLDER]["not_for_parents"]
    assert parts.guarded_closed["person-far"] == "no"
    assert parts.open_closed["persons"] == ("mor",)
    assert parts.open_closed["person-laerer"] == "part"
    link, browser = begun(shared_world, YOUNGER)
    choose(shared_world, browser, OLDER)
    answering.send(shared_world.visit(browser), {}, NOW)
    parts = read(shared_world, link).answers[0].parts
    assert parts.guarded_closed[PRIVATE_CHOICE] == "yes"
    assert parts.guarded_closed["persons"] == ("kun_raadgiver",)


def test_a_longer_text_stays_whole_and_a_new_one_is_refused(shared_world: World) -> None:
    _, browser = begun(shared_world, OLDER, {"topics": ("plan", "skole"), "topics_text": LONG})
    choose(shared_world, browser, YOUNGER)
    save(shared_world, browser, 3, {"topics": ("plan", "skole"), "topics_text": LONG})
    assert shared_world.visit(browser).draft.answers["topics_text"] == LONG
    assert set(shared_world.visit(browser).draft.answers["topics"]) == {"plan", "skole"}
    _, fresh = begun(shared_world, YOUNGER, {})
    for given in ({"topics_text": LONG}, {"topics": ("plan",)}):
        with pytest.raises(AnswerRefused):
            save(shared_world, fresh, 3, given)


def test_what_was_masked_stays_masked(shared_world: World) -> None:
    _, browser = begun(shared_world, OLDER)
    set_now(shared_world, minutes=31)
    draft = choose(shared_world, browser, YOUNGER)
    assert draft.answers and not [code for code in draft.answers if draft.shown(code)]
    save(shared_world, browser, 5, {"place": "skole"})
    draft = shared_world.visit(browser).draft
    assert [code for code in draft.answers if draft.shown(code)] == ["place"]
    back = choose(shared_world, browser, OLDER)
    kept = {code: value for code, value in SAID[OLDER].items() if code != "keep_needs"}
    assert back.answers == kept | {"place": "skole"}


def test_after_a_new_start_the_questions_chosen_are_asked(shared_world: World) -> None:
    link, browser = begun(shared_world, OLDER)
    choose(shared_world, browser, YOUNGER)
    save(shared_world, browser, 2, {"knows_purpose": "no"})
    before = shared_world.visit(browser).draft
    signer = shared_world.links.signer
    fresh = entering.start(signer, link.token, browser.cookie, NOW + timedelta(minutes=1))
    assert shared_world.visit(fresh).draft == before.all_masked()
    assert shared_world.visit(fresh).age_group is YOUNGER
    sister = entering.start(signer, shared_world.link().token, fresh.cookie, NOW)
    assert shared_world.visit(sister).age_group is OLDER, "the control: another child's own"
    again = entering.start(signer, link.token, sister.cookie, NOW)
    assert shared_world.visit(again).draft == before.all_masked()


def test_after_the_meeting_only_the_older_have_a_choice(shared_world: World) -> None:
    links = {own: shared_world.link(age_group=own) for own in AgeGroup}
    for own, link in links.items():
        shared_world.hold(link)
        browser = shared_world.come_in(link)
        choose(shared_world, browser, other_age(own))
        assert shared_world.visit(browser).age_group is YOUNGER


@pytest.mark.parametrize("first", [{}, {"heard": "partly", "influence": "yes"}])
def test_taps_to_the_easier_questions_stay_on_the_older_scale(
    shared_world: World, first: dict[str, str]
) -> None:
    link = shared_world.link(age_group=OLDER)
    shared_world.hold(link)
    browser = shared_world.come_in(link)
    shared_world.tap_all(browser, first)
    choose(shared_world, browser, YOUNGER)
    easier = {"attended": "yes", "voice": "unsure", "next": "no"}
    for screen in after.INSTRUMENTS[YOUNGER].screens:
        [question] = screen.questions
        if question.code in easier:
            answering_after.tap(shared_world.visit(browser), question, easier[question.code], NOW)
    keys = box_keys()
    answering_after.send_after(shared_world.visit(browser), {}, NOW)
    items = items_since(keys)
    skipped = dict.fromkeys(after.OLDER_ITEMS, after.SKIPPED)
    assert taps_in(shared_world, items).values == skipped | first | {
        "voice": "unsure",
        "next": "no",
    }
    assert items["taps"].age_group == OLDER
