"""Autosave: what is typed is kept over the draft the page saw, and over no other."""

from collections.abc import Callable

import pytest

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AnswerRefused, DraftChanged, LinkDead, SessionGone
from boernestemme.domain.instruments.before import INSTRUMENTS, KEEP_NEEDS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import MOST_HELD, Question
from boernestemme.services import answering, changing_links, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from tests.factories import NOW
from tests.services.steps import count, read, set_now
from tests.world import World

SCREEN = INSTRUMENTS[AgeGroup.OLDER].screens[1]
PLACE = INSTRUMENTS[AgeGroup.OLDER].screens[3]
CODE = "topics_text"
TOO_LONG = "æ" * 2001


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    return shared_world.link()


@pytest.fixture
def browser(shared_world: World, link: MadeLink) -> BrowserSecret:
    return shared_world.come_in(link)


def keep(
    visit: Visit, text: str, token: str | None = None, asked: tuple[Question, ...] = ()
) -> str:
    """What the page's script does; it saw the draft of this visit unless another is named."""
    seen = visit.draft_token if token is None else token
    return answering.keep(visit, asked or SCREEN.questions, {CODE: text}, seen, NOW)


def test_what_is_typed_is_kept_and_each_save_names_the_next(
    shared_world: World, browser: BrowserSecret
) -> None:
    token = shared_world.visit(browser).draft_token
    assert token == ""
    for text in ("m", "min h", "min hund"):
        token = keep(shared_world.visit(browser), text, token)
        visit = shared_world.visit(browser)
        assert (visit.draft.shown(CODE), visit.draft_token) == (text, token)


def test_the_same_words_saved_twice_are_two_drafts(
    shared_world: World, browser: BrowserSecret
) -> None:
    first = keep(shared_world.visit(browser), "min hund")
    assert keep(shared_world.visit(browser), "min hund") != first


def skip(visit: Visit) -> None:
    answering.skip(visit, SCREEN.questions, NOW)


def erase(visit: Visit) -> None:
    answering.erase(visit, SCREEN.questions, NOW)


def save_another(visit: Visit) -> None:
    answering.save(visit, SCREEN.questions, {CODE: "nyt"}, NOW)


def come_back(visit: Visit) -> None:
    entering.come_back(visit, NOW)


@pytest.mark.parametrize("pressed", [skip, erase, save_another, come_back])
@pytest.mark.parametrize("had", ["", "gammelt"])
def test_a_late_save_changes_nothing(
    shared_world: World, browser: BrowserSecret, pressed: Callable[[Visit], None], had: str
) -> None:
    if had:
        keep(shared_world.visit(browser), had)
    late = shared_world.visit(browser)
    pressed(late)
    stored = shared_world.visit(browser)
    if not had and pressed is come_back:  # nothing was there to be masked: nothing has changed
        return
    with pytest.raises(DraftChanged):
        keep(late, "for sent")
    with pytest.raises(DraftChanged):
        keep(stored, "for sent", late.draft_token)
    assert shared_world.visit(browser).sealed_draft == stored.sealed_draft


@pytest.mark.parametrize("had", ["", "gammelt"])
def test_after_skjul_nothing_is_stored(
    shared_world: World, browser: BrowserSecret, had: str
) -> None:
    if had:
        keep(shared_world.visit(browser), had)
    late = shared_world.visit(browser)
    before = count("drafts")
    entering.hide(browser.cookie)
    for save in (keep, lambda visit, _text: save_another(visit)):
        with pytest.raises(SessionGone):
            save(late, "for sent")
    assert count("drafts") == before - bool(had)


def test_after_sending_nothing_is_stored(shared_world: World, link: MadeLink) -> None:
    browser = shared_world.come_in(link)
    late = shared_world.visit(browser)
    answering.send(late, {}, NOW)
    before = count("drafts")
    with pytest.raises(LinkDead):
        answering.keep(late, (KEEP_NEEDS,), {"keep_needs": "yes"}, "", NOW)
    assert count("drafts") == before


