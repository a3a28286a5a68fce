"""Browsers of staff that has no list of meetings: the team leader, the administrator, the board."""

from boernestemme.domain.roles import Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from tests.factories import NOW, PASSWORD
from tests.page_client import PageClient
from tests.release_factory import BOARD, add_board
from tests.web.scene import Scene

ADMINISTRATOR = "ada@test.example"


def with_board(scene: Scene) -> Scene:
    """The stage with three people of the board on it."""
    with scene.acting():
        add_board()
    return scene


def with_administrator(scene: Scene) -> Scene:
    """The stage with an administrator on it."""
    with scene.acting():
        add_administrator()
    return scene


def add_administrator() -> None:
    """Ada, of the municipality that most tests are in."""
    new = NewAccount(ADMINISTRATOR, Role.ADMINISTRATOR, "0265", "Ada", PASSWORD)
    administering.add_account(new, NOW)


def board_browser(scene: Scene, who: int = 0) -> PageClient:
    """The signed-in browser of one of the board."""
    return scene.staff(BOARD[who][0].partition("@")[0])
