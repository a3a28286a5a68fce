"""On PostgreSQL the staff's role is enough for messages to children; the child's has no right."""

from pathlib import Path

import pytest
from sqlalchemy.exc import ProgrammingError

from boernestemme import create_app
from boernestemme.services import changing_links, message_receipts, sending_messages
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db, session
from boernestemme.storage.grants import Group
from tests.clock import Clock
from tests.database_roles import roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.services.restoring import restored
from tests.services.steps import count, set_now
from tests.services.texting import OpenEar, order, state, way_out
from tests.sms_peer import status_of
from tests.world import World


def all_steps(world: World) -> None:
    """Everything that is ever done to a message."""
    sent, revoked = world.link(), world.link()
    way, order_id, other = way_out(world, OpenEar()), order(world, sent), order(world, revoked)
    changing_links.revoke(world.setting(), revoked.meeting_id)
    sending_messages.send_due(way, NOW)
    assert (state(order_id), state(other)) == ("sent", "withdrawn")
    assert message_receipts.take(status_of(order_id, "01J", "DELIVERED"), NOW)
    set_now(world, days=90)
    sending_messages.tidy(world.links.epoch, world.clock())
    assert count("messages") == 0


def test_the_staffs_role_is_enough_and_the_childs_has_no_right(
    empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with roled_database(empty_databases, tmp_path) as database:
        settings = test_settings(tmp_path, database.address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        app = create_app(settings, clock=Clock(NOW))
        with app.app_context():
            world = World.begin(app, Clock(NOW))
            link = world.link()
            order(world, link)
            db.session.remove()
            with restored(world, database.login(Group.CHILD)) as child:
                for forbidden in (count, lambda _: order(child, link)):
                    with pytest.raises(ProgrammingError, match="permission denied"):
                        forbidden("messages")
                    session().rollback()
            with restored(World(app, Clock(NOW)), database.login(Group.STAFF)) as staff:
                all_steps(staff)
            db.session.remove()
            db.engine.dispose()
