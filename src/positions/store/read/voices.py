"""Who speaks for whom, in which offices, and whose the stances of a store are."""

from __future__ import annotations

from collections import defaultdict

from positions.records import ActorRecord, Named, Query, Voice
from positions.store.read.asking import Row, Rows, among, ask
from positions.store.read.conditions import of_statements

Offices = dict[int, list[Row]]


def voices(store: Rows, actor: ActorRecord, asked: Query | None = None) -> list[Voice]:
    """Who speaks for an actor, and of a person for whom it speaks: the most often first, with the offices then.

    Of `asked`, the conditions on statements count.
    """
    where = of_statements(asked or Query())
    mine, parameters = among("s.speaker_id" if actor.is_person else "x.actor_id", actor.parts, "part")
    sql = f"""
        SELECT o.id, o.name, o.code, o.kind, COUNT(DISTINCT s.fingerprint) AS statements,
               MIN(s.said_first) AS first, MAX(s.said_first) AS last
        FROM statement_actor x JOIN statement s ON s.id = x.statement_id
             JOIN actor o ON o.id = {"x.actor_id" if actor.is_person else "s.speaker_id"}
        WHERE {mine} AND NOT s.second_hand AND {where.sql}
        GROUP BY o.id, o.name, o.code, o.kind ORDER BY statements DESC, o.name, o.code
    """
    offices = _offices(store, actor)
    return [
        Voice(**{name: value for name, value in row.items() if name != "id"}, offices=_held(row, offices))
        for row in ask(store, sql, **parameters, **where.parameters)
    ]


def _offices(store: Rows, actor: ActorRecord) -> Offices:
    """The offices by the other end: of an actor by the persons, of a person by the actors served."""
    own, other = ("person_id", "actor_id") if actor.is_person else ("actor_id", "person_id")
    mine, parameters = among(own, actor.parts, "part")
    sql = f"SELECT {other} AS other, office, since, until FROM office WHERE {mine} ORDER BY since, id"
    held: Offices = defaultdict(list)
    for row in ask(store, sql, **parameters):
        held[row["other"]].append(row)
    return held


def _held(voice: Row, offices: Offices) -> tuple[str, ...]:
    """The offices that were held at some time between the first statement and the last."""
    if not voice["first"]:
        return ()
    # A date known to the month or the year sorts before its days, and with "-99" behind it after them.
    during = (
        each["office"]
        for each in offices[voice["id"]]
        if (each["since"] or "") <= voice["last"] and voice["first"] <= (each["until"] or "9") + "-99"
    )
    return tuple(dict.fromkeys(during))


def holders(store: Rows) -> dict[str, Named]:
    """Whose each stance is, by the code it bears: a ministry's and an organ's is that of its state or body."""
    sql = """
        SELECT a.code AS own, COALESCE(whole.code, a.code) AS code, COALESCE(whole.name, a.name) AS name
        FROM actor a LEFT JOIN actor whole ON whole.id = a.of_id AND a.kind IN ('ministry', 'organ')
        WHERE a.id IN (SELECT actor_id FROM stance)
    """
    return {row["own"]: Named(row["code"], row["name"]) for row in ask(store, sql)}
