"""Danish mobile numbers: which a message may go to, and how people type them."""

import re

from boernestemme.domain.errors import MessageRefused

COUNTRY = "45"
DIGITS = 8
ABROAD = re.compile(r"\+|00")
BETWEEN = re.compile(r"[\s().\-/\u2010-\u2015]+")

# The series set aside "fortrinsvis" for mobiles in "Den samlede danske nummerplan" (the page of
# that name of Styrelsen for Dataforsyning og Infrastruktur, sdfi.dk, read in 2026): two digits and
# fewer first, then series of three digits taken from landlines. "Fortrinsvis" is no promise: a
# number can be ported, and the list grows. So a few children's numbers are refused here, and their
# case worker copies the message instead. A landline must never pass: it may read the message aloud.
_SHORT = "2 30 31 40 41 42 50 51 52 53 60 61 71 81 91 92 93"
_OF_THREE = (
    "342 344-349 356-357 359 362 365-366 389 398 431 441 462 466 468 472 474 476 478 485-486 "
    "488-489 493-496 498-499 542-543 545 551-552 556 571-574 577 579 584 586-587 589 597-598 "
    "627 629 641 649 658 662-665 667 692-694 697 771-772 782-783 785-786 788-789 826-827 829"
)


def _series(text: str) -> tuple[str, ...]:
    bounds = [part.partition("-")[::2] for part in text.split()]
    return tuple(
        str(number)
        for first, last in bounds
        for number in range(int(first), int(last or first) + 1)
    )


MOBILE = _series(_SHORT) + _series(_OF_THREE)
# Toll-free 80, premium 90, shared 70, machines 37; 0 and 1 begin short and emergency numbers.
SPECIAL = ("0", "1", "37", "70", "80", "90")


def mobile_number(typed: str) -> str:
    """The number as gateways want it: country code and eight digits, nothing else.

    ``typed`` may have space, and +45 or 0045 before it. Raises MessageRefused with ``empty``,
    ``abroad``, ``length``, ``special`` or ``not_mobile``; the number stands in no text of it.
    """
    bare = BETWEEN.sub("", typed)
    if not bare:
        raise MessageRefused("empty")
    for code in (f"+{COUNTRY}", f"00{COUNTRY}"):
        bare = bare.removeprefix(code)
    if ABROAD.match(bare):
        raise MessageRefused("abroad")
    if len(bare) != DIGITS or not (bare.isascii() and bare.isdecimal()):
        raise MessageRefused("length")
    if bare.startswith(SPECIAL):
        raise MessageRefused("special")
    if not bare.startswith(MOBILE):
        raise MessageRefused("not_mobile")
    return COUNTRY + bare


def typed_twice(first: str, second: str) -> str:
    """The number that was typed twice (RAT-06). Raises MessageRefused, ``differ`` among others."""
    number = mobile_number(first)
    try:
        is_same = mobile_number(second) == number
    except MessageRefused:
        is_same = False
    if not is_same:
        raise MessageRefused("differ")
    return number
