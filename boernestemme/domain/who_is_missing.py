"""Who is missing from a period's answers: exact counts beside them, and what is told of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from boernestemme.domain.covering import disclose_coverage
from boernestemme.domain.disclosure import Quiet
from boernestemme.domain.manner_figures import GivenCount, disclose_manners
from boernestemme.domain.meeting_counts import Meetings
from boernestemme.domain.regions import Hierarchy
from boernestemme.domain.release import Release
from boernestemme.domain.reporting import disclose_reported
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell


@dataclass(frozen=True)
class Missing:
    """Meetings with a link, how answers were given, and what municipalities told of all meetings.

    ``reported`` has a number for each municipality that told one.
    """

    meetings: Meetings = field(default_factory=dict)
    given: Sequence[GivenCount] = ()
    reported: Mapping[str, int] = field(default_factory=dict)

    def told_in(
        self,
        draft: Release,
        cells: Sequence[Cell],
        hierarchy: Hierarchy,
        quiet: Collection[Quiet] = (),
    ) -> Release:
        """The draft with all of it that may be told; ``cells`` are its answers."""
        # Answered or not: what a single child did must not be what names a municipality here.
        every = with_silent(cells, self.meetings)
        participants = tuple(sorted({cell.municipality for cell in every}))
        return replace(
            draft,
            coverage=disclose_coverage(cells, self.meetings, hierarchy, quiet),
            manners=disclose_manners(self.given, cells, quiet),
            reported=disclose_reported(self.reported, self.meetings),
            taking_part=len(participants),
            participants=participants,
        )
