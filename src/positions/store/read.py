"""All questions that the program asks of the store: the SQL of every query, and nothing else.

Each function takes an open store, runs SQL with `:name` parameters that SQLite and PostgreSQL read
alike, and returns frozen values. What comes from outside is only ever a bound parameter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from positions.records import (
    ActorRecord,
    DocumentRecord,
    Evidence,
    Named,
    PositionRecord,
    Query,
    Reading,
    StanceRecord,
    StatementRecord,
    Step,
)

Row = dict[str, Any]
BATCH = 500  # ids in one IN list: well under the limit of variables of any database


class Rows(Protocol):
    """What this module needs of a store."""

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]: ...


class Searchable(Rows, Protocol):
    """What full text needs besides: SQLite and PostgreSQL each have their own."""

    def matches(self, table: str, parameter: str = "words") -> str: ...

    def search_words(self, words: str) -> str: ...


# --- asking ----------------------------------------------------------------------------------


def _ask(store: Rows, sql: str, **parameters: Any) -> list[Row]:
    return store.rows(sql, {name: _sayable(value) for name, value in parameters.items()})


def _sayable(value: Any) -> Any:
    """A lone surrogate (from a broken command line) is no text that a database takes: U+FFFD instead.

    NUL is none either on PostgreSQL.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return value


def _among(column: str, values: Sequence[Any], name: str) -> tuple[str, Row]:
    """`column IN (...)` over bound parameters; never true for no values."""
    if not values:
        return "1 = 0", {}
    names = {f"{name}_{index}": value for index, value in enumerate(values)}
    return f"{column} IN ({', '.join(':' + each for each in names)})", names


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def _json(value: Any) -> Any:
    """A JSON column, which a store gives as its text."""
    return json.loads(value) if isinstance(value, str) else value


# --- actors ----------------------------------------------------------------------------------

_ACTOR = """
    SELECT a.id, a.code, a.name, a.kind, COALESCE(whole.code, '') AS of_code,
           (SELECT COUNT(*) FROM statement_actor x WHERE x.actor_id = a.id) +
           CASE WHEN a.kind = 'person'
                THEN (SELECT COUNT(*) FROM statement s WHERE s.speaker_id = a.id) ELSE 0 END AS statements
    FROM actor a LEFT JOIN actor whole ON whole.id = a.of_id
"""


def _actor(row: Row) -> ActorRecord:
    return ActorRecord(
        row["id"], row["code"], row["name"], row["kind"], row["of_code"], row["statements"], (row["id"],)
    )


def all_actors(store: Rows) -> list[ActorRecord]:
    """Every actor, the most quoted first."""
    return [_actor(row) for row in _ask(store, f"{_ACTOR} ORDER BY statements DESC, a.name, a.code")]


def actors_named(store: Rows, folded: str) -> list[tuple[ActorRecord, str]]:
    """The actors that bear a name, each with the use of that name ("name", "capital", ...)."""
    sql = f"{_ACTOR} JOIN actor_name n ON n.actor_id = a.id WHERE n.folded = :folded"
    uses = _ask(store, sql.replace("SELECT a.id", "SELECT n.use, a.id", 1), folded=folded)
    return [(_actor(row), row["use"]) for row in uses]


def actors_coded(store: Rows, code: str) -> list[ActorRecord]:
    return [_actor(row) for row in _ask(store, f"{_ACTOR} WHERE lower(a.code) = lower(:code)", code=code)]


def persons_surnamed(store: Rows, folded: str) -> list[ActorRecord]:
    """Persons whose name ends with these words; where there is none, whose name begins with them (Xi)."""
    literal = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"""{_ACTOR} WHERE a.kind = 'person' AND a.id IN
        (SELECT actor_id FROM actor_name WHERE folded LIKE :pattern ESCAPE '\\')"""
    for pattern in (f"% {literal}", f"{literal} %"):
        if found := _ask(store, sql, pattern=pattern):
            return [_actor(row) for row in found]
    return []


def names_of_actors(store: Rows) -> list[tuple[str, ActorRecord]]:
    """Every name that an actor can be asked by."""
    sql = f"{_ACTOR} JOIN actor_name n ON n.actor_id = a.id WHERE n.use <> 'place' ORDER BY n.id"
    rows = _ask(store, sql.replace("SELECT a.id", "SELECT n.name AS alias, a.id", 1))
    return [(row["alias"], _actor(row)) for row in rows]


