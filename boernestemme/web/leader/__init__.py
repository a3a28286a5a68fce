"""The team leader's side: what waits in the municipality, and counts; never an answer or a tap."""

from flask import Blueprint

from boernestemme.web.staff.door import keep_door

blueprint = Blueprint("leader", __name__, template_folder="templates", url_prefix="/leder")
keep_door(blueprint)

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.leader import (  # noqa: E402
    colleagues,  # noqa: F401
    figures,  # noqa: F401
    handing_over,  # noqa: F401
    insight,  # noqa: F401
    log_page,  # noqa: F401
    views,  # noqa: F401
)
