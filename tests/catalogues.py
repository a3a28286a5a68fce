"""What a child may read, from the sources; and invented translations of all of it.

The invented languages are bracketed, so that a text no translation reaches stands out, and two
fifths longer than Danish: one accented, one in Hebrew letters, read from right to left.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo

from boernestemme.web.languages import REVIEWED
from tests.architecture.project import PACKAGE, ROOT

Message = str | tuple[str, str]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"(%\(\w+\)s)")
WORD = re.compile(r"[^\W\d_]+")
PER_CENT_LONGER = 40
ACCENTED = str.maketrans("aeiouynsAEIOU", "áéíóúýñšÁÉÍÓÚ")
MIRRORED = str.maketrans("abcdefghijklmnopqrstuvwxyzæøå", "אבגדהוזחטיכלמנסעפצקרשתךםןףץאב")
ACCENTED_CODE, MIRRORED_CODE = "de", "ur"  # Babel knows them, and we have no catalogues for them
CHILDS = (
    "*.py", "child/**/*.py", "child/**/*.html", "templates/macros/*.html",
    "templates/errors/*.html",
)  # fmt: skip
OTHERS = frozenset(
    {
        "release_table", "table_key", "wishes_table", "headline", "receivers", "tell_child",
        "month_key", "month_table",
    }
)  # fmt: skip


@cache
def childs_texts() -> frozenset[Message]:
    """Every text that a child's page may show; plural forms as a pair."""
    return frozenset(text for path in _childs_files() for text in _texts_of(path))


def _childs_files() -> Iterator[Path]:
    """What the child's side is made of, and what all sides share."""
    found = (path for pattern in CHILDS for path in (ROOT / PACKAGE / "web").glob(pattern))
    yield from (path for path in found if path.stem not in OTHERS)


def _texts_of(path: Path) -> Iterator[Message]:
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", {"silent": "false"})
    for _, text, _, _ in extract_from_file(method, path, KEYWORDS, options=options):
        yield text


def accented(text: str) -> str:
    """[Špríñgšpr óvéróv]."""
    return _invented(text, lambda word: word.translate(ACCENTED))


def mirrored(text: str) -> str:
    """The same in letters that run from right to left."""
    return _invented(text, lambda word: word.lower().translate(MIRRORED))


def _invented(text: str, spell: Callable[[str], str]) -> str:
    """The text in brackets, each word spelt anew and longer; placeholders as they are."""

    def changed(word: re.Match[str]) -> str:
        more = -(-len(word[0]) * PER_CENT_LONGER // 100)
        return spell(word[0] + word[0][:more].lower())

    parts = PLACEHOLDER.split(text)
    parts[::2] = [WORD.sub(changed, part) for part in parts[::2]]
    return f"[{''.join(parts)}]"


def write_invented(folder: Path, code: str, say: Callable[[str], str], state: str = "") -> None:
    """A compiled catalogue of every text of the child's in an invented language."""
    catalogue = Catalog(locale=code, language_team=f"{code} {state}")
    for text in childs_texts():
        said = say(text) if isinstance(text, str) else (say(text[1]),) * catalogue.num_plurals
        catalogue.add(text, said)
    write_compiled(folder, code, catalogue)


def write_compiled(folder: Path, code: str, catalogue: Catalog) -> None:
    """Write a catalogue as the program reads it."""
    path = folder / code / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def write_both(folder: Path) -> None:
    """Both invented languages: the accented reviewed, the mirrored a draft."""
    write_invented(folder, ACCENTED_CODE, accented, REVIEWED)
    write_invented(folder, MIRRORED_CODE, mirrored)