def parts_of(store: Rows, actor: ActorRecord) -> tuple[int, ...]:
    """The actor itself, its ministries and its organs: all rows that speak with its voice."""
    sql = "SELECT id FROM actor WHERE of_id = :id AND kind IN ('ministry', 'organ') ORDER BY id"
    return (actor.id, *(row["id"] for row in _ask(store, sql, id=actor.id)))


# --- the codebook ----------------------------------------------------------------------------


def codebook(store: Rows) -> list[PositionRecord]:
    """Every position in the order of the codebook, dispute by dispute."""
    sql = """
        SELECT p.id, p.slug, p.label, p.proposition, p.aliases, d.slug AS dispute, d.label AS dispute_label,
               (SELECT COUNT(*) FROM stance x WHERE x.position_id = p.id AND x.stance = 'support') AS support,
               (SELECT COUNT(*) FROM stance x WHERE x.position_id = p.id AND x.stance = 'oppose') AS oppose
        FROM position p JOIN dispute d ON d.id = p.dispute_id
        ORDER BY d.id, p.ordinal, p.slug
    """
    related = _relations(store)
    return [_position(row, related) for row in _ask(store, sql)]


def _position(row: Row, related: dict[tuple[str, str], list[str]]) -> PositionRecord:
    slug = row["slug"]
    return PositionRecord(
        id=row["id"],
        slug=slug,
        label=row["label"],
        proposition=row["proposition"],
        dispute=row["dispute"],
        dispute_label=row["dispute_label"],
        aliases=tuple(_json(row["aliases"])),
        contradicts=tuple(related[slug, "contradicts"]),
        implies=tuple(related[slug, "implies"]),
        support=row["support"],
        oppose=row["oppose"],
    )


def _relations(store: Rows) -> dict[tuple[str, str], list[str]]:
    sql = """SELECT p.slug, r.kind, o.slug AS other FROM position_relation r
             JOIN position p ON p.id = r.position_id JOIN position o ON o.id = r.other_id
             ORDER BY p.ordinal, o.ordinal, o.slug"""
    related: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _ask(store, sql):
        related[row["slug"], row["kind"]].append(row["other"])
    return related


# --- conditions ------------------------------------------------------------------------------


