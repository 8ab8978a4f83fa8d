"""Records as the plain values that JSON has for them, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

# What makes a value of one type from its plain form; None where the plain form is the value.
_Reader = Callable[[Any], Any] | None


def fields_of(record: Any) -> dict[str, Any]:
    """Return the fields of a dataclass, as they are: what `json.dumps(..., default=fields_of)` needs.

    Raises:
        TypeError: It is none.
    """
    return {field.name: getattr(record, field.name) for field in fields(record)}


def from_plain(kind: Any, value: Any) -> Any:
    """Return a value of a type from what `fields_of` and JSON made of it.

    Args:
        kind: A dataclass whose fields are dataclasses, tuples, mappings, optional values of these, or plain values.

    Raises:
        TypeError, KeyError, ValueError: The value is not of that type.
    """
    read = _reader(kind)
    return read(value) if read else value


@cache
def _reader(kind: Any) -> _Reader:
    """Return what reads a type; worked out once, because there are hundreds of thousands of values."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        read = _reader(next(one for one in parts if one is not type(None)))
        return (lambda value: None if value is None else read(value)) if read else None
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        named = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
        return lambda value: kind(*[read(value[name]) if read else value[name] for name, read in named])
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        each = _reader(parts[0])
        return (lambda value: tuple([each(one) for one in value])) if each else tuple
    if origin is tuple:
        readers = [_reader(part) for part in parts]
        if not any(readers):
            return tuple
        return lambda value: tuple([read(one) if read else one for read, one in zip(readers, value, strict=True)])
    if origin in (dict, Mapping):
        read_value = _reader(parts[1])
        return (lambda value: {name: read_value(one) for name, one in value.items()}) if read_value else None
    return None
