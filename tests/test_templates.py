"""Templates: each is whole, says nothing past the translations, and holds no logic or script."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from jinja2 import Environment, nodes

from tests.architecture.project import ROOT, package_files, told

TEMPLATES = package_files(".html")
MACROS = [path for path in TEMPLATES if path.parent.name == "macros"]
PARSER = Environment(extensions=["jinja2.ext.i18n"])
VALUE = "\N{REPLACEMENT CHARACTER}"  # stands where a template puts a value in
READ_ALOUD = frozenset({"alt", "aria-label", "aria-description", "label", "placeholder", "title"})
TRANSLATING = frozenset({"_", "gettext", "ngettext", "pgettext"})
SENTENCE = re.compile(r"[^\W\d_]\s+[^\W\d_]|[æøåÆØÅ]")
LOGIC = (nodes.Assign, nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.With)
# A block that only puts attributes into the tag of the page it extends.
ATTRIBUTES = re.compile(
    r"\{% block \w+_attributes %\}([^{]*(?:\{\{.*?\}\}[^{]*)?)\{% endblock %\}(?!>)"
)
CATALOGUE = ROOT / "translations" / "messages.pot"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


class Written(HTMLParser):
    """What stands in a template as it was typed: words, and what must not stand there."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.faults: list[str] = []
        pieces = []
        for _, kind, text in PARSER.lex(ATTRIBUTES.sub(r"<i\1>", source)):
            pieces.append(text if kind == "data" else VALUE if kind == "variable_begin" else "")
        self.feed("".join(pieces))
        self.close()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note words in attributes that are read aloud, inline style, script and handlers."""
        names = {name for name, _ in pairs}
        self.words += [value or "" for name, value in pairs if name in READ_ALOUD]
        if tag == "style" or "style" in names:
            self.faults.append("inline style")
        if tag == "script" and "src" not in names:
            self.faults.append("inline script")
        self.faults += [f"handler {name}" for name in names if name.startswith("on")]
        self.faults += [
            f"foreign {name}"
            for name, value in pairs
            if name in {"src", "href", "action"} and (value or "").startswith(("http", "//"))
        ]

    def handle_data(self, data: str) -> None:
        """Note what stands between tags."""
        self.words.append(data)

    def bare_words(self) -> list[str]:
        """Words that no translation reaches."""
        return [word.strip() for word in self.words if re.search(r"[^\W\d_]", word)]


def tree(path: Path) -> nodes.Template:
    """A template taken apart."""
    return PARSER.parse(path.read_text())


def bare_sentences(node: nodes.Node, translated: bool = False) -> Iterator[str]:
    """Sentences in expressions that are not handed to the translations."""
    text = node.value if isinstance(node, nodes.Const) else None
    if isinstance(text, str) and SENTENCE.search(text) and not translated:
        yield text
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in TRANSLATING:
        translated = True
    for child in node.iter_child_nodes():
        yield from bare_sentences(child, translated)


def target_of(node: nodes.Node) -> str:
    """The file that an import, include or extends names."""
    return str(getattr(getattr(node, "template", None), "value", ""))


def unused_imports(template: nodes.Template) -> set[str]:
    """Macros that are imported and never called."""
    imported = {
        name[1] if isinstance(name, tuple) else name
        for node in template.find_all(nodes.FromImport)
        for name in node.names
    } | {node.target for node in template.find_all(nodes.Import)}
    return imported - {node.name for node in template.find_all(nodes.Name)}


def test_every_template_is_whole(app: Flask) -> None:
    """Compiled with the app's own filters; what it extends, includes and imports exists."""
    assert len(TEMPLATES) > 30, "the search has gone blind"
    for path in TEMPLATES:
        name = str(path).partition("/templates/")[2]
        app.jinja_env.get_template(name)
        inner = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
        for node in tree(path).find_all(inner):
            app.jinja_env.get_template(target_of(node))


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_template_says_nothing_past_the_translations(path: Path) -> None:
    assert Written(path.read_text()).bare_words() == []
    assert list(bare_sentences(tree(path))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_template_holds_no_style_script_handler_or_foreign_address(path: Path) -> None:
    assert Written(path.read_text()).faults == []


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_template_holds_no_logic_and_trusts_no_text(path: Path) -> None:
    template = tree(path)
    assert [type(node).__name__ for node in template.find_all(LOGIC)] == []
    assert [node.name for node in template.find_all(nodes.Filter) if node.name == "safe"] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_template_imports_only_what_it_uses(path: Path) -> None:
    assert unused_imports(tree(path)) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=told)
def test_a_macro_file_defines_one_macro_and_no_other_file_any(path: Path) -> None:
    macros = [node.name for node in tree(path).find_all(nodes.Macro)]
    assert len(macros) == (1 if path in MACROS else 0), macros


def test_every_macro_is_used() -> None:
    imported = {
        (target_of(node), name[0] if isinstance(name, tuple) else name)
        for path in TEMPLATES
        for node in tree(path).find_all(nodes.FromImport)
        for name in node.names
    }
    defined = {
        (str(path).partition("/templates/")[2], node.name)
        for path in MACROS
        for node in tree(path).find_all(nodes.Macro)
    }
    assert {name for name in defined - imported if name[1] not in called_at_home(name[0])} == set()


def called_at_home(name: str) -> set[str]:
    """The names that a macro file itself calls."""
    [path] = [path for path in MACROS if str(path).endswith(f"/templates/{name}")]
    return {getattr(node.node, "name", "") for node in tree(path).find_all(nodes.Call)}


@pytest.mark.parametrize(
    "source",
    [
        "<p>Tekst</p>",
        "<p>{{ who }} skriver</p>",
        '<a title="Luk">{{ x }}</a>',
        '<input placeholder="Søg {{ x }}">',
        "<p{% if x %} class='y'{% endif %}>Ja</p>",
    ],
)
def test_bare_words_are_found(source: str) -> None:
    assert Written(source).bare_words()


@pytest.mark.parametrize(
    ("source", "is_bare"),
    [
        ('{{ "to ord" }}', True),
        ('{{ "Møde" if x else "" }}', True),
        ('{{ box("to ord") }}', True),
        ('{{ _("to ord") }}', False),
        ('{{ ngettext("et ord", "to ord", n) }}', False),
        ('{{ box(_("to ord"), "small") }}', False),
    ],
)
def test_bare_sentences_in_expressions_are_found(source: str, is_bare: bool) -> None:
    assert bool(list(bare_sentences(PARSER.parse(source)))) == is_bare


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>go()</script>",
        '<button onclick="go()">',
        '<img src="https://example.org/x.png">',
    ],
)
def test_inline_style_script_and_handlers_are_found(source: str) -> None:
    assert Written(source).faults


def test_an_unused_import_is_found() -> None:
    source = '{% from "a.html" import a, b as c %}{% import "d.html" as d %}{{ a() }}'
    assert unused_imports(PARSER.parse(source)) == {"c", "d"}


def extracted() -> dict[str, set[object]]:
    """Every message in the sources, by the file it stands in."""
    with (ROOT / "translations" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[str, set[object]] = {}
    for name, _, message, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        found.setdefault(name, set()).add(message)
    return found


def test_every_text_reaches_the_catalogue() -> None:
    found = extracted()
    speaking = [path for path in TEMPLATES if re.search(r"\b_\(|\bngettext\(", path.read_text())]
    assert [told(path) for path in speaking if told(path) not in found] == []
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            stored = {message.id for message in read_po(file) if message.id}
        assert stored == set().union(*found.values())
