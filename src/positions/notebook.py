"""The store in a notebook: `from positions import open_store`. Documented in docs/python.md.

Every question is the command of the same name, and its answer shows itself as a table or becomes a pandas
data frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from positions import store as stored
from positions.analysis.agreement import Agreement
from positions.analysis.compare import Compared, in_words
from positions.commands import columns, names, options, pages, rows, timeline
from positions.errors import UsageError
from positions.model import When
from positions.records import PositionRecord, Query
from positions.render.notebook import as_table
from positions.store import read

if TYPE_CHECKING:
    import pandas


_TIMELINE = ("date", "speaker", "actor", "act", "stances", "change", "text", "statement")
_STANCES = (
    "said_on",
    "actor",
    "speaker",
    "position",
    "stance",
    "conditional",
    "implied",
    "text",
    "statement",
)
_STATEMENTS = ("said_on", "speaker", "actor", "act", "stances", "text", "id")


def open_store(location: str | None = None) -> OpenStore:
    """The database at a path or URL (default: the user's own), for questions.

    Raises `StoreError` where it cannot be opened, and `UsageError` where the location makes no sense.
    """
    return OpenStore(stored.open_store(location))


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of rows: it shows itself as a table, and can be run through or become a data frame."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    title: str
    shown: Sequence[str]  # the columns of the table; the data frame has them all

    def to_frame(self) -> pandas.DataFrame:
        """A row each; needs the extra `notebook`. Raises `UsageError` without it."""
        return _pandas().DataFrame(list(self.rows), columns=list(self.columns))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        return as_table(self.shown, self.rows, self.title)


@dataclass(frozen=True, slots=True)
class FoundComparison:
    """Where actors stand, and how far they agree: `positions compare`."""

    compared: columns.Compared
    codebook: Mapping[str, PositionRecord]

    @property
    def actors(self) -> tuple[str, ...]:
        return self.compared.found.actors

    @property
    def agreement(self) -> Agreement:
        """The score over all pairs, with its coverage, its interval and its value beyond chance."""
        return self.compared.found.agreement

    @property
    def pairs(self) -> Mapping[tuple[str, str], Agreement]:
        return self.compared.found.pairs

    @property
    def positions(self) -> tuple[Compared, ...]:
        """A value for each position: the standings by actor, and how far the actors agree on it."""
        return self.compared.found.positions

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known beside the numbers, as who was left out of a group."""
        return self.compared.notes

    def to_dict(self) -> dict[str, Any]:
        """What `positions compare --format json` writes."""
        return rows.comparison(self.compared.found, dict(self.codebook))

    def to_frame(self, *, wide: bool = False) -> pandas.DataFrame:
        """A row for each actor on each position; `wide`: a row a position, a column an actor, in it the mean
        value p from -1 to +1 (missing: silent). Needs the extra `notebook`. Raises `UsageError` without it."""
        if not wide:
            cells = rows.cells(self.compared.found, dict(self.codebook))
            return _pandas().DataFrame(list(cells), columns=list(rows.CELL))
        values = [[each and each.value for each in row.standings.values()] for row in self.positions]
        labels = [self.codebook[row.position].label for row in self.positions]
        return _pandas().DataFrame(values, index=labels, columns=list(self.actors), dtype=float)

    def _repr_html_(self) -> str:
        head, cells = pages.comparison(self.compared.found, self.codebook)
        notes = [in_words(self.agreement, self.actors), *self.notes]
        return as_table(head, list(cells), " ".join(notes))


class OpenStore:
    """One database that is open for questions; close it, or use it in a `with`."""

    def __init__(self, store: stored.Store) -> None:
        self.store = store

    def compare(
        self, *actors: str, minimum: int = 1, each: bool = False, **conditions: Any
    ) -> FoundComparison:
        """Where these actors or groups stand. Raises `UnknownName`, and `UsageError` where they are not two."""
        codebook = read.codebook(self.store)
        chosen = columns.columns(self.store, actors, each=each)
        query = _query(self.store, codebook, conditions)
        found = columns.ask(self.store, codebook, chosen, query, minimum=minimum, each=each)
        return FoundComparison(found, {each.slug: each for each in codebook})

    def timeline(self, subject: str, *, limit: int = 0, **conditions: Any) -> Found:
        """What was said by or about an actor, on a position or a dispute, or of a place, in its order."""
        codebook = read.codebook(self.store)
        about = names.subject(self.store, codebook, subject)
        query = timeline.narrowed(_query(self.store, codebook, conditions), about)
        events, _ = timeline.events(self.store, about, query, most=limit)
        return Found(
            rows.EVENT, [rows.event(each) for each in events], f"Timeline of {about.label}", _TIMELINE
        )

    def stances(self, *, limit: int = 0, **conditions: Any) -> Found:
        """Every stance that fits; `limit` counts statements, of which the latest are given."""
        query = _query(self.store, read.codebook(self.store), conditions)
        found = list(rows.stances(read.stanced(self.store, query, limit)))
        return Found(rows.STANCE, found, "Stances", _STANCES)

    def statements(self, *, limit: int = 0, **conditions: Any) -> Found:
        """Every statement that fits, coded or not; with a limit, the latest of them."""
        query = _query(self.store, read.codebook(self.store), conditions)
        found = [rows.statement(each) for each in read.statements(self.store, query, limit)]
        return Found(rows.STATEMENT, found, "Statements", _STATEMENTS)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


# --- conditions ------------------------------------------------------------------------------

_DATES = {"since": "since", "until": "until", "as_of": "by"}
_PLAIN = ("stance", "confidence", "text", "conditional", "implied")
CONDITIONS = (
    "actor", "speaker", "position", "dispute", "act", "coder", "document", *_DATES, *_PLAIN,
)  # fmt: skip


def _query(store: stored.Store, codebook: Sequence[PositionRecord], given: Mapping[str, Any]) -> Query:
    """The conditions as a query. Those that may be many take a word or a list of words."""
    if unknown := [name for name in given if name not in CONDITIONS]:
        raise UsageError(f"There is no condition {unknown[0]!r}. There are {', '.join(CONDITIONS)}.")
    fields: dict[str, Any] = {
        field: _date(given[name]) for name, field in _DATES.items() if given.get(name) is not None
    }
    fields |= {name: given[name] for name in _PLAIN if given.get(name) is not None}
    document = given.get("document")
    return Query(
        actors=names.ids(names.actors(store, _words(given.get("actor")))),
        speakers=names.ids(names.actors(store, _words(given.get("speaker")))),
        positions=names.asked(codebook, _words(given.get("position")), given.get("dispute")),
        acts=_words(given.get("act")),
        coders=names.coders(store, _words(given.get("coder"))),
        document=names.document(store, document).id if document else "",
        **fields,
    )


def _words(given: str | Iterable[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _date(given: object) -> When:
    """A day, a month or a year as text, or a `datetime.date`."""
    return options.date(str(given))


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise UsageError("A data frame needs pandas: pip install 'positions[notebook]'.") from None
    return pandas
