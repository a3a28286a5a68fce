"""Børnestemme: a child in a social case is heard at the meeting about its own life."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from boernestemme.cli import add_commands
from boernestemme.domain.danish_holidays import DanishHolidays
from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.shared_words import ascii_name
from boernestemme.domain.sign_on import AsksProviders
from boernestemme.domain.sms_gateway import Kind, SendsMessages, SmsGateway
from boernestemme.domain.working_days import WorkingDays
from boernestemme.settings import Settings
from boernestemme.storage import own_rows, schema
from boernestemme.storage.database_clock import database_now
from boernestemme.storage.db import db, engine_options, unsafe_setting
from boernestemme.storage.epoch import read_epoch
from boernestemme.storage.row_rules import EVERYBODY, NOBODY
from boernestemme.storage.schema_version import is_current
from boernestemme.storage.tokens import LinkSigner
from boernestemme.web import assets, health, well_known
from boernestemme.web.application import Application
from boernestemme.web.errors import handle_errors
from boernestemme.web.guard import close_by_default
from boernestemme.web.headers import add_headers
from boernestemme.web.locale import prepare_languages
from boernestemme.web.packing import pack_pages
from boernestemme.web.phone_numbers import with_numbers
from boernestemme.web.pictures import icon, thing_picture
from boernestemme.web.tools import NAME, Tools

__version__ = "0.1.0"


# A door and what only it needs is imported when it is opened: the child's process stays small.
def _childs_door() -> tuple[Blueprint, ...]:
    from boernestemme.web import child

    return (child.blueprint,)


def _staffs_door() -> tuple[Blueprint, ...]:
    from boernestemme.web import administration, caseworker, leader, sms_status
    from boernestemme.web.staff import provider_message

    return (
        caseworker.blueprint,
        leader.blueprint,
        administration.blueprint,
        sms_status.blueprint,
        provider_message.staff_blueprint,
    )


def _boards_door() -> tuple[Blueprint, ...]:
    from boernestemme.web import board, numbers
    from boernestemme.web.staff import provider_message

    return (board.blueprint, numbers.blueprint, provider_message.board_blueprint)


DOORS = {"child": _childs_door, "caseworker": _staffs_door, "board": _boards_door}
LARGEST_FORM = 64 * 1024
HOLIDAYS = DanishHolidays()


def create_app(
    settings: Settings | None = None,
    audiences: Sequence[str] = tuple(DOORS),
    clock: Callable[[], datetime] = database_now,
) -> Flask:
    """An app with one door or more. Raises SettingsMissing, and never starts half.

    Without ``caseworker`` among the audiences it holds no private key: the child's own process
    can close envelopes and open none.
    """
    settings = settings or Settings.from_environment()
    app = Application(
        __name__,
        static_folder=None,
        template_folder="web/templates",
        instance_path=str(settings.instance),
    )
    app.config |= {
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database),
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
    }
    db.init_app(app)
    _begin_with_nobodys_rows(app)
    app.extensions[NAME] = _tools(settings, tuple(audiences), clock)
    _prepare_pages(app, settings)
    for audience in audiences:
        for blueprint in _door(audience):
            app.register_blueprint(blueprint)
    if "child" not in audiences:  # whose own page it is where children come
        from boernestemme.web.staff import accessibility, privacy

        app.register_blueprint(privacy.blueprint)
        app.register_blueprint(accessibility.blueprint)
    add_commands(app)
    return app


def _begin_with_nobodys_rows(app: Flask) -> None:
    """A request reaches a municipality's rows once somebody of it is signed in."""
    app.before_request(lambda: own_rows.reach_next(NOBODY))
    app.teardown_request(lambda _problem: own_rows.reach_next(EVERYBODY))


def _tools(settings: Settings, audiences: tuple[str, ...], clock: Callable[[], datetime]) -> Tools:
    try:
        epoch = read_epoch(settings.epoch_file)
    except (OSError, ValueError) as problem:
        raise SettingsMissing(
            f"the epoch file {settings.epoch_file} cannot be read: run 'boernestemme setup'"
        ) from problem
    signer = LinkSigner(settings.link_keys, epoch)
    links = gateway = None
    if "caseworker" in audiences:
        links = _link_tools(settings, signer, epoch)
        gateway = _gateway(settings.sms) if settings.sms else None
    return Tools(
        settings,
        audiences,
        signer,
        epoch,
        WorkingDays(HOLIDAYS),
        clock,
        links,
        gateway,
        *_sign_in_tools(settings, audiences),
    )


def _link_tools(settings: Settings, signer: LinkSigner, epoch: int) -> LinkTools:
    """What links are made with and envelopes opened, which the child's own process never has."""
    from boernestemme.services.key_keeping import KeyKeeper
    from boernestemme.services.statistics_keys import StatisticsKeeper

    statistics = StatisticsKeeper(settings.statistics_folder)
    return LinkTools(signer, KeyKeeper(*_wrapping_keys(settings)), statistics, epoch)


def _gateway(settings: SmsGateway) -> SendsMessages:
    from boernestemme.services.gateway_api import GatewayApi
    from boernestemme.services.gateway_file import FileGateway

    return FileGateway(settings.file) if settings.kind is Kind.FILE else GatewayApi(settings)


def _sign_in_tools(
    settings: Settings, audiences: tuple[str, ...]
) -> tuple[bytes, AsksProviders | None]:
    """What staff and board sign in with; the child's own process has neither."""
    if not {"caseworker", "board"} & set(audiences):
        return b"", None
    from boernestemme.services.asking_provider import ProviderDesk
    from boernestemme.storage.wrapping import read_key

    try:
        key = read_key(settings.sign_in_key_file)
    except (OSError, ValueError) as problem:
        raise SettingsMissing(
            f"the sign-in key {settings.sign_in_key_file} cannot be read: "
            "run 'boernestemme setup', or put the key of this installation there"
        ) from problem
    return key, ProviderDesk()


def _wrapping_keys(settings: Settings) -> tuple[bytes, ...]:
    from boernestemme.storage.wrapping import read_keys

    try:
        return read_keys(settings.wrapping_key_file)
    except (OSError, ValueError) as problem:
        raise SettingsMissing(
            f"the wrapping key {settings.wrapping_key_file} cannot be read: "
            "run 'boernestemme setup', or put the key of this installation there"
        ) from problem


def _prepare_pages(app: Flask, settings: Settings) -> None:
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        behind = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)
        app.wsgi_app = behind  # type: ignore[method-assign]  # Flask's own way, typed as a method
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {"icon": icon, "thing_picture": thing_picture}
    app.jinja_env.filters |= {"ascii_name": ascii_name, "with_numbers": with_numbers}
    prepare_languages(app, settings)
    assets.load_assets(app)
    add_headers(app, settings)
    handle_errors(app)
    close_by_default(app)
    pack_pages(app)
    app.extensions["readiness"] = _not_ready
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(well_known.blueprint)


def _door(audience: str) -> tuple[Blueprint, ...]:
    if audience not in DOORS:
        raise SettingsMissing(f"there is no audience {audience!r}: choose among {list(DOORS)}")
    return DOORS[audience]()


def _not_ready() -> str | None:
    """The first thing that keeps this process from taking an answer, or None."""
    unsafe = unsafe_setting(db.engine)
    if unsafe:
        return f"database setting {unsafe}"
    return None if is_current(db.engine) else "migrations"


__all__ = ["Settings", "__version__", "create_app", "schema"]