class _Conditions:
    """A WHERE clause as it grows, with its parameters."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.parameters: Row = {}

    def add(self, clause: str, **parameters: Any) -> None:
        self.clauses.append(clause)
        self.parameters |= parameters

    def among(self, template: str, column: str, values: Sequence[Any], name: str) -> None:
        if values:
            clause, parameters = _among(column, values, name)
            self.add(template.format(clause), **parameters)

    @property
    def sql(self) -> str:
        return " AND ".join(self.clauses) or "1 = 1"


def _of_statements(query: Query) -> _Conditions:
    """The conditions on a statement `s`."""
    where = _Conditions()
    where.among(
        "s.id IN (SELECT x.statement_id FROM statement_actor x WHERE {})",
        "x.actor_id",
        query.actors,
        "actor",
    )
    where.among("{}", "s.speaker_id", query.speakers, "speaker")
    where.among("{}", "s.act", query.acts, "act")
    _within(where, query)
    if query.document:
        where.add("s.document_id IN (SELECT id FROM document WHERE key = :document)", document=query.document)
    if query.text:
        # Not LIKE: no wildcard to escape, and no pattern that is too long.
        where.add("replace(lower(s.text), lower(:text), '') <> lower(s.text)", text=query.text)
    return where


def _within(where: _Conditions, query: Query) -> None:
    if query.since:
        where.add("s.said_last >= :since", since=query.since.first.isoformat())
    if query.until:
        where.add("s.said_first <= :until", until=query.until.last.isoformat())


def _of_stances(query: Query) -> _Conditions:
    """The conditions on a stance `x` on a position `p` in a statement `s`.

    A speaker's stances are those that the speaker took; what he reported of another party is not his.
    """
    where = _of_statements(
        Query(since=query.since, until=query.until, acts=query.acts, document=query.document, text=query.text)
    )
    where.add("x.status <> 'rejected'")
    where.among("{}", "x.actor_id", query.actors, "actor")
    where.among("x.actor_id IN (SELECT id FROM actor WHERE {})", "code", query.codes, "code")
    where.among("{} AND NOT s.second_hand", "s.speaker_id", query.speakers, "speaker")
    where.among("{}", "p.slug", query.positions, "position")
    if query.stance:
        where.add("x.stance = :stance", stance=query.stance)
    return where


# --- stances ---------------------------------------------------------------------------------


def readings(store: Rows, query: Query) -> list[Reading]:
    """Every stance that answers the query, in the order of saying, undated ones last."""
    where = _of_stances(query)
    sql = f"""
        SELECT p.slug AS position, s.key AS statement, d.key AS document, s.fingerprint, x.stance,
               x.conditional, x.implied, x.confidence, x.status, s.second_hand, s.said_on, a.code AS actor
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN document d ON d.id = s.document_id
             JOIN position p ON p.id = x.position_id JOIN actor a ON a.id = x.actor_id
        WHERE {where.sql}
        ORDER BY s.said_first IS NULL, s.said_first, s.id, x.id
    """
    return [_reading(row) for row in _ask(store, sql, **where.parameters)]


def _reading(row: Row) -> Reading:
    flags = {name: bool(row[name]) for name in ("conditional", "implied", "second_hand")}
    return Reading(**{**row, **flags, "confidence": float(row["confidence"])})


def stanced(store: Rows, query: Query, limit: int = 0) -> list[StatementRecord]:
    """Statements that hold a stance of the kind asked for, with those stances alone; the latest kept."""
    where = _of_stances(query)
    sql = f"""
        SELECT x.id AS stance_id, s.id FROM stance x
             JOIN statement s ON s.id = x.statement_id JOIN position p ON p.id = x.position_id
        WHERE {where.sql} ORDER BY s.said_first IS NULL, s.said_first DESC, s.id DESC, x.id
    """
    chosen = _ask(store, sql, **where.parameters)
    ids = list(dict.fromkeys(row["id"] for row in chosen))[: limit or None]
    wanted = {row["stance_id"] for row in chosen}
    return _in_order(_statements(store, ids, lambda row: row["id"] in wanted))


# --- statements ------------------------------------------------------------------------------

_STATEMENT = """
    SELECT s.id AS row_id, s.key AS id, d.key AS document, d.title, d.outlet, d.url, d.published,
           sp.name AS speaker, sp.code AS speaker_code, s.manner, s.act, s.cue, s.text, s.start, s."end",
           s.said_on, s.said_on_from, s.second_hand, s.uncoded, s.fingerprint, s.said_first
    FROM statement s JOIN document d ON d.id = s.document_id JOIN actor sp ON sp.id = s.speaker_id
