"""Texts under four megabytes that are made to hurt whoever parses them.

Run as a program with the name of one, it reads that text as a report's text is read: what is not
refused goes to tomllib and to the scan for places.
"""

import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal

SIZE = 3_999_000


def _repeated(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * (SIZE // len(piece.encode())) + after


def _numbered(form: str, before: str = "", after: str = "") -> str:
    pieces: list[str] = []
    left = SIZE
    while left > 0:
        pieces.append(form.replace("N", f"{len(pieces):x}"))
        left -= len(pieces[-1])
    return before + "".join(pieces) + after


def _below_every_bound() -> str:
    headers = "".join(f"[a{n:x}.b.c.d.e.f.g.h]\n" for n in range(1_200))
    array = "z = [" + "{}," * 2_500 + "]\n"
    escapes = 'y = "' + "\\u0041" * 99_000 + '"\n'
    rest = SIZE - len(headers + array + escapes)
    return headers + array + escapes + 'x = """' + '""x' * (rest // 3) + '"""\n'


HOSTILE: dict[str, Callable[[], str]] = {
    "one long text": lambda: _repeated("x", 'a = "', '"'),
    "one wide text": lambda: _repeated("x", 'a = "𠮷', '"\r\n'),
    "quotes in a text": lambda: _repeated('""x', 'a = """', '"""'),
    "one long literal": lambda: _repeated("x", "a = '", "'"),
    "escapes": lambda: _repeated("\\u0041", 'a = "', '"'),
    "line ends escaped": lambda: _repeated("\\\n", 'a = """', '"""'),
    "an escape after each character": lambda: _repeated("汉\\n", 'a = "', '"'),
    "escapes in a key": lambda: _repeated("\\n", '"', '" = 1'),
    "a text never closed": lambda: _repeated("\\u0041", 'a = """'),
    "many texts": lambda: _repeated('"",', "a = [", "]"),
    "comments": lambda: _repeated("#\n"),
    "comments in an array": lambda: _repeated("#\n", "a = [", "]"),
    "empty lines": lambda: _repeated("\n"),
    "spaces": lambda: _repeated(" "),
    "headers": lambda: _numbered("[aN]\n"),
    "long headers": lambda: _numbered("[aN.b.c.d.e.f.g.h]\n"),
    "arrays of tables": lambda: _repeated("[[a]]\n"),
    "arrays of tables in arrays of tables": lambda: _repeated("[[a]]\n[[a.b]]\n"),
    "keys": lambda: _numbered("aN=1\n"),
    "dotted keys": lambda: _numbered("aN.b.c.d.e.f.g.h=1\n"),
    "frozen keys": lambda: _numbered("aN=[]\n"),
    "numbers": lambda: _repeated("1,", "a = [", "]"),
    "fractions": lambda: _repeated("0.1,", "a = [", "]"),
    "dates": lambda: _repeated("2021-01-01T00:00:00.123456+01:01,", "a = [", "]"),
    "empty tables": lambda: _repeated("{},", "a = [", "]"),
    "tables in tables": lambda: _repeated("{a={}},", "a = [", "]"),
    "empty arrays": lambda: _repeated("[],", "a = [", "]"),
    "one inline table": lambda: _numbered("aN=1,", "a = {", "z=1}"),
    "one inline table of dotted keys": lambda: _numbered("aN.b.c.d.e.f.g.h=1,", "a = {", "z=1}"),
    "arrays in arrays": lambda: _repeated("[", "a = "),
    "tables in tables without end": lambda: _repeated("{a=", "a = "),
    "a header without end": lambda: _repeated("a.", "["),
    "a key without end": lambda: _repeated("a.", "", "a = 1"),
    "one long key": lambda: _repeated("a", "", " = 1"),
    "one long number": lambda: _repeated("1", "a = "),
    "one long fraction": lambda: _repeated("1", "a = 0."),
    "one long hexadecimal number": lambda: _repeated("f", "a = 0x"),
    "one long date": lambda: _repeated("1", "a = 2021-01-01T00:00:00."),
    "a huge exponent": lambda: "a = 1e999999999999999999",
    "just below every bound": _below_every_bound,
}


def main() -> None:
    from nianbao.editions.toml_positions import positions
    from nianbao.report.toml_sanity import InsaneToml, refuse_insane

    text = HOSTILE[sys.argv[1]]()
    try:
        refuse_insane(text)
        tomllib.loads(text, parse_float=Decimal)
        positions(text)
    except InsaneToml:
        said = "refused"
    except tomllib.TOMLDecodeError:
        said = "not TOML"
    else:
        said = "read"
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
