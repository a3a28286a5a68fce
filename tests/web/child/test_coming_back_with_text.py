"""Text typed while nobody was in: it stays, and can be sent once the link is opened again."""

from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import COOKIE, arrive

TEXT = "det, jeg nåede at skrive"
OPEN_AGAIN = "Åbn dit link igen i et nyt vindue."


def test_the_page_says_how_to_get_in_again_and_then_takes_the_text(scene: Scene) -> None:
    one = arrive(scene)
    one.see("/svar/3")
    one.pages.client.delete_cookie(COOKIE)
    refused = one.post("/svar/3", {"topics_text": TEXT})
    assert refused.status_code in {400, 403}
    assert TEXT in refused.text and OPEN_AGAIN in words_of(refused)
    stale = one.pages.token
    one.come_in()
    one.pages.token = stale
    again = one.post("/svar/3", {"topics_text": TEXT})
    assert again.status_code == 400 and TEXT in again.text
    assert one.post("/svar/3", {"topics_text": TEXT}).status_code == 303
    assert TEXT in one.see("/svar/3").text


def test_the_page_the_script_puts_away_comes_back_masked(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics_text": TEXT})
    assert TEXT in one.see("/svar/3").text, "the control: shown to the session that wrote it"
    assert one.post("/pause", {"away": "yes"}).status_code == 204
    assert TEXT not in one.see("/svar/3").text
    assert "Du har svaret" in words_of(one.see("/svar/tjek"))
    assert one.post("/pause", {"away": "no"}).status_code == 204
    assert TEXT in one.see("/svar/3").text


def test_what_was_masked_while_away_stays_masked_once_a_page_is_saved(scene: Scene) -> None:
    one = arrive(scene)
    one.fill(3, {"topics_text": TEXT})
    one.see("/svar/5")
    one.post("/pause", {"away": "yes"})
    one.fill(5, {"place": "skole"})
    assert TEXT not in one.see("/svar/3").text
    assert "checked" in one.see("/svar/5").text
