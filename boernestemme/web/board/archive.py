"""The board's archive: every number there ever was, who approved it, and where its bytes are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boernestemme.services.approving import ReleaseState
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases.tables import amount

THOUSAND = 1000


@dataclass(frozen=True)
class Kept:
    """One number: what it is today, and how large its file is. Only what is public has files."""

    state: ReleaseState
    is_current: bool
    standing: str
    size: str


def archive_of(states: Sequence[ReleaseState]) -> tuple[Kept, ...]:
    """All but the drafts that wait, in the order of ``states``: the newest first."""
    return tuple(_kept(states))


def _kept(states: Sequence[ReleaseState]) -> Iterator[Kept]:
    newest: dict[str, int] = {}
    for state in states:
        if not (state.is_published or state.is_replaced):
            continue
        is_current = state.is_published and str(state.period) not in newest
        if is_current:
            newest[str(state.period)] = state.number
        size = _("%(size)s kB", size=amount(-(-len(state.content) // THOUSAND)))
        yield Kept(state, is_current, _standing(state, is_current), size)


def _standing(state: ReleaseState, is_current: bool) -> str:
    if state.is_replaced:
        return _("Aldrig udgivet: en ny udgave kom i stedet")
    return _("Gælder nu") if is_current else _("Rettet af en senere udgave")
