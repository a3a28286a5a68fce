"""A new link: three taps, a message for each that is missing, and words that are never written."""

import re

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import Phone
from tests.page_client import Page, PageClient
from tests.sms import fits_one_part
from tests.web.reading_pages import main_words, ticked, words_of
from tests.web.scene import Scene

HERE = "/raadgiver/nyt-link"
WHOLE = {"age": "10-17", "day": "2027-03-16", "time": "14:30", "phone": "child"}
MESSAGES = {
    "age": "Vælg barnets alder.",
    "day": "Vælg mødets dag.",
    "phone": "Spørg barnet alene, hvem der kan se telefonen.",
}
SMS = re.compile(r'<textarea id="f-message"[^>]*>(.*?)</textarea>', re.DOTALL)
PRESSED = re.compile(r'<button class="choice press chosen" name="phone" value="child"')
TELLING = ("mette", "sag", "møde", "kommune", "rådgiver", "barn", "svar", "0265")


def posted(mette: PageClient, fields: dict[str, str]) -> TestResponse:
    mette.get(HERE)
    return mette.post_fields(HERE, fields)


def chosen(page: TestResponse) -> set[tuple[str, str]]:
    return {(one.name, one.value) for one in ticked(page)}


def test_nothing_is_chosen_beforehand_but_noon(scene: Scene) -> None:
    page = scene.staff().get(HERE)
    assert chosen(page) == set()
    fields = {field.get("name"): field for field in Page(page.text).fields}
    assert fields["time"]["value"] == "12:00"
    assert "Har du spurgt barnet alene, hvem der kan se telefonen?" in words_of(page)


def test_no_field_that_is_needed_takes_free_text(scene: Scene) -> None:
    page = scene.staff().get(HERE)
    needed = page.text.partition("<details")[0]
    for field in Page(needed).fields:
        assert field["tag"] == "input"
        assert field["type"] in {"hidden", "radio", "date", "time"}
    texts = [one["name"] for one in Page(page.text).fields if one.get("type") == "text"]
    assert texts == ["case_number"]
    assert "Skriv ikke navn eller CPR." in words_of(page)


def test_three_taps_are_enough(scene: Scene) -> None:
    taps = {name: WHOLE[name] for name in MESSAGES}
    page = posted(scene.staff(), taps)
    assert page.status_code == 200 and "Linket er klar" in words_of(page)
    for name in taps:
        left = {one: value for one, value in taps.items() if one != name}
        assert posted(scene.staff(), left).status_code == 422, "the control: two are not"


def test_a_link_is_made_for_the_day_and_time(scene: Scene) -> None:
    mette = scene.staff()
    page = posted(mette, WHOLE)
    assert page.status_code == 200
    assert "Linket er klar" in words_of(page)
    listed = main_words(mette.get("/raadgiver/"))
    assert "16. mar" in listed and "14.30" in listed


def test_a_day_further_away_is_given_as_a_date(scene: Scene) -> None:
    mette = scene.staff()
    page = mette.get(HERE)
    fields = {**WHOLE, "date": "2027-05-04"}
    others = [field for field in Page(page.text).fields if field.get("value") == "other"]
    fields["day"] = "other" if others else ""
    assert mette.post_fields(HERE, fields).status_code == 200
    assert "4. maj" in main_words(mette.get("/raadgiver/"))


@pytest.mark.parametrize("missing", MESSAGES)
def test_each_missing_answer_is_told_and_the_rest_is_kept(scene: Scene, missing: str) -> None:
    mette = scene.staff()
    meetings = scene.count("meetings")
    page = posted(mette, {name: value for name, value in WHOLE.items() if name != missing})
    assert page.status_code == 422
    assert MESSAGES[missing] in words_of(page)
    assert Page(page.text).title.startswith("Fejl: ")
    kept = {(name, WHOLE[name]) for name in ("age", "day") if name != missing}
    assert kept == chosen(page)
    assert bool(PRESSED.search(page.text)) is (missing != "phone")
    assert 'value="14:30"' in page.text
    assert scene.count("meetings") == meetings


