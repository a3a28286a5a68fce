"""The figures once more as JSON, for whoever compares one run with another."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from bench.budgets import figures
from bench.measuring import Measured


def as_json(command: str, results: Sequence[Measured]) -> str:
    """Every figure of a run; times in seconds unless a unit stands beside, sizes in bytes."""
    about = {
        "command": command,
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    found = {one.kind: _measured(one) for one in results}
    return json.dumps(about | {"databases": found}, indent=1, ensure_ascii=False) + "\n"


def _measured(one: Measured) -> dict[str, object]:
    return {
        "budgets": [asdict(figure) | {"is_kept": figure.is_kept} for figure in figures(one)],
        "served": {
            f"{server}, {clients}": asdict(run) for (server, clients), run in one.runs.items()
        },
        "in process": {
            f"{kind} {page}": seconds for (kind, page), seconds in one.inside.by_page.items()
        },
        "in batches": asdict(one.batches),
        "over the wire": {page: asdict(weight) for page, weight in one.weights.items()},
        "memory": {"every door": one.memory, "child alone": one.memory_alone},
    }
