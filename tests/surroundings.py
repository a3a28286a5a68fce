"""What holds for every test run: files in memory, no other machine, and time for what is drawn."""

from hypothesis import HealthCheck, settings

from tests.in_memory import use_memory
from tests.offline import keep_offline


def settle() -> None:
    """Make it hold in this process."""
    use_memory()
    keep_offline()
    take_time()


def take_time() -> None:
    """A drawn example is right or wrong, never late: other tests keep this machine busy."""
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("patient", patient)
    settings.load_profile("patient")
