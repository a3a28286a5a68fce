"""What goes into the municipality's own case system: what may stand where others can read it.

Nothing guarded stands in it, no link, no shared words and no account. It is the same whoever of
the readers takes it, and the same in text and in PDF: both are made of these lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

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
from boernestemme.web.caseworker.paper_lines import (
    Block,
    Line,
    drawing,
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
from boernestemme.web.caseworker.points import HEADINGS
from boernestemme.web.caseworker.said_reply import said_reply
from boernestemme.web.caseworker.tasks import INTERPRETER
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording import AGES
from boernestemme.web.languages import danish_name
from boernestemme.web.locale import clock
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import now, staff_links

HOW_GIVEN = {
    Delivery.BY_LINK: N_("Svaret er sendt til barnets telefon den %(day)s."),
    Delivery.AT_MEETING: N_("Svaret gives på mødet. Det blev valgt den %(day)s."),
    Delivery.BY_PHONE: N_("Svaret gives pr. telefon. Det blev valgt den %(day)s."),
}


def journal_blocks(read: ReadMeeting, after: AfterView) -> tuple[Block, ...]:
    """All of it, in blocks of what belongs together."""
    return whole_blocks(
        (
            (title(_("Mødets ramme: barnets ønsker før mødet")), *_head(read)),
            *(block for one in read.answers for block in _answer_blocks(read, one)),
            _guarded_line(read),
            _reply_lines(read),
            _own_points(read),
            _after_lines(after),
        )
    )


def _head(read: ReadMeeting) -> Iterator[Line]:
    yield from case_lines(read)
    yield plain(_("Teksten er barnets ønsker før mødet. Den er ikke en undersøgelse af barnet."))
    if not read.answers:
        yield plain(_("Her er intet svar fra barnet før mødet."))


def case_lines(read: ReadMeeting) -> Iterator[Line]:
    """Which case and meeting a paper is about, and when it was made."""
    number = case_numbers.of_meeting(setting(), read.id, staff_links().keys.opener)
    if number:
        yield plain(_("Sagsnummer: %(number)s", number=number))
    day, time = plain_day(danish_day(read.starts_at)), clock(read.starts_at)
    yield plain(_("Møde den %(day)s kl. %(time)s", day=day, time=time))
    if read.is_cancelled:
        yield plain(_("Mødet er aflyst."))
    day, time = plain_day(danish_day(now())), clock(now())
    yield plain(_("Hentet fra Børnestemme den %(day)s kl. %(time)s", day=day, time=time))


def _answer_blocks(read: ReadMeeting, one: ReadAnswer) -> Iterator[Iterable[Line]]:
    """Where an answer comes from, what it says, and its open wishes with what comes of them."""
    labels = unnamed_labels(one)
    yield provenance(one)
    groups = in_its_language(open_groups(one, labels), one)
    if said := [*_knows(one, labels), *said_lines(groups)]:
        yield heading(_("Det siger barnet")), *said
    if wished := [*wished_lines(read, one, is_guarded=False)]:
        yield heading(_("Barnets ønsker, og hvad der sker med dem")), *wished


def unnamed_labels(one: ReadAnswer) -> Labels:
    """In the words of a colleague: whoever reads the file is not *you*."""
    return Labels(one.asked_as, is_backup=True)


def provenance(one: ReadAnswer) -> Iterator[Line]:
    """When an answer came, whose questions it is to, who helped, and in which language."""
    yield plain(_("Svar modtaget den %(day)s", day=plain_day(one.received_on)))
    yield plain(_("Barnet svarede på spørgsmålene for %(age)s.", age=_(AGES[one.asked_as])))
    helper = helper_in(one.parts.open)
    if helper is None:
        yield plain(_("Barnet svarede alene. Ingen hjælper er oplyst."))
    else:
        yield plain(_(HELPED[helper], mine=unnamed_labels(one).mine))
    if wants_interpreter(one):
        yield plain(_("Barnet vil have en tolk med til mødet."))
    if one.language != DANISH:
        yield _written_in(one.language)


def wants_interpreter(one: ReadAnswer) -> bool:
    """True where the child asks for one."""
    return any((wish.question, wish.code) == INTERPRETER for wish in one.wishes)


def _written_in(code: str) -> Line:
    return plain(_("Barnets egne ord er skrevet på %(language)s.", language=danish_name(code)))


def _knows(one: ReadAnswer, labels: Labels) -> Iterator[Line]:
    code = one.parts.open_closed.get("knows_purpose")
    if code is not None:
        answer = labels.choice("knows_purpose", str(code))
        yield plain(_("Ved barnet, hvad mødet handler om? %(answer)s", answer=answer))


def said_lines(groups: Iterable[Group]) -> Iterator[Line]:
    """Headings, what was tapped, and the child's own words unedited between quotation marks."""
    for group in groups:
        yield label(_("%(heading)s:", heading=group.heading))
        yield from (item(one) for one in group.items)
        yield from (quote(words, group.language) for words in group.quotes)
        yield from (drawing(_("[Barnet har tegnet en tegning]"), one) for one in group.pictures)


def in_its_language(groups: Iterable[Group], one: ReadAnswer) -> Iterator[Group]:
    """The groups of an answer, told what the child wrote in."""
    return (replace(group, language=one.language) for group in groups)


def wished_lines(read: ReadMeeting, one: ReadAnswer, *, is_guarded: bool) -> Iterator[Line]:
    """The open wishes of an answer, or the guarded ones, each with what comes of it."""
    labels = unnamed_labels(one)
    for wish in one.wishes:
        if wish.is_guarded is is_guarded:
            yield item(labels.wish(wish))
            yield under(said_reply(read, wish, one.asked_as) or _("Intet svar endnu."))


def holds_guarded(read: ReadMeeting) -> bool:
    """True where the child said something that is for its reader alone."""
    return any(wish.is_guarded for wish in read.wishes) or any(
        guarded_groups(one, unnamed_labels(one)) for one in read.answers
    )


def _guarded_line(read: ReadMeeting) -> Iterator[Line]:
    """That there is more, and where; nothing of what it is."""
    if holds_guarded(read):
        yield plain(
            _(
                "Barnet har også givet svar, der er beskyttet. "
                "De står på siden i Børnestemme og ikke her."
            )
        )


def _reply_lines(read: ReadMeeting) -> Iterator[Line]:
    """How and when the child gets its reply."""
    framing = read.framing
    if framing.delivery is not None and framing.delivered_on is not None:
        yield plain(_(HOW_GIVEN[framing.delivery], day=plain_day(framing.delivered_on)))
    elif read.wishes and read.reply_due is not None:
        yield plain(_("Barnet skal have svar senest den %(day)s.", day=plain_day(read.reply_due)))


def _own_points(read: ReadMeeting) -> Iterator[Line]:
    """The points the case worker wrote itself; the others say what is said to every child."""
    own = {point: one.text for point, one in read.framing.points.items() if one.text}
    if own:
        yield heading(_("Rammen for mødet, med rådgiverens egne ord"))
        for point in (point for point in HEADINGS if point in own):
            yield label(_("%(heading)s:", heading=_(HEADINGS[point])))
            yield plain(own[point])


def _after_lines(after: AfterView) -> Iterator[Line]:
    if after.groups:
        yield heading(_("Det sagde barnet efter mødet"))
        if after.written_on is not None:
            yield plain(_("Svar modtaget den %(day)s", day=plain_day(after.written_on)))
        foreign = [one.language for one in after.groups if one.language != DANISH]
        yield from (_written_in(code) for code in dict.fromkeys(foreign))
        yield from said_lines(after.groups)
