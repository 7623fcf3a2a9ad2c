"""Coverage-guided fuzzing of a reader by its name: for somebody who looks for what nobody thought of.

`pip install atheris`, then `python -m tests.faults.fuzz READER [SECONDS [FOLDER]]`: what is new stays
in the folder (a new one under the temporary folder by default), what fails is told and kept there too.
Atheris is no dependency: it has no wheel for each Python, and no test needs it. What it found stands
in `tests/data/fuzzed`, which `test_fuzzed.py` reads with every change.
"""

from __future__ import annotations

import logging
import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from nianbao import readers

_SEEDS, _LONGEST = 24, 300_000


def main(reader: str, seconds: int = 600, folder: str = "") -> None:
    """Fuzz a reader for so long, beginning with files of our own writers."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["nianbao.readers"], enable_loader_override=False):
        for module in pkgutil.iter_modules(readers.__path__, "nianbao.readers."):
            import_module(module.name)
    from tests.faults.damaged_cases import case, pages_read_here
    from tests.faults.damaged_files import bytes_damaged, json_damaged, parts_damaged, toml_damaged
    from tests.faults.damaged_markup import elements_damaged, tags_damaged
    from tests.faults.fuzzed import read

    damages = {
        "json": json_damaged, "toml": toml_damaged, "page": tags_damaged,
        "word": elements_damaged, "workbook": elements_damaged,
    }  # fmt: skip
    corpus = Path(folder or tempfile.mkdtemp(prefix=f"fuzz-{reader}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in range(_SEEDS):
        (corpus / f"seed-{seed}").write_bytes(case(reader, seed)[0].data)
    logging.disable(logging.CRITICAL)
    damage = damages.get(reader, bytes_damaged)

    def another(data: bytes, longest: int, seed: int) -> bytes:
        random = Random(seed)
        try:
            chosen = random.choice((damage, damage, bytes_damaged, parts_damaged))
            return chosen(data, random)[:longest]
        except Exception:  # noqa: BLE001  What is no document any more is damaged as bytes are.
            return bytes(atheris.Mutate(data, longest))

    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-artifact_prefix={corpus}/"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], read, custom_mutator=another)
    with pages_read_here():
        atheris.Fuzz()


if __name__ == "__main__":
    name, *more = sys.argv[1:]
    main(name, int(more[0]) if more else 600, *more[1:])
