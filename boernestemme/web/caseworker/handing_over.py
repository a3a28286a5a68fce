"""*Giv videre*: all meetings with one child, or the whole list, go to a colleague."""

from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import HandOverRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import handing_over
from boernestemme.services.handing_over import Choice
from boernestemme.services.what_follows import Following, OwnList, Promise, one_child, own_list
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording_replies import OUTCOMES
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.reply_words import REASONS
from boernestemme.web.staff.hand_over import REFUSED, chosen_receiver, refused_fields, tells_child
from boernestemme.web.staff.own_settings import caseworker_title
from boernestemme.web.tools import staff_links, tools

HERE = "/moeder/<meeting_id>/giv-videre"
WHOLE_LIST = "/giv-videre"
COMPARED = "compared-"


@dataclass(frozen=True)
class PromiseView:
    """What the child wished for, and what it was answered, piece by piece."""

    wish: str
    answer: tuple[str, ...]


@blueprint.get(HERE)
@opens(Permission.READ_MEETING)
def ask_hand_over(meeting_id: str) -> str | tuple[str, int]:
    """To whom? And what follows."""
    return _one_page(meeting_id, {})


@blueprint.post(HERE)
@opens(Permission.READ_MEETING)
def hand_over(meeting_id: str) -> Response | tuple[str, int]:
    """Give away all meetings with this child."""
    choice = Choice(chosen_receiver(), tells_child(), request.form.get("case_number", ""))
    try:
        opener = staff_links().keys.opener
        handing_over.hand_over(setting(), meeting_id, choice, opener)
    except HandOverRefused as refused:
        page = _one_page(meeting_id, refused_fields(refused))
        return page if isinstance(page, tuple) else (page, 422)
    return _given()


@blueprint.get(WHOLE_LIST)
@opens(Permission.READ_MEETING)
def ask_hand_over_list() -> str:
    """The whole list, to whom? With what tells one meeting from another."""
    return _list_page()


@blueprint.post(WHOLE_LIST)
@opens(Permission.READ_MEETING)
def hand_over_list() -> Response | tuple[str, int]:
    """Give away the whole list."""
    try:
        choice = Choice(chosen_receiver(), tells_child(), compared=_compared())
        handing_over.hand_over_list(setting(), choice, staff_links().keys.opener)
    except HandOverRefused as refused:
        return _list_page(refused), 422
    return _given()


def _compared() -> frozenset[str]:
    """The meetings whose number was ticked as compared with the two words."""
    return frozenset(
        name.removeprefix(COMPARED) for name in request.form if name.startswith(COMPARED)
    )


def _given() -> Response:
    return make_response(redirect("/raadgiver/?givet", 303))


def _one_page(meeting_id: str, errors: dict[str, str]) -> str | tuple[str, int]:
    """The page; for a backup reader, who may read but not give away, why not."""
    try:
        child = one_child(setting(), meeting_id, staff_links().keys.opener, tools().epoch)
    except HandOverRefused as refused:
        return problem_page(_(REFUSED[refused.rule]), 403)
    return render_template(
        "caseworker/hand_over.html",
        child=child,
        counts=_counts(child.following),
        promises=tuple(_promise(one) for one in child.following.promises),
        typed=request.form.get("case_number", ""),
        **_form(errors),
    )


def _list_page(refused: HandOverRefused | None = None) -> str:
    listed = own_list(setting(), staff_links().keys.opener)
    return render_template(
        "caseworker/hand_over_list.html",
        listed=listed,
        compared=_compared(),
        **_form(_list_errors(listed, refused)),
    )


def _list_errors(listed: OwnList, refused: HandOverRefused | None) -> dict[str, str]:
    """Why the list was refused, at the field it concerns: each meeting has one of its own."""
    if refused is None or not refused.meetings:
        return refused_fields(refused) if refused else {}
    return {
        f"{COMPARED}{one.id}": _("Sæt kryds, når nummeret passer til %(words)s.", words=one.words)
        for one in listed.meetings
        if one.id in refused.meetings
    }


def _form(errors: dict[str, str]) -> dict[str, object]:
    """What stands in the form: nobody is chosen beforehand, and the child is told."""
    return {
        "chosen": chosen_receiver(),
        "tell": tells_child() if request.form else True,
        "giver": setting().person.first_name,
        "caseworker_title": caseworker_title(),
        "errors": errors,
        **page_context(),
    }


def _counts(follows: Following) -> tuple[tuple[str, int], ...]:
    return (
        (_("Møder med samme barn"), follows.meetings),
        (_("Barnets svar"), follows.answers),
        (_("Dine svar"), follows.replies),
        (_("Åbne løfter"), len(follows.promises)),
    )


def _promise(promise: Promise) -> PromiseView:
    reply, labels = promise.reply, Labels(promise.asked_as, is_backup=False)
    said = [_(OUTCOMES[reply.outcome])]
    if reply.reason in REASONS:
        _why, instead = REASONS[reply.reason]
        said.append(_(instead))
    said += [reply.own_words] if reply.own_words else []
    return PromiseView(labels.wish(promise.wish), tuple(said))
