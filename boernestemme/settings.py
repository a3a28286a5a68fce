"""Settings: frozen and typed, read from the environment over a file in the instance folder.

A missing or weak setting names itself and stops the start; there is no default secret.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from boernestemme.domain.contacts import Contacts, contacts_from
from boernestemme.domain.database_address import checked_database
from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.local_settings import usual_value
from boernestemme.domain.mail_server import MailServer, mail_server_from
from boernestemme.domain.sign_on import SignOn
from boernestemme.domain.sign_on_settings import sign_on_from
from boernestemme.domain.sms_gateway import SmsGateway, read_gateway

PREFIX = "BOERNESTEMME_"
SMS_FILE = "sms.jsonl"
FILE_NAME = "settings.toml"
SHORTEST_SECRET = 32
LONGEST_CHILD_URL = 58
TRUE_WORDS = frozenset({"1", "true", "yes"})
HOW_TO_MEND = "run 'boernestemme setup', or set it in {file} or as {variable}"


def own_translations() -> Path:
    """Where our catalogues are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "translations"
    return inside if inside.is_dir() else package.parent / "translations"


@dataclass(frozen=True)
class Settings:
    """How this installation runs.

    ``link_keys`` are oldest first: the newest signs links, older ones still read them.
    ``form_key`` guards forms and peppers counted tries. ``wrapping_key_file`` is read by the
    staff's process alone, ``statistics_folder`` by the mixer's. ``erasure_ledger`` tells what was
    erased, ``access_log_anchors`` where the access log's chains ended. These four and the epoch lie
    outside the database and its backup. ``child_url`` is
    the address of the child's door, without a path. ``clips_folder`` may hold recordings of the
    child's pages, as ``<language>/<code>.mp3``; 'boernestemme clips' lists what to record.
    ``languages`` are those children may choose beside Danish, by code; None for all that are
    reviewed. ``translations_folder`` holds their catalogues. ``mail`` is the server that takes
    e-mails to staff, None where none are sent; ``staff_url`` the address of their door, which
    stands in them, and which providers send people back to. ``sign_on`` is how staff sign in;
    ``sign_in_key_file`` closes their second factors, in every process of theirs. ``sms`` is the
    gateway that takes messages to children, None for none. ``export_folder`` holds a folder, by
    its code, for each municipality whose case system takes papers, ``backup_folder`` the night's
    backups, None where nobody is to watch them. ``contacts`` is whom to reach.
    """

    instance: Path
    database: str
    link_keys: tuple[str, ...]
    form_key: str
    wrapping_key_file: Path
    epoch_file: Path
    statistics_folder: Path
    erasure_ledger: Path
    access_log_anchors: Path
    child_url: str
    clips_folder: Path
    sign_in_key_file: Path
    plain_http: bool = False
    trusted_proxies: int = 0
    hide_address: str = "https://www.dmi.dk/"
    caseworker_title: str = "rådgiver"
    accessibility_address: str = ""
    board_name: str = "Social- og Boligstyrelsen"
    languages: tuple[str, ...] | None = None
    translations_folder: Path = field(default_factory=own_translations)
    mail: MailServer | None = None
    staff_url: str = ""
    sign_on: SignOn = field(default_factory=SignOn)
    sms: SmsGateway | None = None
    export_folder: Path | None = None
    backup_folder: Path | None = None
    contacts: Contacts = field(default_factory=Contacts)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of this process. Raises SettingsMissing."""
        environment = os.environ if environment is None else environment
        instance = instance_folder(environment)
        given = _Given(environment, instance / FILE_NAME)
        plain_http = given.truth("plain_http")
        mail, sign_on = mail_server_from(given), sign_on_from(given, plain_http)
        child_url = checked_url(given.text("child_url"), plain_http)
        return cls(
            instance=instance,
            database=checked_database(
                given.text("database", f"sqlite:///{instance / 'boernestemme.sqlite3'}")
            ),
            link_keys=(*_next_link_key(given), *given.secrets("link_keys")),
            form_key=given.secret("form_key"),
            wrapping_key_file=given.path("wrapping_key_file", instance / "wrapping.key"),
            epoch_file=given.path("epoch_file", instance / "epoch"),
            statistics_folder=given.path("statistics_folder", instance / "statistics"),
            erasure_ledger=given.path("erasure_ledger", instance / "erased.log"),
            access_log_anchors=given.path("access_log_anchors", instance / "accesslog.anchors"),
            child_url=child_url,
            clips_folder=given.path("clips_folder", instance / "clips"),
            sign_in_key_file=given.path("sign_in_key_file", instance / "sign_in.key"),
            plain_http=plain_http,
            trusted_proxies=given.count("trusted_proxies"),
            hide_address=usual_value(given, "hide_address", cls.hide_address),
            accessibility_address=usual_value(given, "accessibility_address"),
            caseworker_title=given.text("caseworker_title", cls.caseworker_title),
            board_name=given.text("board_name", cls.board_name),
            languages=given.words("languages"),
            translations_folder=given.path("translations_folder", own_translations()),
            mail=mail,
            staff_url=_staff_url(given, plain_http, bool(mail or sign_on.providers)),
            sign_on=sign_on,
            sms=read_gateway(given, child_url, str(instance / SMS_FILE)),
            export_folder=given.optional_path("export_folder"),
            backup_folder=given.optional_path("backup_folder"),
            contacts=contacts_from(given),
        )


def instance_folder(environment: Mapping[str, str]) -> Path:
    """Where keys, settings and the SQLite database lie."""
    return Path(environment.get(f"{PREFIX}INSTANCE", "instance")).resolve()


def asks_plain_http(environment: Mapping[str, str]) -> bool:
    """True where the environment allows a child's address without TLS, as on one's own machine."""
    return environment.get(f"{PREFIX}PLAIN_HTTP", "no").casefold() in TRUE_WORDS


class _Given:
    """What the environment and the settings file hold, the environment first."""

    def __init__(self, environment: Mapping[str, str], file: Path) -> None:
        self._environment = environment
        self._file = file
        self._read = _read_file(file)

    def text(self, name: str, default: str | None = None) -> str:
        """A setting as text. Raises SettingsMissing when there is none and no default."""
        value = self._environment.get(PREFIX + name.upper(), self._read.get(name, default))
        if value is None or value == "":
            raise self.missing(name, "is missing")
        return str(value)

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text, the default when it is not given or empty."""
        return str(self._environment.get(PREFIX + name.upper()) or self._read.get(name) or default)

    def path(self, name: str, default: Path) -> Path:
        """A setting as a path."""
        return Path(self.text(name, str(default)))

    def optional_path(self, name: str) -> Path | None:
        """A setting as a path, None when it is not given or empty."""
        return Path(value) if (value := self.optional(name)) else None

    def truth(self, name: str) -> bool:
        """A setting as yes or no; no when it is not given."""
        return self.text(name, "no").casefold() in TRUE_WORDS

    def count(self, name: str) -> int:
        """A setting as a number, 0 when it is not given."""
        value = self.text(name, "0")
        if not value.isdecimal():
            raise self.missing(name, f"must be a number from 0 up, not {value!r}")
        return int(value)

    def secret(self, name: str) -> str:
        """A secret, long enough not to be guessed."""
        return self._strong(name, self.text(name))

    def secrets(self, name: str) -> tuple[str, ...]:
        """A list of secrets, at least one."""
        found = self.words(name)
        if not found:
            raise self.missing(name, "is missing")
        return tuple(self._strong(name, part) for part in found)

    def words(self, name: str) -> tuple[str, ...] | None:
        """A list of words: an array in the file, commas in the environment; None for no list."""
        value = self._environment.get(PREFIX + name.upper(), self._read.get(name))
        if value is None:
            return None
        parts = value.split(",") if isinstance(value, str) and value else value or []
        if not isinstance(parts, list):
            raise self.missing(name, "must be a list")
        return tuple(str(part).strip() for part in parts)

    def tables(self, name: str) -> object:
        """Tables of the file, which the environment cannot hold; None where there are none."""
        return self._read.get(name)

    def _strong(self, name: str, value: str) -> str:
        if len(value) < SHORTEST_SECRET or len(set(value)) < SHORTEST_SECRET // 4:
            raise self.missing(name, f"is too weak: at least {SHORTEST_SECRET} random characters")
        return value

    def missing(self, name: str, what: str) -> SettingsMissing:
        """The error that names a setting and how to mend it."""
        how = HOW_TO_MEND.format(file=self._file, variable=PREFIX + name.upper())
        return SettingsMissing(f"the setting {name} {what}: {how}")


