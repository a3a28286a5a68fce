"""The administrator's side: people, teams and the municipality's own settings; never an answer."""

from flask import Blueprint

from boernestemme.web.staff.door import keep_door

blueprint = Blueprint(
    "administration", __name__, template_folder="templates", url_prefix="/administration"
)
keep_door(blueprint)

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.administration import (
    municipality,
    overview,
    people,
    person,
    teams,
    welcome,
)
