"""The team leader's side: what waits in the municipality, and counts; never an answer or a tap."""

from flask import Blueprint

from boernestemme.web.staff.door import keep_door

blueprint = Blueprint("leader", __name__, template_folder="templates", url_prefix="/leder")
keep_door(blueprint)

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.leader import (
    colleagues,
    figures,
    handing_over,
    insight,
    log_page,
    views,
)
