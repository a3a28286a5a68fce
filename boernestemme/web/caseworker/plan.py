"""Text for *barnets plan*: the child's own words and what comes of each wish, said to the child.

After Børns Vilkår's *Barnet i handleplanen*: it makes sense to the child, keeps the child's and
the adults' views apart, quotes the child, and says why where a wish is not met. Parents read the
plan too. So nothing guarded stands in it, nor that there is anything: the page says that instead.
What was said after the meeting is about how it was held, and stays with whoever held it.
"""

from collections.abc import Iterable, Iterator

from flask import render_template

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context
from boernestemme.web.caseworker.child_labels import ChildLabels
from boernestemme.web.caseworker.foreign_words import interpreter_notices
from boernestemme.web.caseworker.journal import holds_guarded
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.caseworker.paper_lines import (
    Block,
    Line,
    as_text,
    heading,
    item,
    label,
    plain,
    plain_day,
    quote,
    title,
    under,
    whole_blocks,
)
from boernestemme.web.caseworker.reading_ease import meter_of
from boernestemme.web.caseworker.said_reply import said_reply
from boernestemme.web.caseworker.sheets import TO_THE_CHILD
from boernestemme.web.guard import opens
from boernestemme.web.languages import DANISH
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

# What the child wrote itself, by the question it wrote it to.
WRITTEN = {
    "topics_text": N_("Det vil du tale om:"),
    "place_text": N_("Her vil du gerne mødes:"),
    "not_place": N_("Her vil du ikke være:"),
    "needs_text": N_("Det hjælper dig:"),
}


@blueprint.get(f"{MEETING}/barnets-plan")
@opens(Permission.READ_MEETING)
def plan_text(meeting_id: str) -> str:
    """The text, to change and copy; nothing of it is saved. It is logged as a reading."""
    read = read_meeting(meeting_id)
    text = as_text(plan_blocks(read))
    return render_template(
        "caseworker/plan.html",
        pair_of=read.link.words,
        age=read.age_group,
        text=text,
        has_answer=bool(read.answers),
        has_guarded=holds_guarded(read),
        waits_for_reply=_waits_for_reply(read),
        has_adults=any(one.text for one in read.framing.points.values()),
        notices=interpreter_notices({one.language for one in read.answers} - {DANISH}),
        meter=meter_of(text, read.age_group),
        here=f"/raadgiver/moeder/{read.id}",
        **page_context(),
    )


def plan_blocks(read: ReadMeeting) -> tuple[Block, ...]:
    """The child's view, what comes of its wishes, and the adults' view, each by itself."""
    day = plain_day(danish_day(read.starts_at))
    head = (
        title(_("Din plan: det, du siger, og det, der sker")),
        plain(_("Mødet den %(day)s", day=day)),
    )
    return whole_blocks(
        (
            head,
            _under(_("Det siger du"), _said(read)),
            _under(_("Det ønsker du, og det sker der"), _wished(read)),
            _under(_("Det siger de voksne"), _adults(read)),
        )
    )


def _under(about: str, lines: Iterable[Line]) -> list[Line]:
    found = [*lines]
    return [heading(about), *found] if found else []


def _said(read: ReadMeeting) -> Iterator[Line]:
    """The child's own words, and no word of ours between the quotation marks."""
    written = [*_written(read)]
    if read.answers and not written:
        yield plain(_("Du har valgt dine svar. Du har ikke skrevet noget selv."))
    yield from written


def _written(read: ReadMeeting) -> Iterator[Line]:
    for one in read.answers:
        texts = one.parts.open_texts
        for question in (question for question in WRITTEN if question in texts):
            yield label(_(WRITTEN[question]))
            yield quote(str(texts[question]), one.language)
        if "drawing" in texts:
            yield plain(_("Du har lavet en tegning."))


def _wished(read: ReadMeeting) -> Iterator[Line]:
    """Each open wish as the child met it, with yes, some of it or no, and why."""
    for one in read.answers:
        said = ChildLabels(one.asked_as)
        for wish in one.wishes:
            if not wish.is_guarded:
                yield item(said.wish(wish))
                yield under(
                    said_reply(read, wish, one.asked_as) or _("Du har ikke fået svar endnu.")
                )


def _adults(read: ReadMeeting) -> Iterator[Line]:
    """The points the case worker wrote itself; they were written to be said to the child."""
    for point, about in TO_THE_CHILD.items():
        own = read.framing.points.get(point)
        if own is not None and own.text:
            yield label(_("%(heading)s:", heading=_(about)))
            yield plain(own.text)


def _waits_for_reply(read: ReadMeeting) -> bool:
    return any(not one.is_guarded and one.key not in read.framing.replies for one in read.wishes)
