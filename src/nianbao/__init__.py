"""Prepare, check and publish a government-information-disclosure annual report."""

__version__ = "0.1.0"