def test_after_the_link_is_withdrawn_nothing_is_stored(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    late = shared_world.visit(browser)
    changing_links.revoke(shared_world.setting(), link.meeting_id)
    with pytest.raises(LinkDead):
        keep(late, "for sent")
    assert shared_world.visit(browser).draft == Draft()


def test_words_too_long_to_send_are_kept_and_never_sent(
    shared_world: World, browser: BrowserSecret, link: MadeLink
) -> None:
    keep(shared_world.visit(browser), TOO_LONG)
    visit = shared_world.visit(browser)
    assert visit.draft.shown(CODE) == TOO_LONG
    for try_it in (
        lambda: answering.save(visit, SCREEN.questions, {CODE: TOO_LONG}, NOW),
        lambda: answering.send(visit, {}, NOW),
    ):
        with pytest.raises(AnswerRefused) as refused:
            try_it()
        assert refused.value.rules == {CODE: "too_long"}
    keep(shared_world.visit(browser), "kort")
    answering.send(shared_world.visit(browser), {}, NOW)
    assert read(shared_world, link).answers[0].parts.open[CODE] == "kort"


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_limit_holds_however_often_longer_words_were_kept(
    shared_world: World, age_group: AgeGroup
) -> None:
    screen = INSTRUMENTS[age_group].screens[1]
    limit = next(one.limit for one in screen.questions if one.code == CODE)
    browser = shared_world.come_in(shared_world.link(age_group=age_group))
    for _ in range(2):
        keep(shared_world.visit(browser), "x" * (limit + 1), asked=screen.questions)
    visit = shared_world.visit(browser)
    with pytest.raises(AnswerRefused):
        answering.save(visit, screen.questions, {CODE: "x" * (limit + 1)}, NOW)
    with pytest.raises(AnswerRefused):
        answering.send(visit, {}, NOW)


def test_there_is_an_end_to_what_is_kept(shared_world: World, browser: BrowserSecret) -> None:
    keep(shared_world.visit(browser), "x" * MOST_HELD)
    with pytest.raises(AnswerRefused):
        keep(shared_world.visit(browser), "x" * (MOST_HELD + 1))
    assert shared_world.visit(browser).draft.shown(CODE) == "x" * MOST_HELD


def test_what_is_masked_stays_masked_while_another_page_is_written_on(
    shared_world: World, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), "hemmeligt")
    set_now(shared_world, minutes=31)
    visit = shared_world.visit(browser)
    now = shared_world.clock()
    answering.keep(visit, PLACE.questions, {"place_text": "her"}, visit.draft_token, now)
    draft = shared_world.visit(browser).draft
    assert draft.shown("place_text") == "her"
    assert draft.is_masked(CODE)


def test_what_the_page_shows_can_be_emptied_after_a_pause(
    shared_world: World, browser: BrowserSecret
) -> None:
    """The page came to the front again and its message of it was lost; nobody wrote meanwhile."""
    token = keep(shared_world.visit(browser), "det fortryder jeg")
    entering.note_away(shared_world.visit(browser), is_away=True)
    visit = shared_world.visit(browser)
    seen = visit.as_seen(token, SCREEN.codes)
    answering.keep(seen, SCREEN.questions, {CODE: " "}, token, NOW)
    assert CODE not in shared_world.visit(browser).draft.answers


def test_what_the_page_could_not_show_is_not_taken_away_by_an_empty_field(
    shared_world: World, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), "det bliver stående")
    entering.note_away(shared_world.visit(browser), is_away=True)
    visit = shared_world.visit(browser)
    seen = visit.as_seen(visit.draft_token, SCREEN.codes)
    answering.keep(seen, SCREEN.questions, {CODE: ""}, visit.draft_token, NOW)
    assert shared_world.visit(browser).draft.is_masked(CODE)


def test_what_is_set_aside_is_hidden_and_all_else_stays(
    shared_world: World, browser: BrowserSecret
) -> None:
    save_another(shared_world.visit(browser))
    answering.save(shared_world.visit(browser), PLACE.questions, {"place": "skole"}, NOW)
    late = shared_world.visit(browser)
    answering.set_aside(late, (CODE, "needs"), NOW)
    assert shared_world.visit(browser).draft == late.draft.set_aside((CODE,)) != late.draft
    with pytest.raises(DraftChanged):
        answering.set_aside(late, ("place",), NOW)
    assert shared_world.visit(browser).draft.shown("place") == "skole"


def test_typing_counts_as_being_there(shared_world: World, browser: BrowserSecret) -> None:
    for minutes in (20, 40):
        set_now(shared_world, minutes=minutes)
        visit = shared_world.visit(browser)
        answering.keep(
            visit, SCREEN.questions, {CODE: "x"}, visit.draft_token, shared_world.clock()
        )
    assert shared_world.visit(browser).draft.shown(CODE) == "x"


def test_a_page_saved_while_it_is_put_behind_stays_masked(
    shared_world: World, browser: BrowserSecret
) -> None:
    entering.note_away(shared_world.visit(browser), is_away=True)
    keep(shared_world.visit(browser), "hemmeligt")
    assert shared_world.visit(browser).draft.is_masked(CODE)
    save_another(shared_world.visit(browser))
    assert shared_world.visit(browser).draft.shown(CODE) == "nyt", "the control: a press"
