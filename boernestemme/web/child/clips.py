"""Recordings that a municipality supplies: which there are, and the files themselves."""

import hashlib
import logging
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import Response, abort, current_app, jsonify, send_file
from flask.blueprints import BlueprintSetupState

from boernestemme.domain.roles import Permission
from boernestemme.web.child import blueprint
from boernestemme.web.child.recordable import recordable
from boernestemme.web.guard import opens
from boernestemme.web.languages import languages
from boernestemme.web.locale import page_language
from boernestemme.web.tools import NAME, Tools

LARGEST = 150_000
CLIP = re.compile(r"([0-9a-f]{12})\.(mp3|ogg|m4a)")
TYPES = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "m4a": "audio/mp4"}
ONE_HOUR, ONE_YEAR = 3600, 31_536_000


@dataclass(frozen=True)
class Clip:
    """One recording; ``version`` changes with its content, so that it may be kept for long."""

    code: str
    file: Path
    type: str
    version: str


@blueprint.record_once
def load_clips(state: BlueprintSetupState) -> None:
    """Find the recordings once, at start."""
    tools: Tools = state.app.extensions[NAME]
    folder = tools.settings.clips_folder
    found = sorted(one for one in folder.glob("*") if one.is_dir())
    state.app.extensions["clips"] = {one.name: _clips_in(one, state.app.logger) for one in found}


def _clips_in(folder: Path, log: logging.Logger) -> dict[str, Clip]:
    """The usable recordings of one language by file name; the others are named in the log."""
    found = {}
    for file in sorted(folder.iterdir()):
        name, size = CLIP.fullmatch(file.name), file.stat().st_size
        if name is None or not file.is_file():
            log.warning("clip %s is left out: not <code>.mp3, .ogg or .m4a", file)
        elif size > LARGEST:
            log.warning("clip %s is left out: more than %s bytes", file, LARGEST)
        else:
            version = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
            found[file.name] = Clip(name[1], file.resolve(), TYPES[name[2]], version)
    return found


def _clips(language: str) -> dict[str, Clip]:
    found: dict[str, Clip] = current_app.extensions["clips"].get(language, {})
    return found


@blueprint.context_processor
def offered() -> dict[str, str]:
    """Where a page finds its language's recordings; empty where there are none."""
    language = str(page_language()["lang"])
    return {"clips_url": f"/lyd/{language}.json" if _clips(language) else ""}


@blueprint.get("/lyd/<language>.json")
@opens(Permission.ANYBODY)
def clip_list(language: str) -> Response:
    """Which text is said by which recording, the same for everybody."""
    clips = _clips(language)
    if not clips or language not in languages().known:
        abort(404)
    texts = recordable(language)
    said = {
        texts[clip.code]: f"{name}?{clip.version}"
        for name, clip in clips.items()
        if clip.code in texts
    }
    response = jsonify(said)
    response.cache_control.public = True
    response.cache_control.max_age = ONE_HOUR
    return response


@blueprint.get("/lyd/<language>/<name>")
@opens(Permission.ANYBODY)
def clip(language: str, name: str) -> Response:
    """One recording, by a name that was found at start; no path is made of what was asked."""
    found = _clips(language).get(name)
    if found is None:
        abort(404)
    sound = BytesIO(found.file.read_bytes())
    response = send_file(sound, found.type, max_age=ONE_YEAR, etag=found.version)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response
