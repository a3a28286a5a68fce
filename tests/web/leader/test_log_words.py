"""Every action that the house writes into the access log has words that people can read."""

import ast
from collections.abc import Iterator

import pytest

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.log_watch import CLOSED, READING, Rule, Verdict
from boernestemme.services.log_review import SIGNED, Right
from boernestemme.web.leader.log_words import ACTIONS, RIGHTS, RULES, VERDICTS
from tests.architecture.project import ROOT

# Where an action stands among the arguments of what writes it.
WRITERS = {"append": 2, "log": 1, "note": 1, "changing": 1, "_log": 1}
# Written by the child's side or by the house itself, or into the board's own log: never drawn.
NEVER_DRAWN = {"erased", "release_approved"}


def written(source: str) -> Iterator[str]:
    """The actions that stand in a module as they are written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = WRITERS.get(name)
            if place is not None and len(node.args) > place:
                asked = ast.walk(node.args[place])
                constants = [one.value for one in asked if isinstance(one, ast.Constant)]
                yield from (one for one in constants if isinstance(one, str))


def all_written() -> set[str]:
    found = set()
    for path in (ROOT / "boernestemme" / "services").glob("*.py"):
        found |= set(written(path.read_text()))
    return {one for one in found if one.replace("_", "").isalpha() and one.islower()}


def test_every_action_has_words() -> None:
    found = all_written()
    assert {"answer_read", "reply_given", "filed", "handed_over", "account_disabled"} <= found
    assert found - NEVER_DRAWN - ACTIONS.keys() == set()
    assert {ground.action for ground in Ground} | READING | {CLOSED, SIGNED} <= ACTIONS.keys()


def test_every_reason_and_verdict_has_words() -> None:
    assert (set(RIGHTS), set(VERDICTS)) == (set(Right), set(Verdict))
    assert set(RULES) == set(Rule) - {Rule.LOT}


@pytest.mark.parametrize(
    "source",
    [
        'log(setting, "planted", meeting_id)',
        'access_log.append(code, actor, "planted", meeting_id, now)',
        'with changing(office, "planted", team_id): pass',
        'log(setting, "planted" if it else "other", meeting_id)',
    ],
)
def test_a_new_action_is_found(source: str) -> None:
    assert "planted" in set(written(source)) - ACTIONS.keys()
