"""The public numbers: published releases as pages and files, for anybody, without a cookie."""

from flask import Blueprint

from boernestemme.web.numbers.shelf import keep_pages

blueprint = Blueprint("numbers", __name__, template_folder="templates", url_prefix="/tal")
blueprint.record_once(lambda state: keep_pages(state.app))

# The views put themselves on the blueprint, which must be there first.
from boernestemme.web.numbers import catalogue, descriptions, files, views
