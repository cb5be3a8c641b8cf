"""Records from plain values, as JSON and the cells of a table hold them, by the types of their fields.

What is missing is empty: "", 0, no, none of a list, null where a field may be null. What is of another type is
a `ValueError` that names the field. Characters that no database takes become U+FFFD.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from positions.cells import restored
from positions.visible import sayable

Made = TypeVar("Made")
EMPTY: Mapping[Any, object] = {str: "", int: 0, float: 1.0, bool: False}
_LARGEST = 2**53  # an integer that every reader of JSON agrees about


@cache
def types(record: Any) -> dict[str, Any]:
    """The type of each field, in their order."""
    hints = get_type_hints(record)
    return {each.name: hints[each.name] for each in fields(record)}


def made(record: type[Made], values: Mapping[str, object]) -> Made:
    """The record of these values; those of other names are left out. Raises `ValueError`."""
    kind: Any = record
    given = {name: _value(name, each, values[name]) for name, each in types(kind).items() if name in values}
    return record(**(_empty(kind) | given))


def from_cell(kind: Any, cell: str, *, raw: bool = False) -> object:
    """What a cell of a table holds for a field of this type, as JSON would hold it. Raises `ValueError`."""
    text = cell if raw else restored(cell)
    if kind is str:
        return text
    if inner(kind) is not kind and not text:
        return None
    if inner(kind) is str:
        return text
    return parsed(text.lower() if kind is bool else text)


def inner(kind: Any) -> Any:
    """The type without the `None` that it allows."""
    if get_origin(kind) in (Union, UnionType):
        return next(each for each in get_args(kind) if each is not NoneType)
    return kind


def parsed(text: str | bytes) -> Any:
    """JSON, but for NaN, numbers too long and nesting too deep. Raises `ValueError`."""
    try:
        return json.loads(text, parse_constant=_refused)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except json.JSONDecodeError:
        raise ValueError("it is no JSON") from None


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no number")


@cache
def _empty(record: Any) -> dict[str, Any]:
    """The empty value of every field that has no default."""
    needed = {each.name for each in fields(record) if each.default is MISSING}
    return {name: _nothing(kind) for name, kind in types(record).items() if name in needed}


def _nothing(kind: Any) -> object:
    if kind in EMPTY:
        return EMPTY[kind]
    return () if get_origin(kind) is tuple else None


def _value(name: str, kind: Any, value: object) -> object:
    if value is None and inner(kind) is not kind:
        return None
    wanted = inner(kind)
    if get_origin(wanted) is tuple:
        return _items(name, get_args(wanted), value)
    if is_dataclass(wanted):
        if not isinstance(value, dict):
            raise ValueError(f"{name} is no object")
        return made(wanted, value)  # type: ignore[arg-type]
    if not _PLAIN[wanted](value):
        raise ValueError(f"{name} is no {_WORDS[wanted]}")
    return sayable(value) if isinstance(value, str) else value


def _items(name: str, kinds: tuple[Any, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name} is no list")
    if kinds[-1] is Ellipsis:
        return tuple(_value(name, kinds[0], each) for each in value)
    if len(value) != len(kinds):
        raise ValueError(f"{name} is no list of {len(kinds)}")
    return tuple(_value(name, kind, each) for kind, each in zip(kinds, value, strict=True))


_PLAIN: Mapping[Any, Callable[[Any], bool]] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: isinstance(value, bool),
    int: lambda value: type(value) is int and abs(value) < _LARGEST,
    float: lambda value: type(value) in (int, float) and math.isfinite(value),
}
_WORDS: Mapping[Any, str] = {str: "text", bool: "true or false", int: "whole number", float: "number"}
