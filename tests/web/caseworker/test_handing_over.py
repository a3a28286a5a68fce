"""*Giv videre*: in four clicks at most, and at once the old one finds nothing (W-07)."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.framing import Reason
from boernestemme.domain.meeting import Phone
from boernestemme.services import case_numbers
from boernestemme.services.making_links import MadeLink
from boernestemme.web.reply_words import REASONS
from boernestemme.web.staff.hand_over import REFUSED
from tests.page_client import Page, PageClient
from tests.routes import MEETING, ROUTES
from tests.web.reading_pages import links_of, main_words, ticked
from tests.web.scene import Scene

NUMBER = "27.60.20-G01-12-26"
LIST = "/raadgiver/giv-videre"


def here(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/giv-videre"


def person(scene: Scene, name: str) -> str:
    with scene.acting() as world:
        return world.person(name).id


def with_number(scene: Scene, link: MadeLink) -> None:
    with scene.acting() as world:
        case_numbers.change(world.setting(), link.meeting_id, NUMBER, world.links.keys)


def give(scene: Scene, link: MadeLink, to: str = "nadia", **fields: str) -> TestResponse:
    pages = scene.staff()
    pages.get(here(link))
    given = {"receiver": person(scene, to), "tell": "yes"} | fields
    return pages.post_fields(here(link), given)


def owner(scene: Scene, link: MadeLink) -> str:
    query = "SELECT first_name FROM accounts JOIN meetings m ON m.caseworker_id = accounts.id"
    [(name,)] = scene.rows(f"{query} WHERE m.id = :m", m=link.meeting_id)
    return str(name)


class Hand:
    """A case worker that finds its way by what the pages offer, and counts its clicks."""

    def __init__(self, pages: PageClient, address: str) -> None:
        self.pages, self.page, self.clicks = pages, pages.get(address), 0

    def follow(self, address: str) -> None:
        """Click a link that the page has."""
        assert address in links_of(self.page), links_of(self.page)
        self.page, self.clicks = self.pages.get(address), self.clicks + 1

    def send(self, name: str, typed: dict[str, str]) -> TestResponse:
        """Tap the colleague, type what is asked for, and press the form's one button."""
        page = Page(self.page.text)
        fields = [one for one in page.fields if one["tag"] == "input" and "name" in one]
        label = rf'name="receiver" value="([^"]+)"[^>]*><span>{name}'
        found = re.search(label, self.page.text)
        assert found and page.text.count('<button class="button main">') == 1
        standing = {
            one["name"]: one.get("value", "")
            for one in fields
            if one.get("type") == "hidden" or "checked" in one or one.get("type") == "text"
        }
        self.clicks += 2
        [address] = re.findall(r'<form action="([^"]+giv-videre)"', page.text)
        return self.pages.post_fields(address, standing | {"receiver": found[1]} | typed)


def test_one_meeting_is_given_in_at_most_four_clicks(scene: Scene) -> None:
    link = scene.answered()
    hand = Hand(scene.staff(), f"/raadgiver/moeder/{link.meeting_id}")
    hand.follow(here(link))
    gone = hand.send("Nadia", {})
    assert (gone.status_code, hand.clicks <= 4, hand.clicks) == (303, True, 3)
    assert "Givet videre." in main_words(hand.pages.get(gone.headers["Location"]))
    assert owner(scene, link) == "Nadia"


def test_with_a_case_number_it_is_the_same_clicks_and_the_number(scene: Scene) -> None:
    link = scene.answered()
    with_number(scene, link)
    hand = Hand(scene.staff(), f"/raadgiver/moeder/{link.meeting_id}")
    hand.follow(here(link))
    assert NUMBER not in hand.page.text, "the number is asked for, not told"
    assert (hand.send("Nadia", {"case_number": NUMBER}).status_code, hand.clicks) == (303, 3)


def test_the_whole_list_is_given_in_at_most_four_clicks(scene: Scene) -> None:
    links = [scene.answered(), scene.link()]
    hand = Hand(scene.staff(), "/raadgiver/")
    hand.follow(LIST)
    page = main_words(hand.page)
    assert all(str(link.words) in page for link in links)
    assert (hand.send("Nadia", {}).status_code, hand.clicks) == (303, 3)
    assert {owner(scene, link) for link in links} == {"Nadia"}


def test_in_a_list_each_number_is_compared_with_the_two_words(scene: Scene) -> None:
    plain, numbered = scene.answered(), scene.link()
    with_number(scene, numbered)
    hand = Hand(scene.staff(), LIST)
    tick = f"compared-{numbered.meeting_id}"
    assert f"Det er sag {NUMBER}" in main_words(hand.page)
    assert [one["name"] for one in Page(hand.page.text).fields if "compared" in str(one)] == [tick]
    refused = hand.send("Nadia", {})
    assert refused.status_code == 422 and f'href="#f-{tick}"' in refused.text
    assert f"Sæt kryds, når nummeret passer til {numbered.words}." in main_words(refused)
    assert ("receiver", person(scene, "nadia")) in {
        (one.name, one.value) for one in ticked(refused)
    }
    assert {owner(scene, link) for link in (plain, numbered)} == {"Mette"}
    assert hand.send("Nadia", {tick: "yes"}).status_code == 303
    assert {owner(scene, link) for link in (plain, numbered)} == {"Nadia"}


def test_no_address_makes_the_list_say_a_name(scene: Scene) -> None:
    page = scene.staff().get(f"/raadgiver/?givet={person(scene, 'nadia')}")
    assert "Nadia" not in main_words(page)


def test_nobody_is_chosen_beforehand_and_the_child_is_told(scene: Scene) -> None:
    page = scene.staff().get(here(scene.link()))
    assert {one.name for one in ticked(page)} == {"tell"}