"""


def statements(store: Rows, query: Query, limit: int = 0) -> list[StatementRecord]:
    """Statements in the order of saying, undated ones last; with a limit, the latest of them."""
    where = _of_statements(query)
    where.among(
        "s.id IN (SELECT x.statement_id FROM stance x JOIN position p ON p.id = x.position_id "
        "WHERE x.status <> 'rejected' AND {})",
        "p.slug",
        query.positions,
        "position",
    )
    return _chosen(store, where, limit)


def by_or_about(store: Rows, query: Query, parts: Sequence[int], limit: int = 0) -> list[StatementRecord]:
    """Statements in which an actor speaks, is spoken for, or is spoken of."""
    where = _of_statements(query)
    mine, parameters = _among("actor_id", parts, "part")
    where.add(
        f"""s.id IN (SELECT id FROM statement WHERE {mine.replace("actor_id", "speaker_id")}
                     UNION SELECT statement_id FROM statement_actor WHERE {mine}
                     UNION SELECT statement_id FROM mention WHERE {mine})""",
        **parameters,
    )
    return _chosen(store, where, limit)


def _chosen(store: Rows, where: _Conditions, limit: int) -> list[StatementRecord]:
    sql = f"""SELECT s.id FROM statement s WHERE {where.sql}
              ORDER BY s.said_first IS NULL, s.said_first DESC, s.id DESC"""
    ids = [row["id"] for row in _ask(store, f"{sql} {_at_most(limit)}", **where.parameters)]
    return _in_order(_statements(store, ids))


def every_statement(store: Rows) -> Iterator[StatementRecord]:
    """All statements, document by document in the order of the text, never all at once in memory."""
    ids = [row["id"] for row in _ask(store, "SELECT id FROM statement ORDER BY document_id, ordinal")]
    for batch in _batches(ids):
        yield from _statements(store, batch)


def _in_order(found: Iterable[StatementRecord]) -> list[StatementRecord]:
    """By the first day that the date can mean; within a day, as the documents have them."""

    def place(record: StatementRecord) -> tuple[bool, str]:
        when = record.when
        return when is None, when.first.isoformat() if when else ""

    return sorted(found, key=place)


def _statements(
    store: Rows, ids: Sequence[int], keep: Callable[[Row], bool] = lambda row: True
) -> list[StatementRecord]:
    """The records of these statements, oldest id first, with their actors, mentions and stances."""
    found: list[StatementRecord] = []
    for batch in _batches(sorted(ids)):
        here, parameters = _among("s.id", batch, "id")
        rows = _ask(store, f"{_STATEMENT} WHERE {here} ORDER BY s.id", **parameters)
        actors, mentions = (_named_in(store, table, batch) for table in ("statement_actor", "mention"))
        stances = _stances_in(store, batch, keep)
        found += [
            _statement(row, actors[row["row_id"]], mentions[row["row_id"]], stances[row["row_id"]])
            for row in rows
        ]
    return found


def _named_in(store: Rows, table: str, ids: Sequence[int]) -> dict[int, list[Named]]:
    here, parameters = _among("x.statement_id", ids, "id")
    sql = f"""SELECT x.statement_id, a.code, a.name FROM {table} x JOIN actor a ON a.id = x.actor_id
              WHERE {here} ORDER BY x.statement_id, x.ordinal, a.id"""
    named: dict[int, list[Named]] = defaultdict(list)
    for row in _ask(store, sql, **parameters):
        named[row["statement_id"]].append(Named(row["code"], row["name"]))
    return named


def _stances_in(
    store: Rows, ids: Sequence[int], keep: Callable[[Row], bool]
) -> dict[int, list[StanceRecord]]:
    """The stances of these statements; what was said before what is implied."""
    here, parameters = _among("x.statement_id", ids, "id")
    sql = f"""
        SELECT x.id, x.statement_id, p.slug AS position, x.stance, x.conditional, x.implied, x.confidence,
               c.name AS coder, x.rule, x.status, a.name AS actor, a.code AS actor_code, x.because
        FROM stance x JOIN position p ON p.id = x.position_id JOIN actor a ON a.id = x.actor_id
             JOIN coder c ON c.id = x.coder_id
        WHERE {here} ORDER BY x.statement_id, x.implied, p.dispute_id, p.ordinal, x.id
    """
    stances: dict[int, list[StanceRecord]] = defaultdict(list)
    for row in filter(keep, _ask(store, sql, **parameters)):
        flags = {name: bool(row[name]) for name in ("conditional", "implied")}
        fields = {name: row[name] for name in StanceRecord.__slots__} | flags
        stances[row["statement_id"]].append(StanceRecord(**fields))
    return stances


def _statement(
    row: Row, actors: list[Named], mentions: list[Named], stances: list[StanceRecord]
) -> StatementRecord:
    first = actors[0] if actors else None
    fields = {name: value for name, value in row.items() if name not in ("row_id", "said_first")}
    return StatementRecord(
        **{**fields, "second_hand": bool(row["second_hand"])},
        actor=first.name if first else None,
        actor_code=first.code if first else None,
        actors=tuple(actors),
        mentions=tuple(mention.name for mention in mentions),
        stances=tuple(stances),
    )


def evidence(store: Rows, key: str) -> Evidence | None:
    """One statement with the text around it and the decisions behind it."""
    sql = """SELECT s.id, s.content, s.steps, d.text FROM statement s JOIN document d ON d.id = s.document_id
             WHERE s.key = :key"""
    for row in _ask(store, sql, key=key):
        return Evidence(
            record=_statements(store, [row["id"]])[0],
            document_text=row["text"],
            content=tuple((start, end) for start, end in _json(row["content"])),
            steps=tuple(_step(step) for step in _json(row["steps"])),
        )
    return None


def _step(kept: Row) -> Step:
    rejected = kept.get("rejected") or ()
    return Step(kept.get("about", ""), kept.get("chosen", ""), kept.get("rule", ""), tuple(rejected))


def statement_keys(store: Rows) -> list[str]:
    """The ids of all statements, for a near miss."""
    return [row["key"] for row in _ask(store, "SELECT key FROM statement ORDER BY id")]


def statements_by_key(store: Rows, keys: Sequence[str]) -> dict[str, StatementRecord]:
    """The records of these statements, by their ids."""
    found: dict[str, StatementRecord] = {}
    for batch in _batches(keys):
        here, parameters = _among("key", batch, "key")
        ids = [row["id"] for row in _ask(store, f"SELECT id FROM statement WHERE {here}", **parameters)]
        found |= {record.id: record for record in _statements(store, ids)}
    return found


# --- documents -------------------------------------------------------------------------------


def documents(store: Rows, key: str = "") -> list[DocumentRecord]:
    """All documents without their text, the latest published first; or the one with this key, with it."""
    text = "d.text" if key else "'' AS text"
    by_date = "ORDER BY d.published IS NULL, d.published DESC, d.id"
    sql = f"{_document(text)} {'WHERE d.key = :key' if key else ''} {by_date}"
    return _documents(store, _ask(store, sql, **({"key": key} if key else {})))


def every_document(store: Rows) -> Iterator[DocumentRecord]:
    """All documents with their text, in the order in which they were kept."""
    ids = [row["id"] for row in _ask(store, "SELECT id FROM document ORDER BY id")]
    for start in range(0, len(ids), 20):  # texts are long: few at a time
        here, parameters = _among("d.id", ids[start : start + 20], "id")
        yield from _documents(
            store, _ask(store, f"{_document('d.text')} WHERE {here} ORDER BY d.id", **parameters)
        )


def _document(text: str) -> str:
    return f"""
        SELECT d.id AS row_id, d.key AS id, d.title, d.author, d.outlet, d.url, d.published, d.published_from,
               d.language, {text},
               (SELECT COUNT(*) FROM statement s WHERE s.document_id = d.id) AS statements
        FROM document d
    """


def _documents(store: Rows, rows: list[Row]) -> list[DocumentRecord]:
    sources: dict[int, list[str]] = defaultdict(list)
    for batch in _batches([row["row_id"] for row in rows]):
        here, parameters = _among("document_id", batch, "id")
        sql = f"SELECT document_id, location FROM source WHERE {here} ORDER BY id"
        for found in _ask(store, sql, **parameters):
            sources[found["document_id"]].append(found["location"])
    return [
        DocumentRecord(
            **{name: value for name, value in row.items() if name != "row_id"},
            sources=tuple(sources[row["row_id"]]),
        )
        for row in rows
    ]


# --- full text -------------------------------------------------------------------------------


def statements_with(store: Searchable, words: str, limit: int) -> list[StatementRecord]:
    """Statements in which all these words occur; with a limit, the latest of them."""
    sql = f"""SELECT id FROM statement WHERE {store.matches("statement")}
              ORDER BY said_first IS NULL, said_first DESC, id DESC {_at_most(limit)}"""
    found = _ask(store, sql, words=store.search_words(_sayable(words)))
    return _in_order(_statements(store, [row["id"] for row in found]))


def documents_with(store: Searchable, words: str, limit: int) -> list[DocumentRecord]:
    """Documents in which all these words occur, with their text; with a limit, the latest published."""
    sql = f"""SELECT id FROM document WHERE {store.matches("document")}
              ORDER BY published IS NULL, published DESC, id DESC {_at_most(limit)}"""
    ids = [row["id"] for row in _ask(store, sql, words=store.search_words(_sayable(words)))]
    here, parameters = _among("d.id", ids[:BATCH], "id")
    by_date = "ORDER BY d.published IS NULL, d.published DESC, d.id DESC"
    return _documents(store, _ask(store, f"{_document('d.text')} WHERE {here} {by_date}", **parameters))


def _at_most(limit: int) -> str:
    return f"LIMIT {int(limit)}" if limit else ""


# --- how much there is -----------------------------------------------------------------------


def counts(store: Rows) -> dict[str, int]:
    """How many documents, statements and stances the store holds."""
    sql = "SELECT " + ", ".join(
        f"(SELECT COUNT(*) FROM {table}) AS {table}" for table in ("document", "statement", "stance")
    )
    return {table: int(number) for table, number in _ask(store, sql)[0].items()}
