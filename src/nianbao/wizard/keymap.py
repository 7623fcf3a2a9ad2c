"""The user's own keys: which commands can have others, and which keys they can be."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from textual.binding import Binding
from textual.dom import DOMNode

import nianbao.wizard
from nianbao.settings import SettingsRead
from nianbao.settings.reading import SettingsMistake
from nianbao.wizard.keys import FOOTER_ORDER, LAST_IN_FOOTER, NO_KEY, shown_key

_FIXED = {"back", "choose", "next_match"}
"""Esc, Enter and the arrows mean one thing everywhere, whatever the keymap."""

_KEY = re.compile(
    r"(?:shift\+)?f(?:[1-9]|1[0-9]|2[0-4])|ctrl\+(?:[a-z]|pageup|pagedown|home|end|up|down|left|right)"
    r"|alt\+[a-z]|insert"
)
_TAKEN = {
    "f10": "终端自己要用",
    "f11": "终端自己要用",
    "ctrl+c": "用来复制",
    "ctrl+h": "与退格键分不开",
    "ctrl+i": "与 Tab 键分不开",
    "ctrl+j": "与 Enter 键分不开",
    "ctrl+m": "与 Enter 键分不开",
}


@dataclass(frozen=True, slots=True)
class Rebindable:
    """A command that can be given other keys."""

    id: str
    label: str
    tooltip: str
    keys: tuple[str, ...]
    """Its keys without a keymap, as Textual names them."""


@lru_cache(maxsize=1)
def rebindable() -> Mapping[str, Rebindable]:
    """Every command that has a name of its own, in the footer's order; loads every screen."""
    found: dict[str, Rebindable] = {}
    for binding in _bindings():
        name = binding.id
        if name is None or name in _FIXED or "." in name:
            continue
        known = found.get(name)
        keys = known.keys if known else ()
        if binding.key not in keys and not binding.key.startswith(NO_KEY):
            keys += (binding.key,)
        tooltip = known.tooltip if known else binding.tooltip
        found[name] = Rebindable(name, binding.description, tooltip, keys)
    order = [*FOOTER_ORDER, *found, LAST_IN_FOOTER]
    return {name: found[name] for name in dict.fromkeys(order) if name in found}


def _bindings() -> Iterable[Binding]:
    for module in _modules(nianbao.wizard):
        for known in vars(module).values():
            if isinstance(known, type) and issubclass(known, DOMNode):
                if known.__module__ == module.__name__:
                    yield from Binding.make_bindings(vars(known).get("BINDINGS", ()))


def _modules(package: ModuleType) -> Iterable[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        yield module
        if found.ispkg:
            yield from _modules(module)


def refusal(name: str, keys: str, others: Mapping[str, str]) -> str:
    """Why a command cannot have these keys, "" where it can.

    Args:
        name: the command's name.
        keys: its keys, commas between.
        others: the keymap that holds beside it.
    """
    commands = rebindable()
    if name not in commands:
        near = get_close_matches(name, commands, 1, 0.6)
        return f"没有“{name}”这个命令" + (f"，是不是 {near[0]}？" if near else "。")
    for key in normalized(keys).split(","):
        if len(key) == 1:
            return f"“{key}”是单个字符，开着输入法时收不到；请用功能键，或 Ctrl 加字母。"
        if key in _TAKEN:
            return f"{shown_key(key)} {_TAKEN[key]}，请换一个键。"
        if not _KEY.fullmatch(key):
            return f'不认识“{key}”这个键，可以写 "f9"、"ctrl+g"、"ctrl+pagedown" 的样子。'
        for other in commands.values():
            theirs = others.get(other.id)
            held = normalized(theirs).split(",") if theirs else other.keys
            if other.id != name and key in held:
                return f"{shown_key(key)} 已经是“{other.label}”的键，请换一个。"
    return ""


def normalized(keys: str) -> str:
    """Keys as Textual names them: `f12,ctrl+e` for ` F12, Ctrl+E `."""
    written = [key.strip().lower().replace("pgdn", "pagedown") for key in keys.split(",")]
    return ",".join(key.replace("pgup", "pageup") for key in written)


def usable_keys(read: SettingsRead) -> tuple[dict[str, str], list[SettingsMistake]]:
    """The keymap that settings really give, and what of it is refused."""
    asked = dict(read.settings.keys)
    mistakes = []
    for name, keys in read.settings.keys:
        others = {other: theirs for other, theirs in asked.items() if other != name}
        if said := refusal(name, keys, others):
            del asked[name]
            mistakes.append(read.mistake(f"“keys.{name}”：{said}", "keys", name))
    return {name: normalized(keys) for name, keys in asked.items()}, mistakes
