"""Floors and walls: who imports whom, directly and through others, in every way of writing."""

import ast
import shutil
from pathlib import Path

import pytest

from tests.architecture.imports import read_modules
from tests.architecture.project import PACKAGE, ROOT
from tests.architecture.rules import FLOORS, WALLS, broken_rules

pytestmark = pytest.mark.architecture

WAYS = {
    "direct": "import {module}\n",
    "from": "from {home} import {last}\n",
    "for types": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {module}\n",
    "in a function": "def planted() -> None:\n    from {home} import {last} as found\n",
    "by name": 'import importlib\nplanted = importlib.import_module("{module}")\n',
}
# Which file is given an import it must not have: one row for every rule of the floors.
FLOOR_PLANTS = (
    ("domain/errors", "sqlalchemy.orm"),
    ("domain/errors", "boernestemme.storage.ids"),
    ("domain/meeting", "boernestemme.services.access"),
    ("domain/shared_words", "secrets.choice"),
    ("storage/ids", "flask.g"),
    ("storage/ids", "boernestemme.services.access"),
    ("services/access", "sqlalchemy.select"),
    ("services/access", "cryptography.exceptions"),
    ("services/access", "boernestemme.web.tools"),
    ("services/access", "boernestemme.create_app"),
    ("services/access", "requests.get"),
    ("services/totp", "boernestemme.storage.ids"),
    ("services/assertions", "requests.get"),
    ("services/provider_metadata", "boernestemme.storage.ids"),
    ("services/asking_provider", "boernestemme.storage.ids"),
    ("web/child/door", "boernestemme.storage.ids"),
    ("web/child/door", "sqlalchemy.select"),
    ("web/child/door", "cryptography.exceptions"),
    ("web/child/door", "boernestemme.web.caseworker.wording"),
    ("web/child/door", "boernestemme.web.health"),
    ("web/caseworker/links", "boernestemme.storage.ids"),
    ("web/caseworker/links", "boernestemme.web.child.wording"),
    ("web/caseworker/links", "boernestemme.cli.serve"),
    ("web/child/door", "boernestemme.web.staff.browser"),
    ("web/leader/views", "boernestemme.web.caseworker.wording"),
    ("web/board/views", "boernestemme.web.numbers.wording"),
    ("web/staff/browser", "boernestemme.services.access"),
    ("web/numbers/views", "boernestemme.services.approving"),
    ("web/numbers/views", "boernestemme.web.staff.browser"),
    ("web/releases/tables", "boernestemme.services.publishing"),
    ("web/tools", "boernestemme.storage.opening"),
    ("web/tools", "boernestemme.web.child.door"),
    ("cli/keys", "boernestemme.storage.epoch"),
    ("cli/keys", "boernestemme.web.child.door"),
    ("settings", "boernestemme.services.access"),
)
SECRET = "boernestemme.storage.statistics_secret"
WALL_PLANTS = (
    ("web/child/door", "boernestemme.storage.opening"),
    ("web/child/door", "boernestemme.storage.framings"),
    ("web/child/wording", "boernestemme.storage.wrapping"),
    ("web/child/browser", "boernestemme.services.key_keeping"),
    ("services/releasing", "boernestemme.storage.opening"),
    ("services/releasing", "boernestemme.storage.submissions"),
    ("services/releasing", "boernestemme.storage.delivery_opening"),
    ("services/releasing", "boernestemme.storage.framings"),
    ("services/approving", "boernestemme.storage.submissions"),
    ("web/board/views", "boernestemme.storage.marks"),
    ("web/board/views", "boernestemme.services.framing"),
    ("web/board/views", "boernestemme.services.receiving"),
    ("web/child/door", "boernestemme.storage.delivery_key"),
    ("web/caseworker/links", "boernestemme.services.delivering"),
    ("web/board/views", "boernestemme.storage.invitations"),
    ("web/leader/views", "boernestemme.storage.opening"),
    ("web/leader/views", "boernestemme.storage.marks"),
    ("web/child/door", "boernestemme.storage.sign_in_key"),
    ("web/child/door", "boernestemme.services.signing_on"),
    ("web/caseworker/links", "boernestemme.services.asking_provider"),
    ("web/child/door", SECRET),
    ("web/leader/views", SECRET),
    ("web/board/views", SECRET),
    ("services/approving", SECRET),
    ("services/publishing", SECRET),
)


def statement(way: str, target: str) -> str:
    home, _, last = target.rpartition(".")
    return WAYS[way].format(module=target, home=home, last=last)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A throwaway copy of the package's modules."""
    only_modules = shutil.ignore_patterns("__pycache__", "*.html", "static", "templates")
    shutil.copytree(ROOT / PACKAGE, tmp_path / PACKAGE, ignore=only_modules)
    return tmp_path


def plant(root: Path, file: str, lines: str) -> None:
    """Put lines at the end of a module; a module that does not exist yet is made."""
    path = root / PACKAGE / f"{file}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a") as module:
        module.write(f"\n{lines}")


