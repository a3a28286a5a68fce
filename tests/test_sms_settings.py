"""The settings of messages to children: none by default, and a wrong one is named."""

from pathlib import Path

import pytest

from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.sms_gateway import EU_PLATFORM, Kind
from boernestemme.settings import Settings
from tests.test_settings import RIGHT, environment

TOKEN = "et-hemmeligt-token-til-gatewayen"
SECRET = "en-hemmelighed-til-gatewayen-0123456789"
SMS = {"sms_gateway": "gatewayapi", "sms_token": TOKEN, "sms_sender": "Hej"}
# What is wrong, and the name that the refusal must say.
WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "an unknown gateway": ({"sms_gateway": "twilio"}, "sms_gateway"),
    "no token": ({"sms_token": None}, "sms_token"),
    "a token of two lines": ({"sms_token": "a\r\nX-Evil: b"}, "sms_token"),
    "no sender": ({"sms_sender": None}, "sms_sender"),
    "a sender too long": ({"sms_sender": "Hej med dig 1"}, "sms_sender"),
    "a sender too short": ({"sms_sender": "Hi"}, "sms_sender"),
    "a sender that tells": ({"sms_sender": "Kommunen"}, "sms_sender"),
    "a sender that names a place": ({"sms_sender": "Roskilde"}, "sms_sender"),
    "a weak secret": ({"sms_callback_secret": "kort"}, "sms_callback_secret"),
    "in the open to another machine": ({"sms_address": "http://gateway.example"}, "sms_address"),
    "an address with a path": ({"sms_address": f"{EU_PLATFORM}/mobile"}, "sms_address"),
    "no address": ({"sms_address": "gateway"}, "sms_address"),
    "a child's address that tells": ({"child_url": "https://hej.kommunen.dk"}, "child_url"),
    "a child's address of a place": ({"child_url": "https://roskilde.dk"}, "child_url"),
    "a file where children come": ({"sms_gateway": "file"}, "sms_file"),
}


def read(folder: Path, **changes: str | None) -> Settings:
    return Settings.from_environment(environment(folder, {**RIGHT, **SMS, **changes}))


@pytest.mark.parametrize("kind", [None, "", "none"])
def test_without_a_gateway_no_message_is_sent(tmp_path: Path, kind: str | None) -> None:
    assert read(tmp_path, sms_gateway=kind, sms_token=None).sms is None


def test_what_is_not_said_is_the_platform_in_the_eu(tmp_path: Path) -> None:
    found = read(tmp_path).sms
    assert found is not None
    assert (found.kind, found.address, found.callback_secret) == (Kind.GATEWAYAPI, EU_PLATFORM, "")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "http://localhost/", "http://[::1]"])
def test_in_the_open_only_within_this_machine(tmp_path: Path, address: str) -> None:
    found = read(tmp_path, sms_address=address).sms
    assert found is not None
    assert found.address == address.rstrip("/")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_names_itself(tmp_path: Path, case: str) -> None:
    changes, name = WRONG[case]
    with pytest.raises(SettingsMissing) as refusal:
        read(tmp_path, **changes)
    assert f"the setting {name} " in str(refusal.value)
    assert TOKEN not in str(refusal.value)


def test_on_ones_own_machine_a_file_will_do(tmp_path: Path) -> None:
    own = {"sms_gateway": "file", "child_url": "http://127.0.0.1:5000", "plain_http": "yes"}
    found = read(tmp_path, **own).sms
    assert found is not None
    assert found.file == str(tmp_path / "sms.jsonl")
    named = read(tmp_path, sms_gateway="file", sms_file="/tmp/sms").sms
    assert named is not None and named.file == "/tmp/sms"


def test_token_and_secret_are_read_and_never_told(tmp_path: Path) -> None:
    found = read(tmp_path, sms_callback_secret=SECRET)
    assert found.sms is not None
    assert (found.sms.token, found.sms.callback_secret) == (TOKEN, SECRET)
    assert TOKEN not in repr(found) and SECRET not in repr(found)
    assert EU_PLATFORM in repr(found), "the control"
