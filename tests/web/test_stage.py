"""The stage of the web tests: what one test changed, no later test of the same process meets."""

from dataclasses import replace

from boernestemme.web.tools import NAME
from tests.factories import NOW
from tests.web.conftest import Stage


def test_tools_files_rows_and_clock_are_put_back(stage: Stage) -> None:
    scene, settings = stage.begin_anew(), stage.tools.settings
    elsewhere = replace(settings, staff_url="https://et-andet-sted.example")
    scene.app.extensions[NAME] = replace(stage.tools, settings=elsewhere)
    links = scene.count("invitations")
    scene.link()
    settings.erasure_ledger.write_text("en linje")
    for secret in settings.statistics_folder.iterdir():
        secret.unlink()
    scene.clock.now = NOW.replace(year=NOW.year + 1)
    scene = stage.begin_anew()
    assert scene.app.extensions[NAME] is stage.tools and scene.clock() == NOW
    assert scene.count("invitations") == links
    assert not settings.erasure_ledger.exists() and any(settings.statistics_folder.iterdir())
