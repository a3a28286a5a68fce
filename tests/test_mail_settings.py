"""The settings of e-mails to staff: none are sent without a server, and a wrong one is named."""

from pathlib import Path

import pytest

from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.mail_server import MailServer, Security
from boernestemme.settings import Settings
from tests.test_settings import RIGHT, environment

PASSWORD = "et kodeord til posten"
MAIL = {
    "mail_host": "post.example",
    "mail_from": "hej@navn.dk",
    "staff_url": "https://stab.navn.dk/",
}
# What is wrong, and the name that the refusal must say.
WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "no sender": ({"mail_from": None}, "mail_from"),
    "no address": ({"mail_from": "hej"}, "mail_from"),
    "a name beside the sender": ({"mail_from": "Hej <hej@navn.dk>"}, "mail_from"),
    "a line after the sender": ({"mail_from": "hej@navn.dk\nBcc: x@y.dk"}, "mail_from"),
    "no door": ({"staff_url": None}, "staff_url"),
    "a door with a path": ({"staff_url": "https://navn.dk/raadgiver"}, "staff_url"),
    "a door in the open": ({"staff_url": "http://navn.dk"}, "staff_url"),
    "an unknown way": ({"mail_security": "ssl"}, "mail_security"),
    "in the open to another machine": ({"mail_security": "none"}, "mail_security"),
    "a user without password": ({"mail_user": "post"}, "mail_password"),
    "a password without user": ({"mail_password": PASSWORD}, "mail_user"),
    "a port in words": ({"mail_port": "smtp"}, "mail_port"),
    "a port too high": ({"mail_port": "65536"}, "mail_port"),
}


def read(folder: Path, **changes: str | None) -> Settings:
    return Settings.from_environment(environment(folder, {**RIGHT, **MAIL, **changes}))


@pytest.mark.parametrize("host", [None, ""])
def test_without_a_server_no_e_mail_is_sent(tmp_path: Path, host: str | None) -> None:
    assert read(tmp_path, mail_host=host, mail_from=None).mail is None


def test_the_staffs_address_counts_without_a_server_too(tmp_path: Path) -> None:
    alone = {"mail_host": None, "mail_from": None}
    assert read(tmp_path, **alone).staff_url == "https://stab.navn.dk"
    assert read(tmp_path, **alone, staff_url=None).staff_url == ""
    with pytest.raises(SettingsMissing, match="staff_url"):
        read(tmp_path, **alone, staff_url="https://navn.dk/raadgiver")


def test_what_is_not_said_is_the_safe_way(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.mail == MailServer("post.example", 587, Security.STARTTLS, "hej@navn.dk")
    assert found.staff_url == "https://stab.navn.dk"


@pytest.mark.parametrize(
    ("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25), ("tls", 2465)]
)
def test_each_way_has_its_port(tmp_path: Path, security: str, port: int) -> None:
    given = str(port) if port == 2465 else None
    found = read(tmp_path, mail_host="127.0.0.1", mail_security=security, mail_port=given).mail
    assert found is not None
    assert (found.security, found.port) == (security, port)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "::1", "localhost"])
def test_in_the_open_only_within_this_machine(tmp_path: Path, host: str) -> None:
    assert read(tmp_path, mail_host=host, mail_security="none").mail is not None


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost.navn.dk", "0.0.0.0", "post"])
def test_no_other_machine_gets_anything_in_the_open(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsMissing, match="mail_security"):
        read(tmp_path, mail_host=host, mail_security="none")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_names_itself(tmp_path: Path, case: str) -> None:
    changes, name = WRONG[case]
    with pytest.raises(SettingsMissing) as refusal:
        read(tmp_path, **changes)
    assert f"the setting {name} " in str(refusal.value)
    assert PASSWORD not in str(refusal.value)


def test_the_password_is_read_and_never_told(tmp_path: Path) -> None:
    found = read(tmp_path, mail_user="post", mail_password=PASSWORD)
    assert found.mail is not None
    assert found.mail.password == PASSWORD
    assert PASSWORD not in repr(found)
    assert "post.example" in repr(found), "the control"
