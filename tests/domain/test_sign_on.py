"""Sign-on's settings are read strictly, and claims make a role of ours or nobody."""

from collections.abc import Mapping
from typing import Any

import pytest

from boernestemme.domain.errors import SettingsMissing, SignOnRefused
from boernestemme.domain.roles import Role
from boernestemme.domain.sign_on import claimed_by
from boernestemme.domain.sign_on_settings import sign_on_from

ISSUER = "https://login.example/9b1e"
TABLE: dict[str, Any] = {
    "municipality": "0461",
    "issuer": ISSUER,
    "client_id": "boernestemme",
    "client_secret": "a secret",
    "name": "Odense Kommune",
    "roles": {"leder": "leader", "raadgiver": "caseworker"},
}
BOARDS = {**TABLE, "municipality": "0000", "issuer": f"{ISSUER}/b", "roles": {"x": "board"}}


class Given:
    """What an installation was given."""

    def __init__(self, *tables: Any, **texts: str) -> None:
        self._tables: object = list(tables)
        self._texts = texts

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text."""
        return self._texts.get(name, default)

    def tables(self, name: str) -> object:
        """Tables of the file."""
        assert name == "sign_on"
        return self._tables


def read(*tables: Any, plain_http: bool = False, **texts: str) -> Any:
    return sign_on_from(Given(*tables, **texts), plain_http)


def test_with_nothing_said_passwords_count_and_a_second_factor_is_required() -> None:
    found = read()
    assert found.second_factor_required and found.local_accounts and found.providers == ()
    assert not read(second_factor="optional").second_factor_required


def test_a_provider_is_found_by_its_municipality_and_by_its_issuer() -> None:
    found = read(TABLE, BOARDS, local_accounts="no")
    assert found.of("0461") is found.by_issuer(ISSUER)
    assert found.of("0000").roles == {"x": Role.BOARD}
    assert found.of("0101") is None and found.by_issuer(None) is None
    assert not found.local_accounts
    assert "a secret" not in str(found)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    **{f"no {name}": ({name: None}, name) for name in TABLE},
    "a setting that is none": ({"isuer": ISSUER}, "isuer"),
    "plain http": ({"issuer": "http://login.example"}, "issuer"),
    "no host": ({"issuer": "https:///x"}, "issuer"),
    "a query": ({"issuer": f"{ISSUER}?p=1"}, "issuer"),
    "a user": ({"issuer": "https://a@login.example"}, "issuer"),
    "every tenant": ({"issuer": "https://login.example/common/v2.0"}, "issuer"),
    "every organisation": ({"issuer": "https://login.example/Organizations/v2.0"}, "issuer"),
    "a template": ({"issuer": "https://login.example/{tenantid}/v2.0"}, "issuer"),
    "a short code": ({"municipality": "461"}, "municipality"),
    "the board's role": ({"roles": {"x": "board"}}, "roles"),
    "a role of nobody": ({"roles": {"x": "king"}}, "roles"),
    "a role that is no text": ({"roles": {"x": 1}}, "roles"),
    "a list that is none": ({"assurance": "high"}, "assurance"),
    "a claim without values": ({"municipality_claim": "cvr"}, "municipality_values"),
    "values without a claim": ({"teams": {"a": "b"}}, "team_claim"),
    "a number for a text": ({"client_id": 7}, "client_id"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_names_itself(what: str) -> None:
    changes, name = WRONG[what]
    with pytest.raises(SettingsMissing, match=f"sign_on.{name} "):
        read({key: value for key, value in {**TABLE, **changes}.items() if value is not None})


@pytest.mark.parametrize(
    ("tables", "texts"),
    [
        ([TABLE, {**TABLE, "issuer": f"{ISSUER}/2"}], {}),
        ([TABLE, {**TABLE, "municipality": "0101"}], {}),
        (["x"], {}),
        ([], {"local_accounts": "no"}),
        ([], {"local_accounts": "perhaps"}),
        ([], {"second_factor": "never"}),
        ([{**BOARDS, "roles": {"x": "leader"}}], {}),
    ],
)
def test_what_does_not_fit_together_is_refused(tables: list[Any], texts: Mapping[str, str]) -> None:
    with pytest.raises(SettingsMissing):
        read(*tables, **texts)


def test_on_ones_own_machine_a_provider_may_speak_plainly() -> None:
    local = {**TABLE, "issuer": "http://127.0.0.1:8080"}
    assert read(local, plain_http=True).providers
    for table, plain_http in ((local, False), ({**TABLE, "issuer": "http://a.example"}, True)):
        with pytest.raises(SettingsMissing):
            read(table, plain_http=plain_http)


CLAIMS = {"sub": "1", "email": "n@a.example", "given_name": "Nete", "roles": ["raadgiver"]}


def test_claims_make_a_person_and_the_first_fitting_role_counts() -> None:
    provider = read(TABLE).providers[0]
    found = claimed_by(provider, {**CLAIMS, "roles": ["x", "raadgiver", "leder"]})
    assert (found.role, found.first_name, found.team) == (Role.LEADER, "Nete", None)
    assert claimed_by(provider, {**CLAIMS, "roles": "raadgiver"}).role is Role.CASEWORKER


def test_a_team_is_one_that_is_named_or_none() -> None:
    teams = {**TABLE, "team_claim": "unit", "teams": {"7": "Nord"}}
    provider = read(teams).providers[0]
    for said, team in (("7", "Nord"), (["9", "7"], "Nord"), ("9", ""), (None, "")):
        assert claimed_by(provider, {**CLAIMS, "unit": said}).team == team


@pytest.mark.parametrize(
    ("claims", "rule"),
    [
        ({"sub": "x" * 256}, "assertion"),
        ({"sub": 7}, "assertion"),
        ({"sub": "nete\x00"}, "assertion"),
        ({"roles": {"raadgiver": True}}, "no_role"),
        ({"roles": [["raadgiver"]]}, "no_role"),
        ({"email": "x" * 250 + "@a.dk"}, "no_email"),
        ({"email": "a@b\u202e.dk"}, "no_email"),
        ({"given_name": "nete@a.example"}, "no_name"),
        ({"given_name": "x" * 61}, "no_name"),
    ],
)
def test_odd_claims_are_refused(claims: dict[str, Any], rule: str) -> None:
    with pytest.raises(SignOnRefused) as refused:
        claimed_by(read(TABLE).providers[0], {**CLAIMS, **claims})
    assert refused.value.rule == rule
