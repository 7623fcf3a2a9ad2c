"""The statutory form, stated once, as data.

`2019.toml` and `2021.toml` state the two editions; `Editions` loads them, and any further edition
file from the user's settings folder, so that the next form does not strand an office without
network.
"""

from nianbao.editions.catalogue import Editions, built_in
from nianbao.editions.edition_file import EditionError
from nianbao.editions.model import Edition
from nianbao.editions.sections import Aspect, Section
from nianbao.editions.tables import (
    Balance,
    Block,
    Carried,
    Cell,
    Group,
    Head,
    Heading,
    Kind,
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
    "Section",
    "Table",
    "built_in",
]
