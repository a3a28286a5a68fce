"""The privacy page as it is true here and now: numbers, cookies and readers from the code."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.marks import FEWEST
from boernestemme.domain.meeting import LINK_LIFE_AFTER_MEETING
from boernestemme.domain.needs_card import CARD_LIFE
from boernestemme.domain.retention import BACKUP_LIFE, ERASED_AFTER
from boernestemme.domain.roles import PERMISSIONS, READS, Permission
from boernestemme.web import cookies
from boernestemme.web import privacy_wording as wording
from boernestemme.web.locale import gettext as _
from boernestemme.web.privacy_wording import Part
from boernestemme.web.tools import tools


@dataclass(frozen=True)
class PrivacyPage:
    """The page: a title and lines for the child in its own language, parts in Danish for adults."""

    title: str
    childs: tuple[str, ...]
    adults: tuple[Part, ...]


def privacy_page(local: LocalSettings, who: str) -> PrivacyPage:
    """The page under a municipality's settings; ``who`` is the case worker in the child's words."""
    values = _values(local)
    return PrivacyPage(
        _(wording.TITLE),
        tuple(_(line, **values, who=who) for line in wording.CHILDS),
        tuple(_filled(part, values) for part in _parts(local)),
    )


def _values(local: LocalSettings) -> dict[str, object]:
    """What is filled in, all of it from where the code has it itself."""
    return {
        "draft": DRAFT_LIFE.days,
        "link": LINK_LIFE_AFTER_MEETING.days,
        "erased": ERASED_AFTER.days,
        "card": CARD_LIFE.days,
        "backup": BACKUP_LIFE.days,
        "together": FEWEST,
        "childs_cookie": cookies.cookie_name(cookies.CHILDS),
        "staffs_cookie": cookies.cookie_name(cookies.STAFFS),
        "title": local.caseworker_title,
        "board": tools().settings.board_name,
        "contact": " · ".join(filter(None, (local.protection_email, local.protection_phone))),
    }


def _parts(local: LocalSettings) -> tuple[Part, ...]:
    has_contact = local.protection_email or local.protection_phone
    ask = wording.ASK if has_contact else wording.ASK_ELSEWHERE
    responsible = wording.RESPONSIBLE
    return (
        Part(responsible.heading, (*responsible.lines, ask)),
        *wording.KEPT_AND_READ,
        _readers(),
        wording.OTHERS,
        wording.KEPT_FOR,
        wording.TAPS,
        wording.RIGHTS,
        wording.COOKIES,
        wording.LIMITS,
    )


def _readers() -> Part:
    """Who reads, from the table of readers; and who does not, from that of permissions."""
    rows = tuple((wording.READERS[one], wording.READ[phases]) for one, phases in READS.items())
    closed = tuple(
        wording.CLOSED[role]
        for role, permissions in PERMISSIONS.items()
        if Permission.READ_MEETING not in permissions
    )
    return Part("Hvem læser det?", (*closed, *wording.ALSO_READ), rows)


def _filled(part: Part, values: Mapping[str, object]) -> Part:
    return Part(
        part.heading,
        tuple(line % values for line in part.lines),
        tuple((what % values, how % values) for what, how in part.rows),
    )
