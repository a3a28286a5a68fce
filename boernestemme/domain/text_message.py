"""A text message: how much room it takes on the network, and that it tells nothing."""

import re

from boernestemme.domain.regions import MUNICIPALITIES_OF

# GSM 03.38 (3GPP TS 23.038): the basic alphabet, and what takes an escape before it.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

# What a message and its sender must not hold (LNK-14): parts of words that name an authority or
# why it writes. Written with æ, ø, å or without, as senders and addresses are.
_STEMS = (
    "kommun", "møde", "moede", "rådgiv", "raadgiv", "socialr", "socialf", "forvaltning",
    "myndighed", "styrelse", "jobcenter", "familieafd", "børne- og", "ministeri",
)  # fmt: skip
_WORDS = ("sag", "sagen", "sager", "sagens", r"sags\w+", "region")
_PLACES = tuple(
    place
    for names in MUNICIPALITIES_OF.values()
    for name in names.values()
    for place in (name, name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"))
)
_TELLING = re.compile(
    "|".join(
        [
            *map(re.escape, _STEMS),
            *(rf"(?<![^\W_]){word}(?![^\W_])" for word in _WORDS),
            *(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" for word in _PLACES),
        ]
    ),
    re.IGNORECASE,
)


def septets(text: str) -> int | None:
    """The room a text takes, in septets; None where it does not go out in the alphabet at all."""
    characters = set(text)
    if not characters <= BASIC | EXTENSION:
        return None
    return len(text) + sum(character in EXTENSION for character in text)


def told_by(text: str) -> list[str]:
    """The places, authorities and telling words in a text, none where it is neutral (LNK-14)."""
    return _TELLING.findall(text)
