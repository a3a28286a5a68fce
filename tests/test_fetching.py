"""Fetching: GET and HEAD change nothing, however often and by whomever (LNK-02)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import request
from sqlalchemy import text

from boernestemme.domain.roles import Permission
from boernestemme.services import entering
from boernestemme.storage import access_log
from boernestemme.storage.db import db, transaction
from boernestemme.web.guard import opens
from boernestemme.web.tools import NAME
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.routes import ROUTES
from tests.visitors import LAST_SEEN, House, make_house

ROUNDS = 100
FETCHED = sorted(endpoint for endpoint, (_, method, _) in ROUTES.items() if method == "GET")
CHILDREN = ("stranger", "early", "inside", "sent", "tapping", "tapped")
STAFF = ("mette", "leder", "ada", "anna")
# Everything that fetching may write, by name, with its reason:
# - when staff were last seen, for a session that is not used must end by itself;
# - on Mødets ramme, its sheets, its texts for journal and plan, and where what is promised is shown
#   before it is handed over, the lines of the access log: no line, no text.
READ = {"access_log", "access_log_heads"}
READING = (
    "meeting", "print_sheet", "sheet_file", "journal_file", "journal_pdf", "plan_text",
    "ask_hand_over",
)  # fmt: skip
MAY_WRITE = {(f"caseworker.{page}", "mette"): READ for page in READING}


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, empty_databases: EmptyDatabases
) -> Iterator[House]:
    """One house for all who only fetch: nothing they do may change it."""
    yield from make_house(tmp_path_factory.mktemp("house"), empty_databases)


@pytest.fixture(scope="module")
def spoiled(
    tmp_path_factory: pytest.TempPathFactory, empty_databases: EmptyDatabases
) -> Iterator[House]:
    """A house for the controls: two of its doors start a session by themselves."""
    for house in make_house(tmp_path_factory.mktemp("spoiled"), empty_databases):
        for method in ("GET", "HEAD"):
            view = opens(Permission.ANYBODY)(writes_on(method, house))
            house.app.add_url_rule(f"/{method}", f"child.on_{method.lower()}", view)
        yield house


def writes_on(method: str, house: House) -> Callable[[], str]:
    """A view that writes when it is fetched by this method."""

    def view() -> str:
        if request.method == method:
            signer, token = house.app.extensions[NAME].signer, house.address["<token>"]
            entering.start(signer, token, None, house.now)
        return "open"

    return view


@pytest.mark.parametrize("endpoint", FETCHED)
def test_fetching_a_page_a_hundred_times_changes_nothing(house: House, endpoint: str) -> None:
    house.now = NOW
    visitors = CHILDREN + STAFF
    each = house.changed_by_each(endpoint, visitors, ROUNDS // len(visitors) + 1)
    for visitor, changed in each:
        allowed = MAY_WRITE.get((endpoint, visitor), set())
        allowed |= {LAST_SEEN} if visitor in STAFF else set()
        assert changed <= allowed, (visitor, changed)


@pytest.mark.parametrize(
    ("endpoint", "visitor"),
    [
        ("child.door", "stranger"),
        ("child.words", "early"),
        ("child.page", "inside"),
        ("child.check", "inside"),
        ("child.thanks", "sent"),
        ("child.letter", "sent"),
        ("child.page", "tapping"),
        ("child.send_page", "tapping"),
        ("child.thanks", "tapped"),
        ("caseworker.meetings", "mette"),
        ("caseworker.meeting", "mette"),
        ("caseworker.print_sheet", "mette"),
        ("caseworker.sheet_file", "mette"),
        ("caseworker.calendar_file", "mette"),
        ("caseworker.method_file", "mette"),
        ("caseworker.journal_file", "mette"),
        ("caseworker.journal_pdf", "mette"),
        ("caseworker.ask_ground", "mette"),
        ("caseworker.plan_text", "mette"),
        ("caseworker.ask_move", "mette"),
        ("caseworker.ask_hand_over", "mette"),
        ("caseworker.ask_hand_over_list", "mette"),
        ("caseworker.choose_excerpts", "mette"),
        ("caseworker.practice", "mette"),
        ("caseworker.practice_frame", "mette"),
        ("caseworker.method", "mette"),
        ("child.rehearsal", "stranger"),
        ("child.privacy", "inside"),
        ("caseworker.statement", "mette"),
        ("caseworker.months", "mette"),
        ("leader.overview_page", "leder"),
        ("leader.log_page", "leder"),
        ("leader.figures_page", "leder"),
        ("administration.overview_page", "ada"),
        ("administration.people", "ada"),
        ("administration.person", "ada"),
        ("administration.ask_close", "ada"),
        ("administration.teams", "ada"),
        ("administration.team", "ada"),
        ("administration.municipality", "ada"),
        ("administration.ask_section", "ada"),
        ("caseworker.security", "mette"),
        ("board.security", "anna"),
        ("board.releases", "anna"),
        ("board.release", "anna"),
        ("numbers.newest", "stranger"),
        ("numbers.half_year", "stranger"),
        ("numbers.table_file", "stranger"),
        ("numbers.release_file", "stranger"),
        ("numbers.package_file", "stranger"),
    ],
)
def test_the_visitor_a_page_is_for_really_gets_it(
    house: House, endpoint: str, visitor: str
) -> None:
    """Else the hundred fetches would only have shown that a closed door changes nothing."""
    house.now = NOW
    assert house.fetch(endpoint, visitor, 2) == {200}


def test_reading_an_answer_only_adds_lines_to_the_log(house: House) -> None:
    house.now = NOW
    before = house.snapshot()["access_log"]
    house.fetch("caseworker.meeting", "mette", 4)
    after = house.snapshot()["access_log"]
    assert set(before) < set(after)
    assert [line[4] for line in after if line not in before] == ["answer_read"] * 4
    with house.app.app_context():
        assert [access_log.first_broken(code) for code in access_log.municipalities()] == [None] * 3


def test_a_fetch_that_shows_no_answer_adds_no_line_to_the_log(house: House) -> None:
    house.now = NOW
    assert house.changed_by("caseworker.meeting", "leder", 4) <= {LAST_SEEN}
    assert house.changed_by("caseworker.meeting", "sent", 4) == set()


def test_when_staff_were_last_seen_is_noted_and_nothing_else(house: House) -> None:
    house.now = NOW + timedelta(minutes=12)
    assert house.changed_by("caseworker.meetings", "mette", 5) == {LAST_SEEN}


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_writes_when_it_is_fetched_is_caught(spoiled: House, method: str) -> None:
    """The control: a door that starts a session on GET, and one that does so only on HEAD."""
    changed = spoiled.changed_by(f"child.on_{method}", "stranger", 2)
    assert {"child_sessions", "invitations"} <= changed


def test_a_single_changed_value_is_caught(spoiled: House) -> None:
    """The control of the comparison itself: one column of one table."""
    before = spoiled.snapshot()
    with spoiled.app.app_context(), transaction():
        db.session.execute(text("UPDATE invitations SET starts = starts + 1"))
    after = spoiled.snapshot()
    assert {name for name in before if before[name] != after[name]} == {"invitations"}


def test_whoever_is_signed_in_can_sign_out_from_every_page(house: House) -> None:
    pages = {
        (endpoint, visitor): house.browser(visitor).get(house.url(endpoint))
        for endpoint in FETCHED
        if endpoint.partition(".")[0] in {"administration", "board", "caseworker", "leader"}
        for visitor in STAFF
    }
    shown = {at: page.text for at, page in pages.items() if page.mimetype == "text/html"}
    whole = {at: text for at, text in shown.items() if "<main" in text}
    assert len(whole) > 60, "the search has gone blind"
    assert [at for at, text in whole.items() if '/log-ud" method="post"' not in text] == []
