"""The chips by which a child is told of its meeting, as they stand, and what the child will see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from boernestemme.web.caseworker.link_forms import TellForm
from boernestemme.web.caseworker.preview import ToldPreview
from boernestemme.web.caseworker.wording import COMING, SETTLED
from boernestemme.web.caseworker.wording_links import CAN_CHANGE, FIXED_BECAUSE, PURPOSES
from boernestemme.web.locale import gettext as _

Chip = tuple[str, str, bool]


@dataclass(frozen=True)
class TellFields:
    """Each row of chips as (value, label, chosen), the preview, and what is wrong."""

    persons: list[Chip]
    places: list[Chip]
    purposes: list[Chip]
    can_change: list[Chip]
    reasons: list[Chip]
    preview: ToldPreview
    errors: dict[str, str]


def tell_fields(form: TellForm, preview: ToldPreview, errors: dict[str, str]) -> TellFields:
    """The chips as they were tapped. Of those of which one counts, the last lets it go again."""
    return TellFields(
        persons=_chips(COMING, form.persons.data),
        places=_chips(SETTLED, (form.place.data,)),
        purposes=_chips(PURPOSES, form.purposes.data),
        can_change=_chips(CAN_CHANGE, form.can_change.data),
        reasons=_chips(FIXED_BECAUSE, (form.fixed_because.data,)),
        preview=preview,
        errors=errors,
    )


def _chips(labels: Mapping[str, str], chosen: Collection[str | None] | None) -> list[Chip]:
    return [(code, _(label), code in (chosen or ())) for code, label in labels.items()]