def test_everything_missing_is_told_at_once(scene: Scene) -> None:
    page = words_of(posted(scene.staff(), {}))
    assert not [message for message in MESSAGES.values() if message not in page]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2027-03-08", "Mødet skal ligge ude i fremtiden."),
        ("2028-06-01", "Mødet ligger mere end et år ude i fremtiden."),
    ],
)
def test_a_day_that_cannot_be_is_told_and_the_rest_is_kept(
    scene: Scene, date: str, message: str
) -> None:
    page = posted(scene.staff(), {**WHOLE, "day": "other", "date": date})
    assert page.status_code == 422
    assert message in words_of(page)
    assert ("age", "10-17") in chosen(page) and PRESSED.search(page.text)
    assert f'value="{date}"' in page.text


@pytest.mark.parametrize("field", ["age", "day", "phone", "time", "date"])
def test_nonsense_in_a_field_is_a_message_and_no_failure(scene: Scene, field: str) -> None:
    page = posted(
        scene.staff(), WHOLE | {"day": "other", "date": "2027-05-04"} | {field: "\x00<b>"}
    )
    assert page.status_code == 422
    assert "<b>" not in main_words(page)
    assert "valid" not in main_words(page).lower(), "the message is in Danish"


@pytest.mark.parametrize("phone", list(Phone))
def test_a_message_is_offered_for_the_childs_own_phone_alone(scene: Scene, phone: Phone) -> None:
    page = posted(scene.staff(), WHOLE | {"phone": phone.value})
    assert bool(SMS.search(page.text)) is phone.is_safe
    assert ("Vis koden her, eller print en seddel" in words_of(page)) is (phone is Phone.NONE)
    assert 'class="qr"' in page.text
    assert "Sig dem højt. Skriv dem ikke." in words_of(page)


def test_the_message_is_one_sms_that_says_nothing(scene: Scene) -> None:
    mette = scene.staff()
    for _ in range(5):
        page = posted(mette, WHOLE)
        found = SMS.search(page.text)
        assert found
        sms = found[1].strip()
        assert fits_one_part(sms)
        [(colour, thing)] = scene.rows(
            "SELECT colour, thing FROM invitations ORDER BY rowid DESC LIMIT 1"
        )
        plain = sms.split("http")[0].lower()
        assert not [word for word in (*TELLING, colour, thing) if re.search(rf"\b{word}\b", plain)]
    assert not fits_one_part("x" * 161) and not fits_one_part("š"), "the control"


def test_two_open_links_never_have_the_same_words(scene: Scene) -> None:
    mette = scene.staff()
    for _ in range(6):
        posted(mette, WHOLE)
    pairs = scene.rows("SELECT colour, thing FROM invitations WHERE municipality = '0265'")
    assert len(set(pairs)) == 6


def test_every_link_has_a_backup_reader_of_the_same_municipality(scene: Scene) -> None:
    mette = scene.staff()
    page = mette.get(HERE)
    assert "Jonas" in page.text and "Nadia" in page.text
    assert "Sofie" not in page.text and "Lis" not in page.text
    [(jonas,)] = scene.rows("SELECT id FROM accounts WHERE first_name = 'Jonas'")
    posted(mette, WHOLE | {"backup": jonas})
    assert scene.rows("SELECT backup_id FROM meetings ORDER BY rowid DESC LIMIT 1") == [(jonas,)]


@pytest.mark.parametrize("somebody", ["Sofie", "Lis", "Mette"])
def test_somebody_who_may_not_be_backup_is_refused(scene: Scene, somebody: str) -> None:
    [(wrong,)] = scene.rows("SELECT id FROM accounts WHERE first_name = :n", n=somebody)
    page = posted(scene.staff(), WHOLE | {"backup": wrong})
    assert page.status_code == 422
    assert "Der mangler en kollega, som kan læse, når du er væk." in words_of(page)


def test_without_any_colleague_no_link_is_made(scene: Scene) -> None:
    scene.run("UPDATE accounts SET disabled_on='2027-03-01' WHERE first_name IN ('Jonas','Nadia')")
    page = posted(scene.staff(), WHOLE)
    assert page.status_code == 422
    assert "Der mangler en kollega" in words_of(page)


def test_fetching_the_page_makes_nothing(scene: Scene) -> None:
    mette = scene.staff()
    before = scene.everything_stored()
    mette.get(HERE + "?age=10-17&day=2027-03-16&phone=child")
    assert scene.everything_stored() == before
