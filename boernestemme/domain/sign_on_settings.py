"""What the settings say of signing in, read strictly: a fault names itself, nothing starts."""

import ipaddress
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.domain.sign_on import LONGEST_SUBJECT, Provider, SignOn

# A tenant's own issuer alone: these speak for every tenant there is.
EVERYBODYS = frozenset({"common", "organizations", "consumers"})
REQUIRED, OPTIONAL = "required", "optional"
YES, NO = "yes", "no"
NEEDED = ("municipality", "issuer", "client_id", "client_secret", "name", "roles")
TEXTS = (
    "municipality", "issuer", "client_id", "client_secret", "name", "roles_claim",
    "municipality_claim", "team_claim", "email_claim", "name_claim", "assurance_claim", "scope",
)  # fmt: skip
LISTS = ("municipality_values", "assurance")
TABLES = ("roles", "teams")
CODE_LENGTH = 4


class Given(Protocol):
    """What the environment and the settings file hold."""

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text."""

    def tables(self, name: str) -> object:
        """Tables of the file, None where there are none."""


def sign_on_from(given: Given, plain_http: bool) -> SignOn:
    """How staff sign in, from the settings' words and tables. Raises SettingsMissing."""
    factor, local = given.optional("second_factor", REQUIRED), given.optional("local_accounts", YES)
    if local not in {YES, NO}:
        raise SettingsMissing(f"the setting local_accounts must be {YES} or {NO}")
    if factor not in {REQUIRED, OPTIONAL}:
        raise SettingsMissing(f"the setting second_factor must be {REQUIRED} or {OPTIONAL}")
    listed = given.tables("sign_on") or []
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise _fault("", "must be tables, each headed [[sign_on]]")
    providers = tuple(_provider(one, plain_http) for one in listed)
    for what in ("municipality", "issuer"):
        if len({getattr(one, what) for one in providers}) < len(providers):
            raise _fault(what, "must be another in each table")
    if not providers and local == NO:
        raise SettingsMissing("the setting local_accounts may be no only beside a [[sign_on]]")
    return SignOn(factor == REQUIRED, local == YES, providers)


def _provider(given: Mapping[str, Any], plain_http: bool) -> Provider:
    for name in NEEDED:
        if not given.get(name):
            raise _fault(name, "is missing")
    unknown = set(given) - {*TEXTS, *LISTS, *TABLES}
    if unknown:
        raise _fault(min(unknown), "is no setting")
    texts = {name: _text(name, given[name]) for name in TEXTS if name in given}
    lists = {name: _list(name, given[name]) for name in LISTS if name in given}
    _check_pairs(given)
    _check_issuer(texts["issuer"], plain_http)
    roles = _roles(texts["municipality"], _table("roles", given["roles"]))
    teams = _table("teams", given.get("teams", {}))
    return Provider(**texts, **lists, roles=roles, teams=teams)  # type: ignore[arg-type]  # by name


def _check_pairs(given: Mapping[str, Any]) -> None:
    for one, other in (("municipality_claim", "municipality_values"), ("team_claim", "teams")):
        if bool(given.get(one)) != bool(given.get(other)):
            raise _fault(other if given.get(one) else one, "is missing beside the other")


def _check_issuer(issuer: str, plain_http: bool) -> None:
    parts = urlsplit(issuer)
    local = plain_http and _is_this_machine(parts.hostname or "")
    whole = parts.hostname and not parts.query and not parts.fragment and not parts.username
    if not whole or parts.scheme not in ({"https", "http"} if local else {"https"}):
        raise _fault("issuer", "must be like https://login.kommune.dk/tenant")
    if set("{}") & set(issuer) or EVERYBODYS & {one.casefold() for one in parts.path.split("/")}:
        raise _fault("issuer", "must be the tenant's own, not one for all tenants")
    if len(issuer) > LONGEST_SUBJECT:
        raise _fault("issuer", f"is longer than {LONGEST_SUBJECT} characters")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _roles(municipality: str, table: Mapping[str, str]) -> dict[str, Role]:
    """The board's provider makes people of the board alone, and nobody else's does."""
    if len(municipality) != CODE_LENGTH or not (
        municipality.isascii() and municipality.isdecimal()
    ):
        raise _fault("municipality", "must be a code of four digits")
    fitting = {role for role in Role if (role is Role.BOARD) == (municipality == BOARD_CODE)}
    names = ", ".join(sorted(fitting))
    if not table or not set(table.values()) <= fitting:
        raise _fault("roles", f"must give each value one of these: {names}")
    return {value: Role(name) for value, name in table.items()}


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _fault(name, "must be a text")
    return value


def _list(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _fault(name, "must be a list of texts")
    return tuple(value)


def _table(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise _fault(name, "must be a table of texts")
    return value


def _fault(name: str, what: str) -> SettingsMissing:
    place = f"sign_on.{name}" if name else "sign_on"
    return SettingsMissing(f"the setting {place} {what}: mend it in settings.toml")
