"""HiGHS, an open solver (MIT): the whole numbers that make a sum largest within all limits."""

from collections.abc import Sequence
from importlib import metadata
from itertools import accumulate
from typing import Any

from boernestemme.domain.knowledge import Knowledge, Point

NEARLY = 1e-6
SECONDS = 20.0


class Unsolved(Exception):
    """The solver did not prove an answer: no numbers fit, or the time was up."""


def version() -> str:
    """The solver and its version, told without reading it."""
    return f"HiGHS {metadata.version('highspy')}"


class Solver:
    """The limits of one knowledge as rows of a program; its unknowns are the columns.

    It is asked without whole numbers first, which goes on from the last answer and nearly always
    gives whole ones; then no others make the sum larger. Else it is asked for whole numbers.
    """

    def __init__(self, known: Knowledge, seconds: float = SECONDS) -> None:
        # Read where it is used: with numpy it takes 20 MB of memory, and few processes ever audit.
        import highspy

        self._of = highspy
        self._seconds = seconds
        self._program = self._written(known)
        self._highs = self._ready()

    def largest(self, weights: Sequence[int]) -> Point:
        """The numbers that make the weighted sum of the columns largest. Raises Unsolved."""
        costs, every = [float(one) for one in weights], list(range(len(weights)))
        self._highs.changeColsCost(len(weights), every, costs)
        values = self._run(self._highs)
        if any(abs(value - round(value)) > NEARLY for value in values):
            values = self._run(self._ready(costs))
        return tuple(map(round, values))

    def _ready(self, costs: list[float] | None = None) -> Any:
        """A solver with the program; with costs it is asked for whole numbers."""
        highs = self._of.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("time_limit", self._seconds)
        program = self._program
        if costs is not None:
            program.col_cost_ = costs
            program.integrality_ = [self._of.HighsVarType.kInteger] * len(costs)
        highs.passModel(program)
        program.integrality_ = []
        return highs

    def _run(self, highs: Any) -> Sequence[float]:
        highs.run()
        status = highs.getModelStatus()
        if status != self._of.HighsModelStatus.kOptimal:
            raise Unsolved(highs.modelStatusToString(status))
        values: Sequence[float] = highs.getSolution().col_value
        return values

    def _written(self, known: Knowledge) -> Any:
        program, no_limit = self._of.HighsLp(), self._of.kHighsInf
        size, rows = len(known.columns), known.limit_rows
        program.num_col_, program.num_row_ = size, len(rows)
        program.sense_ = self._of.ObjSense.kMaximize
        program.col_cost_ = [0.0] * size
        program.col_lower_ = [0.0] * size
        program.col_upper_ = [no_limit] * size
        program.row_lower_ = [float(one.low) for one in known.limits]
        program.row_upper_ = [
            no_limit if one.high is None else float(one.high) for one in known.limits
        ]
        ends = accumulate(map(len, rows), initial=0)
        program.a_matrix_.format_ = self._of.MatrixFormat.kRowwise
        program.a_matrix_.start_ = list(ends)
        program.a_matrix_.index_ = [column for row in rows for column in row]
        program.a_matrix_.value_ = [1.0] * sum(map(len, rows))
        return program
