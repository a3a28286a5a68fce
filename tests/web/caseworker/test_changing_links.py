"""A link that was made: show it again, take it back, make it anew, move and cancel the meeting."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.page_client import PageClient
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene
from tests.web.walking import Child, arrive

ADDRESS = re.compile(r"http://127\.0\.0\.1:5000/b/([\w.-]+)")
CHANGES = ("nyt-link", "tilbagekald", "flyt", "aflys")


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}" + (f"/{what}" if what else "")


def done(mette: PageClient, link: MadeLink, what: str, **fields: str) -> TestResponse:
    mette.get(here(link))
    return mette.post(here(link, what), **fields)


def door(scene: Scene, token: str) -> int:
    return PageClient(scene.app).get(f"/b/{token}").status_code


def token_on(page: TestResponse) -> str:
    found = ADDRESS.search(page.text)
    assert found
    return found[1]


def test_the_link_is_shown_again_and_the_showing_is_logged(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    page = done(mette, link, "link")
    assert token_on(page) == link.token
    assert str(link.words) in main_words(page)
    lines = scene.rows("SELECT action FROM access_log WHERE subject = :m", m=link.meeting_id)
    assert ("link_shown",) in lines


def test_the_meetings_own_page_does_not_show_the_link(scene: Scene) -> None:
    link = scene.link()
    assert link.token not in scene.staff().get(here(link)).text


def test_showing_takes_a_press(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    assert mette.get(here(link, "link")).status_code == 405


@pytest.mark.parametrize("what", CHANGES)
def test_each_change_asks_first_and_asking_changes_nothing(scene: Scene, what: str) -> None:
    link, mette = scene.link(), scene.staff()
    before = scene.everything_stored()
    page = mette.get(here(link, what))
    assert page.status_code == 200
    assert f'action="{here(link, what)}"' in page.text
    assert f'href="{here(link)}"' in page.text
    assert scene.everything_stored() == before


@pytest.mark.parametrize("what", [*CHANGES, "link", "svar", "laest", "laest-efter", "talt"])
def test_each_change_needs_our_own_form(scene: Scene, what: str) -> None:
    link, mette = scene.answered(), scene.staff()
    before = scene.everything_stored()
    data = {"date": "2027-03-22", "how": "meeting", "version": "0"}
    assert mette.client.post(here(link, what), data=data).status_code == 400
    data["csrf_token"] = mette.token
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert mette.client.post(here(link, what), data=data, headers=foreign).status_code == 403
    assert scene.everything_stored() == before


def test_a_new_link_replaces_the_old_one_and_keeps_the_words(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    page = done(mette, link, "nyt-link")
    anew = token_on(page)
    assert anew != link.token
    assert str(link.words) in main_words(page)
    assert (door(scene, link.token), door(scene, anew)) == (404, 200)


def test_a_new_link_after_guessing_has_new_words(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE id = :i", i=link.invitation_id)
    assert str(link.words) not in main_words(done(mette, link, "nyt-link"))
    assert "Linket er låst" not in words_of(mette.get(here(link)))


def test_an_answer_is_kept_when_a_new_link_is_made(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    done(mette, link, "nyt-link")
    assert "Hvorfor spurgte I mig ikke først?" in words_of(mette.get(here(link)))


def test_a_link_taken_back_is_dead_and_cannot_be_shown(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    assert door(scene, link.token) == 200
    assert done(mette, link, "tilbagekald").headers["Location"] == here(link)
    assert door(scene, link.token) == 404
    page = mette.get(here(link))
    assert "Linket er trukket tilbage." in words_of(page)
    assert "Vis linket" not in words_of(page)
    assert mette.post(here(link, "link")).status_code == 410


def test_a_moved_meeting_takes_its_link_along(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    moved = done(mette, link, "flyt", date="2027-03-25", time="09:15")
    assert moved.headers["Location"] == here(link)
    page = words_of(mette.get(here(link)))
    assert "torsdag den 25. marts kl. 09.15–10.15" in page
    assert "Linket udløber torsdag den 8. april." in page
    child = words_of(arrive(scene, link).see("/svar/2"))
    assert "torsdag den 25. marts kl. 09.15" in child


@pytest.mark.parametrize(
    ("date", "time", "message"),
    [
        ("2027-03-08", "12:00", "Mødet skal ligge ude i fremtiden."),
        ("2029-01-01", "12:00", "Mødet ligger mere end et år ude i fremtiden."),
        ("", "12:00", "Vælg en dag."),
    ],
)
def test_a_move_that_cannot_be_keeps_what_was_typed(
    scene: Scene, date: str, time: str, message: str
) -> None:
    link, mette = scene.link(), scene.staff()
    before = scene.rows("SELECT starts_at FROM meetings")
    page = done(mette, link, "flyt", date=date, time=time)
    assert page.status_code == 422
    assert message in words_of(page)
    assert f'value="{date}"' in page.text and f'value="{time}' in page.text
    assert scene.rows("SELECT starts_at FROM meetings") == before


@pytest.mark.parametrize("field", ["date", "time"])
def test_nonsense_in_a_move_is_told_in_danish(scene: Scene, field: str) -> None:
    link, mette = scene.link(), scene.staff()
    fields = {"date": "2027-03-25", "time": "12:00"} | {field: "i morgen"}
    page = done(mette, link, "flyt", **fields)
    assert page.status_code == 422
    assert "valid" not in words_of(page).lower()


@pytest.mark.parametrize("is_over", [True, False])
def test_a_meeting_that_is_over_is_neither_moved_nor_cancelled(
    scene: Scene, *, is_over: bool
) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(minutes=60 if is_over else 59)
    mette = scene.staff()
    page = words_of(mette.get(here(link)))
    assert ("Flyt mødet" in page, "Aflys mødet" in page) == (not is_over, not is_over)
    assert "Nyt møde med samme barn" in page
    moved = done(mette, link, "flyt", date="2027-03-25", time="12:00")
    cancelled = done(mette, link, "aflys")
    assert {moved.status_code, cancelled.status_code} == {422 if is_over else 303}
    for answer in (moved, cancelled):
        assert ("Lav et nyt møde med samme barn." in words_of(answer)) == is_over


def test_a_cancelled_meeting_takes_no_answer_and_offers_no_change(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    child = arrive(scene, link)
    done(mette, link, "aflys")
    assert "Aflyst" in words_of(mette.get(here(link)))
    assert child.post("/svar/3", {"topics_text": "for sent", "go": "next"}).status_code == 409
    assert "Flyt mødet" not in words_of(mette.get(here(link)))


@pytest.mark.parametrize("is_spent", [False, True])
def test_after_the_meeting_the_link_is_shown_again_or_made_anew(
    scene: Scene, is_spent: bool
) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    if is_spent:
        scene.answer_after(link)
    mette = scene.staff()
    page = mette.get(here(link))
    assert "Vis linket igen" in words_of(page)
    assert f'href="{here(link, "nyt-link")}"' in page.text
    assert token_on(mette.post(here(link, "link"))) == link.token
    made = done(mette, link, "nyt-link")
    assert made.status_code == 200
    assert (door(scene, link.token) == 200, door(scene, token_on(made)) == 200) == (
        False, not is_spent,
    )  # fmt: skip


def test_an_expired_link_gets_no_new_one_and_none_is_offered(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(days=15)
    mette = scene.staff()
    page = mette.get(here(link))
    assert "Linket er udløbet." in words_of(page)
    assert f'href="{here(link, "nyt-link")}"' not in page.text
    refused = mette.post(here(link, "nyt-link"))
    assert refused.status_code == 422
    assert "mødet er aflyst, eller linket er udløbet" in words_of(refused)


def test_every_change_is_logged_under_who_did_it(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    done(mette, link, "nyt-link")
    done(mette, link, "flyt", date="2027-03-25", time="12:00")
    done(mette, link, "tilbagekald")
    done(mette, link, "aflys")
    query = "SELECT action, actor FROM access_log WHERE subject = :m ORDER BY number"
    lines = scene.rows(query, m=link.meeting_id)
    actions = [action for action, _ in lines]
    assert actions == ["link_made_anew", "meeting_moved", "link_revoked", "meeting_cancelled"]
    assert {actor for _, actor in lines} == set(
        scene.rows("SELECT id FROM accounts WHERE first_name = 'Mette'")[0]
    )


def test_the_childs_old_browser_is_out_after_a_new_link(scene: Scene) -> None:
    link = scene.link()
    child: Child = arrive(scene, link)
    done(scene.staff(), link, "nyt-link")
    assert child.see("/svar/3").status_code == 404
