"""Two windows on the same wishes: nothing of either is lost, and what differs stands beside."""

import re
from datetime import timedelta

from werkzeug.test import TestResponse

from tests.web.caseworker.test_replies import Desk, own_words
from tests.web.reading_pages import Ticked, ticked, words_of
from tests.web.scene import Scene


def version_on(page: TestResponse) -> int:
    found = re.search(r'id="replies".*?name="version" value="(\d+)"', page.text, re.DOTALL)
    assert found
    return int(found[1])


def answers_on(page: TestResponse) -> dict[str, str]:
    """What the page's own form would send for the outcomes."""
    return {one.name: one.value for one in ticked(page) if one.name.startswith("outcome-")}


def test_the_other_windows_replies_are_on_the_page_and_saved_along(scene: Scene) -> None:
    theirs = Desk(scene)
    mine = Desk(scene, theirs.link)
    first, second, *_ = theirs.keys
    theirs.save({f"outcome-{first}": "met", f"own-{first}": "Fint"})
    page = mine.save({f"outcome-{second}": "met"})
    assert page.status_code == 409
    assert answers_on(page) == {f"outcome-{first}": "met", f"outcome-{second}": "met"}
    assert own_words(page) == {f"own-{first}": "Fint"}
    assert "Gemt imens" not in words_of(page), "nothing differs"
    mine.version = version_on(page)
    assert mine.save(answers_on(page) | {f"own-{first}": "Fint"}).status_code == 303
    assert theirs.replies_kept() == {first, second}


def test_where_both_answered_mine_stands_and_the_saved_one_is_told(scene: Scene) -> None:
    theirs = Desk(scene)
    mine = Desk(scene, theirs.link)
    first, second, third, _ = theirs.keys
    saved = {f"outcome-{first}": "not", f"reason-{first}": "no_time"}
    theirs.save(saved | {f"outcome-{second}": "met", f"outcome-{third}": "met"})
    page = mine.save(
        {f"outcome-{first}": "met", f"outcome-{second}": "met", f"own-{third}": "Måske"}
    )
    assert page.status_code == 409
    told = "Gemt imens: Nej · Vi har ikke tid nok. · Vi tager det næste gang."
    assert told in words_of(page) and words_of(page).count("Gemt imens") == 2
    assert Ticked(f"outcome-{first}", "met") in ticked(page)
    assert own_words(page) == {f"own-{third}": "Måske"}
    assert scene.read(theirs.link).framing.replies[first].outcome == "not"


def test_words_without_an_answer_drop_nothing_that_was_saved(scene: Scene) -> None:
    desk = Desk(scene)
    first, *_ = desk.keys
    desk.save(desk.replies("met"))
    desk.open()
    page = desk.save({f"own-{first}": "Måske"}, "link")
    assert page.status_code == 422
    assert desk.replies_kept() == set(desk.keys)
    assert own_words(page)[f"own-{first}"] == "Måske"
    assert len(answers_on(page)) == len(desk.keys), "the page shows what is saved"
    assert scene.read(desk.link).framing.delivery is None


def test_a_double_tap_is_one_press(scene: Scene) -> None:
    desk = Desk(scene)
    for _ in range(2):
        assert desk.save(desk.replies("met"), "link").status_code == 303
    assert desk.stored() == 1
    assert desk.save(desk.replies("not", "law"), "link").status_code == 409, "the control"


def test_the_backup_reader_gives_the_reply_and_is_led_to_the_list(scene: Scene) -> None:
    desk = Desk(scene)
    scene.clock.now += timedelta(days=6)
    desk.pages = scene.staff("jonas")
    given = desk.save(desk.replies("met"), "meeting")
    assert (given.status_code, given.headers["Location"]) == (303, "/raadgiver/")
    assert desk.pages.get("/raadgiver/").status_code == 200
    assert scene.read(desk.link).is_replied


def test_an_answer_without_a_wish_is_seen_with_one_press(scene: Scene) -> None:
    link = scene.answered(said={"knows_purpose": "yes"})
    pages, here = scene.staff(), f"/raadgiver/moeder/{link.meeting_id}"
    assert "Svar på ønsker" in words_of(pages.get("/raadgiver/"))
    assert "Set: der er ingen ønsker at svare på" in words_of(pages.get(here))
    sent = {"version": "0", "go": "meeting"}
    for _ in range(2):
        assert pages.post_fields(f"{here}/svar", sent).status_code == 303
    page = words_of(pages.get(here))
    assert "Barnet har ingen ønsker" in page and "Set: der er" not in page
    assert "Du giver svaret" not in page
    assert "Svar på ønsker senest" not in words_of(pages.get("/raadgiver/"))


def test_what_was_changed_after_it_was_sent_is_not_told_as_sent(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"), "link")
    assert "Svaret er sendt." in words_of(desk.open())
    desk.save(desk.replies("not", "law"))
    page = words_of(desk.open())
    assert "Svaret er sendt." not in page and "Senest" in page
    assert "Svarene er gemt, men barnet har ikke fået dem endnu." in page


def test_a_new_link_holds_no_reply_and_the_page_says_so(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"), "link")
    scene.make_anew(desk.link)
    page = words_of(desk.open())
    assert "Linket er nyt: send svaret igen." in page and "Svaret er sendt." not in page
    assert desk.save(desk.replies("met"), "link").status_code == 303
    assert "Svaret er sendt." in words_of(desk.open())
