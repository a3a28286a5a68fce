"""*Det gemmer vi*: numbers, cookies and readers are the code's, and a child can read its part."""

import re
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from boernestemme import DOORS, create_app
from boernestemme.domain.contacts import Contacts
from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.domain.marks import FEWEST
from boernestemme.domain.meeting import LINK_LIFE_AFTER_MEETING, AgeGroup, Phone
from boernestemme.domain.needs_card import CARD_LIFE
from boernestemme.domain.readability import measure
from boernestemme.domain.retention import BACKUP_LIFE, ERASED_AFTER
from boernestemme.domain.roles import PERMISSIONS, READS, Permission, Reader, Role
from boernestemme.settings import Settings
from boernestemme.web import privacy_wording as wording
from tests.architecture.project import PACKAGE, ROOT
from tests.catalogues import ACCENTED_CODE, accented
from tests.clock import Clock
from tests.factories import NOW
from tests.page_client import PageClient
from tests.web.child_text import Use, read_page
from tests.web.limits import LIMITS
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import STAFF_COOKIE, Scene
from tests.web.test_words_of_the_pages import GENDERED, PROMISE, TOO_HARD
from tests.web.walking import COOKIE, arrive

PAGE = "/privatliv"
ADULTS = "For voksne"
WORDS = 120
TOLD = (
    f"Det, du ikke sender, er væk efter {DRAFT_LIFE.days} dage.",
    f"Det, barnet ikke sender, bliver slettet efter {DRAFT_LIFE.days} dage.",
    f"Linket kan bruges, til der er gået {LINK_LIFE_AFTER_MEETING.days} dage efter mødet.",
    f"bliver slettet her {ERASED_AFTER.days} dage efter, at de er lagt i kommunens egen sag",
    f"Det, der hjælper barnet, bliver slettet efter {CARD_LIFE.days} dage",
    f"tidligst {ERASED_AFTER.days} dage efter, at linket er udløbet",
    f"kan have det slettede i op til {BACKUP_LIFE.days} dage",
    f"til der er mindst {FEWEST} svar",
)
OWN = "Skriv eller ring til kommunen: data@test.example · 12 34 56 78."
OWN_CONTACT = """
    INSERT INTO local_settings (municipality, caseworker_title, duty_number, duty_hours,
        hide_address, accessibility_address, protection_email, protection_phone)
    VALUES ('0265', '', '', '', '', '', 'data@test.example', '12 34 56 78')
"""
TYPED = re.compile(r"\d+ (?:dage|svar)\b")


def childs_part(page: TestResponse) -> list[str]:
    """What stands above the part for adults, without the ways on."""
    read = read_page(PAGE, page.text).of(Use.TEXT)
    ways = {"Hvem læser det?", "Kan alle bruge siden?"}
    return [piece for piece in read[: read.index(ADULTS)] if piece not in ways]


def test_every_number_is_the_codes(scene: Scene) -> None:
    said = main_words(arrive(scene).see(PAGE))
    assert [told for told in TOLD if told not in said] == []
    source = (ROOT / PACKAGE / "web" / "privacy_wording.py").read_text()
    assert TYPED.findall(source) == [], "no number is typed beside it"
    assert len(TYPED.findall(said)) == len(TOLD) + 1, "and none is left untried"


@pytest.mark.parametrize("prefix", ["", "__Host-"], ids=["plain http", "https"])
def test_the_cookies_are_those_that_are_set(settings: Settings, prefix: str) -> None:
    app = create_app(replace(settings, plain_http=not prefix))
    said = main_words(app.test_client().get(PAGE, base_url="https://127.0.0.1"))
    named = re.findall(r"([\w-]+) husker", said.split("Cookies")[1])
    assert named == [f"{prefix}{COOKIE}", f"{prefix}{STAFF_COOKIE}"]


