"""The language and clock of a page: Danish unless the child has chosen, in Denmark's time."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from flask import Flask, g
from flask_babel import Babel, format_date, format_time, get_locale, refresh

from boernestemme.domain.meeting import DENMARK, danish_day
from boernestemme.domain.period import Period
from boernestemme.settings import Settings
from boernestemme.web.languages import (
    DANISH,
    DANISH_ITSELF,
    Language,
    danish_name,
    languages,
    learn_languages,
)
from boernestemme.web.marking import N_

SHORT_DAY = "EEE d. MMM"
FULL_DAY = "d. MMMM yyyy"
MONTH = "MMMM yyyy"
AFTER_NUMBER = re.compile(r"(?<=\d) |(?<=\d\.) ")
SAID_KEPT = 2000  # days and times in words, of every pattern and language
DRAFT = N_("Oversættelsen er ikke læst igennem endnu.")

babel = Babel()


def prepare_languages(app: Flask, settings: Settings) -> None:
    """Set languages and clock for the app. Message ids are the Danish texts themselves.

    Raises SettingsMissing for a language that is not there.
    """
    folder = settings.translations_folder.resolve()
    app.config["BABEL_DEFAULT_LOCALE"] = DANISH
    app.config["BABEL_DEFAULT_TIMEZONE"] = DENMARK.key
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    babel.init_app(app, locale_selector=lambda: spoken().code.replace("-", "_"))
    learn_languages(app, babel, folder, settings.languages)
    jinja: Any = app.jinja_env  # the i18n extension adds to it what its types do not know
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)
    app.jinja_env.filters |= {
        "long_day": long_day,
        "short_day": short_day,
        "full_day": full_day,
        "clock": clock,
        "half_year": half_year,
        "danish_name": danish_name,
    }


def speak(code: str) -> str:
    """Answer this request in a language if it is offered; the code of the one spoken now."""
    found, now = languages().offered.get(code), spoken()
    if found is None or found is now:
        return now.code
    g.spoken = found
    refresh()
    return found.code


def spoken() -> Language:
    """The language this request is answered in."""
    found: Language = g.get("spoken", DANISH_ITSELF)
    return found


def gettext(text: str, **values: object) -> str:
    """A text in the page's language."""
    said = spoken().texts.gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A text that depends on a number."""
    said = spoken().texts.ngettext(one, many, num)
    return said % ({"num": num} | values)


def page_language() -> dict[str, object]:
    """What a page says of its own language; a draft says so, there and in Danish."""
    now = spoken()
    draft = None if now.is_reviewed else (gettext(DRAFT), DRAFT)
    return {"lang": now.code, "dir": now.direction, "draft": draft}


def long_day(moment: datetime | date) -> str:
    """*torsdag den 3. december*."""
    return _formatted(moment, spoken().day)


def short_day(moment: datetime | date) -> str:
    """*tors. 3. dec.*."""
    return _formatted(moment, SHORT_DAY)


def full_day(moment: datetime | date) -> str:
    """*3. december 2026*."""
    return _formatted(moment, FULL_DAY)


def month(moment: datetime | date) -> str:
    """*december 2026*."""
    return _formatted(moment, MONTH)


def listed(items: Sequence[str]) -> str:
    """*Mette, din mor og din lærer*; at least one."""
    locale = get_locale()
    if len(items) < 2 or locale is None:
        return ", ".join(items)
    patterns = locale.list_patterns["standard"]
    if len(items) == 2:
        return str(patterns["2"].format(*items))
    row = patterns["start"].format(*items[:2])
    for item in items[2:-1]:
        row = patterns["middle"].format(row, item)
    return str(patterns["end"].format(row, items[-1]))


def half_year(period: Period) -> str:
    """*2. halvår 2026*; of a whole year *2027 (hele året)*."""
    if period.is_year:
        return gettext("%(year)s (hele året)", year=period.year)
    return gettext("%(half)s. halvår %(year)s", half=period.half, year=period.year)


def clock(moment: datetime) -> str:
    """*14.00*, in Denmark's time."""
    here = spoken()
    return _said(moment.astimezone(DENMARK).time(), here.clock, here.code)


def day_in_words(day: date, pattern: str) -> str:
    """A day by a pattern of Babel's."""
    return _said(day, pattern, spoken().code)


def _formatted(moment: datetime | date, pattern: str) -> str:
    """A day in words; its number is never parted from what follows at the end of a line."""
    day = danish_day(moment) if isinstance(moment, datetime) else moment
    return AFTER_NUMBER.sub("\u00a0", day_in_words(day, pattern))


@lru_cache(SAID_KEPT)  # a page names the same few days again and again
def _said(what: date | time, pattern: str, _language: str) -> str:
    """In the language spoken now; its code is there to keep the languages apart."""
    if isinstance(what, time):
        return str(format_time(what, pattern, rebase=False))
    return str(format_date(what, pattern))
