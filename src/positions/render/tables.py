"""Plain lists: actors, documents, the codebook, where the database is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from positions.records import ActorRecord, DocumentRecord, History, PositionRecord, Version
from positions.render.safe import name, on_one_line
from positions.render.words import count, day


def table(**options: object) -> Table:
    """A table without a frame, a line under its head."""
    given = {"box": box.SIMPLE_HEAD, "show_edge": False, "pad_edge": False, "header_style": "bold"}
    return Table(**(given | options))  # type: ignore[arg-type]


def actors(found: Iterable[ActorRecord]) -> Table:
    shown = table()
    shown.add_column("Name", min_width=16)
    shown.add_column("Code")
    shown.add_column("Kind", no_wrap=True)
    shown.add_column("Part of", no_wrap=True)
    shown.add_column("Statements", justify="right", no_wrap=True)
    for each in found:
        cells = (name(each.name), name(each.code), name(each.kind), name(each.of))
        shown.add_row(*cells, f"{each.statements:,}" if each.statements else "·")
    return shown


def resolutions(rows: Iterable[Mapping[str, object]]) -> Table:
    """Names and whom they mean, a row each."""
    shown = table()
    for label in ("name", "speaker", "actor", "office", "confidence"):
        shown.add_column(label.capitalize())
    for row in rows:
        shown.add_row(
            *(name(str(row[label] or "·")) for label in ("name", "speaker", "actor", "office", "confidence"))
        )
    return shown


def recodings(rows: Iterable[Mapping[str, object]]) -> Table:
    """Positions whose stances came, went or turned with another coding."""
    shown = table()
    shown.add_column("Position")
    for label in ("Before", "After", "Gained", "Lost", "Flipped"):
        shown.add_column(label, justify="right", no_wrap=True)
    for row in rows:
        numbers = (f"{row[key]:,}" for key in ("before", "after"))
        moves = (f"{row[key]:,}" if row[key] else "·" for key in ("gained", "lost", "flipped"))
        shown.add_row(on_one_line(str(row["position"])), *numbers, *moves)
    return shown


def damages(rows: Iterable[Mapping[str, object]]) -> Table:
    """What is broken, in which document, and what to do."""
    shown = table()
    for label in ("Check", "Document", "What is broken, and what to do"):
        shown.add_column(label, no_wrap=label != "What is broken, and what to do")
    for row in rows:
        told = on_one_line(str(row["what"])) + Text("\n") + on_one_line(str(row["todo"]), "dim")
        shown.add_row(str(row["check"]), name(str(row["document"] or "·")), told)
    return shown


def counts(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Table:
    """How many stances and statements there are of each kind."""
    shown = table()
    for field in fields:
        shown.add_column(field.replace("_", " ").capitalize())
    for number in ("Stances", "Statements"):
        shown.add_column(number, justify="right", no_wrap=True)
    for row in rows:
        kinds = [name(_kind(row[field])) for field in fields]
        shown.add_row(*kinds, *(f"{row[number]:,}" for number in ("stances", "statements")))
    return shown


def _kind(value: object) -> str:
    return "·" if value in (None, "") else {True: "yes", False: "no"}.get(value, str(value))  # type: ignore[call-overload]


def documents(found: Iterable[DocumentRecord], older: Mapping[str, str]) -> Table:
    """A line each; an older version names the one that took its place."""
    shown = table()
    shown.add_column("Document", no_wrap=True)
    shown.add_column("Published", no_wrap=True)
    shown.add_column("Outlet", max_width=20)
    shown.add_column("Title", ratio=1)
    shown.add_column("Statements", justify="right", no_wrap=True)
    for each in found:
        published = day(each.published) if each.published else "·"
        title = name(each.title or "·")
        if each.id in older:
            title += Text("\nnow ", "dim") + on_one_line(older[each.id], "dim")
        shown.add_row(name(each.id), name(published), name(each.outlet or "·"), title, f"{each.statements:,}")
    return shown


def document(found: DocumentRecord, history: History) -> Table:
    """One document's facts, without its text, and what hangs together with it."""
    where = [on_one_line(location) for location in found.sources]
    published = f"{day(found.published)} ({found.published_from or 'not said where from'})"
    return facts(
        [
            ("Title", on_one_line(found.title)),
            ("Author", on_one_line(found.author)),
            ("Outlet", on_one_line(found.outlet)),
            ("Published", on_one_line(published if found.published else "not known")),
            ("Address", on_one_line(found.url)),
            ("Found at", Text("\n").join(where)),
            ("Language", on_one_line(found.language)),
            ("Length", Text(count(len(found.text), "character"))),
            ("Statements", Text(f"{found.statements:,}")),
            ("Document", on_one_line(found.id)),
            ("Versions", Text("\n").join(map(_version, history.versions))),
            ("Copies", Text("\n").join(map(_version, history.copies))),
        ]
    )


def _version(each: Version) -> Text:
    """Another document in a line: a version by when it was kept, a copy by its outlet."""
    parts = (
        each.outlet,
        day(each.published) if each.published else "",
        f"kept {each.kept_at[:16].replace('T', ' ')}",
    )
    told = on_one_line(each.id) + Text("  ") + on_one_line(", ".join(filter(None, parts)), "dim")
    return told + Text("" if each.current else "  older", "dim")


def facts(pairs: Sequence[tuple[str, Text]]) -> Table:
    """Names and values in two columns; what is empty is left out."""
    shown = Table.grid(padding=(0, 2))
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(ratio=1)
    for label, value in pairs:
        if value.plain:
            shown.add_row(label, value)
    return shown


def codebook(found: Sequence[PositionRecord]) -> Group:
    """Each dispute with its positions: the proposition, what it contradicts and implies, its stances."""
    parts: list[Text | Table] = []
    for dispute in dict.fromkeys(each.dispute for each in found):
        inside = [each for each in found if each.dispute == dispute]
        label = on_one_line(inside[0].dispute_label, "bold")
        heading = Text.assemble(label, "  ", on_one_line(dispute, "dim"))
        parts += [Text(), heading, _positions(inside)]
    return Group(*parts[1:])


def _positions(found: Iterable[PositionRecord]) -> Table:
    shown = Table.grid(padding=(0, 2), expand=True)
    shown.add_column(ratio=2)
    shown.add_column(ratio=3)
    shown.add_column(justify="right", no_wrap=True)
    for each in found:
        called = on_one_line(each.label) + Text("\n") + on_one_line(each.slug, "dim")
        stances = Text.assemble((f"+{each.support}", "green"), "  ", (f"−{each.oppose}", "red"))
        shown.add_row(called, _meaning(each), stances)
    return shown


def _meaning(each: PositionRecord) -> Text:
    meaning = on_one_line(each.proposition)
    for word, others in (("contradicts", each.contradicts), ("implies", each.implies)):
        if others:
            meaning += Text(f"\n{word} ", "dim") + on_one_line(", ".join(others), "dim")
    return meaning
