"""What must hold, and what is suspect when it does not."""
