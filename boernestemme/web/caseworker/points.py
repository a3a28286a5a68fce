"""The six points of a framing, written from what was told and what the child openly asks for.

Each is in words that can be said to the child as they stand, by whoever holds the meeting. Nothing
guarded ever goes in: the points lie on the table.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from boernestemme.domain.framing import FramingPoint
from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.domain.submission import Wish
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker.child_labels import ChildLabels
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import listed
from boernestemme.web.marking import N_
from boernestemme.web.told import TOLD

PURPOSE, AGENDA, HOW = FramingPoint.PURPOSE, FramingPoint.AGENDA, FramingPoint.HOW_WE_TALK
ITEM = "– "
BETWEEN = " · "
THEN = N_("Så det, jeg skal tale om.")
HEADINGS = {
    PURPOSE: N_("Formål"),
    FramingPoint.EXPECTATIONS: N_("Det kan barnet forvente"),
    FramingPoint.AUTHORITY: N_("At være myndighed"),
    FramingPoint.RIGHTS: N_("Barnets rettigheder"),
    AGENDA: N_("Dagsorden"),
    HOW: N_("Sådan taler I sammen"),
}
# What is said to every child, whatever it answered; this alone lies on the table.
STANDING: dict[AgeGroup, dict[FramingPoint, tuple[str, ...]]] = {
    AgeGroup.YOUNGER: {
        PURPOSE: (N_("Jeg vil høre, hvad du synes."),),
        FramingPoint.EXPECTATIONS: (
            N_("Jeg svarer på alle dine ønsker."),
            N_("Jeg siger hvorfor, hvis noget ikke går."),
        ),
        FramingPoint.AUTHORITY: (
            N_("Jeg bestemmer noget, men ikke alt."),
            N_("Er du i fare, skal jeg hjælpe. Så må jeg sige det til andre voksne."),
        ),
        FramingPoint.RIGHTS: (
            N_("Du må have en bisidder. Det er en, der er der for dig."),
            N_("Du må holde pause. Du må sige, at du ikke er enig."),
        ),
        AGENDA: (N_("Først det, du vil tale om. Så det, jeg vil tale om."),),
        HOW: (N_("Sig stop, hvis du ikke er med."),),
    },
    AgeGroup.OLDER: {
        PURPOSE: (N_("Jeg vil høre, hvad du mener, før noget bliver bestemt."),),
        FramingPoint.EXPECTATIONS: (
            N_("Jeg svarer på alle dine ønsker."),
            N_("Jeg siger hvorfor, når noget ikke kan lade sig gøre."),
        ),
        FramingPoint.AUTHORITY: (
            N_("Jeg bestemmer noget, men ikke alt."),
            N_("Er du i fare, skal jeg handle. Så må jeg sige det til andre voksne."),
        ),
        FramingPoint.RIGHTS: (
            N_("Du har ret til en bisidder: en, der er der for dig."),
            N_("Du må springe over, holde pause og klage."),
        ),
        AGENDA: (N_("Først det, du vil tale om. Så det, jeg skal tale om."),),
        HOW: (N_("Jeg spørger undervejs, om du er med."),),
    },
}
FIXED = {
    "others": N_("Resten ligger fast. De andre kan kun den dag."),
    "law": N_("Resten ligger fast. Loven kræver det."),
    "other": N_("Resten ligger fast. Jeg siger hvorfor."),
}
HOW_WISHES = {
    "yes": N_("Du vil gerne have med: %(what)s."),
    "part": N_("Kun med noget af tiden: %(what)s."),
    "place": N_("Du vil gerne mødes: %(what)s."),
    "needs": N_("Det hjælper dig: %(what)s."),
}


def composed_points(meeting: ReadMeeting) -> dict[FramingPoint, str]:
    """Every point as it stands while nobody has written its own words to it; lines by line feed."""
    standing = standing_points(meeting.age_group)
    own: dict[FramingPoint, Iterable[str]] = {
        PURPOSE: chain(_told(meeting.age_group, meeting.settled), standing[PURPOSE]),
        AGENDA: _agenda(meeting) or standing[AGENDA],
        HOW: chain(_how(meeting), standing[HOW]),
    }
    return {point: "\n".join(own.get(point, spoken)) for point, spoken in standing.items()}


def standing_points(age_group: AgeGroup) -> dict[FramingPoint, tuple[str, ...]]:
    """The sentences of each point that are said to every child."""
    return {point: tuple(_(line) for line in STANDING[age_group][point]) for point in FramingPoint}


def _told(age_group: AgeGroup, settled: Settled) -> Iterable[str]:
    """Why there is a meeting and what can be changed, as far as the child was told."""
    told = TOLD[age_group]
    if settled.purposes:
        why = listed([_(told.purposes[code]) for code in settled.purposes])
        yield _("Vi skal tale om: %(what)s.", what=why)
    if settled.can_change:
        what = listed([_(told.can_change[code]) for code in settled.can_change])
        yield _("Du kan få lavet om: %(what)s.", what=what)
    if settled.fixed_because:
        yield _(FIXED[settled.fixed_because])


def _agenda(meeting: ReadMeeting) -> tuple[str, ...]:
    """The child's own topics, one a line, to be taken first; nothing where it chose none."""
    topics = _wished(meeting)["topics"]
    return (*(ITEM + topic for topic in topics), _(THEN)) if topics else ()


def _how(meeting: ReadMeeting) -> Iterable[str]:
    """What the child openly asks for about persons, place and what makes it safe."""
    wished = _wished(meeting)
    for kind, sentence in HOW_WISHES.items():
        if wished[kind]:
            yield _(sentence, what=BETWEEN.join(wished[kind]))


def _wished(meeting: ReadMeeting) -> Mapping[str, tuple[str, ...]]:
    """The tapped open wishes by what they are about, each once."""
    found: dict[str, dict[str, None]] = {
        kind: {} for kind in ("topics", "yes", "part", "place", "needs")
    }
    for one in meeting.answers:
        said = ChildLabels(one.asked_as)
        for wish in one.wishes:
            if wish.code and not wish.is_guarded:
                found[_kind(wish)][_named(wish, said)] = None
    return {kind: tuple(names) for kind, names in found.items()}


def _kind(wish: Wish) -> str:
    if wish.question.startswith("person-"):
        return wish.code
    return "yes" if wish.question == "persons" else wish.question


def _named(wish: Wish, said: ChildLabels) -> str:
    if wish.question.startswith("person-"):
        return said.person(wish.question)
    return said.choice(wish.question, wish.code)
