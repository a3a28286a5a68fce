"""No CPR number gets in by any text field of any staff page (criterion W-08).

The fields are found in the pages themselves, so a new field that nobody checks fails here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.routing import MapAdapter

from boernestemme.services import keeping_teams, signing_up
from boernestemme.services.gateway_file import FileGateway
from boernestemme.services.making_links import MadeLink
from boernestemme.services.offices import operators_office
from boernestemme.web.administration.section_wording import WORDS
from boernestemme.web.tools import NAME
from tests.factories import MEETING
from tests.page_client import Page, PageClient
from tests.routes import ROUTES
from tests.web.conftest import Stage
from tests.web.reading_forms import Form, forms_in
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.staff_of import with_administrator

CPR = "010203-1234"
TOLD = "Det ligner et CPR-nummer"
SIDES = ("caseworker.", "leader.", "administration.", "board.")
NOBODY, ADMINISTRATOR = "nobody", "ada"
STAFF = ("mette", "leder", ADMINISTRATOR, NOBODY)
# What is chosen, and sent along unseen, is no text.
CHOSEN = {"hidden", "radio", "checkbox", "select"}
# Fields one writes in that hold no text, and why.
NO_TEXT = {
    "date": "a day: anything else is refused as no day",
    "starts_on": "a day too",
    "time": "a clock time: anything else is refused as none",
    "count": "a number of links, at most 30",
    "password": "may be any text, and is only ever compared",
    "again": "the same",
}
# One's own name at the door: nothing of a child, and nothing is stored.
OWN_NAME = {("caseworker.sign_in", "email"), ("board.sign_in", "email")}
# A page with fields that is the answer to a press, and opens at no address of its own.
ANSWERS = {"caseworker.show_link"}
# Pages of the second step of signing in: their one field holds a code, which is only compared.
SIGNING_IN = (".code_page", ".first_app_page", ".new_app_page", ".from_provider")
FILES = ("calendar_file", "journal_file", "journal_pdf", "method_file", "sheet_file")
BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Field:
    """A text field: where it is sent, how its name begins, and when in a meeting it is there."""

    sent_to: str
    name: str
    when: str = BEFORE
    told: str = TOLD

    def fits(self, name: str) -> bool:
        """Fields of one kind may have a name for each wish, question or meeting."""
        return name.startswith(self.name) if self.name.endswith("-") else name == self.name


FIELDS = (
    Field("caseworker.search", "q"),
    Field("caseworker.make_link", "case_number"),
    Field("caseworker.make_meeting", "case_number"),
    Field("caseworker.set_case_number", "case_number"),
    Field("caseworker.hand_over", "case_number"),
    Field("caseworker.save_point", "text"),
    Field("caseworker.save_replies", "own-"),
    Field("caseworker.try_replies", "own-"),
    Field("caseworker.take_out_guarded", "words"),
    Field("caseworker.save_reflection", "own-", AFTER),
    Field("caseworker.sheet", "own-", AFTER),
    Field("caseworker.send_message", "number", told="Et dansk nummer har 8 cifre."),
    Field("caseworker.send_message", "number_again", told="De to numre er ikke ens."),
)
ADMINISTRATORS = (
    Field("administration.add_person", "first_name"),
    Field("administration.add_person", "email"),
    Field("administration.change_person", "first_name"),
    Field("administration.add_team", "name"),
    Field("administration.rename_team", "name"),
    *(
        Field("administration.change_section", one)
        for words in WORDS.values()
        for one in words.fields
    ),
)


LEADERS = (Field("leader.tell_meetings", "meetings"), Field("leader.find_child", "q"))
EVERY = (*FIELDS, *ADMINISTRATORS, *LEADERS)


def filled(sent_to: str, name: str) -> dict[str, str]:
    """What else a person fills in, so that nothing but the number can be wrong."""
    whole = {"age": "10-17", "day": "2027-03-16", "phone": "child"}
    return {
        "caseworker.make_link": whole,
        "caseworker.make_meeting": whole,
        "caseworker.sheet": {"pick": name, "read": "yes"},
        "caseworker.take_out_guarded": {"ground": "danger"},
        "caseworker.send_message": {"number": "20 00 00 07"},
    }.get(sent_to, {})


@pytest.fixture
def scene(stage: Stage, tmp_path: Path) -> Scene:
    """The stocked world with an administrator, and something that takes messages to children."""
    begun, gateway = stage.begin_anew(), FileGateway(str(tmp_path / "sms.jsonl"))
    begun.app.extensions[NAME] = replace(stage.tools, gateway=gateway)
    return with_administrator(begun)


class Walk:
    """A staff member's way through every page of the staff, with one meeting in the addresses."""

    def __init__(self, scene: Scene, when: str) -> None:
        self.scene = scene
        self.link: MadeLink = scene.answered(case_number="S-2027/41")
        if when == AFTER:
            scene.clock.now = MEETING + timedelta(hours=2)
            here = f"/raadgiver/moeder/{self.link.meeting_id}/refleksion"
            mette = scene.staff()
            mette.get(here)
            mette.post(here, own__space="Vi gik en tur.")
        self.parts = self._parts(f"Team {when}")

    def _parts(self, team: str) -> dict[str, list[str]]:
        """What stands in the addresses: the meeting, and what is the administrator's."""
        [(jonas,)] = self.scene.rows("SELECT id FROM accounts WHERE email = 'jonas@test.example'")
        with self.scene.acting():
            office = operators_office("0265", self.scene.clock.now)
            return {
                "<meeting_id>": [self.link.meeting_id],
                "<person_id>": [jonas],
                "<team_id>": [keeping_teams.add(office, team)],
                "<section>": [words.address for words in WORDS.values()],
                "<token>": [signing_up.make(office, jonas)],
            }

    def addresses(self, rule: str) -> list[str]:
        """A route's addresses, one for each part there is of its kind."""
        for part, known in self.parts.items():
            if part in rule:
                return [rule.replace(part, one) for one in known]
        return [rule]

    def routes(self) -> MapAdapter:
        return self.scene.app.url_map.bind("test.example")

    def sent_to(self, form: Form) -> str:
        return str(self.routes().match(form.action.partition("?")[0], method="POST")[0])

    def pages(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Every page that opens: its endpoint, its address, its markup."""
        pages = PageClient(self.scene.app) if name == NOBODY else self.scene.staff(name)
        for endpoint, (rule, method, _) in ROUTES.items():
            is_pressed = endpoint in ANSWERS and name == "mette"
            if not (is_pressed or (method == "GET" and endpoint.startswith(SIDES))):
                continue
            for address in self.addresses(rule):
                answer = pages.post(address) if is_pressed else pages.get(address)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield endpoint, address, answer.text

    def text_fields(self, name: str) -> Iterator[tuple[str, str, Form, str]]:
        """Each field one may write text in: the page's address, where it goes, form and name."""
        for _, address, markup in self.pages(name):
            for form in forms_in(markup):
                for field in texts_of(form):
                    if (self.sent_to(form), field) not in OWN_NAME:
                        yield address, self.sent_to(form), form, field


def texts_of(form: Form) -> list[str]:
    """The fields of a form that take any text; a type that is not known here takes any text."""
    return [name for name, kind in form.types.items() if kind not in CHOSEN and name not in NO_TEXT]


def stored(scene: Scene) -> dict[str, object]:
    """All there is but the lines of the log: what was opened to be shown again is told there."""
    found: dict[str, object] = json.loads(scene.everything_stored())
    return {name: rows for name, rows in found.items() if not name.startswith("access_log")}


def refused(pages: PageClient, form: Form, field: Field, name: str) -> None:
    """Post the number in one field: refused, told at the field, and still there to be mended."""
    sent_to = field.sent_to
    fields = {key: text for key, text in form.sends.items() if key != "csrf_token"}
    typed = f"Det er {CPR}"
    page = pages.post_fields(form.action, fields | filled(sent_to, name) | {name: typed})
    assert page.status_code == 422, (sent_to, name)
    assert field.told in words_of(page) and Page(page.text).title.startswith("Fejl"), (
        sent_to,
        name,
    )
    kept = [one.sends[name] for one in forms_in(page.text) if name in one.sends]
    assert typed in kept, (sent_to, name, kept)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.sent_to)
