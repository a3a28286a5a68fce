"""Every fixed text of the child's pages, found where it is written, for those who record it.

A text is fixed when all that is put into it is known beforehand: the case worker's title, as
where the phone is not the child's own, and the numbers of help. Days, counts, limits and names
are not, and neither is what somebody wrote.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app

from boernestemme.domain.shared_words import COLOURS, THINGS
from boernestemme.web.child.browser import UNNAMED, USUAL_TITLE
from boernestemme.web.languages import languages
from boernestemme.web.tools import tools

CHILD = Path(__file__).parent
WEB = CHILD.parent
MARKED = frozenset({"_", "N_"})
USED = re.compile(r'{% (?:from|include|extends) "([^"]+)"')
NUMBERED = re.compile(r'_\("([^"]+)", number=phone\("([\d ]+)"\)\)')
CODE_LENGTH = 12


def code_of(text: str) -> str:
    """The stable name of a text's recording: twelve hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:CODE_LENGTH]


def recordable(language: str) -> dict[str, str]:
    """The fixed texts of a known language by code, in the order of the files they stand in.

    Every run of white space is one space, as the script compares them.
    """
    say = languages().known[language].texts.gettext
    title = tools().settings.caseworker_title
    called = {key: say(text).replace(USUAL_TITLE, title) for key, text in UNNAMED.items()}
    filled = (
        _filled(say(text), called | number)
        for text, number in _written()
        if text not in UNNAMED.values()
    )
    texts = (" ".join(text.split()) for text in filled if text)
    return {code_of(text): text for text in texts}


def _filled(text: str, known: dict[str, str]) -> str | None:
    """The text with what is known in its places, or None where that is not enough."""
    try:
        return text % known if "%(" in text else text
    except KeyError:
        return None


@cache
def _written() -> tuple[tuple[str, dict[str, str]], ...]:
    """Every message id of the child's pages, with the number of help that is put into it."""
    ids = [(text, dict[str, str]()) for file in _modules() for text in _of_module(file)]
    for source in _templates():
        ids += [(text, {}) for text in _of_template(source)]
        ids += [(text, {"number": number}) for text, number in NUMBERED.findall(source)]
    return (*ids, *((word, {}) for word in (*COLOURS, *THINGS)))


def _modules() -> list[Path]:
    return [WEB / "labels.py", *sorted(CHILD.rglob("*.py"))]


def _of_module(file: Path) -> Iterator[str]:
    calls = [one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Call)]
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in MARKED:
            match call.args:
                case [ast.Constant(value=str(text))]:
                    yield text


def _templates() -> Iterator[str]:
    """The child's templates, and the macros they are made of."""
    folders = (CHILD / "templates", WEB / "templates")
    waiting = [str(one.relative_to(folders[0])) for one in sorted(folders[0].rglob("*.html"))]
    for name in waiting:
        file = next(folder / name for folder in folders if (folder / name).exists())
        source = file.read_text()
        waiting += [used for used in USED.findall(source) if used not in waiting]
        yield source


def _of_template(source: str) -> Iterator[str]:
    jinja: Any = current_app.jinja_env  # the i18n extension adds to it what its types do not know
    found = jinja.extract_translations(source)
    return (text for _line, _function, text in found if isinstance(text, str))
