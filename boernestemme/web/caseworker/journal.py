"""The text for the municipality's own case system: what may stand where others can read it.

Nothing guarded stands in it, no link, no shared words and no account. It is the same text whoever
of the readers takes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from boernestemme.domain.framing import Delivery
from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.manner import DANISH
from boernestemme.domain.meeting import danish_day
from boernestemme.services import case_numbers
from boernestemme.services.framing import ReadAnswer, ReadMeeting
from boernestemme.web.caseworker.after_words import AfterView
from boernestemme.web.caseworker.answer_groups import Group, guarded_groups, open_groups
from boernestemme.web.caseworker.asking_alone import HELPED
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.points import HEADINGS, ITEM
from boernestemme.web.caseworker.said_reply import said_reply
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording import AGES
from boernestemme.web.languages import danish_name
from boernestemme.web.locale import clock, full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import staff_links

HOW_GIVEN = {
    Delivery.BY_LINK: N_("Svaret er sendt til barnets telefon den %(day)s."),
    Delivery.AT_MEETING: N_("Svaret gives på mødet. Det blev valgt den %(day)s."),
    Delivery.BY_PHONE: N_("Svaret gives pr. telefon. Det blev valgt den %(day)s."),
}
INDENT = "  "


def journal_text(read: ReadMeeting, after: AfterView) -> str:
    """All of it as plain text; an empty line parts what belongs together."""
    blocks = [
        _head(read),
        *(block for one in read.answers for block in _answer_blocks(read, one)),
        [*_guarded_line(read)],
        [*_reply_lines(read)],
        [*_own_points(read)],
        [*_after_lines(after.groups)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(read: ReadMeeting) -> list[str]:
    number = case_numbers.of_meeting(setting(), read.id, staff_links().keys.opener)
    day, time = _day(danish_day(read.starts_at)), clock(read.starts_at)
    return [
        _("Mødets ramme: barnets ønsker før mødet"),
        *([_("Sagsnummer: %(number)s", number=number)] if number else ()),
        _("Møde den %(day)s kl. %(time)s", day=day, time=time),
        *([_("Mødet er aflyst.")] if read.is_cancelled else ()),
        _("Teksten er barnets ønsker før mødet. Den er ikke en undersøgelse af barnet."),
        *([] if read.answers else [_("Her er intet svar fra barnet før mødet.")]),
    ]


def _answer_blocks(read: ReadMeeting, one: ReadAnswer) -> Iterator[list[str]]:
    """Where an answer comes from, what it says, and its open wishes with what comes of them."""
    labels = _labels(one)
    yield [*_provenance(one, labels)]
    if said := [*_knows(one, labels), *_said(open_groups(one, labels))]:
        yield [_("Det siger barnet"), *said]
    wishes = [wish for wish in one.wishes if not wish.is_guarded]
    if wishes:
        yield [_("Barnets ønsker, og hvad der sker med dem"), *_wished(read, one)]


def _labels(one: ReadAnswer) -> Labels:
    """In the words of a colleague: whoever reads the file is not *you*."""
    return Labels(one.asked_as, is_backup=True)


def _provenance(one: ReadAnswer, labels: Labels) -> Iterator[str]:
    yield _("Svar modtaget den %(day)s", day=_day(one.received_on))
    yield _("Barnet svarede på spørgsmålene for %(age)s.", age=_(AGES[one.asked_as]))
    helper = helper_in(one.parts.open)
    if helper is None:
        yield _("Barnet svarede alene. Ingen hjælper er oplyst.")
    else:
        yield _(HELPED[helper], mine=labels.mine)
    if one.language != DANISH:
        yield _written_in(one.language)


def _written_in(code: str) -> str:
    return _("Barnets egne ord er skrevet på %(language)s.", language=danish_name(code))


def _knows(one: ReadAnswer, labels: Labels) -> Iterator[str]:
    code = one.parts.open_closed.get("knows_purpose")
    if code is not None:
        answer = labels.choice("knows_purpose", str(code))
        yield _("Ved barnet, hvad mødet handler om? %(answer)s", answer=answer)


def _said(groups: Iterable[Group]) -> Iterator[str]:
    """Headings, what was tapped, and the child's own words unedited between quotation marks."""
    for group in groups:
        yield _("%(heading)s:", heading=group.heading)
        yield from (ITEM + item for item in group.items)
        yield from (f"»{quote}«" for quote in group.quotes)
        yield from (_("[Barnet har tegnet en tegning]") for _picture in group.pictures)


def _wished(read: ReadMeeting, one: ReadAnswer) -> Iterator[str]:
    labels = _labels(one)
    for wish in one.wishes:
        if not wish.is_guarded:
            yield ITEM + labels.wish(wish)
            yield INDENT + (said_reply(read, wish, one.asked_as) or _("Intet svar endnu."))


def _guarded_line(read: ReadMeeting) -> Iterator[str]:
    """That there is more, and where; nothing of what it is."""
    if any(wish.is_guarded for wish in read.wishes) or any(
        guarded_groups(one, _labels(one)) for one in read.answers
    ):
        yield _(
            "Barnet har også givet svar, der er beskyttet. "
            "De står på siden i Børnestemme og ikke her."
        )


def _reply_lines(read: ReadMeeting) -> Iterator[str]:
    """How and when the child gets its reply."""
    framing = read.framing
    if framing.delivery is not None and framing.delivered_on is not None:
        yield _(HOW_GIVEN[framing.delivery], day=_day(framing.delivered_on))
    elif read.wishes and read.reply_due is not None:
        yield _("Barnet skal have svar senest den %(day)s.", day=_day(read.reply_due))


def _own_points(read: ReadMeeting) -> Iterator[str]:
    """The points the case worker wrote itself; the others say what is said to every child."""
    own = {point: one.text for point, one in read.framing.points.items() if one.text}
    if own:
        yield _("Rammen for mødet, med rådgiverens egne ord")
        for point in (point for point in HEADINGS if point in own):
            yield _("%(heading)s:", heading=_(HEADINGS[point]))
            yield own[point]


def _after_lines(groups: Sequence[Group]) -> Iterator[str]:
    if groups:
        yield _("Det sagde barnet efter mødet")
        yield from (_written_in(one.language) for one in groups if one.language != DANISH)
        yield from _said(groups)


def _day(day: date) -> str:
    """*18. marts 2027* with plain spaces: a case system may not know others."""
    return full_day(day).replace("\u00a0", " ")
