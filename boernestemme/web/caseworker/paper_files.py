"""A paper of lines as the files it is copied and kept in: plain text, and PDF/A."""

from collections.abc import Sequence

from flask import Response

from boernestemme.web.caseworker.paper_lines import Block, as_data
from boernestemme.web.documents.render import PdfStandard, render


def text_answer(text: str) -> Response:
    """Plain text, shown in the browser."""
    shown = {"Content-Disposition": "inline"}
    return Response(text, headers=shown, content_type="text/plain; charset=utf-8")


def pdf_of(blocks: Sequence[Block]) -> bytes:
    """The paper as PDF/A."""
    return render("journal.typ", as_data(blocks), PdfStandard.A)
