"""The child's own process loads nothing that only staff, the board or a command need."""

import json
import subprocess
import sys

from boernestemme.settings import Settings
from tests.factories import FORM_KEY, LINK_KEY

# What stands for each: forms, documents, solving, signing on, opening, and the others' pages.
OTHERS = {
    "authlib", "boernestemme.services.key_keeping", "boernestemme.storage.opening",
    "boernestemme.storage.wrapping", "boernestemme.web.board", "boernestemme.web.caseworker",
    "boernestemme.web.leader", "boernestemme.web.numbers", "boernestemme.web.staff", "flask_wtf",
    "highspy", "holidays", "icalendar", "joserfc", "numpy", "requests", "segno", "typst", "wtforms",
}  # fmt: skip
OF_COMMANDS = {"alembic", "boernestemme.cli.backup", "boernestemme.cli.keys", "mako", "smtplib"}
LOADED = """
import json, sys
from boernestemme import Settings, create_app
from boernestemme.cli import OurCommands
settings = Settings.from_environment(json.loads(sys.argv[1]))
OurCommands().get_command(None, "serve")
for audience in ("child", "caseworker"):
    app = create_app(settings, [audience])
    with app.app_context():
        assert app.extensions["readiness"]() is None
    print(json.dumps(sorted(sys.modules)))
OurCommands().get_command(None, "setup")
print(json.dumps(sorted(sys.modules)))
"""


def test_the_childs_process_loads_nothing_of_the_others(settings: Settings) -> None:
    environment = {
        "BOERNESTEMME_INSTANCE": str(settings.instance),
        "BOERNESTEMME_DATABASE": settings.database,
        "BOERNESTEMME_CHILD_URL": "https://barn.example",
        "BOERNESTEMME_LINK_KEYS": LINK_KEY,
        "BOERNESTEMME_FORM_KEY": FORM_KEY,
    }
    command = [sys.executable, "-c", LOADED, json.dumps(environment)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    of_child, of_staff, of_all = (set(json.loads(line)) for line in done.stdout.splitlines())
    assert not (OTHERS | OF_COMMANDS) & of_child
    assert {"authlib", "wtforms", "boernestemme.storage.opening"} <= of_staff, "the control"
    assert of_all >= OF_COMMANDS, "the control"
