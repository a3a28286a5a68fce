"""The operator's reference names every setting that is read, and no other."""

import re
from pathlib import Path

from boernestemme.domain.errors import SettingsMissing
from boernestemme.settings import PREFIX, Settings

REFERENCE = Path(__file__).parents[1] / "docs" / "operations" / "settings.md"
SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
# What makes the program ask for everything it can be told.
EVERYTHING = {
    "LINK_KEYS": SECRET, "FORM_KEY": SECRET, "CHILD_URL": "https://hej.example",
    "STAFF_URL": "https://stab.example", "MAIL_HOST": "mail.example", "MAIL_FROM": "a@b.example",
    "SMS_GATEWAY": "gatewayapi", "SMS_TOKEN": SECRET, "SMS_SENDER": "Hej",
}  # fmt: skip


class Listening(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.asked: set[str] = set()

    def get(self, name: str, default: object = None) -> object:  # type: ignore[override]  # a dict of texts
        """What is set under a name."""
        self.asked.add(name)
        return super().get(name, default)


def asked_for(folder: Path, **more: str) -> set[str]:
    """The settings that are read."""
    given = {PREFIX + name: value for name, value in (EVERYTHING | more).items()}
    environment = Listening(given | {f"{PREFIX}INSTANCE": str(folder)})
    try:
        Settings.from_environment(environment)
    except SettingsMissing as missing:
        raise AssertionError(missing) from missing
    return {name.removeprefix(PREFIX).casefold() for name in environment.asked} - {"instance"}


def test_every_setting_stands_in_the_reference_and_no_other(tmp_path: Path) -> None:
    rows = [line.split("|")[1] for line in REFERENCE.read_text().splitlines() if "| `" in line]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    read = asked_for(tmp_path)
    read |= asked_for(tmp_path, SMS_GATEWAY="file", SMS_FILE=str(tmp_path / "sms.log"))
    assert named == read
