"""Words, names, numbers and links that stand nowhere else, and where any of them was written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from boernestemme.domain.ports import SignsLinks
from boernestemme.services.making_links import MadeLink
from tests.stolen.memory import Search, forms


@dataclass(frozen=True)
class Canary:
    """One child's link and words, and what staff type about it."""

    link: MadeLink
    link_id: bytes
    words: str
    name: str
    email: str
    phone: str
    password: str
    reply: str

    @property
    def needles(self) -> dict[str, bytes]:
        """What must be found nowhere, by its kind."""
        link, pair = self.link, self.link.words
        word = self.words.partition(" ")[0]  # however the rest is coded
        plain = {
            "token": link.token,
            "signature": link.token.partition(".")[2],
            "answer": word,
            "name": self.name,
            "e-mail": self.email,
            "phone": self.phone,
            "phone in groups": " ".join(self.phone[at : at + 2] for at in range(0, 8, 2)),
            "password": self.password,
            "reply": self.reply,
            "two words": f"{pair.colour} {pair.thing}",
            "two words of the form": f"first_word={pair.colour}&second_word={pair.thing}",
            "two words as codes": f"'{pair.colour}', '{pair.thing}'",
        }
        found = {kind: said.encode() for kind, said in plain.items()}
        found |= {f"link, {form}": seen for form, seen in forms(self.link_id)}
        return found | {f"answer, {form}": seen for form, seen in forms(word.encode())}


def canaries(links: Sequence[MadeLink], signer: SignsLinks, seed: str) -> list[Canary]:
    """One for each link."""
    chance, found = Random(seed), []
    for link in links:
        own = "".join(chance.choices("bcdfghjkmnpqrstvwxz", k=12))
        found.append(
            Canary(
                link,
                signer.read(link.token) or b"",
                f"Ordfugl{own} på",
                f"Navnefugl{own}".title(),
                f"post.{own}@kanarie.example",
                str(chance.randint(20_000_000, 99_999_999)),
                f"Kodefugl {own} er lang",
                f"Svarfugl{own}",
            )
        )
    return found


def hits(written: Iterable[bytes], those: Sequence[Canary]) -> Counter[str]:
    """How often which kind of canary stands in what was written."""
    needles = {
        f"{number}|{kind}": needle
        for number, one in enumerate(those)
        for kind, needle in one.needles.items()
    }
    search = Search(needles)
    found = {name for text in written for name in search.found_in(text)}
    return Counter(name.partition("|")[2] for name in found)
