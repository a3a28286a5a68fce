"""The guarded part for the case file: by itself, for a reason, and never by opening an address."""

from collections.abc import Iterator

from flask import Response, render_template, request

from boernestemme.domain.disclosing import WORDS_LIMIT, DisclosingRefused, Ground
from boernestemme.domain.roles import Permission
from boernestemme.services import disclosing
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.services.telling import telling
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.answer_groups import guarded_groups
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.journal import (
    case_lines,
    in_its_language,
    provenance,
    said_lines,
    unnamed_labels,
    wished_lines,
)
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.paper_files import pdf_of
from boernestemme.web.caseworker.paper_lines import (
    Block,
    Line,
    as_text,
    heading,
    plain,
    title,
    whole_blocks,
)
from boernestemme.web.caseworker.sheet_file import pdf_page
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import staff_links, tools

HERE = f"{MEETING}/journal-beskyttet"
PDF = "pdf"
GROUNDS = {
    Ground.CASE_FILE: N_("Det skal med i sagen"),
    Ground.DANGER: N_("Barnet kan være i fare"),
    Ground.ACCESS: N_("Aktindsigt eller partshøring skal vurderes"),
    Ground.COMPLAINT: N_("Ankestyrelsen eller retten beder om det"),
    Ground.CHILD: N_("Barnet har bedt om det"),
    Ground.OTHER: N_("Andet"),
}
REFUSED = {
    "no_ground": ("ground", N_("Vælg en grund.")),
    "no_words": ("words", N_("Skriv grunden.")),
    "too_long": ("words", N_("Højst %(limit)s tegn.")),
    "not_text": ("words", N_("Der er et tegn, som ikke kan gemmes.")),
    "cpr": ("words", N_("Det ligner et CPR-nummer. Skriv det ikke her.")),
}


@blueprint.get(HERE)
@opens(Permission.READ_MEETING)
def ask_ground(meeting_id: str) -> str:
    """Why? Nothing is opened to ask."""
    return _asking(meeting_id, None, "", {})


@blueprint.post(HERE)
@opens(Permission.READ_MEETING)
def take_out_guarded(meeting_id: str) -> str | Response | tuple[str, int]:
    """The guarded part, to copy or as PDF/A, or what the reason lacks."""
    given, words = request.form.get("ground"), request.form.get("words", "").strip()
    ground = Ground(given) if given in set(Ground) else None
    keys = staff_links().keys
    try:
        read = disclosing.take_out(setting(), meeting_id, ground, words, keys.opener, tools().epoch)
    except DisclosingRefused as refused:
        field, text = REFUSED[refused.rule]
        return _asking(meeting_id, ground, words, {field: _(text, limit=WORDS_LIMIT)}), 422
    blocks = guarded_blocks(read, reason_line(ground, words))
    if request.form.get("go") == PDF:
        return pdf_page(pdf_of(blocks), "journal-beskyttet")
    return _taken_out(read, ground, words, as_text(blocks))


def reason_line(ground: Ground | None, words: str) -> str:
    """The reason, as it stands on the paper."""
    named = _(GROUNDS[ground]) if ground in GROUNDS else ""
    return f"{named}: {words}" if words else named


def guarded_blocks(read: ReadMeeting, reason: str) -> tuple[Block, ...]:
    """What the child gave to its reader alone, and nothing of the open part."""
    head = [
        title(_("Beskyttet: barnets svar til sin rådgiver alene")),
        plain(
            _("Skal vurderes, før det gives til nogen. Hold det adskilt fra resten af journalen.")
        ),
        *case_lines(read),
        plain(_("Grund til at tage det ud: %(reason)s", reason=reason)),
    ]
    found = whole_blocks(block for one in read.answers for block in _answer_blocks(read, one))
    return whole_blocks((head, *(found or ([plain(_("Her er ingen beskyttede svar."))],))))


def _answer_blocks(read: ReadMeeting, one: ReadAnswer) -> Iterator[list[Line]]:
    groups = guarded_groups(one, unnamed_labels(one))
    said = [*said_lines(in_its_language(groups, one))]
    wished = [*wished_lines(read, one, is_guarded=True)]
    if said or wished:
        yield [*provenance(one)]
    if said:
        yield [heading(_("Det siger barnet")), *said]
    if wished:
        yield [heading(_("Barnets ønsker, og hvad der sker med dem")), *wished]


def _asking(meeting_id: str, ground: Ground | None, words: str, errors: dict[str, str]) -> str:
    meeting = telling(setting(), meeting_id)
    return render_template(
        "caseworker/guarded_ground.html",
        pair_of=meeting.words,
        grounds=[(one.value, _(text), one is ground) for one, text in GROUNDS.items()],
        words=words,
        limit=WORDS_LIMIT,
        errors=errors,
        here=f"/raadgiver/moeder/{meeting_id}",
        **page_context(),
    )


def _taken_out(read: ReadMeeting, ground: Ground | None, words: str, text: str) -> str:
    return render_template(
        "caseworker/guarded_part.html",
        pair_of=read.link.words,
        ground=ground,
        words=words,
        text=text,
        here=f"/raadgiver/moeder/{read.id}",
        **page_context(),
    )
