"""Passwords that are tried first: names of the place and its people, keys in a row, one letter."""

from collections.abc import Iterable

# Tried by whoever knows what the service is, or nothing at all. Longer ones first.
KNOWN = (
    "1234567890", "0987654321", "adgangskode", "qwertyuiopå", "boernestemme", "børnestemme",
    "asdfghjklæø", "barnestemme", "velkommen", "rådgiver", "raadgiver", "sagsbehandler",
    "asdfghjkl", "123456789", "kommune", "kodeord", "password", "12345678", "administrator",
    "styrelsen", "qwerty", "123456", "abcdef", "sommer", "vinter", "admin", "leder", "login",
)  # fmt: skip
FEWEST_LEFT = 6  # characters beside what is known
FEWEST_KINDS = 5  # different characters in all
SHORTEST_KNOWN = 4  # of names and parts of an e-mail; a shorter one stands in every sentence


def is_guessable(password: str, of_its_owner: Iterable[str]) -> bool:
    """True when hardly anything is left of it beside what is known.

    ``of_its_owner`` are the words that stand for its owner: e-mail, name, municipality. Nothing is
    asked of what characters a password is made of: a sentence passes, whatever it tells.
    """
    left = password.casefold()
    own = (part for one in of_its_owner for part in _parts(one))
    for word in sorted({*KNOWN, *own}, key=len, reverse=True):
        left = left.replace(word, "")
    return len(left.strip()) < FEWEST_LEFT or len({*password.casefold()}) < FEWEST_KINDS


def _parts(words: str) -> list[str]:
    """The words of a name or an e-mail that are long enough to be one."""
    plain = "".join(one if one.isalnum() else " " for one in words.casefold())
    return [part for part in plain.split() if len(part) >= SHORTEST_KNOWN]
