"""The board's side: drafts of releases to approve, and those that are published."""

from flask import Blueprint

from boernestemme.web.staff.account import add_account
from boernestemme.web.staff.door import keep_door

blueprint = Blueprint("board", __name__, template_folder="templates", url_prefix="/styrelse")
keep_door(blueprint)
add_account(blueprint)

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.board import views
