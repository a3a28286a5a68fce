"""Every route the app answers, and who may open it: the one written list."""

from flask import Flask

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import MARK

ANYBODY, CHILD = Permission.ANYBODY, Permission.CHILD_SESSION
MEETING = "/raadgiver/moeder/<meeting_id>"
ROUTES = {
    "assets.asset": ("/stil/<name>", "GET", ANYBODY),
    "assets.favicon": ("/favicon.svg", "GET", ANYBODY),
    "health.healthz": ("/healthz", "GET", ANYBODY),
    "health.readyz": ("/readyz", "GET", ANYBODY),
    "child.door": ("/b/<token>", "GET", ANYBODY),
    "child.begin": ("/b/<token>", "POST", ANYBODY),
    "child.words": ("/ord", "GET", CHILD),
    "child.pick_words": ("/ord", "POST", CHILD),
    "child.carry_on": ("/videre", "POST", CHILD),
    "child.hidden": ("/skjul", "GET", ANYBODY),
    "child.choose_way": ("/maade", "POST", CHILD),
    "child.pause": ("/pause", "POST", CHILD),
    "child.hide": ("/skjul", "POST", ANYBODY),
    "child.page": ("/svar/<int:number>", "GET", CHILD),
    "child.save_page": ("/svar/<int:number>", "POST", CHILD),
    "child.check": ("/svar/tjek", "GET", CHILD),
    "child.send": ("/svar/tjek", "POST", CHILD),
    "child.send_page": ("/svar/send", "GET", CHILD),
    "child.send_after": ("/svar/send", "POST", CHILD),
    "child.ask_delete": ("/svar/slet", "GET", CHILD),
    "child.delete": ("/svar/slet", "POST", CHILD),
    "child.thanks": ("/svar/tak", "GET", CHILD),
    "child.letter": ("/svar/brev", "GET", CHILD),
    "child.helper_page": ("/hjaelper", "GET", CHILD),
    "child.choose_helper": ("/hjaelper", "POST", CHILD),
    "child.helper_card": ("/hjaelper/kort", "GET", CHILD),
    "child.own_link_page": ("/hjaelper/selv", "GET", CHILD),
    "child.waiting": ("/hjaelper/vent", "GET", CHILD),
    "child.wait": ("/hjaelper/vent", "POST", CHILD),
    "child.practice": ("/oev/<int:number>", "GET", CHILD),
    "child.help_page": ("/hjaelp", "GET", ANYBODY),
    "child.readers": ("/hvem-laeser", "GET", ANYBODY),
    "child.complain": ("/klag", "GET", ANYBODY),
    "child.clip_list": ("/lyd/<language>.json", "GET", ANYBODY),
    "child.clip": ("/lyd/<language>/<name>", "GET", ANYBODY),
    "caseworker.sign_in_page": ("/raadgiver/log-ind", "GET", ANYBODY),
    "caseworker.sign_in": ("/raadgiver/log-ind", "POST", ANYBODY),
    "caseworker.sign_out": ("/raadgiver/log-ud", "POST", Permission.SIGNED_IN),
    "caseworker.administration": ("/raadgiver/administration", "GET", Permission.SIGNED_IN),
    "caseworker.meetings": ("/raadgiver/", "GET", Permission.READ_MEETING),
    "caseworker.new_link": ("/raadgiver/nyt-link", "GET", Permission.INVITE),
    "caseworker.make_link": ("/raadgiver/nyt-link", "POST", Permission.INVITE),
    "caseworker.new_meeting": (f"{MEETING}/nyt-moede", "GET", Permission.INVITE),
    "caseworker.make_meeting": (f"{MEETING}/nyt-moede", "POST", Permission.INVITE),
    "caseworker.ask_delete_card": (f"{MEETING}/slet-kort", "GET", Permission.READ_MEETING),
    "caseworker.delete_card": (f"{MEETING}/slet-kort", "POST", Permission.READ_MEETING),
    "caseworker.meeting": (MEETING, "GET", Permission.READ_MEETING),
    "caseworker.save_replies": (f"{MEETING}/svar", "POST", Permission.READ_MEETING),
    "caseworker.give_reply": (f"{MEETING}/giv-svar", "POST", Permission.READ_MEETING),
    "caseworker.mark_read": (f"{MEETING}/laest", "POST", Permission.READ_MEETING),
    "caseworker.after_meeting": (f"{MEETING}/efter", "GET", Permission.READ_MEETING),
    "caseworker.mark_after_read": (f"{MEETING}/laest-efter", "POST", Permission.READ_MEETING),
    "caseworker.mark_talked": (f"{MEETING}/talt", "POST", Permission.READ_MEETING),
    "caseworker.mark_asked_alone": (f"{MEETING}/spurgt-alene", "POST", Permission.READ_MEETING),
    "caseworker.show_link": (f"{MEETING}/link", "POST", Permission.READ_MEETING),
    "caseworker.file_papers": (f"{MEETING}/journaliseret", "POST", Permission.READ_MEETING),
    "caseworker.hold": (f"{MEETING}/pause", "POST", Permission.READ_MEETING),
    "caseworker.lift_hold": (f"{MEETING}/ophaev-pause", "POST", Permission.READ_MEETING),
    "caseworker.ask_new_link": (f"{MEETING}/nyt-link", "GET", Permission.READ_MEETING),
    "caseworker.make_link_anew": (f"{MEETING}/nyt-link", "POST", Permission.READ_MEETING),
    "caseworker.ask_revoke": (f"{MEETING}/tilbagekald", "GET", Permission.READ_MEETING),
    "caseworker.revoke": (f"{MEETING}/tilbagekald", "POST", Permission.READ_MEETING),
    "caseworker.ask_cancel": (f"{MEETING}/aflys", "GET", Permission.READ_MEETING),
    "caseworker.cancel": (f"{MEETING}/aflys", "POST", Permission.READ_MEETING),
    "caseworker.ask_move": (f"{MEETING}/flyt", "GET", Permission.READ_MEETING),
    "caseworker.move": (f"{MEETING}/flyt", "POST", Permission.READ_MEETING),
    "leader.overview_page": ("/leder/", "GET", Permission.SEE_COUNTS),
    "board.sign_in_page": ("/styrelse/log-ind", "GET", ANYBODY),
    "board.sign_in": ("/styrelse/log-ind", "POST", ANYBODY),
    "board.sign_out": ("/styrelse/log-ud", "POST", Permission.SIGNED_IN),
    "board.releases": ("/styrelse/", "GET", Permission.APPROVE_RELEASE),
    "board.release": ("/styrelse/<period>/", "GET", Permission.APPROVE_RELEASE),
    "board.approve": ("/styrelse/<period>/godkend", "POST", Permission.APPROVE_RELEASE),
    "numbers.newest": ("/tal/", "GET", ANYBODY),
    "numbers.half_year": ("/tal/<period>/", "GET", ANYBODY),
    "numbers.table_file": ("/tal/<period>.csv", "GET", ANYBODY),
    "numbers.release_file": ("/tal/<period>.json", "GET", ANYBODY),
    "numbers.package_file": ("/tal/datapackage.json", "GET", ANYBODY),
}


def routes_of(app: Flask) -> dict[str, tuple[str, str, Permission | None]]:
    """What the app really answers, in the form of the list."""
    return {
        rule.endpoint: (
            rule.rule,
            " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
            getattr(app.view_functions[rule.endpoint], MARK, None),
        )
        for rule in app.url_map.iter_rules()
    }
