"""What holds for every test."""

from hypothesis import settings

# A slow machine is no failed property. With CI set, Hypothesis takes its own "ci" profile, the same examples each run.
# Half of Hypothesis's own number of examples: what needs more to be worth anything asks for more itself.
settings.register_profile("unhurried", settings(), deadline=None, max_examples=50)
settings.load_profile("unhurried")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name no test by the bytes of an archive, in which the time stands: every worker has to collect the same."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > 40 else None
