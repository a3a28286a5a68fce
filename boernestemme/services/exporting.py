"""Laying the open part of a meeting's journal in the folder that a case system picks up from.

It ticks nothing: what lies in a folder has no receipt yet.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.storage import export_folder
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id

FORMAT = 1
# Laying one paper takes seconds: what is older than this was left by a process that was killed.
WRITING_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Source:
    """Where one answer comes from: codes, and no words. ``helped_by`` is None for nobody."""

    received_on: date
    questions_for: str
    helped_by: str | None
    language: str
    wants_interpreter: bool


@dataclass(frozen=True)
class Papers:
    """The journal as text and PDF, and the facts a case system may sort it by."""

    text: str
    pdf: bytes
    case_number: str
    meeting_at: datetime
    replied_on: date | None
    sources: tuple[Source, ...]
    holds_guarded_beside: bool


def folder_of(setting: Setting, export_folder: Path | None) -> Path | None:
    """The folder of one's own municipality, named by its code; None where nobody has made it.

    Each has one of its own: no case system picks up another municipality's papers.
    """
    folder = None if export_folder is None else export_folder / setting.person.municipality
    return folder if folder is not None and folder.is_dir() else None


def lay_in_folder(setting: Setting, meeting_id: str, folder: Path, papers: Papers) -> str:
    """Lay the papers of one's own meeting in a folder, under a new random name; the name.

    The log line is written first, and a second one where it failed. Raises OSError then: nothing
    of it is in the folder.
    """
    own_meeting(setting, meeting_id)
    with transaction():
        log(setting, "journal_exported", meeting_id)
    name = new_id()
    try:
        export_folder.put(folder, name, _parts(setting, name, papers))
    except OSError:
        with transaction():
            log(setting, "journal_not_exported", meeting_id)
        raise
    return name


def tidy_folders(all_folders: Path | None, now: datetime) -> int:
    """Take half-done papers out of every municipality's folder; how many files.

    Raises OSError where a folder cannot be reached or written to.
    """
    if all_folders is None:
        return 0
    folders = [one for one in sorted(all_folders.iterdir()) if one.is_dir()]
    return sum(export_folder.tidy(one, now - WRITING_LASTS) for one in folders)


def _parts(setting: Setting, name: str, papers: Papers) -> dict[str, bytes]:
    files = {".txt": papers.text.encode(), ".pdf": papers.pdf}
    facts = json.dumps(_facts(setting, name, papers, files), ensure_ascii=False, indent=1)
    return {**files, ".json": facts.encode() + b"\n"}


def _facts(
    setting: Setting, name: str, papers: Papers, files: Mapping[str, bytes]
) -> dict[str, object]:
    """No link, no shared words, no name: the case number is what ties it to a case."""
    return {
        "format": FORMAT,
        "id": name,
        "municipality": setting.person.municipality,
        "case_number": papers.case_number or None,
        "made_at": setting.now.isoformat(timespec="seconds"),
        "meeting_at": papers.meeting_at.isoformat(timespec="seconds"),
        "replied_on": papers.replied_on and papers.replied_on.isoformat(),
        "answers": [_source(one) for one in papers.sources],
        "guarded_part_left_out": papers.holds_guarded_beside,
        "sha256": {
            f"{name}{ending}": hashlib.sha256(content).hexdigest()
            for ending, content in files.items()
        },
    }


def _source(one: Source) -> dict[str, object]:
    return {
        "received_on": one.received_on.isoformat(),
        "questions_for": one.questions_for,
        "helped_by": one.helped_by,
        "language": one.language,
        "wants_interpreter": one.wants_interpreter,
    }
