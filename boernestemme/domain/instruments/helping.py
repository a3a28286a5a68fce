"""Who helps a child to answer: a category, never a name, and what follows from it."""

from boernestemme.domain.questionnaire import Answers, Kind, Question

ALONE, FAMILY, CASEWORKER = "alone", "family", "caseworker"
HELPERS = (ALONE, "teacher", "home", FAMILY, CASEWORKER, "other")
HELPED_BY = Question("helped_by", Kind.ONE, HELPERS)
# Named apart: who helped with answers that were not sent before a meeting is no help after it.
HELPED_AFTER = Question("helped_after", Kind.ONE, HELPERS)


def helper_in(answers: Answers, asked: Question = HELPED_BY) -> str | None:
    """Who helps, by the question of this phase; None where the child answers by itself."""
    helper = answers.get(asked.code)
    return None if helper is None or helper == ALONE else str(helper)


def must_be_asked_alone(answers: Answers) -> bool:
    """True when family helped: the private questions were left out, and are asked in person."""
    return helper_in(answers) == FAMILY
