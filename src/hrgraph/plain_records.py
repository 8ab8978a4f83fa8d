"""Records read back from the plain values that JSON has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def from_plain(kind: Any, value: Any) -> Any:
    """Return a value of a type from what `dataclasses.asdict` and JSON made of it.

    Args:
        kind: A dataclass whose fields are dataclasses, tuples, mappings, optional values of these, or plain values.

    Raises:
        TypeError, KeyError: The value is not of that type.
    """
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else from_plain(inner, value)
    if is_dataclass(kind):
        return kind(**{name: from_plain(hint, value[name]) for name, hint in _hints(kind).items()})
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple([from_plain(parts[0], one) for one in value])
        return tuple([from_plain(part, one) for part, one in zip(parts, value, strict=True)])
    if origin in (dict, Mapping):
        return {name: from_plain(get_args(kind)[1], one) for name, one in value.items()}
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
