"""The three sheets as data for a document: the same words in the same order as on their pages."""

from collections.abc import Callable, Iterable

from boernestemme.web.caseworker.answer_groups import Group
from boernestemme.web.caseworker.sheets import CHILD, OWN, TABLE, Sheet, SheetWish
from boernestemme.web.documents.quoting import quoted, whole_number
from boernestemme.web.drawing_picture import Picture, svg_of
from boernestemme.web.locale import clock, long_day
from boernestemme.web.locale import gettext as _

Data = dict[str, object]


def sheet_document(sheet: Sheet) -> tuple[str, Data]:
    """The template of a sheet, and what it is filled with."""
    template, said = DOCUMENTS[sheet.kind]
    start, end = clock(sheet.meeting.starts_at), clock(sheet.meeting.ends_at)
    day = long_day(sheet.meeting.starts_at)
    when = " ".join((day, _("kl. %(start)s–%(end)s", start=start, end=end)))
    return template, {"when": when, **said(sheet)}


def _table(sheet: Sheet) -> Data:
    return {
        "title": _("Vores møde"),
        "heading": _("Dine ønsker"),
        "done": _("Gjort på mødet"),
        "wishes": [_wish(one) for one in sheet.wishes],
        "points": [{"heading": name, "lines": lines} for name, lines in sheet.table_points],
    }


def _wish(one: SheetWish) -> Data:
    quote = quoted(one.quote, one.language) if one.quote else None
    return {"label": one.label, "quote": quote, "answer": one.answer}


def _child(sheet: Sheet) -> Data:
    later = _("Det taler vi om, når vi ses.")
    return {
        "title": _("Det sagde du, det gør vi"),
        "wishes": [{"label": one.label, "answer": one.answer or later} for one in sheet.wishes],
        "nothing": _("Sig det på mødet, hvis der er noget, du gerne vil."),
        "last": [
            _("Ikke enig? Eller noget, du vil spørge om? Sig det til din rådgiver."),
            _(
                "Vil du tale med en anden? Ring til BørneTelefonen på %(number)s. Det er gratis.",
                number=whole_number("116 111"),
            ),
        ],
    }


def _own(sheet: Sheet) -> Data:
    frame = sheet.frame
    warning = _("Kun til %(reader)s. Læg det ikke på bordet.", reader=frame.guarded_for)
    skipped = _("Sprunget over: %(what)s", what=frame.skipped)
    opened = {"heading": _("Barnet siger"), "groups": _groups(frame.open_groups)}
    guarded = {"heading": _("Ikke på bordet"), "groups": _groups(frame.guarded_groups)}
    return {
        "title": _("Mødets ramme"),
        "foot": warning,
        "warning": warning,
        "tasks": list(_tasks(sheet)),
        "open": opened | {"skipped": skipped} if frame.has_answer else None,
        "guarded": guarded if frame.guarded_groups else None,
        "replies_heading": _("Svar på ønsker"),
        "replies": [{"label": label, "answer": answer} for label, answer in sheet.replies],
        "points": [{"heading": one.heading, "text": one.text} for one in sheet.points.all],
    }


def _tasks(sheet: Sheet) -> Iterable[str]:
    if sheet.frame.has_answer:
        yield _("Spørg barnet alene: Passer det her?")
    yield from sheet.frame.notices
    if sheet.help.is_task:
        yield _(
            "Spørg barnet alene: hvem skal med, hvad gør det trygt, og hvad må forældre ikke se."
        )
    yield from (f"{task.asks} {task.how}" for task in sheet.tasks)
    yield from sheet.help.lines


def _groups(groups: Iterable[Group]) -> list[Data]:
    return [
        {
            "heading": one.heading,
            "items": one.items,
            "quotes": [quoted(text, one.language) for text in one.quotes],
            "drawings": [_drawing(picture) for picture in one.pictures],
        }
        for one in groups
    ]


def _drawing(picture: Picture) -> Data:
    asks = _("Spørg barnet, hvad det er. Tolk den ikke.")
    line = asks if picture.lines else _("Tegningen kan ikke vises.")
    return {"svg": svg_of(picture), "alt": _("Barnets tegning"), "line": line}


DOCUMENTS: dict[str, tuple[str, Callable[[Sheet], Data]]] = {
    TABLE: ("sheet_table.typ", _table),
    OWN: ("sheet_own.typ", _own),
    CHILD: ("sheet_child.typ", _child),
}
