"""Statements: chosen, put in order, and made into records with their actors, mentions and stances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from positions.records import Evidence, Named, Outline, Query, StanceRecord, StatementRecord, Step
from positions.store.read.asking import Row, Rows, Searchable, among, as_json, ask, at_most, batches
from positions.store.read.conditions import Conditions, of_statements, outvoted
from positions.store.read.verdicts import verdicts_on
from positions.visible import sayable

_STATEMENT = """
    SELECT s.id AS row_id, s.key AS id, d.key AS document, d.title, d.outlet, d.url, d.published,
           sp.name AS speaker, sp.code AS speaker_code, s.manner, s.act, s.cue, s.text, s.start, s."end",
           s.said_on, s.said_on_from, s.second_hand, s.uncoded, s.fingerprint, s.said_first
    FROM statement s JOIN document d ON d.id = s.document_id JOIN actor sp ON sp.id = s.speaker_id
"""


def statements(store: Searchable, query: Query, limit: int = 0) -> list[StatementRecord]:
    """Statements in the order of saying, undated ones last; with a limit, the latest of them."""
    return _chosen(store, of_told(store, query), limit)


def by_or_about(
    store: Searchable, query: Query, parts: Sequence[int], limit: int = 0, said: str = ""
) -> list[StatementRecord]:
    """Statements in which an actor speaks, is spoken for, or is spoken of; or as `said` has it (`TOLD`).

    With the stances that count.
    """
    return _chosen(store, of_told(store, query, parts, said), limit, counting)


def counting(store: Rows, statements: Sequence[int]) -> Callable[[Row], bool]:
    """Whether a stance in these statements counts: no reviewer has rejected it, and no person has read otherwise."""
    gone: set[int] = set()
    for batch in batches(statements):
        here, parameters = among("m.statement_id", batch, "id")
        gone |= {row["id"] for row in ask(store, outvoted(here), **parameters)}
    return lambda row: row["status"] != "rejected" and row["id"] not in gone


def outlines(store: Searchable, query: Query, parts: Sequence[int] = (), said: str = "") -> list[Outline]:
    """The same statements as far as they are needed to be counted."""
    where = of_told(store, query, parts, said)
    sql = f"""SELECT s.key AS statement, s.said_on, s.act, s.fingerprint FROM statement s WHERE {where.sql}
              ORDER BY s.said_first IS NULL, s.said_first, s.id"""
    return [Outline(**row) for row in ask(store, sql, **where.parameters)]


# What is addressed to somebody: these acts, by another who names that somebody.
TO = ("demand", "propose", "appeal", "accuse", "warn", "threaten")
_BY = """SELECT id FROM statement WHERE {speaker} UNION SELECT statement_id FROM statement_actor WHERE {actor}"""
_ABOUT = "SELECT statement_id FROM mention WHERE {actor}"
TOLD = {
    "": f"s.id IN ({_BY} UNION {_ABOUT})",
    "by": f"s.id IN ({_BY})",
    "about": f"s.id IN ({_ABOUT})",
    "to": f"s.id IN ({_ABOUT}) AND s.id NOT IN ({_BY}) AND s.act IN ({', '.join(map(repr, TO))})",
}


def of_told(store: Searchable, query: Query, parts: Sequence[int] = (), said: str = "") -> Conditions:
    """The conditions on a statement `s`: by its stances, by its words, by whom, to whom or about whom it is."""
    where = of_statements(query)
    where.among(
        "s.id IN (SELECT x.statement_id FROM stance x JOIN position p ON p.id = x.position_id "
        "WHERE x.status <> 'rejected' AND {})",
        "p.slug",
        query.positions,
        "position",
    )
    if query.words:
        matching = f"SELECT id FROM statement WHERE {store.matches('statement')}"
        where.add(f"s.id IN ({matching})", words=store.search_words(sayable(query.words)))
    if parts:
        mine, parameters = among("actor_id", parts, "part")
        speaker = mine.replace("actor_id", "speaker_id")
        where.add(TOLD[said].format(speaker=speaker, actor=mine), **parameters)
    return where


def _all(row: Row) -> bool:
    return True


def _chosen(
    store: Rows,
    where: Conditions,
    limit: int,
    keep: Callable[[Rows, Sequence[int]], Callable[[Row], bool]] = lambda store, ids: _all,
) -> list[StatementRecord]:
    sql = f"""SELECT s.id FROM statement s WHERE {where.sql}
              ORDER BY s.said_first IS NULL, s.said_first DESC, s.id DESC"""
    ids = [row["id"] for row in ask(store, f"{sql} {at_most(limit)}", **where.parameters)]
    return in_order(records(store, ids, keep(store, ids)))


def every_statement(store: Rows) -> Iterator[StatementRecord]:
    """All statements, document by document in the order of the text, never all at once in memory."""
    ids = [row["id"] for row in ask(store, "SELECT id FROM statement ORDER BY document_id, ordinal")]
    for batch in batches(ids):
        yield from records(store, batch)


def in_order(found: Iterable[StatementRecord]) -> list[StatementRecord]:
    """By the first day that the date can mean; within a day, as the documents have them."""

    def place(record: StatementRecord) -> tuple[bool, str]:
        when = record.when
        return when is None, when.first.isoformat() if when else ""

    return sorted(found, key=place)


def records(store: Rows, ids: Sequence[int], keep: Callable[[Row], bool] = _all) -> list[StatementRecord]:
    """The records of these statements, oldest id first, with their actors, mentions and stances."""
    found: list[StatementRecord] = []
    for batch in batches(sorted(ids)):
        here, parameters = among("s.id", batch, "id")
        rows = ask(store, f"{_STATEMENT} WHERE {here} ORDER BY s.id", **parameters)
        actors, mentions = (named_in(store, table, batch) for table in ("statement_actor", "mention"))
        stances = _stances_in(store, batch, keep)
        found += [
            _statement(row, actors[row["row_id"]], mentions[row["row_id"]], stances[row["row_id"]])
            for row in rows
        ]
    return found


def named_in(store: Rows, table: str, ids: Sequence[int]) -> dict[int, list[Named]]:
    here, parameters = among("x.statement_id", ids, "id")
    sql = f"""SELECT x.statement_id, a.code, a.name FROM {table} x JOIN actor a ON a.id = x.actor_id
              WHERE {here} ORDER BY x.statement_id, x.ordinal, a.id"""
    named: dict[int, list[Named]] = defaultdict(list)
    for row in ask(store, sql, **parameters):
        named[row["statement_id"]].append(Named(row["code"], row["name"]))
    return named


STANCES_IN_ORDER = "ORDER BY x.statement_id, x.implied, p.dispute_id, p.ordinal, x.id"


def _stances_in(
    store: Rows, ids: Sequence[int], keep: Callable[[Row], bool]
) -> dict[int, list[StanceRecord]]:
    """The stances of these statements; what was said before what is implied."""
    here, parameters = among("x.statement_id", ids, "id")
    sql = f"""
        SELECT x.id, x.statement_id, p.slug AS position, x.stance, x.conditional, x.implied, x.confidence,
               c.name AS coder, x.rule, x.status, a.name AS actor, a.code AS actor_code, x.because
        FROM stance x JOIN position p ON p.id = x.position_id JOIN actor a ON a.id = x.actor_id
             JOIN coder c ON c.id = x.coder_id
        WHERE {here} {STANCES_IN_ORDER}
    """
    stances: dict[int, list[StanceRecord]] = defaultdict(list)
    for row in filter(keep, ask(store, sql, **parameters)):
        flags = {name: bool(row[name]) for name in ("conditional", "implied")}
        fields = {name: row[name] for name in StanceRecord.__slots__} | flags
        stances[row["statement_id"]].append(StanceRecord(**fields))
    return stances


def _statement(
    row: Row, actors: list[Named], mentions: list[Named], stances: list[StanceRecord]
) -> StatementRecord:
    first = actors[0] if actors else None
    fields = {name: value for name, value in row.items() if name not in ("row_id", "said_first")}
    fields["uncoded"] = _uncoded(row["uncoded"], stances)
    return StatementRecord(
        **{**fields, "second_hand": bool(row["second_hand"])},
        actor=first.name if first else None,
        actor_code=first.code if first else None,
        actors=tuple(actors),
        mentions=tuple(mention.name for mention in mentions),
        stances=tuple(stances),
    )


REJECTED = "every stance was rejected"


def _uncoded(reason: str | None, stances: Sequence[StanceRecord]) -> str | None:
    """Why no stance counts. The machine's reason holds until a person codes one, and again when that is undone."""
    if any(each.status != "rejected" for each in stances):
        return None
    return reason or (REJECTED if stances else None)


