"""The bring-along card on the next meeting's page: shown in words, deleted in two presses."""

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from boernestemme.services.meeting_again import invite_again
from tests.factories import MEETING, older_answers
from tests.web.reading_pages import links_of, main_words, words_of
from tests.web.scene import Scene

HEADING = "Det har hjulpet barnet før"
TEXT = 'min "blå" hue <b>'
SAID = older_answers(needs=("pause", "sig_det"), needs_text=TEXT)


def again(scene: Scene, link: MadeLink) -> MadeLink:
    """The next meeting with the same child."""
    with scene.acting() as world:
        order = world.order(starts_at=MEETING.replace(month=5))
        return invite_again(world.setting(), link.meeting_id, order, world.links)


def page_of(scene: Scene, link: MadeLink, name: str = "mette") -> TestResponse:
    return scene.staff(name).get(f"/raadgiver/moeder/{link.meeting_id}")


def delete_page(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/slet-kort"


def actions(scene: Scene, link: MadeLink) -> list[str]:
    query = "SELECT action FROM access_log WHERE subject = :m ORDER BY number"
    return [action for (action,) in scene.rows(query, m=link.meeting_id)]


def test_the_next_meetings_page_shows_it_in_words(scene: Scene) -> None:
    first = scene.answered(said=SAID)
    second = again(scene, first)
    page = page_of(scene, second)
    shown = main_words(page)
    assert HEADING in shown
    assert "Barnet har sagt ja til, at du husker det." in shown
    assert "Pause, når jeg siger til" in shown
    assert "At du siger det svære for barnet" in shown
    assert "min &#34;blå&#34; hue &lt;b&gt;" in page.text
    assert delete_page(second) in links_of(page)
    assert actions(scene, second) == ["card_read"]


def test_it_is_shown_beside_the_answer_to_the_next_meeting_too(scene: Scene) -> None:
    second = again(scene, scene.answered(said=SAID))
    with scene.acting() as world:
        world.answer(second, older_answers(keep_needs=""))
    assert HEADING in main_words(page_of(scene, second))


@pytest.mark.parametrize(
    "said",
    [
        SAID | {"keep_needs": "no"},
        {code: value for code, value in SAID.items() if code != "keep_needs"},
        {"keep_needs": "yes"},
    ],
    ids=["no", "unsaid", "nothing"],
)
def test_nothing_is_shown_of_what_may_not_be_remembered(scene: Scene, said: Answers) -> None:
    page = page_of(scene, again(scene, scene.answered(said=said)))
    assert HEADING not in words_of(page)
    assert "Slet kortet" not in words_of(page)


def test_the_meeting_it_comes_from_does_not_show_it_as_a_card(scene: Scene) -> None:
    first = scene.answered(said=SAID)
    again(scene, first)
    assert HEADING not in words_of(page_of(scene, first))
    assert "card_read" not in actions(scene, first)


def test_another_childs_meeting_does_not_show_it(scene: Scene) -> None:
    second = again(scene, scene.answered(said=SAID))
    other = again(scene, scene.answered(said=older_answers(needs=("drikke",))))
    assert "hue" in words_of(page_of(scene, second))
    assert "hue" not in words_of(page_of(scene, other))
    assert "Noget at spise eller drikke" not in words_of(page_of(scene, second))


def test_a_refused_save_still_shows_it(scene: Scene) -> None:
    second = again(scene, scene.answered(said=SAID))
    with scene.acting() as world:
        world.answer(second, {"topics": ("skole",)})
    wish = scene.read(second).wishes[0]
    mette = scene.staff()
    mette.get(f"/raadgiver/moeder/{second.meeting_id}")
    refused = mette.post_fields(
        f"/raadgiver/moeder/{second.meeting_id}/svar",
        {"version": "0", f"outcome-{wish.key}": "not"},
    )
    assert refused.status_code == 422
    assert HEADING in words_of(refused)


def test_deleting_asks_first_and_then_it_is_gone_everywhere(scene: Scene) -> None:
    first = scene.answered(said=SAID)
    second = again(scene, first)
    cards, mette = scene.count("needs_cards"), scene.staff()
    before = scene.everything_stored()
    asked = mette.get(delete_page(second))
    assert "Slet kortet" in words_of(asked) and "slettes straks" in words_of(asked)
    assert f'action="{delete_page(second)}"' in asked.text
    assert f'href="/raadgiver/moeder/{second.meeting_id}"' in asked.text
    assert scene.everything_stored() == before
    done = mette.post(delete_page(second))
    here = f"/raadgiver/moeder/{second.meeting_id}"
    assert (done.status_code, done.headers["Location"]) == (303, here)
    assert HEADING not in words_of(mette.get(here))
    assert scene.count("needs_cards") == cards - 1
    assert actions(scene, second) == ["card_deleted"]
    assert mette.post(delete_page(second)).status_code == 303, "twice is no error"
    assert actions(scene, second) == ["card_deleted"]


@pytest.mark.parametrize("name", ["jonas", "nadia", "sofie", "leder"])
def test_nobody_else_sees_or_deletes_it(scene: Scene, name: str) -> None:
    second = again(scene, scene.answered(said=SAID))
    pages, cards = scene.staff(name), scene.rows("SELECT id FROM needs_cards")
    wanted = 403 if name == "leder" else 404
    assert pages.get(delete_page(second)).status_code == wanted
    assert pages.post(delete_page(second)).status_code == wanted
    assert "hue" not in page_of(scene, second, name).text
    assert scene.rows("SELECT id FROM needs_cards") == cards
