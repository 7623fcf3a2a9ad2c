"""Sentences that name a key: they name the command, and are told with the key it has now.

`已清空，<undo> 撤销。` is told as `已清空，Ctrl+Z 撤销。`, or with the user's own key for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.dom import DOMNode

from nianbao.wizard.keys import first_key

if TYPE_CHECKING:
    from textual.app import App

_NAMED = re.compile(r"<([a-z_]+)>")


def with_keys(sentence: str, app: App[Any]) -> str:
    """The sentence with the keys that its commands have in this app now.

    A command counts whose binding stands in the app, in one of its screens, or in what has the
    focus, whether it can be given at the moment or not.
    """
    if not _NAMED.search(sentence):
        return sentence
    own: Mapping[str, str] = getattr(app, "own_keys", {})
    keys: dict[str, str] = {}
    for node in _nodes(app):
        keys = {**_keys_of(type(node)), **keys}
    keys |= own
    return _NAMED.sub(lambda named: first_key(keys.get(named[1], "")) or named[0], sentence)


def _nodes(app: App[Any]) -> Iterable[DOMNode]:
    focused = app.focused
    if focused is not None:
        yield from focused.ancestors_with_self
    yield from reversed(app.screen_stack)
    yield app


@lru_cache(maxsize=128)
def _keys_of(kind: type[DOMNode]) -> Mapping[str, str]:
    """The keys of the commands that a class declares, as Textual names them, commas between."""
    found: dict[str, str] = {}
    for base in kind.__mro__:
        for binding in Binding.make_bindings(vars(base).get("BINDINGS", ())):
            if binding.id is not None:
                found.setdefault(binding.id, binding.key)
    return found
