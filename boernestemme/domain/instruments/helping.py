"""Who helps a child to answer: a category, never a name, and what follows from it."""

from boernestemme.domain.questionnaire import Answers, Kind, Question

ALONE, FAMILY, CASEWORKER = "alone", "family", "caseworker"
HELPERS = (ALONE, "teacher", "home", FAMILY, CASEWORKER, "other")
HELPED_BY = Question("helped_by", Kind.ONE, HELPERS)


def helper_in(answers: Answers) -> str | None:
    """Who helps, or None where the child answers by itself."""
    helper = answers.get(HELPED_BY.code)
    return None if helper is None or helper == ALONE else str(helper)


def must_be_asked_alone(answers: Answers) -> bool:
    """True when family helped: the private questions were left out, and are asked in person."""
    return helper_in(answers) == FAMILY
