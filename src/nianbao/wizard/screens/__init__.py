"""The wizard's screens, one task each."""
