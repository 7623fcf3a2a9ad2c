"""What holds for every test."""

from hypothesis import settings

# A slow machine is no failed property. With CI set, Hypothesis takes its own "ci" profile, the same examples each run.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
