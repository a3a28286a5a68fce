"""Where a press leads: back to the meeting, or to the list for a reader whose turn is over."""

from flask import Response, make_response, redirect

LIST = "/raadgiver/"


def onward(meeting_id: str, *, stays_open: bool, where: str = "") -> Response:
    """Back to the meeting, at ``where`` on it, while it still opens for this reader."""
    return make_response(redirect(f"{LIST}moeder/{meeting_id}{where}" if stays_open else LIST, 303))
