"""The languages there are: Danish, and each catalogue that lies compiled in one folder.

A catalogue tells its state in its header ``Language-Team``: ``ar (reviewed)`` once people who
speak the language have read it, ``ar (draft)`` until then. (Babel keeps no header of our own.)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import Babel

from boernestemme.domain.errors import SettingsMissing

DANISH = "da"
NAME = "languages"
CATALOGUE = "messages"
LONGEST_CODE = 8  # what an answer's language has room for
STATE_HEADER = "language-team"
DRAFT, REVIEWED = "(draft)", "(reviewed)"
DAY_AND_MONTH, CLOCK = "MMMEd", "Hm"
SHORT_NAMES = re.compile(r"([EMLc])\1*")


@dataclass(frozen=True)
class Language:
    """``code`` as in a page's ``lang``, ``name`` in the language itself.

    ``day`` and ``clock`` are patterns: *torsdag den 3. december*, *14.00*.
    """

    code: str
    name: str
    danish_name: str
    direction: str
    is_reviewed: bool
    texts: NullTranslations
    day: str
    clock: str


@dataclass(frozen=True)
class Languages:
    """Every language by its code, and those that children are offered, Danish first."""

    known: Mapping[str, Language]
    offered: Mapping[str, Language]


DANISH_ITSELF = Language(
    DANISH, "Dansk", "dansk", "ltr", True, NullTranslations(), "EEEE 'den' d. MMMM", "HH.mm"
)


def learn_languages(app: Flask, babel: Babel, folder: Path, wanted: Sequence[str] | None) -> None:
    """Read every catalogue, once; offer the wanted languages, or all that are reviewed.

    Raises SettingsMissing for a wanted one whose catalogue is not there.
    """
    with app.app_context():
        others = [_language(locale, folder) for locale in babel.list_translations()]
    _check_codes(others)
    others = sorted((one for one in others if one.code != DANISH), key=lambda one: one.code)
    known = {one.code: one for one in (DANISH_ITSELF, *others)}
    missing = [code for code in wanted or () if code not in known]
    if missing:
        raise SettingsMissing(
            f"the setting languages names {missing[0]!r}, which has no compiled catalogue in "
            f"{folder}: there are {list(known)}"
        )
    is_offered = {one.code for one in others if one.is_reviewed} if wanted is None else set(wanted)
    offered = {code: one for code, one in known.items() if code in is_offered | {DANISH}}
    app.extensions[NAME] = Languages(known, offered)


def _check_codes(found: Sequence[Language]) -> None:
    """Every answer keeps the code of its language."""
    for one in found:
        if len(one.code) > LONGEST_CODE:
            raise SettingsMissing(f"the catalogue {one.code!r} has too long a name to be kept")


def _language(locale: Any, folder: Path) -> Language:  # Flask-Babel's locales have no types
    """A language as Babel knows it, with its catalogue."""
    texts = translation(CATALOGUE, folder, [str(locale)], fallback=True)
    skeletons = locale.datetime_skeletons
    return Language(
        str(locale).replace("_", "-"),
        locale.display_name[0].upper() + locale.display_name[1:],
        locale.get_language_name(DANISH),
        locale.text_direction,
        texts.info().get(STATE_HEADER, "").endswith(REVIEWED),
        texts,
        SHORT_NAMES.sub(r"\1\1\1\1", skeletons[DAY_AND_MONTH].pattern),
        skeletons[CLOCK].pattern,
    )


def languages() -> Languages:
    """The languages of this app."""
    found: Languages = current_app.extensions[NAME]
    return found


def danish_name(code: str) -> str:
    """*arabisk*; the code itself when its catalogue is gone."""
    found = languages().known.get(code)
    return code if found is None else found.danish_name
