"""What may be entered about people and municipalities, and what is refused with which rule."""

import pytest

from boernestemme.domain.entries import (
    LONGEST_ADDRESS,
    LONGEST_HOURS,
    LONGEST_NAME,
    email_rule,
    hours_rule,
    name_rule,
    neutral_rule,
    phone_rule,
    statement_rule,
    tidy_phone,
    title_rule,
)
from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.local_settings import LocalSettings, Section, checked, mark_of


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12345678", "12 34 56 78"),
        ("+45 12 34 56 78", "12 34 56 78"),
        ("1234-5678", "12 34 56 78"),
        ("116111", "116 111"),
        ("112", "112"),
    ],
)
def test_a_number_is_read_as_it_is_said(typed: str, read: str) -> None:
    assert tidy_phone(typed) == read
    assert phone_rule(read) is None


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("12", "phone"), ("١٢٣٤٥٦٧٨", "phone"), ("ring bare", "phone"), ("010203 1234", "cpr")],
)
def test_what_no_child_can_call_is_refused(typed: str, rule: str) -> None:
    assert phone_rule(tidy_phone(typed) if rule == "phone" else typed) == rule


@pytest.mark.parametrize("typed", ["  ring   bare ", "١٢٣٤٥٦٧٨", "12 34 56 7x"])
def test_what_is_no_number_stays_as_it_was_typed(typed: str) -> None:
    assert tidy_phone(typed) == " ".join(typed.split())


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://www.dmi.dk/", None),
        ("https://vejr.example/i-dag", None),
        ("https://vejr.example/TEXT", None),
        (f"https://dmi.dk/{'a' * (LONGEST_ADDRESS - len('https://dmi.dk/'))}", None),
        ("http://www.dmi.dk/", "https"),
        ("javascript:alert(1)", "https"),
        ("//www.dmi.dk/", "https"),
        ("https://dmi", "address"),
        ("https://a@dmi.dk/", "address"),
        ("https://dmi.dk:8443/", "address"),
        ("https://dmi.dk/?fra=os", "address"),
        ("https://dmi.dk/#os", "address"),
        ('https://dmi.dk/"onload', "address"),
        ("https://[dmi.dk/", "address"),
        ("https://www.roskilde.dk/", "telling"),
        ("https://vejret-i-aarhus.dk/", "telling"),
        ("https://taarbaek.example/", "telling"),
        ("https://minkommune.dk/", "telling"),
        ("https://boernetelefonen.dk/", "telling"),
        ("https://dmi.dk/Hjaelp", "telling"),
        ("https://xn--brn-0na.dk/", "telling"),
        (f"https://dmi.dk/{'a' * LONGEST_ADDRESS}", "too_long"),
    ],
)
def test_the_page_behind_skjul_tells_nothing(address: str, rule: str | None) -> None:
    assert neutral_rule(address) == rule


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://was.digst.dk/roskilde-dk", None),
        ("https://was.digst.dk/", "statement"),
        ("https://was.digst.dk.ondt.example/x", "statement"),
        ("http://was.digst.dk/roskilde-dk", "https"),
    ],
)
def test_a_statement_lies_where_all_of_them_do(address: str, rule: str | None) -> None:
    assert statement_rule(address) == rule


@pytest.mark.parametrize("title", ["din rådgiver", "1", "Rådgiver", "rådgiver!", "a" * 31, ""])
def test_a_title_must_fit_after_din(title: str) -> None:
    assert title_rule(title) == "title"
    assert title_rule("sagsbehandler") is None, "the control"


def test_a_line_is_as_long_as_is_said_and_no_longer() -> None:
    assert hours_rule("a" * LONGEST_HOURS) is name_rule("a" * LONGEST_NAME) is None
    assert hours_rule("a" * (LONGEST_HOURS + 1)) == "too_long"
    assert name_rule("a" * (LONGEST_NAME + 1)) == "too_long"
    assert hours_rule("") == name_rule("") == "missing"


def test_nothing_entered_holds_a_cpr_number() -> None:
    assert name_rule("Mette 010203-1234") == email_rule("0102031234@test.example") == "cpr"
    assert neutral_rule("https://dmi.dk/010203-1234") == title_rule("010203-1234") == "cpr"
    assert statement_rule("https://was.digst.dk/0102031234") == "cpr"
    assert name_rule("Mette") is email_rule("mette@test.example") is None, "the control"
    assert {email_rule(one) for one in ("mette", "m@x", "a b@x.dk", "a@@x.dk")} == {"email"}
    assert name_rule("a\x00b") == "not_text"


def test_a_section_is_tidied_and_every_broken_rule_told_at_once() -> None:
    given = {"name": " Roskilde  Kommune ", "call_number": "12345678", "hide_address": "x"}
    assert checked(Section.CONTACT, given) == {
        "name": "Roskilde Kommune",
        "call_number": "12 34 56 78",
    }
    with pytest.raises(EntryRefused) as refused:
        checked(Section.CONTACT, {"call_number": "12"})
    assert refused.value.rules == {"name": "missing", "call_number": "phone"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [({"duty_number": "12345678"}, "duty_hours"), ({"duty_hours": "altid"}, "duty_number")],
)
def test_a_duty_line_has_a_number_and_hours_or_neither(given: dict[str, str], missing: str) -> None:
    with pytest.raises(EntryRefused) as refused:
        checked(Section.DUTY, given)
    assert refused.value.rules == {missing: "missing"}
    assert checked(Section.DUTY, {}) == {"duty_number": "", "duty_hours": ""}


def test_what_is_not_set_is_the_installations() -> None:
    usual = LocalSettings(caseworker_title="rådgiver", hide_address="https://a.dk/")
    own = LocalSettings(caseworker_title="sagsbehandler")
    found = own.over(usual)
    assert (found.caseworker_title, found.hide_address) == ("sagsbehandler", "https://a.dk/")


def test_a_mark_tells_nothing_of_its_address() -> None:
    assert mark_of("https://a.dk/") != mark_of("https://b.dk/")
    assert "a.dk" not in mark_of("https://a.dk/")
