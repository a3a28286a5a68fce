"""Replies to wishes: a no needs a reason, own words are short, and no CPR number slips in."""

import pytest

from boernestemme.domain.errors import ReplyRefused
from boernestemme.domain.framing import (
    REASON_LIMIT,
    Framing,
    Outcome,
    Reason,
    WishReply,
    check_replies,
    holds_cpr_like,
)
from boernestemme.domain.submission import Wish, WishKind

WISH = Wish("place:skole", WishKind.PLACE, "place", "skole", "", is_guarded=False)
OTHER = Wish("not_place", WishKind.PLACE, "not_place", "", "kælderen", is_guarded=False)
WISHES = (WISH, OTHER)
READY = [reason for reason in Reason if reason is not Reason.OWN]


def rule(reply: WishReply) -> str | None:
    try:
        check_replies(WISHES, {WISH.key: reply})
    except ReplyRefused as refusal:
        assert set(refusal.rules) == {WISH.key}
        return refusal.rules[WISH.key]
    return None


def test_a_no_without_a_reason_is_refused() -> None:
    assert rule(WishReply(Outcome.NOT_MET)) == "no_reason"
    assert rule(WishReply(Outcome.NOT_MET, own_words="  \n")) == "no_reason"


@pytest.mark.parametrize("reason", READY)
def test_a_no_with_a_ready_reason_will_do(reason: Reason) -> None:
    assert rule(WishReply(Outcome.NOT_MET, reason)) is None


def test_a_no_in_own_words_will_do() -> None:
    assert rule(WishReply(Outcome.NOT_MET, own_words="Skolen er lukket.")) is None
    assert rule(WishReply(Outcome.NOT_MET, Reason.OWN, "Skolen er lukket.")) is None


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("words", ["", " ", "\t\r\n"])
def test_own_reason_needs_own_words(outcome: Outcome, words: str) -> None:
    assert rule(WishReply(outcome, Reason.OWN, words)) == "no_reason"


@pytest.mark.parametrize("outcome", [Outcome.MET, Outcome.PARTLY_MET])
def test_a_yes_or_partly_needs_no_reason(outcome: Outcome) -> None:
    assert rule(WishReply(outcome)) is None


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("å" * REASON_LIMIT, None),
        ("å" * (REASON_LIMIT + 1), "too_long"),
        (" " + "å" * REASON_LIMIT + "\n", None),
        ("a\0b", "not_text"),
        ("a\ud800", "not_text"),
        ("😀" * REASON_LIMIT, None),
    ],
)
def test_own_words_keep_to_their_limit(outcome: Outcome, words: str, expected: str | None) -> None:
    assert rule(WishReply(outcome, Reason.OWN, words)) == expected


CPR_LIKE = [
    "010203-1234",
    "0102031234",
    "010203 1234",
    "CPR: 311299-4321.",
    "(290200-1111)",
    "x010203-1234y",
    "to tal 12 og 010203-1234",
]
NOT_CPR = [
    "12 34 56 78",
    "12345678",
    "000203-1234",
    "321203-1234",
    "011303-1234",
    "10102031234",
    "01020312345",
    "18.03.2027 kl. 14",
    "2027-03-18",
    "010203-123",
    "",
]


@pytest.mark.parametrize("text", CPR_LIKE)
def test_a_number_like_a_cpr_number_is_found(text: str) -> None:
    assert holds_cpr_like(text)
    assert rule(WishReply(Outcome.MET, own_words=text)) == "cpr"


@pytest.mark.parametrize("text", NOT_CPR)
def test_other_numbers_pass(text: str) -> None:
    assert not holds_cpr_like(text)
    assert rule(WishReply(Outcome.MET, own_words=text)) is None


def test_every_day_and_month_is_known_as_the_beginning_of_a_cpr_number() -> None:
    days = [f"{day:02}{month:02}" for day in range(100) for month in range(100)]
    found = {one for one in days if holds_cpr_like(f"{one}07-1234")}
    assert found == {f"{day:02}{month:02}" for day in range(1, 32) for month in range(1, 13)}


def test_a_reply_to_a_wish_never_made_is_refused() -> None:
    with pytest.raises(ReplyRefused) as refusal:
        check_replies(WISHES, {"needs:pause": WishReply(Outcome.MET)})
    assert refusal.value.rules == {"needs:pause": "unknown"}


def test_every_broken_rule_is_named_at_once() -> None:
    replies = {
        WISH.key: WishReply(Outcome.NOT_MET),
        OTHER.key: WishReply(Outcome.MET, own_words="0102031234"),
        "zzz": WishReply(Outcome.NOT_MET),
    }
    with pytest.raises(ReplyRefused) as refusal:
        check_replies(WISHES, replies)
    assert refusal.value.rules == {WISH.key: "no_reason", OTHER.key: "cpr", "zzz": "unknown"}


def test_the_refusal_repeats_no_word_of_the_reply() -> None:
    with pytest.raises(ReplyRefused) as refusal:
        check_replies(WISHES, {WISH.key: WishReply(Outcome.MET, own_words="hemmelig 0102031234")})
    assert "hemmelig" not in f"{refusal.value!r} {refusal.value}"


def test_wishes_may_rest_unanswered_for_now() -> None:
    check_replies(WISHES, {})
    replies = {WISH.key: WishReply(Outcome.MET)}
    check_replies(WISHES, replies)
    assert not Framing(1, replies).answers_all(WISHES)
    assert Framing(1, replies | {OTHER.key: WishReply(Outcome.MET)}).answers_all(WISHES)
    assert Framing().answers_all(())
