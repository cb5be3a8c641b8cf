"""What a user adds to the table of actors, in a TOML file of one's own that no upgrade touches.

    [[actor]]
    code = "XPN"
    name = "Pine Republic"
    kind = "state"

    [[name]]
    code = "XPN"
    name = "Pinish"
    use = "adjective"

    [[office]]
    person = "Jane Roe"
    role = "foreign minister"
    office = "foreign minister"
    code = "XPN"
    from = "2026-11-01"

Columns and words are those of `data/actors/README.md`. The file is POSITIONS_ACTORS, or `actors.toml` in the user's
data directory. It is read with the tables that the package ships, and a new holder of an office that only
one person holds ends the spell of the one before.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from positions.errors import BrokenData

Row = Mapping[str, str]

COLUMNS = {
    "actor": ("code", "name", "kind", "of"),
    "name": ("name", "code", "use"),
    "office": ("person", "role", "office", "code", "from", "to", "also"),
    "membership": ("member", "organisation", "from", "to"),
}
_NEEDED = {
    "actor": ("code", "name", "kind"),
    "name": ("name", "code", "use"),
    "office": ("person", "role", "office", "code"),
    "membership": ("member", "organisation"),
}
_HEAD = "# Actors that were added by hand: positions reads them with the tables that it ships.\n"


def read(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of an overlay by table, each with all columns; nothing where there is no file.

    Raises `BrokenData` where the file is no TOML, or a table, a column or a value is none of ours.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {table: [] for table in COLUMNS}
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenData(f"{path} cannot be read: {error}.") from None
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenData(f"{path} is no TOML: {error}.", "Mend the line, or take the file away.") from None
    strange = sorted(set(found) - set(COLUMNS))
    if strange:
        raise BrokenData(f"{path} has a table [[{strange[0]}]].", f"Write one of {', '.join(COLUMNS)}.")
    return {table: [_row(path, table, row) for row in found.get(table, [])] for table in COLUMNS}


def _row(path: Path, table: str, row: object) -> dict[str, str]:
    if not isinstance(row, dict):
        raise BrokenData(f"{path}: {table} is no list of tables.", f"Write [[{table}]] above each.")
    columns = COLUMNS[table]
    for key, value in row.items():
        if key not in columns:
            raise BrokenData(f"{path}: [[{table}]] has no {key!r}.", f"It has {', '.join(columns)}.")
        if not isinstance(value, str) or "\t" in value or "\n" in value:
            raise BrokenData(f"{path}: {key} in [[{table}]] is not one line in quotation marks.")
    missing = [key for key in _NEEDED[table] if not row.get(key)]
    if missing:
        raise BrokenData(f"{path}: a [[{table}]] has no {missing[0]}.")
    return {key: row.get(key, "") for key in columns}


def append(path: Path, rows: Sequence[tuple[str, Row]]) -> None:
    """Write rows behind what the file holds; comments in it stay. The file is replaced in one move."""
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    added = "".join(_as_toml(table, row) for table, row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(before.rstrip("\n") + "\n" + added, encoding="utf-8")
    new.replace(path)


def _as_toml(table: str, row: Row) -> str:
    lines = [f"{key} = {quoted(row[key])}" for key in COLUMNS[table] if row.get(key)]
    return "\n".join(["", f"[[{table}]]", *lines, ""])


def quoted(words: str) -> str:
    """Words as a TOML basic string, which is a JSON string but for the escape of DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
