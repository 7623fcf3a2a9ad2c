"""A report as other documents, each format in a module of its own."""
