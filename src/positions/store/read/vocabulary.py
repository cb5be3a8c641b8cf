"""What a question can name: the actors with their names, and the codebook."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from positions.records import ActorRecord, PositionRecord, Query
from positions.store.read.asking import Row, Rows, as_json, ask
from positions.store.read.conditions import OUTDATED, of_stances

_SAID = f"""
    (SELECT COUNT(*) FROM statement_actor x WHERE x.actor_id = a.id AND x.statement_id NOT IN ({OUTDATED})) +
    CASE WHEN a.kind = 'person'
         THEN (SELECT COUNT(*) FROM statement s WHERE s.speaker_id = a.id AND s.id NOT IN ({OUTDATED}))
         ELSE 0 END"""


def _select(statements: str) -> str:
    return f"""
        SELECT a.id, a.code, a.name, a.kind, COALESCE(whole.code, '') AS of_code, {statements} AS statements
        FROM actor a LEFT JOIN actor whole ON whole.id = a.of_id"""


_ACTOR = _select("0")
_COUNTED = _select(_SAID)  # which takes as long as there are statements


def _actor(row: Row) -> ActorRecord:
    return ActorRecord(
        row["id"], row["code"], row["name"], row["kind"], row["of_code"], row["statements"], (row["id"],)
    )


def all_actors(store: Rows) -> list[ActorRecord]:
    """Every actor, the most quoted first."""
    return [_actor(row) for row in ask(store, f"{_COUNTED} ORDER BY statements DESC, a.name, a.code")]


def actors_named(store: Rows, folded: str) -> list[tuple[ActorRecord, str]]:
    """The actors that bear a name, each with the use of that name ("name", "capital", ...)."""
    sql = f"{_ACTOR} JOIN actor_name n ON n.actor_id = a.id WHERE n.folded = :folded"
    uses = ask(store, sql.replace("SELECT a.id", "SELECT n.use, a.id", 1), folded=folded)
    return [(_actor(row), row["use"]) for row in uses]


def actors_coded(store: Rows, code: str) -> list[ActorRecord]:
    return [_actor(row) for row in ask(store, f"{_ACTOR} WHERE lower(a.code) = lower(:code)", code=code)]


def persons_surnamed(store: Rows, folded: str) -> list[ActorRecord]:
    """Persons whose name ends with these words; where there is none, whose name begins with them (Xi)."""
    literal = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"""{_COUNTED} WHERE a.kind = 'person' AND a.id IN
        (SELECT actor_id FROM actor_name WHERE folded LIKE :pattern ESCAPE '\\')"""
    for pattern in (f"% {literal}", f"{literal} %"):
        if found := ask(store, sql, pattern=pattern):
            return [_actor(row) for row in found]
    return []


def names_of_actors(store: Rows) -> list[tuple[str, ActorRecord]]:
    """Every name that an actor can be asked by."""
    sql = f"{_COUNTED} JOIN actor_name n ON n.actor_id = a.id WHERE n.use <> 'place' ORDER BY n.id"
    rows = ask(store, sql.replace("SELECT a.id", "SELECT n.name AS alias, a.id", 1))
    return [(row["alias"], _actor(row)) for row in rows]


def parts_of(store: Rows, actor: ActorRecord) -> tuple[int, ...]:
    """The actor itself, its ministries and its organs: all rows that speak with its voice."""
    sql = "SELECT id FROM actor WHERE of_id = :id AND kind IN ('ministry', 'organ') ORDER BY id"
    return (actor.id, *(row["id"] for row in ask(store, sql, id=actor.id)))


def names_of(store: Rows, actor: ActorRecord) -> list[str]:
    """The names proper of an actor."""
    sql = "SELECT name FROM actor_name WHERE actor_id = :id AND use = 'name' ORDER BY id"
    return [row["name"] for row in ask(store, sql, id=actor.id)]


def members_of(store: Rows, organisation: ActorRecord) -> list[ActorRecord]:
    """All that are or were members, with their parts, by name. Empty for what has none."""
    members = "(SELECT member_id FROM membership WHERE organisation_id = :id)"
    sql = f"{_ACTOR} WHERE a.id IN {members} ORDER BY a.name, a.code"
    found = [_actor(row) for row in ask(store, sql, id=organisation.id)]
    sql = (
        f"SELECT of_id, id FROM actor WHERE kind IN ('ministry', 'organ') AND of_id IN {members} ORDER BY id"
    )
    parts: dict[int, list[int]] = defaultdict(list)
    for row in ask(store, sql, id=organisation.id):
        parts[row["of_id"]].append(row["id"])
    return [replace(each, parts=(each.id, *parts[each.id])) for each in found]


def versions(store: Rows, coder: str) -> dict[str, int]:
    """How many stances each version of a coder has taken."""
    sql = """SELECT c.version, COUNT(*) AS n FROM stance x JOIN coder c ON c.id = x.coder_id
             WHERE c.name = :coder GROUP BY c.version ORDER BY c.version"""
    return {row["version"]: row["n"] for row in ask(store, sql, coder=coder)}


def coders(store: Rows) -> list[str]:
    """The names of all who coded: persons, and the program's own rules."""
    return [row["name"] for row in ask(store, "SELECT DISTINCT name FROM coder ORDER BY name")]


def codebook(store: Rows, *, counted: bool = False) -> list[PositionRecord]:
    """Every position in the order of the codebook, dispute by dispute.

    With `counted`, which takes as long as there are stances, how often each was supported and opposed.
    """
    sql = f"""
        SELECT p.id, p.slug, p.label, p.proposition, p.aliases, d.slug AS dispute, d.label AS dispute_label,
               {_taken("support", counted)}, {_taken("oppose", counted)}
        FROM position p JOIN dispute d ON d.id = p.dispute_id
        ORDER BY d.id, p.ordinal, p.slug
    """
    related = _relations(store)
    return [_position(row, related) for row in ask(store, sql)]


def _taken(side: str, counted: bool) -> str:
    """What counts in every other answer: nothing rejected, nothing of an older version of an article."""
    valid = f"x.position_id = p.id AND x.stance = '{side}' AND {of_stances(Query()).sql}"
    count = f"(SELECT COUNT(*) FROM stance x WHERE {valid})"
    return f"{count if counted else 0} AS {side}"


def _position(row: Row, related: dict[tuple[str, str], list[str]]) -> PositionRecord:
    slug = row["slug"]
    return PositionRecord(
        id=row["id"],
        slug=slug,
        label=row["label"],
        proposition=row["proposition"],
        dispute=row["dispute"],
        dispute_label=row["dispute_label"],
        aliases=tuple(as_json(row["aliases"])),
        contradicts=tuple(related[slug, "contradicts"]),
        implies=tuple(related[slug, "implies"]),
        support=row["support"],
        oppose=row["oppose"],
    )


def _relations(store: Rows) -> dict[tuple[str, str], list[str]]:
    sql = """SELECT p.slug, r.kind, o.slug AS other FROM position_relation r
             JOIN position p ON p.id = r.position_id JOIN position o ON o.id = r.other_id
             ORDER BY p.id, o.dispute_id, o.ordinal, o.slug"""
    related: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in ask(store, sql):
        related[row["slug"], row["kind"]].append(row["other"])
    return related
