"""What may be refused, as a small ordered language of exceptions.

Errors carry keys and values, never sentences for people: each audience puts them into words.
"""

from collections.abc import Mapping, Sequence


class Refused(Exception):
    """Something asked for was refused by a rule; nothing was changed."""


class LinkRefused(Refused):
    """A link cannot be used. Why is never shown: every dead link gets the same page."""


class LinkDead(LinkRefused):
    """The link is forged, unknown, revoked, replaced, locked, expired or spent."""


class WrongWords(LinkRefused):
    """The two shared words did not fit.

    Attributes:
        left: tries left before the link is locked, 0 or more.
    """

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class AlreadyAnswered(Refused):
    """The phase was spent by another submission, which stands."""


class SessionGone(Refused):
    """The browser holds no live session: hidden, closed, or never begun."""


class AnswerRefused(Refused):
    """An answer breaks a rule of its instrument.

    Attributes:
        rules: question code to rule name (``unknown_choice``, ``too_long``, ``not_text``,
            ``bad_drawing``, ``too_much_drawn``).
    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{code}: {rule}" for code, rule in rules.items()))
        self.rules = dict(rules)


class AlreadyMade(Refused):
    """The same order was carried out before.

    Attributes:
        meeting_ids: the meetings that were made of it then.
    """

    def __init__(self, meeting_ids: Sequence[str]) -> None:
        super().__init__(", ".join(meeting_ids))
        self.meeting_ids = tuple(meeting_ids)


class DraftChanged(Refused):
    """The draft is no longer the one the page saw; nothing of this save was kept."""


class NotPermitted(Refused):
    """The person may not do this, or may not know that it exists."""


class SignInRefused(Refused):
    """Wrong e-mail, wrong password or disabled account: never said which."""


class CodeRefused(Refused):
    """A code of the second factor does not fit, or was used before: never said which."""


class SignOnRefused(Refused):
    """A municipality's own sign-on does not let somebody in.

    Attributes:
        rule: ``state``, ``provider``, ``said_no``, ``assertion``, ``assurance``, ``municipality``,
            ``no_role``, ``no_email``, ``no_name``, ``local_account``, ``disabled``, ``not_ready``.
        detail: for the operator's log; never who it was.
    """

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.detail = detail


class TooManyTries(Refused):
    """A limit on tries has been reached; it opens again by itself."""


class NotFound(Refused):
    """There is no such thing, or the asker may not know of it."""


class Conflict(Refused):
    """Someone else saved in the meantime; nothing of this save was kept."""


class ReplyRefused(Refused):
    """A reply to the wishes breaks a rule.

    Attributes:
        rules: wish key to rule name (``no_outcome``, ``no_reason``, ``too_long``, ``cpr``).
    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{key}: {rule}" for key, rule in rules.items()))
        self.rules = dict(rules)


class CaseNumberRefused(Refused):
    """A case number cannot be kept.

    Attributes:
        rule: ``too_long``, ``not_text``, ``cpr``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class SearchRefused(Refused):
    """A text is not searched for.

    Attributes:
        rule: ``empty``, ``too_long``, ``not_text``, ``cpr``, ``two_words``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class ReflectionRefused(Refused):
    """A reflection breaks a rule.

    Attributes:
        rules: element to rule name (``too_long``, ``not_text``, ``cpr``).
    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(", ".join(rules))
        self.rules = dict(rules)


class PointRefused(Refused):
    """The case worker's own words to a point of the framing break a rule.

    Attributes:
        rule: ``too_long``, ``not_text`` or ``cpr``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class InvitingRefused(Refused):
    """A link cannot be made, or a meeting not be changed.

    Attributes:
        rule: ``phone_not_asked``, ``meeting_past``, ``meeting_held``, ``link_over``,
            ``no_backup``, ``too_far``, ``cancelled``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class HandOverRefused(Refused):
    """A meeting cannot be given to somebody else.

    Attributes:
        rule: ``receiver`` (none chosen, or one who cannot have it), ``no_third`` (nobody is left
            to be backup reader), ``case_number`` (not the one it has), ``cpr`` (typed in place of
            it), ``nothing`` to give, ``not_yours`` for a backup reader, or
            ``not_compared``.
        meetings: those whose case number was not compared with the two words.
    """

    def __init__(self, rule: str, meetings: frozenset[str] = frozenset()) -> None:
        super().__init__(rule)
        self.rule = rule
        self.meetings = meetings


class MessageRefused(Refused):
    """A message to a child's phone cannot be ordered. No number stands in it.

    Attributes:
        rule: of the number ``empty``, ``abroad``, ``length``, ``special``, ``not_mobile`` or
            ``differ``; else ``no_gateway``, ``phone`` (not the child's alone), ``link_dead``,
            ``under_way`` (one is being sent), ``meeting_quota`` or ``day_quota``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class ReleaseRefused(Refused):
    """A release cannot be frozen, corrected or approved.

    Attributes:
        rule: ``too_early``, ``not_mixed``, ``delivered``, ``frozen_already``,
            ``nothing_counted`` when freezing; ``no_draft``, ``draft_waits``,
            ``published_too_narrow``, ``note_missing``, ``note_too_long``, ``note_not_text``,
            ``note_cpr`` when correcting; ``no_draft``, ``changed``, ``approved_already``,
            ``published_already``, ``not_board``, ``too_narrow`` when approving.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class EntryRefused(Refused):
    """What was entered about a person, a team or a municipality cannot be.

    Attributes:
        rules: field to rule name (``missing``, ``too_long``, ``cpr``, ``taken``, …).
    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {rule}" for field, rule in rules.items()))
        self.rules = dict(rules)


class CannotOpen(Exception):
    """An envelope does not open: changed, moved or sealed to another key. Always an alarm."""


class LedgerDamaged(Exception):
    """The erasure ledger cannot be read in full, or is gone. Always an alarm."""


class SettingsMissing(Exception):
    """A setting is missing or too weak; the message names it and how to mend it."""
