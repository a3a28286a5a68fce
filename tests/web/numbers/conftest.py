"""A request in Danish without a database: what a page holds is made of releases alone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from boernestemme.web.languages import DANISH


@pytest.fixture(scope="module")
def danish() -> Iterator[None]:
    """Danish words and numbers."""
    app = Flask(__name__)
    Babel(app, default_locale=DANISH)
    with app.test_request_context():
        yield
