"""What the board is promised, shown to be so over real requests."""

import json

import pytest
from sqlalchemy.exc import DBAPIError

from boernestemme.services import releasing
from tests.services.half_years import CLOSED, put_country
from tests.web.board.test_approving import approve
from tests.web.scene import Scene
from tests.web.staff_of import board_browser, with_board

FILE = f"/tal/{CLOSED}.json"


def test_every_half_year_the_taps_are_frozen_into_a_release_that_is_safe_to_publish(
    scene: Scene,
) -> None:
    """Every half-year the taps are frozen into a release that is safe to publish."""
    with with_board(scene).acting() as world:
        put_country()
        releasing.freeze(CLOSED, world.tools.settings.statistics_folder, scene.clock())
    public = scene.app.test_client()
    assert public.get(FILE).status_code == 404, "frozen is not published"
    anna, bo = board_browser(scene), board_browser(scene, 1)
    approve(anna)
    approve(anna)
    assert public.get(FILE).status_code == 404, "one person is not two"
    approve(bo)
    published = json.loads(public.get(FILE).text)
    told = {one["code"] for one in published["figures"] if one["status"] == "vist"}
    assert "0461" in told, "sixty children are told of"
    assert not told & {"0253", "0259", "0265"}, "five children are not"
    with pytest.raises(DBAPIError):
        scene.run("UPDATE releases SET content = 'another'")
    assert json.loads(public.get(FILE).text) == published
