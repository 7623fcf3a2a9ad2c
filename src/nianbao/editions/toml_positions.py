"""Where each key of a TOML text stands, which tomllib does not tell."""

import tomllib

from nianbao.editions.toml_tokens import Kind, Token, tokens

Path = tuple[str, ...]
Place = tuple[int, int]


def positions(text: str) -> dict[Path, Place]:
    """Line and column (from 1, the column in characters) of every key and header of `text`.

    `text` must be one that tomllib reads. The elements of an array, tables or values, are told
    apart by their index: `("answers", "0", "rule")`. A table that only its keys or the headers
    below it speak of stands where it is first spoken of. What the scan is not sure of is left out:
    no line rather than a wrong one.
    """
    scan = _Scan(text)
    for token in tokens(text):
        scan.take(token)
    return scan.found


class _Scan:
    """What the tokens read so far have placed."""

    def __init__(self, text: str) -> None:
        self.found: dict[Path, Place] = {}
        self._text = text
        self._line = 1
        self._line_start = 0
        self._counted_to = 0
        self._header_path: Path = ()
        self._header: Kind | None = None
        self._key: list[str] = []
        self._begun: Place = (1, 1)
        # The path of what each open bracket holds, with the index of an array's next element.
        self._open: list[tuple[Path, int]] = []
        self._value_path: Path | None = None
        self._tables_in: dict[Path, int] = {}

    def take(self, token: Token) -> None:
        """Take the next token."""
        kind = token.kind
        if kind is Kind.KEY:
            if not self._key and self._header is None:
                self._begun = self._place(token.start)
            self._key.append(_meaning(self._text[token.start : token.end]))
        elif kind in (Kind.HEADER, Kind.ARRAY_HEADER):
            self._header = kind
            self._begun = self._place(token.start)
        elif kind is Kind.EQUALS:
            base = self._open[-1][0] if self._open else self._header_path
            self._value_path = self._record(base)
        elif kind in (Kind.STRING, Kind.SCALAR):
            self._begin_value(token)
        elif kind in (Kind.OPEN_ARRAY, Kind.OPEN_TABLE):
            self._open.append((self._begin_value(token), 0))
        elif kind is Kind.CLOSE:
            self._close()
        elif kind is Kind.LINE and not self._open:
            self._header = self._value_path = None
            self._key.clear()

    def _close(self) -> None:
        if self._open:
            self._open.pop()
        elif self._header is not None and self._key:
            names = tuple(self._key)
            if self._header is Kind.ARRAY_HEADER:
                array = (*self._through_arrays(names[:-1]), names[-1])
                self._tables_in[array] = self._tables_in.get(array, 0) + 1
            self._header_path = self._record(())
            # A header says where a table stands even when something below it was met before.
            self.found[self._header_path] = self._begun

    def _begin_value(self, token: Token) -> Path:
        """The path of the value that `token` begins, placed when it is an array's element."""
        if self._value_path is not None:
            path, self._value_path = self._value_path, None
            return path
        if not self._open:
            return ()
        array, index = self._open[-1]
        self._open[-1] = (array, index + 1)
        path = (*array, str(index))
        self.found.setdefault(path, self._place(token.start))
        return path

    def _record(self, base: Path) -> Path:
        """Place the key just read and the tables it names on its way; give its path."""
        path = base
        for name in self._key:
            path = (*path, name)
            self.found.setdefault(path, self._begun)
            path = self._newest(path)
            self.found.setdefault(path, self._begun)
        self._key.clear()
        return path

    def _through_arrays(self, names: Path) -> Path:
        """The path of `names`, each array of tables on the way at its newest table."""
        path: Path = ()
        for name in names:
            path = self._newest((*path, name))
        return path

    def _newest(self, path: Path) -> Path:
        return (*path, str(self._tables_in[path] - 1)) if path in self._tables_in else path

    def _place(self, offset: int) -> Place:
        self._line += self._text.count("\n", self._counted_to, offset)
        newest = self._text.rfind("\n", self._counted_to, offset)
        if newest >= 0:
            self._line_start = newest + 1
        self._counted_to = offset
        return self._line, offset - self._line_start + 1


def _meaning(key: str) -> str:
    """What one part of a key means, as it is written: bare, or in quotes."""
    if key[0] == '"' and "\\" in key:
        try:
            return next(iter(tomllib.loads(f"{key} = 0")))
        except tomllib.TOMLDecodeError:
            return key
    return key[1:-1] if key[0] in "\"'" else key
