"""What a child reads when something is in the way: short and kind, in both age groups."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.readability import measure
from boernestemme.services import changing_links
from tests.factories import MEETING
from tests.web.child_text import Use, read_page
from tests.web.conftest import Stage
from tests.web.limits import LIMITS
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

# Words that blame, scare, or speak of the machine.
UNKIND = re.compile(
    r"ugyldig|forkert|nægtet|afvist|serveren|databasen|\b4\d\d\b|\bikke lov\b|\bskal du\b",
    re.IGNORECASE,
)
ANSWERED = {"topics_text": "om fodbold", "go": "next"}


def on_the_way(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> Iterator[tuple[str, TestResponse]]:
    one = Child(scene.app, scene.link(age_group=age_group, phone=phone))
    one.begin()
    yield "wrong words", one.pick("rød", "intet")
    one.come_in()
    yield "a pause", one.see("/svar/3", headers={"Sec-Fetch-Site": "none"})
    yield "an old form", one.post("/svar/3", {**ANSWERED, "csrf_token": "x"})
    yield "deleting", one.see("/svar/slet")
    revoked = arrive(scene, age_group=age_group, phone=phone)
    revoked.see("/svar/3")
    scene.change(changing_links.revoke, revoked.link)
    yield "revoked while typing", revoked.post("/svar/3", ANSWERED)
    yield "dead", revoked.see("/svar/1")
    hidden = arrive(scene, age_group=age_group, phone=phone)
    hidden.post("/skjul")
    yield "nobody is in", hidden.see("/svar/3")


def once_sent(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> Iterator[tuple[str, TestResponse]]:
    one = arrive(scene, age_group=age_group, phone=phone)
    one.walk({}, age_group)
    one.see(CHECK)
    yield "received", one.send()
    yield "between the phases", one.see("/svar/1")
    scene.move(one.link, MEETING.replace(day=MEETING.day + 1))
    yield "moved", one.see("/svar/1")
    if phone.is_safe:
        answered = scene.answered(age_group=age_group)
        scene.reply(answered, "Vi ses")
        yield "a reply waits", arrive(scene, answered).see("/svar/1")
    scene.change(changing_links.cancel, one.link)
    yield "cancelled", one.see("/svar/1")


@pytest.fixture(scope="module")
def states(stage: Stage) -> dict[tuple[AgeGroup, Phone, str], list[str]]:
    """What there is to read in each state."""
    return {
        (age_group, phone, name): read_page(name, page.text).of(Use.TEXT)
        for age_group in AgeGroup
        for phone in (Phone.CHILD, Phone.SHARED)
        for walk in (on_the_way, once_sent)
        for name, page in walk(stage.begin_anew(), age_group, phone)
    }


States = dict[tuple[AgeGroup, Phone, str], list[str]]


def test_each_state_is_short(states: States) -> None:
    too_long = {
        where: measure(pieces).longest
        for where, pieces in states.items()
        if measure(pieces).longest_words > LIMITS[where[0]].sentence
    }
    assert too_long == {}
    assert measure([" ".join(["ord"] * 16)]).longest_words > LIMITS[AgeGroup.OLDER].sentence


def test_no_state_blames_or_speaks_of_the_machine(states: States) -> None:
    said = {where: " ".join(pieces) for where, pieces in states.items()}
    assert {where: text for where, text in said.items() if UNKIND.search(text)} == {}
    assert UNKIND.search("Fejl 404: ugyldigt link"), "the control"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("wrong words", "Det var ikke jeres to ord. Du kan prøve 4 gange til."),
        ("a pause", "Vil du fortsætte?"),
        ("revoked while typing", "Det, du har skrevet, står her stadig."),
        ("dead", "Er du i tvivl? Spørg den voksne, du fik linket af."),
        ("nobody is in", "Har du fået et link? Så brug det igen."),
        ("received", "Vi har fået dit svar"),
        ("cancelled", "Du behøver ikke svare nu."),
    ],
)
def test_each_state_says_what_is_so(states: States, state: str, told: str) -> None:
    found = {where: " ".join(pieces) for where, pieces in states.items() if where[2] == state}
    assert len(found) == 2 * len(AgeGroup)
    assert [where for where, text in found.items() if told not in text] == []


def test_a_waiting_reply_warns_of_who_looks_on(states: States) -> None:
    found = [" ".join(pieces) for where, pieces in states.items() if where[2] == "a reply waits"]
    assert len(found) == len(AgeGroup)
    for text in found:
        assert "Mette har svaret dig" in text and "ingen andre kigger med" in text
