"""What may be entered about people, teams and a municipality: how it is tidied, what it breaks.

A rule is a word: ``too_long``, ``not_text``, ``cpr``, ``missing``, or one of the field's own.
"""

import re
from urllib.parse import SplitResult, urlsplit

from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.questionnaire import is_storable
from boernestemme.domain.regions import MUNICIPALITIES

LONGEST_NAME = 60
LONGEST_HOURS = 60
LONGEST_ADDRESS = 200
LONGEST_EMAIL = 254
STATEMENTS = "was.digst.dk"
EMAIL = re.compile(r"[^\s@<>,;:\"'()\[\]\\]+@[^\s@.<>,;]+(\.[^\s@.<>,;]+)+")
TITLE = re.compile(r"[a-zæøåéü][a-zæøåéü -]{2,29}")
NOT_BEFORE_A_TITLE = ("din ", "dit ", "min ", "mit ", "en ", "et ")
WHOLE_NUMBER = 8
PHONE = re.compile(r"\d{8}|116\d{3}|11[24]", re.ASCII)
# What must not stand in the address of a page that is to tell nothing.
TELLING = (
    "kommune", "barn", "boern", "børn", "born", "raadgiv", "rådgiv", "radgiv", "social",
    "familie", "sagsbehandl", "moede", "møde", "hjaelp", "hjælp", "xn--",
)  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def tidy_words(text: str) -> str:
    """Without white space around, and with single spaces inside."""
    return " ".join(text.split())


def tidy_phone(text: str) -> str:
    """A Danish telephone number as it is read: pairs, or threes for a short one."""
    digits = re.sub(r"[\s.-]", "", text).removeprefix("+45")
    if not digits.isascii() or not digits.isdecimal():
        return tidy_words(text)
    size = 2 if len(digits) == WHOLE_NUMBER else 3
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def tidy_title(text: str) -> str:
    """A title as it stands inside a sentence."""
    return tidy_words(text).lower()


def words_rule(text: str, longest: int = LONGEST_NAME) -> str | None:
    """The rule that a line of words breaks."""
    if not text:
        return "missing"
    if len(text) > longest:
        return "too_long"
    if not is_storable(text):
        return "not_text"
    return "cpr" if holds_cpr_like(text) else None


def name_rule(text: str) -> str | None:
    """The rule that the name of a person, a team or a municipality breaks."""
    return words_rule(text)


def hours_rule(text: str) -> str | None:
    """The rule that opening hours in words break."""
    return words_rule(text, LONGEST_HOURS)


def title_rule(text: str) -> str | None:
    """The rule that a word like *rådgiver* breaks: small letters, and fit to stand after *din*."""
    if holds_cpr_like(text):
        return "cpr"
    is_title = TITLE.fullmatch(text) and not text.startswith(NOT_BEFORE_A_TITLE)
    return None if is_title else "title"


def phone_rule(text: str) -> str | None:
    """The rule that a number to call breaks."""
    if holds_cpr_like(text):
        return "cpr"
    return None if PHONE.fullmatch(text.replace(" ", "")) else "phone"


def email_rule(text: str) -> str | None:
    """The rule that an e-mail address breaks."""
    rule = words_rule(text, LONGEST_EMAIL)
    return rule or (None if EMAIL.fullmatch(text) else "email")


def neutral_rule(text: str) -> str | None:
    """The rule that the address behind *Skjul* breaks: safe, plain, and telling nothing."""
    parts = _safe_parts(text)
    if isinstance(parts, str):
        return parts
    whole = text.casefold()
    if any(word in whole for word in TELLING):
        return "telling"
    return "telling" if _places_in(whole) & _municipalities() else None


def statement_rule(text: str) -> str | None:
    """The rule that the address of an accessibility statement breaks."""
    parts = _safe_parts(text)
    if isinstance(parts, str):
        return parts
    is_statement = parts.hostname == STATEMENTS and parts.path.strip("/")
    return None if is_statement else "statement"


def _safe_parts(text: str) -> SplitResult | str:
    """The parts of an https address that holds nothing but a name and a path; else the rule."""
    if len(text) > LONGEST_ADDRESS:
        return "too_long"
    if holds_cpr_like(text):
        return "cpr"
    try:
        parts, port = urlsplit(text), urlsplit(text).port
    except ValueError:
        return "address"
    if parts.scheme != "https":
        return "https"
    host = parts.hostname or ""
    is_plain = text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\")
    if not is_plain or "." not in host.strip(".") or "@" in parts.netloc or port is not None:
        return "address"
    return "address" if parts.query or parts.fragment else parts


def _places_in(address: str) -> set[str]:
    return set(re.split(r"[^a-z]+", address))


def _municipalities() -> set[str]:
    """The names of all municipalities, in the letters an address is written with."""
    return {
        part
        for name in MUNICIPALITIES.values()
        for part in name.lower().translate(LETTERS).split("-")
    }
