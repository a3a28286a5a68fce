"""The floors and walls of the house as tables, and what breaks them. It reads, never runs."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.imports import (
    UNREADABLE,
    Import,
    Module,
    imported_module,
    read_modules,
)

PACKAGE = "boernestemme"
PAGES = frozenset({"flask", "flask_babel", "markupsafe", "werkzeug"})
FORMS = frozenset({"flask_wtf", "wtforms"})
STORING = frozenset({"alembic", "cryptography", "flask_sqlalchemy", "itsdangerous", "sqlalchemy"})
# What an audience may use of `web` beside itself; the rest of it is for the factory.
SHARED = tuple(
    f"web.{name}"
    for name in (
        "assets", "cookies", "drawing_picture", "errors", "form_token", "guard", "labels",
        "languages", "locale", "marking", "message", "pictures", "privacy",
        "privacy_wording", "releases", "reply_words",
        "statement", "told", "tools",
    )
)  # fmt: skip
SIGNING = tuple(
    f"services.{name}" for name in ("second_factors", "second_steps", "signing_in", "signing_on")
)
# Only the factory knows who speaks with providers; the child's side never meets a factor's secret.
ASKING = ("services.asking_provider", "services.provider_metadata")
FACTORS = ("storage.second_factors", "storage.sign_in_key", "services.signing_on")
# What the sides that sign in share besides.
STAFF = ("web.staff", *SHARED)
# The one way up: a command makes an app when it is run, never when it is read.
WAY_UP = f"{PACKAGE}.create_app"


@dataclass(frozen=True)
class Floor:
    """A part of the package, what it may import of the package, and which packages beside.

    ``without`` takes away from the standard library, ``never`` from what is inside.
    """

    part: str
    inside: tuple[str, ...]
    outside: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    never: tuple[str, ...] = ()
    may_make_app: bool = False


# The first that fits a module is its floor. Two audiences never see each other.
FLOORS = (
    Floor(
        "domain",
        ("domain",),
        without=frozenset({"os", "pathlib", "random", "secrets", "sqlite3", "time", "uuid"}),
    ),
    Floor("storage", ("storage", "domain"), STORING),
    Floor("services.totp", (), frozenset({"cryptography"})),
    Floor("services.solving", ("domain",), frozenset({"highspy"})),
    Floor("services.assertions", ("domain",), frozenset({"joserfc"})),
    Floor("services.provider_metadata", ("domain",), frozenset({"joserfc", "requests"})),
    Floor("services.asking_provider", ("services", "domain"), frozenset({"authlib", "requests"})),
    Floor("services", ("services", "domain", "storage")),
    Floor(
        "web.child",
        ("web.child", "services", "domain", *SHARED),
        PAGES,
        never=("web.tools.staff_gateway", "web.tools.staff_links"),
    ),
    Floor(
        "web.caseworker",
        ("web.caseworker", "web.documents", "services", "domain", *STAFF),
        PAGES | FORMS | {"icalendar", "segno"},
    ),
    Floor("web.administration", ("web.administration", "services", "domain", *STAFF), PAGES),
    Floor("web.leader", ("web.leader", "services", "domain", *STAFF), PAGES),
    Floor("web.board", ("web.board", "services", "domain", *STAFF), PAGES),
    Floor(
        "web.staff",
        (*SIGNING, "services.local_settings", "domain", *STAFF),
        PAGES | {"segno"},
    ),
    Floor(
        "web.numbers",
        ("web.numbers", "services.publishing", "domain", *SHARED),
        PAGES,
        never=("web.tools.staff_gateway", "web.tools.staff_links"),
    ),
    Floor("web.documents", ("web.documents", "web.locale", "web.marking"), frozenset({"typst"})),
    Floor("web.sms_status", ("services.message_receipts", "domain", *SHARED), PAGES),
    Floor("web.metrics", ("domain",), PAGES | {"prometheus_client"}),
    Floor("web", ("settings", "domain", "web.logs", *SHARED), PAGES),
    Floor(
        "cli",
        (
            "cli",
            "services",
            "domain",
            "settings",
            "web.child.recordable",
            "web.languages",
            "web.logs",
            "web.message",
            "web.metrics",
            "web.staff_mail",
            "web.tools",
        ),
        frozenset({"click", "flask", "gunicorn"}),
        may_make_app=True,
    ),
    Floor("settings", ("domain",)),
)

ANSWERS = ("storage.submissions", "storage.drafts", "storage.letters", "storage.framings")
OPENING = (
    "storage.opening", "storage.wrapping", "storage.mark_opening", "services.key_keeping",
    "storage.delivery_opening", "storage.delivery_key", "storage.backup_opening",
)  # fmt: skip
LINKS = ("storage.invitations", "storage.child_sessions", "storage.browser_secret")
COUNTED = (
    "storage.marks", "storage.reply_marks", "storage.people_hashes", "storage.people_counts",
    "storage.coverage_counts",
)  # fmt: skip
SECRET = "storage.statistics_secret"
RELEASES = ("storage.releases", "storage.release_approvals")
# Half-years go between installations by command alone.
DELIVERIES = (
    "services.delivering", "services.receiving", "storage.delivery_opening",
    "storage.delivery_sealing", "storage.delivery_key", "storage.delivery_signers",
)  # fmt: skip
KEPT = ("services.backing_up", "services.restoring", "services.key_rotation")
GATEWAYS = ("services.gateway_api", "services.gateway_file")
TEXTING = ("services.ordering_messages", "services.sending_messages", "storage.messages")
USE_CASES = (
    "after_words", "answering", "answering_after", "closing_answers", "entering", "framing",
    "inviting", "meeting_again", "mixing", "needs_cards", "replying", "reading_letters",
)  # fmt: skip
BOARD = (
    *ANSWERS, *OPENING, SECRET, *LINKS, *COUNTED, "storage.mixer_box", "storage.needs_cards",
    *(f"services.{name}" for name in USE_CASES),
)  # fmt: skip


@dataclass(frozen=True)
class Wall:
    """A part of the package, and what it must not reach, not even through others."""

    part: str
    beyond: tuple[str, ...]


WALLS = (
    # No page sends an e-mail, whoever presses what: they go out from housekeeping alone. A message
    # to a child goes out when its case worker asks for it, and by nobody else's page; which gateway
    # takes it no page knows.
    Wall("web", ("services.sending_mail", *GATEWAYS, *ASKING, *DELIVERIES, *KEPT)),
    *(Wall(part, TEXTING) for part in ("web.child", "web.leader", "web.board", "web.numbers")),
    Wall("web.sms_status", (*OPENING, *ANSWERS, "services.sending_messages")),
    Wall("web.child", (*OPENING, SECRET, "storage.framings", *COUNTED, *RELEASES, *FACTORS)),
    Wall("web.child", ("services.solving",)),
    Wall("services.releasing", (*OPENING, *ANSWERS, "storage.needs_cards")),
    Wall("services.approving", BOARD),
    Wall("services.publishing", BOARD),
    Wall("web.board", BOARD),
    Wall("web.numbers", BOARD),
    Wall("web.administration", (*OPENING, SECRET, *COUNTED, "storage.drafts", "storage.letters")),
    Wall("web.leader", (*OPENING, SECRET, *COUNTED, "storage.drafts", "storage.letters")),
)


def broken_rules(root: Path) -> list[str]:
    """Everything under ``root`` that breaks a floor or a wall, one line each."""
    modules = read_modules(root, PACKAGE)
    floors = [fault for module in modules.values() for fault in _floor_faults(module, modules)]
    steps = {name: _next(module, modules) for name, module in modules.items()}
    return [*floors, *(fault for wall in WALLS for fault in _wall_faults(wall, steps))]


def _floor_faults(module: Module, modules: Mapping[str, Module]) -> Iterator[str]:
    if module.name == PACKAGE:
        return
    floor = next((floor for floor in FLOORS if _is_part(module.name, floor.part)), None)
    if floor is None:
        yield f"{module.name}: stands on no floor"
        return
    for found in module.imports:
        if found.is_relative:
            yield f"{module.name}:{found.line}: relative import of {found.target}"
        if not _may_import(floor, found, modules):
            yield f"{module.name}:{found.line}: {floor.part} may not import {found.target}"


def _may_import(floor: Floor, found: Import, modules: Mapping[str, Module]) -> bool:
    if found.target == UNREADABLE:
        return False
    top = found.target.partition(".")[0]
    if top != PACKAGE:
        is_standard = top in sys.stdlib_module_names and top not in floor.without
        return is_standard or top in floor.outside
    target = imported_module(found.target, modules) or PACKAGE
    if target == PACKAGE:
        return floor.may_make_app and found.in_function and found.target == WAY_UP
    if target == f"{PACKAGE}.web" or any(_is_part(found.target, one) for one in floor.never):
        return False
    return any(_is_part(target, part) for part in floor.inside)


def _is_part(name: str, part: str) -> bool:
    whole = f"{PACKAGE}.{part}"
    return name == whole or name.startswith(f"{whole}.")


def _wall_faults(wall: Wall, steps: Mapping[str, set[str]]) -> Iterator[str]:
    for start in sorted(name for name in steps if _is_part(name, wall.part)):
        ways = _ways(start, steps)
        for name, way in sorted(ways.items()):
            if any(_is_part(name, part) for part in wall.beyond):
                yield f"{wall.part} reaches {name}: {' > '.join(way)}"


def _ways(start: str, steps: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Every module that reading ``start`` leads to, and the shortest way there."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    waiting = [start]
    for name in waiting:
        for target in steps[name]:
            if target not in ways:
                ways[target] = (*ways[name], target)
                waiting.append(target)
    return ways


def _next(module: Module, modules: Mapping[str, Module]) -> set[str]:
    """The modules one step away, with the packages they lie in; never through the factory."""
    found = {imported_module(one.target, modules) for one in module.imports}
    targets = {name for name in found if name} | {module.name}
    above = {
        ".".join(parts[:length])
        for parts in (name.split(".") for name in targets)
        for length in range(2, len(parts))
    }
    return (targets | above) & modules.keys() - {PACKAGE, module.name}
