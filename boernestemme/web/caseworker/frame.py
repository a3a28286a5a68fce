"""*Mødets ramme* as it is shown: what waits, the child's words and its wishes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from boernestemme.domain.framing import Delivery
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.framing import LinkState, ReadAnswer, ReadMeeting
from boernestemme.services.replying import can_go_by_link
from boernestemme.web.caseworker.answer_groups import Group, guarded_groups, open_groups, skipped
from boernestemme.web.caseworker.foreign_words import (
    interpreter_notices,
    languages_in,
    read_label,
)
from boernestemme.web.caseworker.reply_preview import ReplyPreview, preview_of
from boernestemme.web.caseworker.reply_views import (
    Attempt,
    ReasonChip,
    WishView,
    outcome_chips,
    reason_chips,
    wish_view,
)
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording import AGES
from boernestemme.web.caseworker.wording_replies import GIVEN, LINK_IS_DEAD, LINK_IS_NEW
from boernestemme.web.locale import gettext as _


@dataclass(frozen=True)
class Frame:
    """Everything on the page of one meeting."""

    id: str
    starts_at: datetime
    ends_at: datetime
    age_label: str
    is_cancelled: bool
    is_backup: bool
    notices: tuple[str, ...]
    has_answer: bool
    received_on: date | None
    reply_due: date | None
    open_groups: tuple[Group, ...]
    guarded_groups: tuple[Group, ...]
    guarded_for: str
    skipped: str
    text_task: bool
    read_label: str
    wishes: tuple[WishView, ...]
    outcomes: tuple[tuple[str, str], ...]
    reason_chips: tuple[ReasonChip, ...]
    version: int
    problem: str | None
    saved: bool
    is_complete: bool
    is_replied: bool
    given: str
    delivery: str
    can_link: bool
    preview: ReplyPreview | None
    link: LinkState

    @property
    def can_change(self) -> bool:
        """True while its link can be made anew, taken back, moved or cancelled."""
        return not self.is_cancelled and not self.link.is_expired

    @property
    def words(self) -> WordPair:
        """The two shared words: the name of the meeting."""
        return self.link.words


def make_frame(
    meeting: ReadMeeting, *, is_backup: bool, saved: bool = False, attempt: Attempt | None = None
) -> Frame:
    """The page of a meeting; after a refused save, with all that was typed still in place."""
    given = attempt or Attempt(meeting.framing.replies, {}, meeting.framing.version)
    on_table = tuple(_groups(meeting, open_groups, is_backup=is_backup))
    guarded = tuple(_groups(meeting, guarded_groups, is_backup=is_backup))
    foreign = languages_in(on_table + guarded)
    return Frame(
        id=meeting.id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        age_label=_(AGES[meeting.age_group]),
        is_cancelled=meeting.is_cancelled,
        is_backup=is_backup,
        notices=(*_notices(meeting), *interpreter_notices(foreign)),
        has_answer=bool(meeting.answers),
        received_on=max((one.received_on for one in meeting.answers), default=None),
        reply_due=None if meeting.is_replied else meeting.reply_due,
        open_groups=on_table,
        guarded_groups=guarded,
        guarded_for=Labels(meeting.age_group, is_backup).mine,
        skipped=skipped(meeting),
        text_task=any(one.has_text and not one.is_text_read for one in meeting.answers),
        read_label=read_label(foreign),
        wishes=tuple(_wishes(meeting, given, is_backup=is_backup)),
        outcomes=outcome_chips(),
        reason_chips=reason_chips(),
        version=given.version,
        problem=None if attempt is None else attempt.problem,
        saved=saved,
        is_complete=meeting.is_answered,
        is_replied=meeting.is_replied,
        given=_given(meeting),
        delivery=meeting.framing.delivery or "",
        can_link=can_go_by_link(meeting),
        preview=preview_of(meeting, given.replies, is_asked=attempt is not None),
        link=meeting.link,
    )


def _given(meeting: ReadMeeting) -> str:
    """How the child has its reply, or that a link made since does not hold it."""
    how = meeting.framing.delivery
    if how is None or not meeting.is_replied:
        return ""
    if how is Delivery.BY_LINK and not meeting.link.has_letter:
        return _(LINK_IS_NEW if can_go_by_link(meeting) else LINK_IS_DEAD)
    return _(GIVEN[how])


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


def _wishes(meeting: ReadMeeting, given: Attempt, *, is_backup: bool) -> Iterator[WishView]:
    """Every wish, in the words of the questions that the child answered."""
    saved = meeting.framing.replies
    for one in meeting.answers:
        labels = Labels(one.asked_as, is_backup)
        yield from (wish_view(wish, given, saved, labels) for wish in one.wishes)
