"""What holds for every test run: temporary files in memory, no connection to another machine."""

from tests.in_memory import use_memory
from tests.offline import keep_offline


def settle() -> None:
    """Make it hold in this process."""
    use_memory()
    keep_offline()
