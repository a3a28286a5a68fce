"""What staff's side refuses is a line in the service's own log: what, where and to whom, by id."""

from flask import Blueprint, Response, current_app, g, request

# A form that was too old, no right, not there for this person, too many tries.
REFUSED = frozenset({400, 403, 404, 429})


def note_refusals(blueprint: Blueprint) -> None:
    """Note each refusal of the side; what was typed, and any address, stays out."""
    blueprint.after_request(_note)


def _note(response: Response) -> Response:
    if response.status_code in REFUSED:
        person = g.get("person")
        current_app.logger.warning(
            "refused %s in %s [%s] to %s",
            response.status_code,
            request.endpoint,
            request.method,
            person.id if person else "nobody",
        )
    return response
