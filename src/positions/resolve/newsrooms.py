"""Where a text's newsroom is: `data/outlets.toml`, or the state that an outlet bears in its name ("Jakarta Mail")."""

from __future__ import annotations

import tomllib
from functools import cache

from positions import resources
from positions.model import Actor
from positions.reference import fold
from positions.resolve.world import World


@cache
def _table() -> dict[str, str]:
    with resources.data("outlets.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    return {fold(name): code for code, names in table.items() for name in names}


def home(outlet: str, world: World) -> Actor | None:
    """The state from which an outlet writes; nothing for one that the table does not know, or that names several."""
    code = _table().get(fold(outlet))
    named = {
        row.of if (row := world.actors[c]).kind == "ministry" else c
        for hit in world.scan(outlet)
        for c in hit.codes
        if c in world.actors and world.actors[c].kind in ("state", "territory", "ministry")
    }
    codes = {code} if code else named
    return world.actors.get(codes.pop()) if len(codes) == 1 else None
