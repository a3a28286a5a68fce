"""Forged link tokens of every kind, and a reader that believes them."""

import base64
import random
import string
from collections.abc import Callable, Iterator

from boernestemme.storage.ids import LINK_ID_BYTES
from boernestemme.storage.tokens import LinkSigner

EPOCH, SAFE = 3, string.ascii_letters + string.digits + "-_"
RETIRED, KEY, OTHERS = ("retired-" + "a" * 32, "in-use-" + "b" * 32, "of-others-" + "c" * 32)
SIGNER = LinkSigner((KEY,), EPOCH)
WRONG = (
    LinkSigner((RETIRED,), EPOCH),
    LinkSigner((OTHERS,), EPOCH),
    LinkSigner((KEY,), EPOCH - 1),
    LinkSigner((KEY,), EPOCH, "boernestemme.reply"),
    LinkSigner((KEY[:-1],), EPOCH),
)


class Believing(LinkSigner):
    """A reader that never looks at the signature: the control."""

    def read(self, token: str) -> bytes | None:
        """Whatever stands before the dot."""
        try:
            link_id = base64.urlsafe_b64decode(token.partition(".")[0] + "==")
        except ValueError:
            return None
        return link_id if len(link_id) == LINK_ID_BYTES else None


def flipped(chance: random.Random, token: str) -> str:
    """One to three bits turned; the last character, two of whose bits say nothing, is left."""
    bad = list(token)
    for place in chance.sample(range(len(token) - 1), chance.randint(1, 3)):
        bad[place] = chr(ord(bad[place]) ^ (1 << chance.randrange(7)))
    return "".join(bad)


def cut(chance: random.Random, token: str) -> str:
    """Without its beginning or its end."""
    place = chance.randrange(1, len(token) - 1)
    return chance.choice((token[:place], token[place:], token[:place] + token[place + 1 :]))


def swapped(chance: random.Random, token: str) -> str:
    """One token's link with another's signature, or the two in the wrong order."""
    other = SIGNER.sign(chance.randbytes(LINK_ID_BYTES))
    link, _, signature = token.partition(".")
    return chance.choice(
        (f"{link}.{other[23:]}", f"{other[:22]}.{signature}", f"{signature}.{link}")
    )


def wrongly_signed(chance: random.Random, _token: str) -> str:
    """Another key, a retired one, another purpose, another epoch."""
    return chance.choice(WRONG).sign(chance.randbytes(LINK_ID_BYTES))


def invented(chance: random.Random, _token: str) -> str:
    """Of the right form, and nothing else."""
    letters = "".join(chance.choices(SAFE, k=65))
    return f"{letters[:22]}.{letters[22:]}"


def re_encoded(chance: random.Random, token: str) -> str:
    """The same bytes written otherwise."""
    link, _, signature = token.partition(".")
    raw = base64.urlsafe_b64decode(link + "==")
    ways = (
        f"{raw.hex()}.{signature}", f"{link}==.{signature}",
        f"{link}\n.{signature}", f"{link}%2E{signature}", token.swapcase(), f"{token}.{signature}",
        base64.urlsafe_b64encode(token.encode()).decode(), f"\u200b{token}",
        f"{link}\uff0e{signature}", token + "\n",
    )  # fmt: skip
    return chance.choice(ways)


KINDS: tuple[Callable[[random.Random, str], str], ...] = (
    flipped, cut, swapped, wrongly_signed, invented, re_encoded,
)  # fmt: skip


def forged(seed: str, many: int) -> Iterator[str]:
    """So many of all kinds in turn; the same seed gives the same."""
    chance = random.Random(seed)
    for number in range(many):
        token = SIGNER.sign(chance.randbytes(LINK_ID_BYTES))
        yield KINDS[number % len(KINDS)](chance, token)


def accepted(reader: LinkSigner, seed: str, many: int) -> int:
    """How many forgeries a reader takes for links."""
    return sum(reader.read(token) is not None for token in forged(seed, many))
