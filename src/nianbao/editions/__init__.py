"""The statutory form, stated once, as data.

`2019.toml` and `2021.toml` state the two editions; `Editions` loads them, and any further edition
file from the user's settings folder, so that the next form does not strand an office without
network.
"""

from nianbao.editions.catalogue import Editions, built_in
from nianbao.editions.edition_file import EditionError
from nianbao.editions.model import (
    Aspect,
    Balance,
    Block,
    Carried,
    Cell,
    Edition,
    Group,
    Head,
    Heading,
    Kind,
    QuickQuestion,
    Section,
    Table,
)

__all__ = [
    "Aspect",
    "Balance",
    "Block",
    "Carried",
    "Cell",
    "Edition",
    "EditionError",
    "Editions",
    "Group",
    "Head",
    "Heading",
    "Kind",
    "QuickQuestion",
    "Section",
    "Table",
    "built_in",
]
