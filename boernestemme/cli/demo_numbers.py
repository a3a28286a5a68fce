"""Invented half-years for the demo: how many answered in each municipality, and what they tapped.

The municipalities' sizes follow their real populations, in thousands and roughly as of 2024. All
else is invented: nobody ever answered any of it.
"""

from collections.abc import Iterator
from random import Random

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import ITEMS, SKIPPED
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.submission import WishKind
from boernestemme.domain.yearly import told_in
from boernestemme.services.inventing import InventedMark, InventedOutcome

THOUSANDS = {
    "0101": 660, "0147": 105, "0151": 52, "0153": 40, "0155": 15, "0157": 75, "0159": 70,
    "0161": 24, "0163": 30, "0165": 28, "0167": 54, "0169": 58, "0173": 59, "0175": 44,
    "0183": 24, "0185": 43, "0187": 17, "0190": 42, "0201": 26, "0210": 42, "0217": 64,
    "0219": 55, "0223": 25, "0230": 58, "0240": 45, "0250": 47, "0253": 52, "0259": 63,
    "0260": 32, "0265": 91, "0269": 25, "0270": 42, "0306": 33, "0316": 74, "0320": 38,
    "0326": 49, "0329": 36, "0330": 80, "0336": 24, "0340": 31, "0350": 29, "0360": 40,
    "0370": 84, "0376": 60, "0390": 46, "0400": 39, "0410": 41, "0420": 41, "0430": 53,
    "0440": 25, "0450": 33, "0461": 210, "0479": 60, "0480": 30, "0482": 12, "0492": 6,
    "0510": 55, "0530": 27, "0540": 74, "0550": 37, "0561": 116, "0563": 3, "0573": 50,
    "0575": 44, "0580": 59, "0607": 53, "0615": 98, "0621": 96, "0630": 122, "0657": 90,
    "0661": 59, "0665": 19, "0671": 21, "0706": 45, "0707": 37, "0710": 50, "0727": 24,
    "0730": 100, "0740": 101, "0741": 4, "0746": 65, "0751": 367, "0756": 43, "0760": 56,
    "0766": 48, "0773": 20, "0779": 45, "0787": 43, "0791": 97, "0810": 37, "0813": 58,
    "0820": 36, "0825": 2, "0840": 31, "0846": 42, "0849": 38, "0851": 224, "0860": 62,
}  # fmt: skip
ANSWERS_PER_THOUSAND = {AgeGroup.YOUNGER: 0.25, AgeGroup.OLDER: 0.6}
# Of the smallest more answer than elsewhere, or even their year would have nothing to tell.
IN_A_YEAR = 5
CHILDREN_PER_WORKER = 4
ANSWERED_BEFORE = 0.1
LEFT_OUT = 0.04
WISHES = 3
IN_TIME = 0.8
# How many were helped, and how many had an interpreter.
MANNERS = {AgeGroup.YOUNGER: (0.55, 0.06), AgeGroup.OLDER: (0.14, 0.05)}
# How often yes, partly, no and *don't know* are tapped; of 6–9 nobody is asked *partly*.
SHARES = {
    "heard": (0.62, 0.2, 0.12, 0.06),
    "voice": (0.55, 0.25, 0.14, 0.06),
    "space": (0.66, 0.19, 0.1, 0.05),
    "influence": (0.38, 0.27, 0.24, 0.11),
    "next": (0.52, 0.24, 0.18, 0.06),
}
TAPPED = ("yes", "partly", "no", "unsure")
OUTCOMES = {Outcome.MET: 0.55, Outcome.PARTLY_MET: 0.27, Outcome.NOT_MET: 0.18}


class Inventor:
    """Invents one half-year, or one year of those told by the year; the same every time."""

    def __init__(self, period: Period) -> None:
        self._told = told_in(period)
        self._times = IN_A_YEAR if period.is_year else 1
        self._random = Random(str(period))  # noqa: S311 - invented data, nothing to keep secret
        self._keys = Random(f"{period} keys")  # noqa: S311 - the same
        self._manners = Random(f"{period} manners")  # noqa: S311 - the same

    def marks(self) -> list[InventedMark]:
        """Answers from all municipalities that are told in the period, of both age groups."""
        return [
            mark
            for code, thousands in THOUSANDS.items()
            if code in self._told
            for age_group in AgeGroup
            for mark in self._of_municipality(code, thousands, age_group)
        ]

    def _of_municipality(
        self, code: str, thousands: int, age_group: AgeGroup
    ) -> Iterator[InventedMark]:
        expected = thousands * ANSWERS_PER_THOUSAND[age_group] * self._times
        answers = max(1, round(self._random.gauss(expected, expected**0.5)))
        workers = max(1, answers // CHILDREN_PER_WORKER)
        luck = self._random.gauss(0, 0.05)
        for number in range(answers):
            taps = {item: self._tap(item, age_group, luck) for item in ITEMS[age_group]}
            is_first = number == 0 or self._random.random() >= ANSWERED_BEFORE
            worker = self._random.randrange(workers)
            manner = [self._manners.random() < share for share in MANNERS[age_group]]
            key = self._record_key()
            yield InventedMark(code, age_group, is_first, worker, taps, key, *manner)

    def _tap(self, item: str, age_group: AgeGroup, luck: float) -> str:
        if self._random.random() < LEFT_OUT:
            return SKIPPED
        yes, partly, no, unsure = SHARES[item]
        if age_group is AgeGroup.YOUNGER:
            yes, partly, no = yes + partly / 2, 0.0, no + partly / 2
        shares = (max(0.05, yes + luck), partly, no, unsure)
        return self._random.choices(TAPPED, shares)[0]

    def _record_key(self) -> int:
        return self._keys.randrange(KEYS)

    def outcomes(self, marks: list[InventedMark]) -> list[InventedOutcome]:
        """What became of some wishes of each child."""
        kinds, ends = list(WishKind), list(OUTCOMES)
        return [
            InventedOutcome(
                mark.municipality,
                mark.age_group,
                self._random.choice(kinds),
                self._random.choices(ends, list(OUTCOMES.values()))[0],
                self._random.random() < IN_TIME,
                self._record_key(),
            )
            for mark in marks
            for _ in range(WISHES)
        ]
