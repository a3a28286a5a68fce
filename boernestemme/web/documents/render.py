"""One document: a template of ours and its data in, a tagged PDF out.

    render("sheet_table.typ", {"title": _("Vores møde"), …})
    render("journal.typ", {"title": …, "text": text}, PdfStandard.A)

Templates lie in `typst/` and begin with

    #import "page.typ": said, paper
    #show: paper

which sets fonts, language and title and gives the page a foot: ``foot`` of the data if it is
there, and the page's number where there are several. Words are in the data, ready translated: a
template holds none. Data goes in as JSON and is never markup, whatever a child wrote; a template
can read nothing outside its folder.
"""

import json
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import cast
from warnings import warn

import typst

from boernestemme.web.documents.glyphs import FONTS, UNKNOWN, shown
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language
from boernestemme.web.marking import N_

TEMPLATES = Path(__file__).parent / "typst"
NOT_SHOWN = N_("Tegnet � står for noget, der ikke kan vises på papir.")


class PdfStandard(Enum):
    """For everybody to read (PDF/UA-1), or to be kept as well (PDF/A-2a): no harder to read."""

    UA = ("ua-1",)
    A = ("a-2a", "ua-1")


class NotSet(Exception):
    """A document that cannot be set, or not so that it meets its standard; names its template."""


def render(
    template: str, data: Mapping[str, object], standard: PdfStandard = PdfStandard.UA
) -> bytes:
    """The document as a PDF in the language of this request.

    ``data`` holds the ``title``, and besides it texts, numbers, None, and lists and mappings of
    them. Raises NotSet.
    """
    compiler = typst.Compiler(
        TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs={"data": _inputs(data)}, pdf_standards=list(standard.value)
        )
    except typst.TypstError:  # it may quote what a child wrote, and errors are logged
        raise NotSet(template) from None
    if warnings:
        warn(f"{template}: typst has {len(warnings)} warnings", stacklevel=2)
    return cast(bytes, pdf)  # a list of pages for pictures alone


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others: the same page on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _inputs(data: Mapping[str, object]) -> str:
    said, spoken = _shown(data), page_language()
    is_whole = UNKNOWN not in json.dumps(said, ensure_ascii=False)
    page = {
        "lang": str(spoken["lang"]).partition("-")[0],
        "dir": spoken["dir"],
        "of_pages": _("Side %(page)s af %(pages)s", page="{page}", pages="{pages}"),
        "not_shown": "" if is_whole else _(NOT_SHOWN),
    }
    return json.dumps({"said": said, "page": page})


def _shown(value: object) -> object:
    """The value with every text as it can be set."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        return {key: _shown(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    return value