def about(faults: list[str], file: str, target: str) -> list[str]:
    """Those faults that are about this module and this target."""
    name = f"{PACKAGE}.{file.replace('/', '.')}"
    return [fault for fault in faults if name in fault and target in fault]


def faults_of(root: Path, file: str, target: str) -> list[str]:
    """What the checker says about this module and this target."""
    return about(broken_rules(root), file, target)


def test_no_module_breaks_a_floor_or_a_wall() -> None:
    assert broken_rules(ROOT) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_import_from_a_wrong_floor_is_reported(copy: Path, way: str) -> None:
    for file, target in FLOOR_PLANTS:
        plant(copy, file, statement(way, target))
    faults = broken_rules(copy)
    assert [row for row in FLOOR_PLANTS if not about(faults, *row)] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_way_through_a_wall_is_reported(copy: Path, way: str) -> None:
    """Each module itself breaks no floor: it reaches what is beyond through two others."""
    plant(copy, "storage/marks", "")
    ways = {}
    for number, (file, target) in enumerate(WALL_PLANTS):
        plant(copy, f"services/further{number}", statement("direct", target))
        between = f"{PACKAGE}.services.between{number}"
        plant(copy, f"services/between{number}", f"import {PACKAGE}.services.further{number}\n")
        plant(copy, file, statement(way, between))
        ways[file, target] = f"{between} > {PACKAGE}.services.further{number} > {target}"
    faults = broken_rules(copy)
    assert not [fault for fault in faults if "may not import" in fault]
    missed = [
        row for row, way in ways.items() if not any(way in one for one in about(faults, *row))
    ]
    assert missed == []


def test_the_numbers_pages_reach_nothing_more_through_the_one_service_they_may_use(
    copy: Path,
) -> None:
    plant(copy, "services/publishing", f"import {SECRET}\n")
    faults = broken_rules(copy)
    assert about(faults, "web/numbers/views", SECRET)
    assert not [fault for fault in faults if "may not import" in fault]


def test_a_package_on_the_way_is_part_of_the_way(copy: Path) -> None:
    """Reading a module reads the package around it first."""
    plant(copy, "services/deep/__init__", f"import {PACKAGE}.storage.opening\n")
    plant(copy, "services/deep/inner", "")
    plant(copy, "web/child/door", f"import {PACKAGE}.services.deep.inner\n")
    assert faults_of(copy, "web/child/door", "storage.opening")


@pytest.mark.parametrize(
    "lines",
    [
        "from boernestemme import storage\nopened = storage.opening.Opener\n",
        "import boernestemme.services.access as near\nopened = near.framings\n",
        "import importlib as i\nopened = i.import_module('boernestemme.' + 'storage')\n",
        "opened = __import__('boernestemme.storage.opening')\n",
        "from ...storage import opening\n",
        "from boernestemme.web.tools import staff_links\n",
        "from boernestemme.web import *\n",
    ],
)
def test_a_roundabout_way_of_writing_is_reported_too(copy: Path, lines: str) -> None:
    plant(copy, "web/child/door", lines)
    assert broken_rules(copy)


def test_only_the_factory_imports_the_commands_and_only_commands_make_an_app() -> None:
    modules = read_modules(ROOT, PACKAGE)
    importers = {
        name
        for name, module in modules.items()
        for one in module.imports
        if one.target.startswith(f"{PACKAGE}.cli") and not name.startswith(f"{PACKAGE}.cli")
    }
    makers = {
        name
        for name, module in modules.items()
        for one in module.imports
        if one.target == f"{PACKAGE}.create_app"
    }
    assert importers == {PACKAGE}
    assert all(name.startswith(f"{PACKAGE}.cli") for name in makers)


def test_a_command_may_make_an_app_only_when_it_is_run(copy: Path) -> None:
    plant(copy, "cli/keys", "def planted() -> None:\n    from boernestemme import create_app\n")
    assert broken_rules(copy) == []
    plant(copy, "cli/keys", "from boernestemme import create_app\n")
    assert faults_of(copy, "cli/keys", "create_app")


def test_a_module_outside_the_house_is_reported(copy: Path) -> None:
    plant(copy, "elsewhere/thing", "")
    assert f"{PACKAGE}.elsewhere.thing: stands on no floor" in broken_rules(copy)


def test_every_name_in_the_tables_exists() -> None:
    """A renamed module must not slip out of its rule."""
    parts = {part for wall in WALLS for part in (wall.part, *wall.beyond)}
    parts |= {part for floor in FLOORS for part in (floor.part, *floor.inside)}
    modules = read_modules(ROOT, PACKAGE)
    missing = {part for part in parts if f"{PACKAGE}.{part}" not in modules}
    assert missing == set()


def test_the_childs_side_never_touches_the_private_keys_the_app_may_carry() -> None:
    """Both doors may run in one process; the child's views still name nothing that opens."""
    carried = {"links", "keys", "opener", "staff_links"}
    for path in (ROOT / PACKAGE / "web" / "child").rglob("*.py"):
        tree = ast.parse(path.read_text())
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & carried, path
