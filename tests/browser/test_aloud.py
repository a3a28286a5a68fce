"""*Læs højt*: only when pressed, part by part, and the child's own words stay on the phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.child.recordable import code_of
from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.server import Site
from tests.browser.sizes import faults
from tests.browser.steps import come_in, jump, pick_words, save_text, send
from tests.browser.voices import FOREIGN, LOCAL, REMOTE, give_voices, heard, read_aloud

OWN = "kanarifuglens egne ord"
QUESTION, ANSWER = "Hvad vil du tale om?", "Skolen"
HELP = "/hjaelp"
TILE = ".tile:has(input[value=skole])"
# One MPEG frame of silence, 26 milliseconds.
SILENCE = b"\xff\xfb\x90\x00" + bytes(413)


def open_topics(page: Page, site: Site, age: AgeGroup = AgeGroup.YOUNGER) -> None:
    """Screen 3 of a new child."""
    come_in(page, site.link(age_group=age))
    jump(page, "/svar/3")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_without_a_voice_there_is_no_button(site: Site, new_page: NewPage, script: bool) -> None:
    """As it really is in this browser, which has no voices."""
    page = new_page(script=script)
    page.goto(f"{site.base}{HELP}")
    assert page.locator("#aloud").count() == 1 and page.locator("#aloud").is_hidden()
    if script:
        assert page.evaluate("speechSynthesis.getVoices().length") == 0


def test_a_voice_of_another_language_is_no_voice(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voices(page, FOREIGN)
    page.goto(f"{site.base}{HELP}")
    assert page.locator("#aloud").is_hidden()


def test_voices_that_come_late_bring_the_buttons_once(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voices(page, LOCAL, late=True)
    open_topics(page, site)
    assert page.locator("#aloud").is_hidden()
    counts = []
    for _ in range(2):
        page.evaluate("arrive()")
        counts.append(page.locator(".say").count())
    assert page.locator("#aloud").is_visible()
    assert counts[0] == counts[1] > 5


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
def test_nothing_is_read_before_a_press_and_then_all_that_is_seen(
    site: Site, new_page: NewPage, age: AgeGroup
) -> None:
    page = new_page()
    give_voices(page, LOCAL)
    open_topics(page, site, age)
    page.wait_for_timeout(300)
    assert heard(page) == [], "never by itself"
    said = read_aloud(page)
    labels = page.locator(".tile").all()
    seen = [" ".join(one.inner_text().split()) for one in labels if one.is_visible()]
    assert said[0] == page.inner_text("h1") and said[-1] == "Spring over"
    assert [text for text in said if text in seen] == seen
    unseen = [one.text_content() for one in labels if not one.is_visible()]
    assert unseen and not set(said) & set(unseen), "what lies behind Flere is not read"
    marked = page.evaluate("heard.map(one => one.marked.replace(/\\s+/g, ' ').trim())")
    assert marked == said and page.locator(".spoken").count() == 0
    assert {*page.evaluate("heard.map(one => one.lang)")} == {"da-DK"}
    assert (page.locator(".say").count() > 0) == (age is AgeGroup.YOUNGER)


@pytest.mark.parametrize("how", ["again", "skjul", "shift", "covered", "left", "behind"])
def test_it_can_be_stopped_and_skjul_stops_it(site: Site, new_page: NewPage, how: str) -> None:
    page = new_page()
    give_voices(page, LOCAL, waits=True)
    page.goto(f"{site.base}{HELP}")
    page.click("#aloud")
    assert page.get_attribute("#aloud", "aria-pressed") == "true"
    page.evaluate("finish()")
    assert len(heard(page)) == 2 and page.evaluate("stops") == 0
    page.context.set_offline(True)  # the page that hides stays, and can be asked
    if how == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    elif how == "covered":
        page.evaluate("document.querySelector('main').textContent = ''")
    elif how in {"left", "behind"}:
        event = "window, 'pagehide'" if how == "left" else "document, 'visibilitychange'"
        page.evaluate(f"((where, what) => where.dispatchEvent(new Event(what)))({event})")
    else:
        page.click("#hide button" if how == "skjul" else "#aloud")
    page.wait_for_function("stops === 1")
    page.evaluate("finish()")
    assert len(heard(page)) == 2 and page.locator(".spoken").count() == 0


def test_what_is_being_said_has_a_frame(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voices(page, LOCAL, waits=True)
    open_topics(page, site)
    tile = page.locator(TILE)
    look = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]"
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]  # the two values there are
        page.click(f"{TILE} + .say")
        assert tile.evaluate(look) == ["solid", "4px"]
        page.evaluate("finish()")
        assert tile.evaluate(look)[0] == "none", "the control"


def test_at_6_to_9_question_and_each_answer_have_a_button(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voices(page, LOCAL)
    open_topics(page, site)
    tiles = page.locator(".tiles .tile")
    assert tiles.count() == page.locator(".tiles .tile + .say").count() > 5
    page.get_by_role("button", name=f"Læs højt: {ANSWER}", exact=True).click()
    page.get_by_role("button", name=f"Læs højt: {QUESTION}", exact=True).click()
    page.wait_for_selector(".say[aria-pressed=true]", state="detached")
    assert heard(page) == [ANSWER, QUESTION]
    assert page.locator("input:checked").count() == 0 and page.url.endswith("/svar/3")
    page.click(TILE)
    assert page.locator("input:checked").count() == 1, "the control: the tile itself ticks"


def own_pages(page: Page, site: Site) -> Iterator[list[str]]:
    """What is read on every page that shows what the child or its case worker wrote."""
    link = site.link(age_group=AgeGroup.OLDER)
    come_in(page, link)
    save_text(page, OWN)
    jump(page, "/svar/3")
    yield read_aloud(page)
    jump(page, "/svar/tjek")
    yield read_aloud(page)
    jump(page, "/svar/3")
    page.fill("#f-topics_text", OWN)
    page.context.clear_cookies()
    page.click("button[value=next]")
    page.wait_for_selector("text=Det er ikke modtaget.")
    yield read_aloud(page)


@pytest.mark.parametrize("voice", [LOCAL, REMOTE], ids=["local", "remote"])
def test_own_words_are_read_by_a_voice_of_the_phone_and_by_no_other(
    site: Site, new_page: NewPage, voice: dict[str, object]
) -> None:
    page = new_page()
    give_voices(page, FOREIGN, voice)
    for said in own_pages(page, site):
        assert len(said) > 3, "what is fixed is read by both"
        assert any(OWN in text for text in said) == bool(voice["localService"])


@pytest.mark.parametrize("voice", [LOCAL, REMOTE], ids=["local", "remote"])
def test_the_reply_and_what_was_tapped_are_own_words_too(
    site: Site, new_page: NewPage, voice: dict[str, object]
) -> None:
    page = new_page()
    give_voices(page, voice)
    link = site.link()
    site.answer(link)
    site.reply(link)
    come_in(page, link)
    jump(page, "/svar/brev")
    wish = " ".join(page.locator("dl.letter dt").first.inner_text().split())
    assert (wish in read_aloud(page)) == bool(voice["localService"])
    come_in(page, site.held_link())
    page.click("main button[value=yes]")
    page.click("a.back")
    page.wait_for_selector(".chosen")
    said = read_aloud(page)
    assert ("Ja Det trykkede du" in said, "Ja" in said) == (
        (True, False) if voice["localService"] else (False, True)
    )


def test_a_voice_of_the_phone_goes_before_one_elsewhere(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voices(page, REMOTE, LOCAL)
    page.goto(f"{site.base}{HELP}")
    assert len(read_aloud(page)) > 3
    assert {*page.evaluate("heard.map(one => one.local)")} == {True}


@pytest.fixture(scope="module")
def recorded_site(tmp_path_factory: pytest.TempPathFactory, controls: Controls) -> Iterator[Site]:
    """An installation with two recordings."""
    folder: Path = tmp_path_factory.mktemp("recorded")
    clips = folder / "clips" / "da"
    clips.mkdir(parents=True)
    for text in (QUESTION, ANSWER):
        (clips / f"{code_of(text)}.mp3").write_bytes(SILENCE * 8)
    site = Site(folder, f"{controls.base}/vejret")
    yield site.wait()
    site.close()


@pytest.mark.parametrize("voices", [(), (LOCAL,)], ids=["no voice", "a voice"])
def test_a_recording_is_played_instead_of_the_voice(
    recorded_site: Site, new_page: NewPage, voices: tuple[dict[str, object], ...]
) -> None:
    page, problems = new_page(), list[str]()
    page.on("console", lambda note: problems.append(note.text) if note.type == "error" else None)
    fetched = list[str]()
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2][:16]))
    give_voices(page, *voices)
    open_topics(page, recorded_site)
    page.wait_for_selector("#aloud")
    page.wait_for_load_state("networkidle")  # where there is a voice it is ready before the list
    names = [f"{code_of(text)}.mp3" for text in (QUESTION, ANSWER)]
    assert not set(names) & set(fetched), "nothing is fetched before it is asked for"
    said = read_aloud(page)
    assert [name for name in dict.fromkeys(fetched) if name in names] == names
    assert not {QUESTION, ANSWER} & set(said) and problems == []
    assert ("Mine venner" in said) == bool(voices)
    small = page.locator(".tiles .say:visible")
    assert small.count() > 5 if voices else small.count() == 1


def test_a_recording_that_cannot_be_played_leaves_it_to_the_voice(
    recorded_site: Site, new_page: NewPage
) -> None:
    page = new_page()
    give_voices(page, LOCAL)
    page.route("**/*.mp3*", lambda route: route.abort())
    open_topics(page, recorded_site)
    page.wait_for_selector("#aloud")
    assert {QUESTION, ANSWER} <= set(read_aloud(page))


def childs_pages(page: Page, site: Site, age: AgeGroup) -> Iterator[str]:
    """A page of every kind, from the door to the receipt."""
    link = site.link(age_group=age)
    page.goto(link.url)
    yield "door"
    page.click("main form button")
    yield "words"
    pick_words(page, *link.words)
    places = [*map(str, range(1, 8)), "tjek", "slet"]
    for path in (*(f"/svar/{place}" for place in places), "/hjaelp", "/hvem-laeser", "/klag"):
        jump(page, path)
        yield path
    jump(page, "/svar/tjek")
    send(page)
    yield "thanks"
    come_in(page, site.held_link(age_group=age))
    yield "tap"
    jump(page, "/svar/send")
    yield "send"


@pytest.mark.parametrize("age", list(AgeGroup), ids=lambda age: age.value)
def test_every_page_can_be_read_and_still_fits(
    site: Site, new_page: NewPage, age: AgeGroup
) -> None:
    page, wrong = new_page(), dict[str, list[str]]()
    give_voices(page, LOCAL)
    for place in childs_pages(page, site, age):
        found = [] if page.locator("#aloud").is_visible() else ["no button"]
        found += faults(page) if age is AgeGroup.YOUNGER else []
        wrong |= {place: found} if found else {}
    assert wrong == {}
