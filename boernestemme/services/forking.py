"""What a process does before it forks its workers off."""

from boernestemme.storage.db import forget_connections, map_rows


def before_forking() -> None:
    """Close connections, which workers that are forked off must not share; ready what they may."""
    map_rows()
    forget_connections()
