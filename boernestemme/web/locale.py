"""The language and clock of a page: Danish, in Denmark's time, with catalogues beside it."""

from datetime import date, datetime
from gettext import NullTranslations
from pathlib import Path

from flask import Flask, g
from flask_babel import Babel, format_date, format_datetime, get_locale, get_translations

from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.period import Period

LANGUAGE = "da"
DAY_WITH_NAME = "EEEE 'den' d. MMMM"
SHORT_DAY = "EEE d. MMM"
FULL_DAY = "d. MMMM yyyy"
CLOCK = "HH.mm"

babel = Babel()


def translations_folder() -> Path:
    """Where the catalogues are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "translations"
    return inside if inside.is_dir() else package.parent / "translations"


def speak_danish(app: Flask) -> None:
    """Set language and clock for the app. Message ids are the Danish texts themselves."""
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGE
    app.config["BABEL_DEFAULT_TIMEZONE"] = DENMARK.key
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(translations_folder())
    babel.init_app(app)
    # Added by the i18n extension that Flask-Babel switched on; the types do not know it.
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters |= {
        "long_day": long_day,
        "short_day": short_day,
        "full_day": full_day,
        "clock": clock,
        "half_year": half_year,
    }


def gettext(text: str, **values: object) -> str:
    """A text in the page's language; the catalogue is looked up once a request."""
    said = _translations().gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A text that depends on a number."""
    said = _translations().ngettext(one, many, num)
    return said % ({"num": num} | values)


def _translations() -> NullTranslations:
    if "translations" not in g:
        g.translations = get_translations()
    found: NullTranslations = g.translations
    return found


def page_language() -> dict[str, str]:
    """What a page says of its own language."""
    locale = get_locale()
    return {"lang": str(locale or LANGUAGE), "dir": locale.text_direction if locale else "ltr"}


def long_day(moment: datetime | date) -> str:
    """*torsdag den 3. december*."""
    return _formatted(moment, DAY_WITH_NAME)


def short_day(moment: datetime | date) -> str:
    """*tors. 3. dec.*."""
    return _formatted(moment, SHORT_DAY)


def full_day(moment: datetime | date) -> str:
    """*3. december 2026*."""
    return _formatted(moment, FULL_DAY)


def half_year(period: Period) -> str:
    """*2. halvår 2026*."""
    return gettext("%(half)s. halvår %(year)s", half=period.half, year=period.year)


def clock(moment: datetime) -> str:
    """*14.00*, in Denmark's time."""
    return str(format_datetime(moment, CLOCK))


def _formatted(moment: datetime | date, pattern: str) -> str:
    if isinstance(moment, datetime):
        return str(format_datetime(moment, pattern))
    return str(format_date(moment, pattern))
