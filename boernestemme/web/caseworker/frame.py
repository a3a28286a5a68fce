"""*Mødets ramme* as it is shown: what waits, the child's words, the wishes, the six points."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from boernestemme.domain.framing import FramingPoint, WishReply
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.submission import Wish
from boernestemme.services.framing import LinkState, ReadAnswer, ReadMeeting
from boernestemme.services.replying import can_go_by_link
from boernestemme.web.caseworker.answer_groups import Group, guarded_groups, open_groups, skipped
from boernestemme.web.caseworker.foreign_words import (
    interpreter_notices,
    languages_in,
    read_label,
)
from boernestemme.web.caseworker.reply_preview import ReplyPreview, preview_of
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording import (
    AGES,
    FRAMING,
    OUTCOMES,
    POINTS,
    REASONS,
    REPLY_REFUSED,
)
from boernestemme.web.locale import gettext as _


@dataclass(frozen=True)
class WishView:
    """One wish and its answer so far."""

    key: str
    label: str
    quote: str
    is_guarded: bool
    outcome: str
    reason: str
    own_words: str
    error: str


@dataclass(frozen=True)
class Frame:
    """Everything on the page of one meeting."""

    id: str
    words: WordPair
    starts_at: datetime
    ends_at: datetime
    age_label: str
    is_cancelled: bool
    is_backup: bool
    notices: tuple[str, ...]
    has_answer: bool
    received_on: date | None
    reply_due: date | None
    points: tuple[tuple[str, tuple[str, ...]], ...]
    open_groups: tuple[Group, ...]
    guarded_groups: tuple[Group, ...]
    guarded_for: str
    skipped: str
    text_task: bool
    read_label: str
    wishes: tuple[WishView, ...]
    outcomes: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    version: int
    problem: str | None
    saved: bool
    is_complete: bool
    delivery: str
    can_link: bool
    preview: ReplyPreview | None
    link: LinkState


@dataclass(frozen=True)
class Attempt:
    """A save that was refused: what was given, the version it was based on, and what was wrong.

    ``loose`` holds words written to wishes whose outcome was not chosen.
    """

    replies: Mapping[str, WishReply]
    loose: Mapping[str, str]
    version: int
    rules: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def make_frame(
    meeting: ReadMeeting, *, is_backup: bool, saved: bool = False, attempt: Attempt | None = None
) -> Frame:
    """The page of a meeting; after a refused save, with all that was typed still in place."""
    asked_for = tuple(_asked_for(meeting, is_backup=is_backup))
    given = attempt or Attempt(meeting.framing.replies, {}, meeting.framing.version)
    on_table = tuple(_groups(meeting, open_groups, is_backup=is_backup))
    guarded = tuple(_groups(meeting, guarded_groups, is_backup=is_backup))
    foreign = languages_in(on_table + guarded)
    return Frame(
        id=meeting.id,
        words=meeting.link.words,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        age_label=_(AGES[meeting.age_group]),
        is_cancelled=meeting.is_cancelled,
        is_backup=is_backup,
        notices=(*_notices(meeting), *interpreter_notices(foreign)),
        has_answer=bool(meeting.answers),
        received_on=max((one.received_on for one in meeting.answers), default=None),
        reply_due=None if meeting.is_answered else meeting.reply_due,
        points=_points(asked_for),
        open_groups=on_table,
        guarded_groups=guarded,
        guarded_for=Labels(meeting.age_group, is_backup).mine,
        skipped=skipped(meeting),
        text_task=any(one.has_text and not one.is_text_read for one in meeting.answers),
        read_label=read_label(foreign),
        wishes=tuple(_wish_view(wish, given, labels) for wish, labels in asked_for),
        outcomes=tuple((value, _(label)) for value, label in OUTCOMES.items()),
        reasons=tuple((value, _(label)) for value, label in REASONS.items()),
        version=given.version,
        problem=None if attempt is None else attempt.problem,
        saved=saved,
        is_complete=meeting.is_answered,
        delivery=meeting.framing.delivery or "",
        can_link=can_go_by_link(meeting),
        preview=preview_of(meeting),
        link=meeting.link,
    )


def _notices(meeting: ReadMeeting) -> list[str]:
    notices, link = [], meeting.link
    if any(_knows_purpose(one) == "no" for one in meeting.answers):
        notices.append(_("Barnet ved ikke, hvad mødet handler om. Fortæl det først."))
    if any(_knows_purpose(one) == "partly" for one in meeting.answers):
        notices.append(_("Barnet ved kun lidt om, hvad mødet handler om."))
    if link.is_locked:
        notices.append(_("Linket er låst: der er gættet forkert. Tal med barnet, lav nyt link."))
    elif link.is_of_old_epoch:
        notices.append(_("Linket virker ikke mere efter en gendannelse. Lav et nyt link."))
    if link.starts_worth_asking:
        notices.append(_("Startet %(times)s gange: spørg barnet selv.", times=link.starts))
    if len(meeting.answers) > 1:
        notices.append(_("Der er svar fra to links. Spørg barnet, hvilket der passer."))
    return notices


def _knows_purpose(answer: ReadAnswer) -> str:
    return str(answer.parts.open_closed.get("knows_purpose", ""))


def _groups(
    meeting: ReadMeeting,
    groups_of: Callable[[ReadAnswer, Labels], list[Group]],
    *,
    is_backup: bool,
) -> Iterator[Group]:
    for one in meeting.answers:
        for group in groups_of(one, Labels(one.asked_as, is_backup)):
            yield replace(group, language=one.language)


def _asked_for(meeting: ReadMeeting, *, is_backup: bool) -> Iterator[tuple[Wish, Labels]]:
    """Every wish, with the words of the questions that the child answered."""
    for one in meeting.answers:
        labels = Labels(one.asked_as, is_backup)
        yield from ((wish, labels) for wish in one.wishes)


def _points(asked_for: Sequence[tuple[Wish, Labels]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The six points of the framing, the child's own topics first on the agenda."""
    topics, needs = (_chosen(asked_for, question) for question in ("topics", "needs"))
    own = {
        FramingPoint.AGENDA: (*topics, _("Derefter det, du selv skal tale om.")),
        FramingPoint.HOW_WE_TALK: (*needs, _("Spørg undervejs, om barnet er med.")),
    }
    return tuple(
        (_(POINTS[point]), own.get(point) or tuple(_(line) for line in FRAMING[point]))
        for point in FramingPoint
    )


def _chosen(asked_for: Sequence[tuple[Wish, Labels]], question: str) -> tuple[str, ...]:
    return tuple(
        labels.choice(question, wish.code)
        for wish, labels in asked_for
        if wish.question == question
    )


def _wish_view(wish: Wish, given: Attempt, labels: Labels) -> WishView:
    reply, rule = given.replies.get(wish.key), given.rules.get(wish.key)
    return WishView(
        wish.key,
        labels.wish(wish),
        wish.text,
        wish.is_guarded,
        reply.outcome if reply else "",
        (reply.reason or "") if reply else "",
        reply.own_words if reply else given.loose.get(wish.key, ""),
        _(REPLY_REFUSED[rule]) if rule else "",
    )
