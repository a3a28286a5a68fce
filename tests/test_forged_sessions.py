"""A hole behind the board's door opens no case worker's, and the other way round."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering, signing_in, verifying
from boernestemme.services.administering import AdministrationRefused, NewAccount
from boernestemme.services.housekeeping import keep_house
from boernestemme.storage.grants import Group
from boernestemme.storage.row_rules import ROWS
from boernestemme.storage.staff_sessions import browser_hash
from tests.database_roles import connected, is_privilege_missing
from tests.databases import EmptyDatabases
from tests.factories import NOW, PASSWORD, older_answers
from tests.knocking import signed_in
from tests.page_client import PageClient
from tests.roled_house import BOARD, RoledHouse, roled_house
from tests.web.scene import STAFF_COOKIE

SECRET = "HEMMELIGT"
FORGED = text(
    "INSERT INTO staff_sessions (browser, account_id, began_at, last_seen) "
    "VALUES (:browser, :account, :now, :now)"
)
SESSIONS_OF = text(
    "SELECT count(*) FROM staff_sessions JOIN accounts ON accounts.id = account_id "
    "WHERE role = :role"
)


@pytest.fixture(scope="module")
def house(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledHouse]:
    """One house for all."""
    with roled_house(empty_databases, tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture
def rows_together(house: RoledHouse) -> Iterator[None]:
    """The controls' database: nothing keeps the rows apart."""
    house.database.run(*(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in ROWS))
    yield
    house.database.run(*(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY" for table in ROWS))


def forged(house: RoledHouse, group: Group, name: str, door: str) -> PageClient:
    """A browser before a door, after whoever holds a role's login tried to sign somebody in."""
    with house.scene("board" if name in BOARD else "staff").acting() as world:
        values = {"account": world.person(name).id, "now": NOW, "browser": browser_hash(name)}
    with connected(house.database.login(group)) as engine:
        try:
            with engine.begin() as connection:
                connection.execute(FORGED, values)
        except DBAPIError as problem:
            assert is_privilege_missing(problem)
    client = PageClient(house.processes[door].app)
    client.client.set_cookie(STAFF_COOKIE, name)
    return client


def reads_the_child(house: RoledHouse, name: str) -> bool:
    """True when the board's login, as this case worker, reads what a child wrote."""
    link = house.scene().link(by=name)
    with house.scene("child").acting() as world:
        world.answer(link, older_answers(topics_text=SECRET))
    page = forged(house, Group.BOARD, name, "staff").get(f"/raadgiver/moeder/{link.meeting_id}")
    return page.status_code == 200 and SECRET in page.text


def test_the_boards_login_reads_no_child(house: RoledHouse) -> None:
    assert not reads_the_child(house, "mette")


@pytest.mark.usefixtures("rows_together")
def test_with_all_rows_together_it_would(house: RoledHouse) -> None:
    assert reads_the_child(house, "jonas")


def test_the_staffs_login_is_not_the_board(house: RoledHouse) -> None:
    assert forged(house, Group.STAFF, "birte", "board").get("/styrelse/").status_code != 200


@pytest.mark.usefixtures("rows_together")
def test_with_all_rows_together_it_would_be(house: RoledHouse) -> None:
    assert forged(house, Group.STAFF, "bent", "board").get("/styrelse/").status_code == 200


def test_the_staffs_login_adds_nobody_to_the_board(house: RoledHouse) -> None:
    new = NewAccount("falsk@test.example", Role.BOARD, BOARD_CODE, "Falsk", PASSWORD)
    with house.scene().acting(), pytest.raises(DBAPIError) as refused:
        administering.add_account(new)
    assert is_privilege_missing(refused.value)


def test_each_door_signs_in_its_own_people_alone(house: RoledHouse) -> None:
    for process, own, other in (("staff", "mette", "birte"), ("board", "birte", "mette")):
        with house.scene(process).acting():
            assert signed_in(f"{own}@test.example")
            with pytest.raises(signing_in.SignInRefused):
                signed_in(f"{other}@test.example")


def test_the_boards_people_come_and_go_by_a_login_in_both_roles(house: RoledHouse) -> None:
    new = NewAccount("ny@test.example", Role.BOARD, BOARD_CODE, "Ny", PASSWORD)
    house.refused()
    with house.scene("board's people").acting():
        administering.add_account(new)
    with house.scene("board").acting():
        cookie = signed_in(new.email)
        assert signing_in.who(cookie, NOW)
    with house.scene().acting(), pytest.raises(AdministrationRefused, match="has no account"):
        administering.disable_account(new.email, None, NOW)
    with house.scene("board's people").acting():
        administering.disable_account(new.email, None, NOW)
    with house.scene("board").acting():
        assert signing_in.who(cookie, NOW) is None
    with house.scene().acting():  # the staff's login can check the board's chain
        assert verifying.broken_chains()[1] == {}
    assert house.refused() == {}


def test_housekeeping_ends_the_boards_old_sessions_too(house: RoledHouse) -> None:
    with house.scene("board").acting():
        signed_in("bent@test.example")
    with connected(house.database.address) as engine, engine.connect() as owner:
        assert owner.execute(SESSIONS_OF, {"role": Role.BOARD}).scalar_one() > 0
    with house.scene("housekeeping").acting() as world:
        ledger = world.tools.settings.erasure_ledger
        keep_house(ledger, NOW + 2 * signing_in.LONGEST)
    with connected(house.database.address) as engine, engine.connect() as owner:
        assert owner.execute(SESSIONS_OF, {"role": Role.BOARD}).scalar_one() == 0
