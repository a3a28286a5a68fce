"""Invented values with named defaults: settings, moments, answers. Nobody said any of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.sign_on import SignOn
from boernestemme.settings import Settings

NOW = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)  # a Tuesday, no holiday near
MEETING = NOW + timedelta(days=9, hours=2)
LINK_KEY = "test-link-key-0123456789abcdefghijklmnop"
FORM_KEY = "test-form-key-0123456789abcdefghijklmnop"
PASSWORD = "et langt kodeord til test"
BASE = "http://127.0.0.1:5000"


def test_settings(folder: Path, database: str, **changes: object) -> Settings:
    """Settings of a test installation, with keys of its own in ``folder``."""
    values: dict[str, object] = {
        "instance": folder,
        "database": database,
        "link_keys": (LINK_KEY,),
        "form_key": FORM_KEY,
        "wrapping_key_file": folder / "wrapping.key",
        "epoch_file": folder / "epoch",
        "statistics_folder": folder / "statistics",
        "erasure_ledger": folder / "erased.log",
        "access_log_anchors": folder / "accesslog.anchors",
        "child_url": BASE,
        "clips_folder": folder / "clips",
        "sign_in_key_file": folder / "sign_in.key",
        "sign_on": SignOn(second_factor_required=False),
        "plain_http": True,
        "hide_address": "https://vejr.example/",
    }
    return Settings(**(values | changes))  # type: ignore[arg-type]  # changes are named by each test


test_settings.__test__ = False  # type: ignore[attr-defined]  # no test, whatever its name


def older_answers(**changes: object) -> Answers:
    """A full answer of a child of 10–17, open and guarded, tapped and written."""
    answers: dict[str, object] = {
        "knows_purpose": "no",
        "topics": ("skole", "fremtid"),
        "topics_text": "Hvorfor spurgte I mig ikke først? æøå",
        "not_in_front": "det med ferien",
        "person-mor": "yes",
        "person-far": "no",
        "person-laerer": "part",
        "alone_first": "yes",
        "want_bisidder": "yes",
        "place": "gaatur",
        "not_place": "rummet uden vinduer",
        "needs": ("formaal", "pause"),
        "not_for_parents": "at jeg hellere vil bo hos min faster",
        "keep_needs": "yes",
    }
    return {code: value for code, value in (answers | changes).items() if value}  # type: ignore[misc]  # changes are named by each test


def younger_answers(**changes: object) -> Answers:
    """A full answer of a child of 6–9."""
    answers: dict[str, object] = {
        "knows_purpose": "partly",
        "topics": ("skole", "venner"),
        "topics_text": "min kanin er syg",
        "persons": ("mor", "kun_raadgiver"),
        "tell_in_person": "yes",
        "place": "skole",
        "needs": ("pause", "tegne"),
        "not_for_parents": "yes",
        "keep_needs": "no",
    }
    return {code: value for code, value in (answers | changes).items() if value}  # type: ignore[misc]  # changes are named by each test