def test_a_number_like_cpr_is_stopped_with_an_explanation(scene: Scene, field: Field) -> None:
    walk, pages, tried = Walk(scene, field.when), scene.staff(), 0
    found = list(walk.text_fields("mette"))
    before = stored(scene)
    for _, sent_to, form, name in found:
        if sent_to == field.sent_to and field.fits(name):
            refused(pages, form, field, name)
            tried += 1
    assert tried, "the field is on no page"
    assert stored(scene) == before


@pytest.mark.parametrize(
    ("who", "fields"), [(ADMINISTRATOR, ADMINISTRATORS), ("leder", LEADERS)], ids=["ada", "leder"]
)
def test_nor_does_it_get_in_by_a_field_of_the_others(
    scene: Scene, who: str, fields: tuple[Field, ...]
) -> None:
    walk, pages, tried = Walk(scene, BEFORE), scene.staff(who), set()
    found = list(walk.text_fields(who))
    before = stored(scene)
    for address, sent_to, form, name in found:
        for field in fields:
            if sent_to == field.sent_to and field.fits(name):
                pages.get(address)
                refused(pages, form, field, name)
                tried.add(field)
    assert set(fields) - tried == set(), "the field is on no page"
    assert stored(scene) == before


@pytest.mark.parametrize("when", [BEFORE, AFTER])
def test_there_is_no_text_field_that_is_not_tried(scene: Scene, when: str) -> None:
    walk = Walk(scene, when)
    untried = {
        (address, sent_to, name)
        for staff in STAFF
        for address, sent_to, _, name in walk.text_fields(staff)
        if not any(one.sent_to == sent_to and one.fits(name) for one in EVERY)
    }
    assert untried == set()


