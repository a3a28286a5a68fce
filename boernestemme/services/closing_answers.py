"""Closing an answer: the four parts of what a child sent, sealed to its municipality."""

import json

from boernestemme.domain.invitation import Invitation
from boernestemme.domain.ports import Place, PublicKey
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.submission import Parts
from boernestemme.storage.sealing import Envelope, padded_closed, padded_text, seal


def close(link: Invitation, submission_id: str, parts: Parts, key: PublicKey) -> Envelope:
    """The answer in four envelopes under one data key; they open in this row alone."""
    fields = {
        "open_closed": padded_closed(encoded(parts.open_closed)),
        "open_texts": padded_text(encoded(parts.open_texts)),
        "guarded_closed": padded_closed(encoded(parts.guarded_closed)),
        "guarded_texts": padded_text(encoded(parts.guarded_texts)),
    }
    return seal(key, Place(link.municipality, submission_id), fields)


def encoded(answers: Answers) -> bytes:
    """The answers as JSON, UTF-8."""
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()
