"""The two shared words ("blå sky") that let a child in and name a meeting in the worker's list.

The words are Danish, and as stable as codes: open links and stored rows hold them. Never change
or remove one; add things twelve at a time, when no link is open, because the tiles of an open
link follow from the whole list (see `decoys`).

Left out on purpose, so that no pair hurts, frightens or shames: people, bodies, weapons, alcohol,
faith, rescue services, home, school, luggage and beds; stars and triangles (coloured ones were
badges); drops and waves (blood; a political phrase); a circle and a square (look like controls).
"""

import hmac
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from boernestemme.domain.errors import Refused

TILES = 12
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})

COLOURS: tuple[str, ...] = (
    "rød", "orange", "gul", "grøn", "turkis", "blå",
    "lilla", "pink", "brun", "grå", "hvid", "sort",
)  # fmt: skip

THINGS: tuple[str, ...] = (
    # sky and garden
    "sky", "sol", "måne", "regnbue", "planet", "komet", "blomst", "kløver", "kaktus", "svamp",
    "plante", "fjer", "skov",
    # animals
    "fisk", "hest", "snegl", "sommerfugl", "fugl",
    # food, forbidden to nobody
    "banan", "citron", "melon", "gulerod", "drue", "chili", "ost", "kage", "is", "kiks", "kop",
    "kande", "suppe", "chokolade", "pizza",
    # what moves
    "bil", "bus", "cykel", "scooter", "motorcykel", "traktor", "lastbil", "gravko", "kran", "båd",
    "kajak", "færge", "ubåd", "raket", "ballon", "luftballon", "helikopter", "ufo", "trillebør",
    # to use and play with
    "bog", "blyant", "pensel", "lineal", "nøgle", "lampe", "klokke", "radio", "computer",
    "puslebrik", "terning", "bold", "gyngehest", "magnet", "kikkert", "globus", "pokal", "billet",
    # to wear and carry
    "sko", "sok", "skøjte", "trøje", "vest", "bøjle", "hjelm", "krone", "solbrille", "paraply",
    "parasol", "rygsæk", "kurv", "gave", "kasse", "spand",
    # around us
    "stol", "sofa", "stige", "trappe", "bro", "borg", "butik", "postkasse", "kegle", "diamant",
)  # fmt: skip

# Colours that are easily taken for each other.
ALIKE_COLOURS: tuple[frozenset[str], ...] = (
    frozenset({"blå", "grå"}),  # rhyme
    frozenset({"rød", "grøn", "brun"}),  # red-green colour blindness; rød and grøn by ear
    frozenset({"grå", "grøn"}),  # the same first letters to a new reader
    frozenset({"blå", "turkis", "grøn"}),  # neighbours to the eye; turkis goes by either name
    frozenset({"blå", "lilla"}),  # neighbours to the eye
    frozenset({"lilla", "pink"}),  # neighbours to the eye
    frozenset({"pink", "rød"}),  # neighbours to the eye
    frozenset({"rød", "orange"}),  # neighbours to the eye
    frozenset({"orange", "gul"}),  # neighbours to the eye
    frozenset({"orange", "brun"}),  # brown is dark orange
    frozenset({"brun", "sort"}),  # both dark on a dim screen
    frozenset({"grå", "hvid"}),  # both pale on a bright screen
    frozenset({"grå", "sort"}),  # dark grey passes for black
)

# Things that are easily taken for each other. Families may share members, but a cluster of them
# must stay within the number of groups that `_groups` deals to (a test holds this).
ALIKE_THINGS: tuple[frozenset[str], ...] = (
    frozenset({"sky", "sko", "skov"}),  # sound and letters
    frozenset({"sol", "stol"}),  # rhyme
    frozenset({"sol", "sok", "sko"}),  # letters
    frozenset({"stol", "sofa"}),  # look: both upholstered, with arms
    frozenset({"sko", "skøjte"}),  # look: a skate is a shoe; the same first sound
    frozenset({"bro", "borg", "bog"}),  # letters
    frozenset({"planet", "plante"}),  # letters
    frozenset({"planet", "komet"}),  # sound, subject
    frozenset({"planet", "globus", "bold"}),  # look: a ball
    frozenset({"bold", "kiks"}),  # look: round, with a pattern
    frozenset({"måne", "banan", "melon", "chili"}),  # look: a bow
    frozenset({"svamp", "paraply", "parasol", "lampe"}),  # look: a dome on a stem; sound
    frozenset({"blomst", "kløver"}),  # look: petals
    frozenset({"blyant", "pensel", "fjer", "raket"}),  # look: a slanting stroke
    frozenset({"blyant", "lineal"}),  # use: both lie in the pencil case
    frozenset({"fisk", "fugl"}),  # first sound, small animals
    frozenset({"fugl", "sommerfugl"}),  # sound
    frozenset({"hest", "gyngehest", "vest"}),  # sound, look
    frozenset({"vest", "trøje"}),  # look: clothes for the same part
    frozenset({"trøje", "bøjle"}),  # sound
    frozenset({"bil", "bus", "lastbil"}),  # look: a box on wheels; sound
    frozenset({"cykel", "motorcykel", "scooter"}),  # look: two wheels; sound
    frozenset({"traktor", "gravko"}),  # look: heavy machines
    frozenset({"kran", "krone"}),  # letters
    frozenset({"båd", "ubåd", "færge", "kajak"}),  # look: vessels; sound
    frozenset({"ballon", "luftballon"}),  # sound, look
    frozenset({"helikopter", "ufo"}),  # look: hovering
    frozenset({"kop", "kande", "spand"}),  # look: vessels with one opening
    frozenset({"spand", "kurv"}),  # look: a bucket and a basket
    frozenset({"kasse", "postkasse", "gave"}),  # look: a box; sound
    frozenset({"kage", "gave"}),  # letters and rhyme
    frozenset({"ost", "pizza"}),  # look: a wedge
    frozenset({"is", "pizza", "kegle"}),  # look: a cone
    frozenset({"stige", "trappe"}),  # look: steps
    frozenset({"kikkert", "solbrille"}),  # look: two round glasses
)


