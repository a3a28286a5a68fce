"""The letter to a child: its link as a code to scan, in the words of its age, on one page."""

from collections.abc import Iterator

from flask import Response, request

from boernestemme.domain.errors import LinkDead
from boernestemme.domain.roles import Permission
from boernestemme.services.paper_letters import PaperLetter, paper_letter
from boernestemme.services.telling import Telling
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.link_page import qr_picture
from boernestemme.web.caseworker.meetings import MEETING
from boernestemme.web.caseworker.sheet_file import pdf_page
from boernestemme.web.caseworker.wording_papers import (
    BELOW,
    HELLO,
    LEAD,
    NEUTRAL_BELOW,
    NEUTRAL_LEAD,
    QR_CODE,
    SOMEBODY_ELSE,
    STEPS,
)
from boernestemme.web.documents.quoting import on_its_own, whole_number
from boernestemme.web.documents.render import render
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language, speak
from boernestemme.web.message import link_address
from boernestemme.web.told import facts_of
from boernestemme.web.tools import staff_links, tools

SVG = '<svg xmlns="http://www.w3.org/2000/svg" '


@blueprint.post(f"{MEETING}/brev.pdf")
@opens(Permission.READ_MEETING)
def letter_file(meeting_id: str) -> Response | tuple[str, int]:
    """The letter, in the child's language. It shows the link, and is logged as that."""
    try:
        letter = paper_letter(setting(), meeting_id, staff_links())
    except LinkDead:
        return problem_page(_("Linket kan ikke vises mere. Lav et nyt link."), 410)
    speak(request.form.get("language", ""))
    return pdf_page(render("letter.typ", letter_data(letter)), "brev")


def letter_data(letter: PaperLetter) -> dict[str, object]:
    """All of it. Only to a child whose phone nobody else sees does it say who writes, and of what:
    the shared words stand in none (LNK-14).
    """
    address = link_address(tools().settings, letter.link.token)
    told, is_safe = letter.told, letter.link.phone.is_safe
    said = _named(told) if is_safe else {"lead": _(NEUTRAL_LEAD), "facts": ()}
    draft = page_language()["draft"]
    return {
        "title": _(HELLO),
        "steps": [_(step) for step in STEPS],
        "qr": str(qr_picture(address)).replace("<svg ", SVG, 1),
        "qr_alt": _(QR_CODE),
        "address": address,
        "below": [*_below(told)] if is_safe else [_(line) for line in NEUTRAL_BELOW],
        "foot": " ".join(map(on_its_own, draft)) if isinstance(draft, tuple) else "",
        **said,
    }


def _named(told: Telling) -> dict[str, object]:
    facts = facts_of(
        told.age_group, told.settled, told.contact, told.starts_at, is_moved=told.is_moved
    )
    return {"lead": _(LEAD, Who=told.contact, who=told.contact), "facts": facts}


def _below(told: Telling) -> Iterator[str]:
    yield from (_(line, who=told.contact) for line in BELOW[told.age_group])
    yield _(SOMEBODY_ELSE, number=whole_number("116 111"))