def test_what_follows_is_told_without_the_childs_own_words(scene: Scene) -> None:
    link = scene.answered()
    scene.reply(link, "Vi to går en tur bagefter")
    page = main_words(scene.staff().get(here(link)))
    assert "Barnets svar 1 Dine svar 1 Åbne løfter" in page
    _why, instead = REASONS[Reason.WE_TALK]
    assert f"Nej · {instead} · Vi to går en tur bagefter" in page
    assert "det med ferien" not in page
    assert "Barnets svar 0 Dine svar 0 Åbne løfter 0" in main_words(
        scene.staff().get(here(scene.link()))
    ), "the control"


@pytest.mark.parametrize("to", ["", "sofie", "mette", "leder", "x"])
def test_who_cannot_have_it_is_refused_and_nothing_is_changed(scene: Scene, to: str) -> None:
    link = scene.answered()
    with_number(scene, link)
    receiver = person(scene, to) if len(to) > 1 else to
    before = [scene.rows(f"SELECT * FROM {table}") for table in ("meetings", "invitations")]
    for address in (here(link), LIST):
        pages = scene.staff()
        pages.get(address)
        fields = {"receiver": receiver, "case_number": NUMBER}
        answer = pages.post_fields(address, fields)
        assert answer.status_code == 422
        assert REFUSED["receiver"] in main_words(answer)
        assert f'value="{NUMBER}"' in answer.text or address == LIST
    assert before == [scene.rows(f"SELECT * FROM {one}") for one in ("meetings", "invitations")]


def test_a_wrong_number_keeps_what_was_chosen(scene: Scene) -> None:
    link = scene.answered()
    with_number(scene, link)
    answer = give(scene, link, case_number="27.60")
    assert answer.status_code == 422 and REFUSED["case_number"] in main_words(answer)
    chosen = {(one.name, one.value) for one in ticked(answer)}
    assert chosen == {("receiver", person(scene, "nadia")), ("tell", "yes")}
    assert 'value="27.60"' in answer.text and 'href="#f-case_number"' in answer.text
    assert owner(scene, link) == "Mette"


def test_the_second_press_finds_nothing_to_give(scene: Scene) -> None:
    link = scene.answered()
    pages, again = scene.staff(), scene.staff()
    for one in (pages, again):
        one.get(here(link))
    fields = {"receiver": person(scene, "nadia")}
    assert pages.post_fields(here(link), fields).status_code == 303
    assert again.post_fields(here(link), fields).status_code == 404
    assert pages.post_fields(LIST, fields).status_code == 422
    assert owner(scene, link) == "Nadia"


def meeting_routes() -> Iterator[tuple[str, str]]:
    for address, method, _ in ROUTES.values():
        if address.startswith(MEETING):
            yield address, method


def test_the_old_one_finds_nothing_anywhere_at_once(scene: Scene) -> None:
    """A page that stood open before saves nothing either, and what it is shown tells nothing."""
    link = scene.answered()
    mette = scene.staff()
    mette.get(f"/raadgiver/moeder/{link.meeting_id}")
    give(scene, link)
    before, seen = scene.everything_stored(), 0
    for address, method in meeting_routes():
        there = re.sub(r"<meeting_id>", link.meeting_id, address)
        there = re.sub(r"<[^>]+>", "1", there)
        data = {"csrf_token": mette.token, "how": "meeting", "point": "agenda"}
        answer = mette.client.open(there, method=method, data=data if method == "POST" else None)
        assert answer.status_code == 404, (there, method)
        for secret in (str(link.words), "Nadia", "gåtur", link.token):
            assert secret not in answer.text
        seen += 1
    assert seen >= 20
    assert scene.everything_stored() == before
    assert str(link.words) not in mette.get("/raadgiver/").text
    nadia = scene.staff("nadia").get(f"/raadgiver/moeder/{link.meeting_id}")
    assert nadia.status_code == 200, "the control"


def test_the_receiver_sees_whom_it_was_taken_over_from(scene: Scene) -> None:
    link = scene.answered()
    give(scene, link)
    nadia = scene.staff("nadia")
    assert "Overtaget fra Mette" in main_words(nadia.get("/raadgiver/"))
    meeting = f"/raadgiver/moeder/{link.meeting_id}"
    assert "Overtaget fra Mette. Det, barnet er lovet" in main_words(nadia.get(meeting))
    scene.clock.now = link.expires_at
    nadia = scene.staff("nadia")
    assert "Overtaget fra" not in main_words(nadia.get("/raadgiver/"))
    assert "Overtaget fra" not in main_words(nadia.get(meeting))


def test_a_backup_reader_is_told_why_it_cannot_give_it_away(scene: Scene) -> None:
    link = scene.answered()
    scene.run("UPDATE accounts SET disabled_on = '2027-03-09' WHERE first_name = 'Mette'")
    jonas = scene.staff("jonas")
    assert here(link) not in links_of(jonas.get(f"/raadgiver/moeder/{link.meeting_id}"))
    answer = jonas.get(here(link))
    assert answer.status_code == 403 and REFUSED["not_yours"] in main_words(answer)
    assert str(link.words) not in answer.text


def test_where_others_see_the_phone_nothing_is_offered_to_be_told(scene: Scene) -> None:
    page = scene.staff().get(here(scene.link(phone=Phone.SHARED)))
    assert ticked(page) == set()
    assert "Sig det selv til barnet." in main_words(page)


def test_an_empty_list_has_nothing_to_give(scene: Scene) -> None:
    page = main_words(scene.staff().get(LIST))
    assert "Du har ingen møder at give videre." in page