def evidence(store: Rows, key: str) -> Evidence | None:
    """One statement with the text around it and the decisions behind it."""
    sql = """SELECT s.id, s.content, s.steps, d.text FROM statement s JOIN document d ON d.id = s.document_id
             WHERE s.key = :key"""
    for row in ask(store, sql, key=key):
        return Evidence(
            record=records(store, [row["id"]])[0],
            document_text=row["text"],
            content=tuple((start, end) for start, end in as_json(row["content"])),
            steps=tuple(map(step, as_json(row["steps"]))),
            verdicts=verdicts_on(store, [row["id"]])[row["id"]],
        )
    return None


def step(kept: Row) -> Step:
    rejected = kept.get("rejected") or ()
    return Step(kept.get("about", ""), kept.get("chosen", ""), kept.get("rule", ""), tuple(rejected))


def statement_keys(store: Rows) -> list[str]:
    """The ids of all statements, for a near miss."""
    return [row["key"] for row in ask(store, "SELECT key FROM statement ORDER BY id")]


def statements_by_key(store: Rows, keys: Sequence[str]) -> dict[str, StatementRecord]:
    """The records of these statements with the stances that count, by their ids."""
    found: dict[str, StatementRecord] = {}
    for batch in batches(keys):
        here, parameters = among("key", batch, "key")
        ids = [row["id"] for row in ask(store, f"SELECT id FROM statement WHERE {here}", **parameters)]
        found |= {record.id: record for record in records(store, ids, counting(store, ids))}
    return found


def statements_with(
    store: Searchable, words: str, limit: int, query: Query | None = None
) -> list[StatementRecord]:
    """Statements in which all these words occur, with the stances that count; with a limit, the latest of them."""
    asked = replace(query or Query(), words=words or " ")
    return _chosen(store, of_told(store, asked), limit, counting)