def _read_file(file: Path) -> dict[str, Any]:
    """The settings file, empty when there is none."""
    try:
        return tomllib.loads(file.read_text()) if file.exists() else {}
    except (OSError, ValueError) as problem:
        raise SettingsMissing(f"the settings file {file} cannot be read: {problem}") from problem


def checked_url(url: str, plain_http: bool) -> str:
    """The child's address: https (http only where settings allow it), and short enough."""
    bare = _door("child_url", url, plain_http)
    if len(bare) > LONGEST_CHILD_URL:
        raise SettingsMissing(
            f"the setting child_url is longer than {LONGEST_CHILD_URL} characters: "
            "a link must fit one SMS"
        )
    return bare


def _next_link_key(given: _Given) -> tuple[str, ...]:
    """The key that ``keys rotate`` has made: read by every process before any signs with it."""
    return (given.secret("next_link_key"),) if given.optional("next_link_key") else ()


def _staff_url(given: _Given, plain_http: bool, is_needed: bool) -> str:
    """The staff's address; empty where it is not given and nothing needs it."""
    url = given.text("staff_url") if is_needed else given.optional("staff_url")
    return _door("staff_url", url, plain_http) if url else ""


def _door(name: str, url: str, plain_http: bool) -> str:
    """The bare address of a door: a scheme and a name, and no path."""
    parts = urlsplit(url)
    schemes = {"http", "https"} if plain_http else {"https"}
    if parts.scheme not in schemes or not parts.netloc or parts.path.strip("/"):
        raise SettingsMissing(f"the setting {name} must be like https://name.dk, not {url!r}")
    return url.rstrip("/")
