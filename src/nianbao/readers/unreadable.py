"""A source that cannot be read, whatever it is."""

from __future__ import annotations

from nianbao.report.file_keys import Problem


class Unreadable(Exception):
    """A source that cannot be read as a report, with every place where that is to be seen."""

    def __init__(
        self, problems: tuple[Problem, ...], text: str | None = None, *, lacks_year: bool = False
    ) -> None:
        """`problems` holds at least one; `text` is what their lines and columns are of.

        `lacks_year`: it is a report, and could be read if one said of which year.
        """
        self.problems, self.text, self.lacks_year = problems, text, lacks_year
        super().__init__(problems[0].message)
