"""positions: a tracker of diplomatic positions. From a news article to a table of who stands where."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`open_store` for a notebook. It is imported when it is asked for, so that `import positions` stays light."""
    if name == "open_store":
        from importlib import import_module

        return import_module("positions.notebook").open_store
    raise AttributeError(f"module 'positions' has no attribute {name!r}")
