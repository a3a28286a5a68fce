"""The staff's door with everything the application itself asks answered *yes*, on purpose.

What is left then is the database: its grants, and the rows it shows.
"""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.domain.roles import Person
from boernestemme.services import access, keeping_people, keeping_teams, reassigning
from boernestemme.storage import accounts, meetings, teams


def switch_off_all_checks(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks may, whatever it is about, as long as the database has a row of that id."""
    patch.setattr(Person, "may", lambda _person, _permission: True)
    patch.setattr(access, "_open_to", lambda _setting, one, _may: _there(meetings.find, one))
    patch.setattr(reassigning, "_waiting", lambda _setting, one: _there(meetings.find, one))
    patch.setattr(keeping_teams, "_own", lambda _office, one: _there(teams.find, one))
    _everywhere(patch, keeping_people.own_account, lambda _office, one: _there(accounts.by_id, one))
    _everywhere(patch, access.opens, lambda _setting, _meeting: True)


def _there(find: Callable[[str], Any], one: str) -> Any:
    found = find(one)
    if found is None:
        raise NotFound(one)
    return found


def _everywhere(patch: pytest.MonkeyPatch, asked: object, instead: object) -> None:
    """Also where it was imported by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("boernestemme."):
            for attribute, value in list(vars(module).items()):
                if value is asked:
                    patch.setattr(module, attribute, instead)