class WordsExhausted(Refused):
    """Every pair left is near-alike to one that is taken."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A colour and a thing, e.g. ``WordPair("blå", "sky")``, spoken as "blå sky"."""

    colour: str
    thing: str

    def __str__(self) -> str:
        return f"{self.colour} {self.thing}"


def _alike(words: Sequence[str], families: Sequence[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Each word with itself and all that share a family with it."""
    return {
        word: frozenset({word}).union(*(family for family in families if word in family))
        for word in words
    }


def _clusters(
    words: Sequence[str], alike: dict[str, frozenset[str]]
) -> tuple[tuple[str, ...], ...]:
    """The words parted so that alike ones, also at second hand, are together; words' order."""
    cluster_of = {word: {word} for word in words}
    for word in words:
        joined = set().union(*(cluster_of[other] for other in alike[word]))
        cluster_of.update(dict.fromkeys(joined, joined))
    firsts = {min(cluster, key=words.index): cluster for cluster in cluster_of.values()}
    return tuple(tuple(sorted(firsts[w], key=words.index)) for w in words if w in firsts)


_COLOURS_ALIKE = _alike(COLOURS, ALIKE_COLOURS)
_THINGS_ALIKE = _alike(THINGS, ALIKE_THINGS)
_CLUSTERS = _clusters(THINGS, _THINGS_ALIKE)
_PAIRS = tuple(WordPair(colour, thing) for colour in COLOURS for thing in THINGS)


def near_alike(a: WordPair, b: WordPair) -> bool:
    """Whether one pair may be taken for the other: one word the same, the other same or alike.

    Pairs that differ in both words are told apart by either, however alike each may be.
    """
    if a.thing == b.thing:
        return a.colour == b.colour or b.colour in _COLOURS_ALIKE.get(a.colour, ())
    return a.colour == b.colour and b.thing in _THINGS_ALIKE.get(a.thing, ())


def free_pairs(taken: Collection[WordPair]) -> tuple[WordPair, ...]:
    """All pairs near-alike to none in `taken`; at most 12 × 96 of them, none is possible."""
    free = dict.fromkeys(_PAIRS)
    for pair in taken:
        _take(free, pair)
    return tuple(free)


def _take(free: dict[WordPair, None], taken: WordPair) -> None:
    """Leave nothing that is near-alike to this pair."""
    for colour in _COLOURS_ALIKE.get(taken.colour, ()):
        free.pop(WordPair(colour, taken.thing), None)
    for thing in _THINGS_ALIKE.get(taken.thing, ()):
        free.pop(WordPair(taken.colour, thing), None)


def draw(taken: Collection[WordPair], choose: Callable[[Sequence[WordPair]], WordPair]) -> WordPair:
    """A pair near-alike to none in `taken`, as ``draw_each`` draws one."""
    return draw_each(taken, 1, choose)[0]


def draw_each(
    taken: Collection[WordPair], count: int, choose: Callable[[Sequence[WordPair]], WordPair]
) -> list[WordPair]:
    """So many pairs, near-alike to none in `taken` and none of them to another.

    Args:
        taken: the pairs of one worker's open links.
        count: how many, at least one.
        choose: picks one of a non-empty sequence; must be an even, unguessable choice
            (``secrets.choice``), or the pair can be guessed.

    Raises:
        WordsExhausted: too few are left.
    """
    free, drawn = dict.fromkeys(free_pairs(taken)), []
    for _ in range(count):
        if not free:
            raise WordsExhausted(len(taken))
        drawn.append(choose(tuple(free)))
        _take(free, drawn[-1])
    return drawn


def decoys(seed: bytes, thing: str) -> tuple[str, ...]:
    """The twelve things a child chooses among, the right one among them, in the order of THINGS.

    The seed alone parts all things into groups of twelve; shown is the group that holds the right
    one. So each of its twelve, had it been the right one, would have brought the same tiles in
    the same order: neither set nor position tells it, even to someone who knows the seed and
    this code. (Eleven decoys drawn around the right thing would give it away to whoever repeats
    the drawing.) For the same reason no two of the twelve are alike, not just none like the right
    one: otherwise an alike pair would tell that it is neither of them.

    Args:
        seed: bytes that belong to one link; need not be secret.
        thing: one of THINGS.

    Raises:
        ValueError: `thing` is not one of THINGS.
    """
    if thing not in _THINGS_ALIKE:
        raise ValueError("not a thing of the shared words")
    chosen = next(group for group in _groups(seed) if thing in group)
    return tuple(word for word in THINGS if word in chosen)


def _groups(seed: bytes) -> tuple[frozenset[str], ...]:
    """THINGS parted by the seed into groups of twelve in which no two are alike.

    Alike things are kept in a row (clusters in an order the seed decides, and within each cluster
    too) and dealt out like cards, so that neighbours land in different groups.
    """
    rank = {word: hmac.digest(seed, word.encode(), "sha256") for word in THINGS}
    clusters = sorted(_CLUSTERS, key=lambda cluster: rank[cluster[0]])
    row = [word for cluster in clusters for word in sorted(cluster, key=rank.__getitem__)]
    hands = len(THINGS) // TILES
    return tuple(frozenset(row[hand::hands]) for hand in range(hands))


def ascii_name(thing: str) -> str:
    """The name of a thing's picture, without folder and ending: "blå båd" gives "blaa-baad"."""
    return thing.translate(_ASCII)
