"""Documents read into reports: each format ends at lines and grids, from there on all are read alike."""
