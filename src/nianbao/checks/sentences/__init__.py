"""What the texts of a report say in figures, and the rules that hold it against the tables."""