def test_every_page_of_the_staff_is_walked(scene: Scene) -> None:
    """Else a field could stand where nobody looks; those of the board have no text fields."""
    before, opened = Walk(scene, BEFORE), set()
    opened |= {endpoint for staff in STAFF for endpoint, _, _ in before.pages(staff)}
    after = Walk(scene, AFTER)
    opened |= {endpoint for staff in STAFF for endpoint, _, _ in after.pages(staff)}
    every = {one for one, row in ROUTES.items() if row[1] == "GET" and one.startswith(SIDES)}
    assert {one for one in every - opened if not one.endswith(SIGNING_IN)} == {
        *(f"caseworker.{one}" for one in FILES),
        "board.releases",
        "board.release",
    }


def test_control_a_new_field_is_seen_and_an_unread_one_is_not() -> None:
    markup = (
        '<form action="/x" method="post"><input name="nyt"><input type="tel" name="ring">'
        '<textarea name="lang">\nto\nlinjer</textarea><input type="date" name="date">'
        '<textarea name="kun" readonly>x</textarea><input type="radio" name="valg" value="1">'
        "</form>"
    )
    [form] = forms_in(markup)
    assert texts_of(form) == ["nyt", "ring", "lang"]
    assert form.sends == {"nyt": "", "ring": "", "lang": "to\nlinjer", "date": ""}


def test_control_a_number_that_is_no_cpr_gets_in(scene: Scene) -> None:
    walk, pages = Walk(scene, BEFORE), scene.staff()
    before = stored(scene)
    for _, sent_to, form, name in walk.text_fields("mette"):
        if sent_to == "caseworker.set_case_number":
            fields = {name: "sag 990203-1234"}
            assert pages.post_fields(form.action, fields).status_code == 303
    assert stored(scene) != before
