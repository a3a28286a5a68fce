"""What a child is told of its meeting beforehand: when, where, who, why, and what may be changed.

Only a phone that is the child's own is shown it. The case worker is shown the same lines first.
"""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.web.locale import clock, listed, long_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

COMING = {
    "mor": N_("din mor"),
    "far": N_("din far"),
    "plejemor": N_("din plejemor"),
    "plejefar": N_("din plejefar"),
    "bonus": N_("din bonusmor eller bonusfar"),
    "bosted_voksen": N_("en voksen, du bor hos"),
    "soeskende": N_("din søster eller bror"),
    "bedste": N_("en bedsteforælder"),
    "laerer": N_("din lærer"),
    "paedagog": N_("din pædagog"),
    "kontaktperson": N_("din kontaktperson"),
    "stoette": N_("din støtteperson"),
    "traener": N_("din træner"),
    "tolk": N_("en tolk"),
}
PLACES = {
    "skole": N_("På skolen"),
    "hjemme": N_("Hjemme"),
    "bosted": N_("Der, hvor du bor"),
    "kommune": N_("På kontoret"),
    "gaatur": N_("På en gåtur"),
    "telefon": N_("På telefon"),
    "video": N_("På skærm"),
}


@dataclass(frozen=True)
class Told:
    """How one age group is told why there is a meeting, and what of it may be changed.

    ``stays`` stands over why the rest stays as it is, ``all_stays`` where nothing may be changed.
    """

    why: str
    purposes: dict[str, str]
    changes: str
    can_change: dict[str, str]
    stays: str
    all_stays: str
    because: dict[str, str]


TOLD = {
    AgeGroup.YOUNGER: Told(
        why=N_("Vi taler om"),
        purposes={
            "wellbeing": N_("hvordan du har det"),
            "support": N_("din hjælp"),
            "home": N_("hvor du bor"),
            "plan": N_("en ny plan"),
            "decision": N_("et valg"),
        },
        changes=N_("Du kan få lavet om"),
        can_change={
            "who": N_("hvem der er med"),
            "where": N_("hvor vi er"),
            "when": N_("hvornår det er"),
            "topics": N_("hvad vi taler om"),
        },
        stays=N_("Resten bliver, som det er"),
        all_stays=N_("Mødet bliver, som det er"),
        because={
            "others": N_("De andre kan kun den dag."),
            "law": N_("Det siger loven."),
            "other": N_("Spørg %(who)s hvorfor."),
        },
    ),
    AgeGroup.OLDER: Told(
        why=N_("Det handler om"),
        purposes={
            "wellbeing": N_("hvordan du har det"),
            "support": N_("din hjælp"),
            "home": N_("hvor du bor"),
            "plan": N_("en ny plan"),
            "decision": N_("en beslutning"),
        },
        changes=N_("Du kan få lavet om"),
        can_change={
            "who": N_("hvem der er med"),
            "where": N_("hvor vi mødes"),
            "when": N_("hvornår vi mødes"),
            "topics": N_("hvad vi taler om"),
        },
        stays=N_("Resten ligger fast"),
        all_stays=N_("Mødet ligger fast"),
        because={
            "others": N_("De andre kan kun den dag."),
            "law": N_("Loven kræver det."),
            "other": N_("Spørg %(who)s hvorfor."),
        },
    ),
}
Facts = tuple[tuple[str, str], ...]


def facts_of(
    age_group: AgeGroup,
    settled: Settled,
    contact: str,
    starts_at: datetime | None,
    *,
    is_moved: bool = False,
) -> Facts:
    """All that is told, as pairs of word and meaning; ``starts_at`` (aware) is None until set."""
    when = ((_("Hvornår"), _when(starts_at, is_moved=is_moved)),) if starts_at else ()
    where = ((_("Hvor"), _(PLACES[settled.place])),) if settled.place else ()
    who = listed([contact, *(_(COMING[code]) for code in settled.persons)])
    return (*when, *where, (_("Hvem"), who), *_reasons(TOLD[age_group], settled, contact))


def _when(starts_at: datetime, *, is_moved: bool) -> str:
    day, at = long_day(starts_at), clock(starts_at)
    when = _("%(day)s kl.\u00a0%(clock)s", day=day, clock=at)
    return _("%(when)s (mødet er flyttet)", when=when) if is_moved else when


def _reasons(told: Told, settled: Settled, contact: str) -> Facts:
    pairs = []
    if settled.purposes:
        pairs.append((_(told.why), listed([_(told.purposes[code]) for code in settled.purposes])))
    if settled.can_change:
        can = [_(told.can_change[code]) for code in settled.can_change]
        pairs.append((_(told.changes), listed(can)))
    if settled.fixed_because:
        stays = told.stays if settled.can_change else told.all_stays
        pairs.append((_(stays), _(told.because[settled.fixed_because], who=contact)))
    return tuple(pairs)
