"""What holds for every test."""

from hypothesis import settings

# A slow machine is no failed property. With CI set, Hypothesis takes its own "ci" profile, the same examples each run.
# Half of Hypothesis's own number of examples: what needs more to be worth anything asks for more itself.
settings.register_profile("unhurried", settings(), deadline=None, max_examples=50)
settings.load_profile("unhurried")
