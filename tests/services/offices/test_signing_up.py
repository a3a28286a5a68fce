"""Choosing a password by a link: once, soon, by nobody else, and never into a child's answers."""

from datetime import timedelta
from pathlib import Path

import pytest

from boernestemme.domain.errors import EntryRefused, NotFound, SignInRefused
from boernestemme.services import (
    keeping_people,
    second_steps,
    signing_in,
    signing_up,
)
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.signing_in import WaitsForYes
from boernestemme.services.signing_up import LINK_LIFE, NewPassword
from boernestemme.storage import accounts, foreign_identities
from boernestemme.storage.db import transaction
from tests.factories import NOW, PASSWORD, older_answers
from tests.knocking import KEY, at_door, signed_in
from tests.raw_bytes import raw
from tests.services.offices.town_hall import adas, email_of, operators, says_yes, somebody
from tests.services.steps import count
from tests.world import World

CHOSEN = NewPassword("en helt ny sætning", "en helt ny sætning")


def test_a_link_opens_once(town: World) -> None:
    new, noise = somebody(town), somebody(town)
    token, other = signing_up.make(adas(town), new), signing_up.make(adas(town), noise)
    assert signing_up.look(token, NOW) == email_of(new)
    signing_up.choose_password(token, CHOSEN, NOW)
    with pytest.raises(WaitsForYes):
        signed_in(email_of(new), CHOSEN.first)
    says_yes(town.setting("leder"), new)
    assert signing_in.who(signed_in(email_of(new), CHOSEN.first), NOW)
    for again in (lambda: signing_up.look(token, NOW), lambda: choose(token)):
        with pytest.raises(NotFound):
            again()
    assert signing_up.look(other, NOW) == email_of(noise)


def test_who_signs_in_elsewhere_gets_no_link(town: World) -> None:
    new = somebody(town)
    with transaction():
        foreign_identities.add("https://login.example", "somebody", new)
    for office in (adas(town), operators()):
        with pytest.raises(EntryRefused) as refused:
            signing_up.make(office, new)
        assert refused.value.rules == {"link": "foreign"}


def choose(token: str) -> None:
    """Choose another password by a link."""
    signing_up.choose_password(token, NewPassword("en anden sætning", "en anden sætning"), NOW)


def test_a_link_lives_for_three_days(town: World) -> None:
    token = signing_up.make(adas(town), somebody(town))
    assert signing_up.look(token, NOW + LINK_LIFE - timedelta(seconds=1))
    with pytest.raises(NotFound):
        signing_up.choose_password(token, CHOSEN, NOW + LINK_LIFE)
    keep_house(town.tools.settings.erasure_ledger, NOW + LINK_LIFE)
    assert count("sign_ups") == 0


@pytest.mark.parametrize("dead", ["replaced", "closed", "forged", ""])
def test_a_link_that_is_dead_opens_nothing(town: World, dead: str) -> None:
    new = somebody(town)
    token = signing_up.make(adas(town), new)
    if dead == "replaced":
        signing_up.make(adas(town), new)
    elif dead == "closed":
        keeping_people.close(adas(town), new, None)
        keeping_people.reopen(adas(town), new)
    else:
        token = dead
    with pytest.raises(NotFound):
        signing_up.choose_password(token, CHOSEN, NOW)
    with pytest.raises(SignInRefused):
        signed_in(email_of(new), CHOSEN.first)


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (NewPassword("x" * 11, "x" * 11), {"password": "short"}),
        (NewPassword("x" * 201, "x" * 201), {"password": "too_long"}),
        (NewPassword("x" * 12, "y" * 12), {"again": "different"}),
        (NewPassword("velkommen2026", "velkommen2026"), {"password": "guessable"}),
    ],
)
def test_a_bad_password_spends_nothing(
    town: World, given: NewPassword, rules: dict[str, str]
) -> None:
    token = signing_up.make(adas(town), somebody(town))
    with pytest.raises(EntryRefused) as refused:
        signing_up.choose_password(token, given, NOW)
    assert refused.value.rules == rules
    assert signing_up.look(token, NOW)


def test_no_administrator_gets_a_link_to_what_a_child_has_said(town: World) -> None:
    mette, jonas = town.person("mette").id, town.person("jonas").id
    row = accounts.by_id(mette)
    assert row and signing_up.why_no_link(adas(town), row) is None, "the control: nothing is said"
    town.answer(town.link(), older_answers())
    for reader in (mette, jonas):
        with pytest.raises(EntryRefused) as refused:
            signing_up.make(adas(town), reader)
        assert refused.value.rules == {"link": "has_answers"}
    signing_up.choose_password(signing_up.make(operators(), mette), CHOSEN, NOW)
    with pytest.raises(SignInRefused):
        signed_in("mette@test.example", PASSWORD)


def test_no_link_made_before_opens_what_came_since(town: World) -> None:
    """An administrator who keeps a link until a child has answered."""
    reader, noise = somebody(town), somebody(town)
    link = town.link(backup_id=reader)
    token, other = signing_up.make(adas(town), reader), signing_up.make(adas(town), noise)
    town.answer(link, older_answers())
    for use in (lambda: signing_up.look(token, NOW), lambda: choose(token)):
        with pytest.raises(NotFound):
            use()
    with pytest.raises(EntryRefused) as refused:
        signing_up.make(adas(town), reader)
    assert refused.value.rules == {"link": "has_answers"}, "nor a new one, password or not"
    choose(signing_up.make(operators(), reader))
    choose(other)


def test_a_new_password_ends_what_was_begun_with_the_old_one(town: World) -> None:
    email, token = "jonas@test.example", signing_up.make(operators(), town.person("jonas").id)
    begun = signing_in.sign_in(email, PASSWORD, at_door(required=True), NOW).cookie
    assert second_steps.offer(begun, KEY, NOW), "the control"
    signing_up.choose_password(token, CHOSEN, NOW)
    assert second_steps.offer(begun, KEY, NOW) is None


def test_the_link_itself_is_kept_nowhere(town: World) -> None:
    token = signing_up.make(adas(town), somebody(town))
    database = town.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    for ending in ("", "-wal"):
        assert token.encode() not in raw(Path(database + ending))
    assert count("sign_ups")