def test_the_readers_are_those_of_the_tables(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    one = arrive(scene)

    def told() -> tuple[set[Reader], set[Role]]:
        said = main_words(one.see(PAGE))
        values = {"title": "rådgiver", "board": "Social- og Boligstyrelsen"}
        return (
            {
                reader
                for reader, who in wording.READERS.items()
                if f"{who % values} {wording.READ[READS[reader]]}" in said
            },
            {role for role, closed in wording.CLOSED.items() if closed % values in said},
        )

    assert told() == (set(Reader), set(Role) - {Role.CASEWORKER})
    opened = PERMISSIONS[Role.LEADER] | {Permission.READ_MEETING}
    monkeypatch.setitem(PERMISSIONS, Role.LEADER, opened)
    assert Role.LEADER not in told()[1], "the control"


@pytest.mark.parametrize("phone", [Phone.CHILD, Phone.SHARED])
@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_a_child_can_read_its_part(scene: Scene, age_group: AgeGroup, phone: Phone) -> None:
    part = childs_part(arrive(scene, age_group=age_group, phone=phone).see(PAGE))
    read, limits = measure(part), LIMITS[AgeGroup.YOUNGER]
    assert read.words <= WORDS
    assert read.longest_words <= limits.sentence, read.longest
    assert read.lix <= limits.page_lix
    said = " ".join(part)
    assert not [rule for rule in (TOO_HARD, PROMISE, GENDERED) if rule.search(said)]


def test_what_is_mixed_can_no_longer_be_asked_for(scene: Scene) -> None:
    said = main_words(arrive(scene).see(PAGE))
    assert "kan et barns tryk ikke findes igen" in said
    assert "Så kan ingen finde dine tryk igen." in said
    assert "datatilsynet.dk" in said and "barnets lov § 5, stk. 3" in said


def test_in_another_language_the_part_for_adults_says_that_it_is_danish(spoken: Scene) -> None:
    page = arrive(spoken).see(f"{PAGE}?sprog={ACCENTED_CODE}")
    above, adults = page.text.split('<section lang="da" dir="ltr">')
    assert accented("Kommunen har ansvaret for det, du skriver her.") in above
    assert accented("Resten er kun på dansk.") in above
    assert "Kommunen er dataansvarlig." in adults
    assert "kun på dansk" not in arrive(spoken).see(f"{PAGE}?sprog=da").text


def test_it_names_the_contact_of_the_childs_own_municipality(scene: Scene) -> None:
    one = arrive(scene)
    assert "På kommunens hjemmeside står, hvem du kan skrive til." in main_words(one.see(PAGE))
    scene.run(OWN_CONTACT)
    assert OWN in main_words(one.see(PAGE))
    assert OWN not in main_words(PageClient(scene.app).get(PAGE)), "a stranger has none"
    elsewhere = arrive(scene, scene.link(by="sofie"))
    assert OWN not in main_words(elsewhere.see(PAGE))


def test_staff_are_told_their_own_municipalitys(settings: Settings) -> None:
    scene = Scene(create_app(settings, ("caseworker", "board"), Clock(NOW)), Clock(NOW))
    scene.run(OWN_CONTACT)
    assert OWN in main_words(scene.staff().get(PAGE))
    assert OWN not in main_words(scene.staff("sofie").get(PAGE))


@pytest.mark.parametrize("door", list(DOORS))
def test_every_door_has_it_with_the_installations_contact(settings: Settings, door: str) -> None:
    contacts = Contacts(protection_email="alle@test.example")
    app = create_app(replace(settings, contacts=contacts), audiences=(door,))
    page = app.test_client().get(PAGE)
    assert page.status_code == 200 and "Set-Cookie" not in page.headers
    assert "alle@test.example" in main_words(page) and ADULTS in main_words(page)


def test_a_page_leads_to_it_and_on_from_it(scene: Scene) -> None:
    one = arrive(scene)
    assert PAGE in links_of(one.see("/hvem-laeser"))
    assert {"/hvem-laeser", "/was", "/hjaelp"} <= set(links_of(one.see(PAGE)))
