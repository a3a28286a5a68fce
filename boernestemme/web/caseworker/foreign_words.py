"""Words in another language: said to whoever reads them. Nothing is ever translated by machine."""

from collections.abc import Iterable

from boernestemme.web.caseworker.answer_groups import Group
from boernestemme.web.languages import DANISH, danish_name
from boernestemme.web.locale import gettext as _


def languages_in(groups: Iterable[Group]) -> tuple[str, ...]:
    """The other languages that what is quoted was written in, by code."""
    found = (group.language for group in groups if group.quotes)
    return tuple(dict.fromkeys(code for code in found if code != DANISH))


def interpreter_notices(codes: Iterable[str]) -> tuple[str, ...]:
    """*Skrevet på arabisk. Brug en tolk.*"""
    return tuple(
        _("Skrevet på %(language)s. Brug en tolk.", language=danish_name(code)) for code in codes
    )


def read_label(codes: tuple[str, ...]) -> str:
    """What the button says that ends the task: it is not read before it is understood."""
    if not codes:
        return _("Læst")
    named = ", ".join(danish_name(code) for code in codes)
    return _("Læst på %(language)s eller med tolk", language=named)
