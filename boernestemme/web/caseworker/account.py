"""The case worker's side is where all its municipality's staff sign in."""

from boernestemme.web.caseworker import blueprint
from boernestemme.web.staff.account import add_account

add_account(blueprint)
