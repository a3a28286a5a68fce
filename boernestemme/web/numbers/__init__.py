"""The public numbers: published releases as pages and files, for anybody, without a cookie."""

from flask import Blueprint

blueprint = Blueprint("numbers", __name__, template_folder="templates", url_prefix="/tal")

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.numbers import files, views  # noqa: E402, F401
