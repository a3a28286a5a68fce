"""The language and clock of a page: Danish, in Denmark's time, with catalogues beside it."""

from datetime import date, datetime
from pathlib import Path

from flask import Flask
from flask_babel import Babel, format_date, format_datetime, get_locale

from boernestemme.domain.meeting import DENMARK

LANGUAGE = "da"
DAY_WITH_NAME = "EEEE 'den' d. MMMM"
SHORT_DAY = "EEE d. MMM"
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
    app.jinja_env.filters |= {"long_day": long_day, "short_day": short_day, "clock": clock}


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


def clock(moment: datetime) -> str:
    """*14.00*, in Denmark's time."""
    return str(format_datetime(moment, CLOCK))


def _formatted(moment: datetime | date, pattern: str) -> str:
    if isinstance(moment, datetime):
        return str(format_datetime(moment, pattern))
    return str(format_date(moment, pattern))
