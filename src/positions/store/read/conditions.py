"""What a `Query` asks for, as the conditions of a WHERE clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from positions.records import Query
from positions.store.read.asking import Row, among

# An older version of an article answers only where it is asked for.
SUPERSEDED = "SELECT id FROM document WHERE superseded_by_id IS NOT NULL"
OUTDATED = f"SELECT id FROM statement WHERE document_id IN ({SUPERSEDED})"


# Where a person has read a statement, the machine's reading does not count: neither on the same position, nor what
# it takes to follow there from one that the person has coded. Who says that nothing in a statement is a stance has
# read all of it. Each part begins with the few statements that persons have read, so that a large store answers fast.
_PERSONS = "SELECT id FROM coder WHERE kind = 'person'"
_RELATED = """EXISTS (SELECT 1 FROM position_relation r WHERE (r.position_id = o.position_id
               AND r.other_id = m.position_id) OR (r.other_id = o.position_id AND r.position_id = m.position_id))"""
_READ = f"SELECT c.statement_id FROM stance c WHERE c.coder_id IN ({_PERSONS})"
_EMPTY = """SELECT v.statement_id FROM verdict v WHERE v.verdict = 'none'
            AND v.id NOT IN (SELECT undoes_id FROM verdict WHERE undoes_id IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM stance own WHERE own.statement_id = v.statement_id
                            AND +own.coder_id = v.coder_id AND own.status <> 'rejected')"""


def outvoted(few: str = "") -> str:
    """The query for the ids of the stances that do not count.

    `few` is a condition on a stance `m` by which an index finds the few that a question is about. Without one it begins
    with the statements that persons have read: few too, in a store that is mostly the machine's.
    """
    return f"""
        SELECT m.id FROM stance m JOIN stance o ON o.statement_id = m.statement_id AND +o.actor_id = +m.actor_id
        WHERE {few or f"m.statement_id IN ({_READ})"} AND +m.coder_id NOT IN ({_PERSONS})
          AND +o.coder_id IN ({_PERSONS}) AND o.status <> 'rejected' AND (m.implied OR NOT o.implied)
          AND (m.position_id = o.position_id OR (m.implied AND NOT o.implied AND {_RELATED}))
        UNION
        SELECT m.id FROM stance m
        WHERE m.statement_id IN ({_EMPTY}) AND +m.coder_id NOT IN ({_PERSONS}) {few and f"AND {few}"}"""


class Conditions:
    """A WHERE clause as it grows, with its parameters."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.parameters: Row = {}

    def add(self, clause: str, **parameters: Any) -> None:
        self.clauses.append(clause)
        self.parameters |= parameters

    def among(self, template: str, column: str, values: Sequence[Any], name: str) -> None:
        if values:
            clause, parameters = among(column, values, name)
            self.add(template.format(clause), **parameters)

    @property
    def sql(self) -> str:
        return " AND ".join(self.clauses) or "1 = 1"


def of_statements(query: Query) -> Conditions:
    """The conditions on a statement `s`."""
    where = Conditions()
    where.among(
        "s.id IN (SELECT x.statement_id FROM statement_actor x WHERE {})",
        "x.actor_id",
        query.actors,
        "actor",
    )
    where.among("{}", "s.speaker_id", query.speakers, "speaker")
    where.among("{}", "s.act", query.acts, "act")
    _within(where, query)
    if query.uncoded:
        where.add("s.uncoded IS NOT NULL")
    if query.document:
        where.add("s.document_id IN (SELECT id FROM document WHERE key = :document)", document=query.document)
    elif query.versions == "newest":
        where.add(f"s.document_id NOT IN ({SUPERSEDED})")
    if query.text:
        # Not LIKE: no wildcard to escape, and no pattern that is too long.
        where.add("replace(lower(s.text), lower(:text), '') <> lower(s.text)", text=query.text)
    return where


def _within(where: Conditions, query: Query) -> None:
    if query.since:
        where.add("s.said_last >= :since", since=query.since.first.isoformat())
    if query.until:
        where.add("s.said_first <= :until", until=query.until.last.isoformat())
    if query.by:
        where.add("s.said_last <= :by", by=query.by.last.isoformat())


def of_stances(query: Query) -> Conditions:
    """The conditions on a stance `x` on a position `p` in a statement `s`.

    A speaker's stances are those that the speaker took; what he reported of another party is not his.
    """
    where = of_statements(
        Query(
            since=query.since,
            until=query.until,
            by=query.by,
            acts=query.acts,
            document=query.document,
            versions="all",
            text=query.text,
        )
    )
    if query.versions == "newest" and not query.document:
        where.add(f"x.statement_id NOT IN ({OUTDATED})")
    _of_coding(where, query)
    where.among("{}", "x.actor_id", query.actors, "actor")
    where.among("x.actor_id IN (SELECT id FROM actor WHERE {})", "code", query.codes, "code")
    where.among("{} AND NOT s.second_hand", "s.speaker_id", query.speakers, "speaker")
    where.among("{}", "p.slug", query.positions, "position")
    if query.stance:
        where.add("x.stance = :stance", stance=query.stance)
    where.among("NOT {}", "x.actor_id", query.without, "without")
    where.among(_MEMBER, "m.organisation_id", query.members_of, "organisation")
    return where


# A date known to the month or the year sorts before its days, and with "-99" behind it after them.
_MEMBER = """EXISTS (
    SELECT 1 FROM membership m WHERE {}
       AND m.member_id IN (x.actor_id, (SELECT part.of_id FROM actor part WHERE part.id = x.actor_id))
       AND s.said_first IS NOT NULL AND (m.since IS NULL OR m.since <= s.said_first)
       AND (m.until IS NULL OR s.said_last <= m.until || '-99'))"""


def not_outvoted(query: Query) -> str:
    """The condition that no person has read otherwise, with the parameters that `of_stances` gives the query."""
    return f"x.id NOT IN ({outvoted(_few(query))})"


def _few(query: Query) -> str:
    """The condition on a stance `m` by which a query is about few of them; "" where it is about all.

    A position may have very many, of which those in statements that persons have read are looked at.
    """
    if query.actors:
        return among("m.actor_id", query.actors, "actor")[0]
    if not query.positions:
        return ""
    slugs = among("slug", query.positions, "position")[0]
    read = f"+m.statement_id IN ({_READ} UNION {_EMPTY})"
    return f"m.position_id IN (SELECT id FROM position WHERE {slugs}) AND {read}"


def _of_coding(where: Conditions, query: Query) -> None:
    """By whom and how a stance was coded. What a reviewer rejected is no stance unless it is asked for, and what a
    person has read otherwise is none unless its coder is."""
    if not query.statuses:
        where.add("x.status <> 'rejected'")
    if not query.statuses and not query.coders:
        where.add(not_outvoted(query))
    where.among("{}", "x.status", query.statuses, "status")
    where.among("x.coder_id IN (SELECT id FROM coder WHERE {})", "name", query.coders, "coder")
    if query.confidence:
        where.add("x.confidence >= :confidence", confidence=query.confidence)
    for name, wanted in (("conditional", query.conditional), ("implied", query.implied)):
        if wanted is not None:
            where.add(f"x.{name}" if wanted else f"NOT x.{name}")
