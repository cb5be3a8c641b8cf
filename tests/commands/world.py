"""A small invented world, written straight into the tables: what the screens are tested against."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from positions.model import When
from positions.reference import fold
from positions.store import open_store
from positions.store.tables import (
    ActorNameRow,
    ActorRow,
    CoderRow,
    DisputeRow,
    DocumentRow,
    MentionRow,
    PositionRelationRow,
    PositionRow,
    RunRow,
    SourceRow,
    StanceRow,
    StatementActorRow,
    StatementRow,
)

HOSTILE = (
    "=cmd() \x1b[31m :bomb: \x1b]8;;http://evil\x07link\x1b]8;;\x07 [bold]b[/x] [link=http://evil]l[/link] "
    "\u202eenil\u202c z\u200bw \x9b2J \U000e0041 | *md* <script> \u2028end"
)

# code: (name, kind, of, [(name, use), ...])
ACTORS: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {
    "NATO": ("NATO", "organisation", "", [("North Atlantic Treaty Organization", "name")]),
    "RUS": (
        "Russia",
        "state",
        "",
        [
            ("Russian Federation", "name"),
            ("Moscow", "capital"),
            ("Kremlin", "government"),
            ("Russian", "adjective"),
            ("Russians", "demonym"),
            ("Soviet Union", "former"),
        ],
    ),
    "RUS-MFA": ("Russian Foreign Ministry", "ministry", "RUS", []),
    "USA": (
        "United States",
        "state",
        "",
        [("US", "name"), ("USA", "name"), ("Washington", "capital"), ("American", "adjective")],
    ),
    "UKR": ("Ukraine", "state", "", [("Kyiv", "capital"), ("Crimea", "place")]),
    "GEO": ("Georgia", "state", "", []),
    "USA-GA": ("Georgia", "subnational", "USA", []),
    "USA-WA": ("Washington", "subnational", "USA", []),
    "PRK": ("North Korea", "state", "", [("Korean", "adjective")]),
    "KOR": ("South Korea", "state", "", [("Korean", "adjective")]),
    "VAT": ("Holy See", "state", "", []),
    "person:antony-blinken": ("Antony Blinken", "person", "", []),
    "person:sergei-lavrov": ("Sergei Lavrov", "person", "", [("Sergey Lavrov", "name")]),
    "person:jens-stoltenberg": ("Jens Stoltenberg", "person", "", []),
    "person:wendy-sherman": ("Wendy Sherman", "person", "", []),
    "person:brad-sherman": ("Brad Sherman", "person", "", []),
    "text:hostile": (HOSTILE, "group", "", []),
}

# dispute: (label, [(slug, label, proposition, aliases), ...])
CODEBOOK: dict[str, tuple[str, list[tuple[str, str, str, list[str]]]]] = {
    "european-security": (
        "European security 2021–22",
        [
            ("nato-open-door", "NATO open door", "NATO stays open to new members.", ["open door policy"]),
            ("no-eastward-expansion", "no eastward expansion", "NATO takes in no further state.", []),
            ("withdraw-forces", "withdrawal of Russian forces", "Russian forces leave Ukraine.", []),
        ],
    ),
    "arms-control": (
        "Arms control",
        [("risk-reduction", "risk reduction talks", "Both sides talk about fewer risks.", [])],
    ),
    "grain": ("Grain exports", [("grain-corridor", "grain corridor", "Grain ships pass freely.", [])]),
}


@dataclass(frozen=True)
class Told:
    """One statement of the world. A stance is (position, side, marks), marks of "c" and "i"."""

    document: int
    speaker: str
    actors: tuple[str, ...]
    said_on: str | None
    text: str
    stances: tuple[tuple[str, str, str], ...] = ()
    act: str = "state"
    mentions: tuple[str, ...] = ()
    second_hand: bool = False
    fingerprint: str = ""
    uncoded: str | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)


OPEN, NO_EAST, LEAVE = "nato-open-door", "no-eastward-expansion", "withdraw-forces"
BLINKEN, LAVROV, JENS = "person:antony-blinken", "person:sergei-lavrov", "person:jens-stoltenberg"

STATEMENTS = [
    Told(
        0,
        BLINKEN,
        ("USA",),
        "2022-01-26",
        "We will uphold the principle of NATO’s open door.",
        ((OPEN, "support", ""), (NO_EAST, "oppose", "i")),
        "commit",
        ("NATO",),
        steps=[
            {
                "about": "speaker",
                "chosen": "Antony Blinken",
                "rule": "surname named before",
                "rejected": ["Sergei Lavrov"],
            },
            {"about": "date", "chosen": "2022-01-26", "rule": "weekday", "rejected": []},
        ],
    ),
    Told(
        0,
        "RUS",
        ("RUS",),
        "2021-12",
        "Moscow’s draft demands that NATO take in no further state.",
        ((NO_EAST, "support", ""), (OPEN, "oppose", "i")),
        "demand",
        ("NATO", "UKR"),
    ),
    Told(
        0,
        JENS,
        ("NATO",),
        "2022-01-26",
        "We call on Russia to withdraw its forces from Ukraine.",
        ((LEAVE, "support", ""),),
        "demand",
        ("RUS", "UKR"),
    ),
    Told(
        1,
        JENS,
        ("NATO",),
        "2022-01-27",
        "NATO’s door remains open.",
        ((OPEN, "support", ""), (NO_EAST, "oppose", "i")),
        fingerprint="door",
    ),
    Told(
        2,
        JENS,
        ("NATO",),
        "2022-01-27",
        "NATO’s door remains open.",
        ((OPEN, "support", ""), (NO_EAST, "oppose", "i")),
        fingerprint="door",
    ),
    Told(
        1,
        LAVROV,
        ("RUS",),
        "2022-01-20",
        "If the answer is constructive, we are ready to talk.",
        (("risk-reduction", "support", "c"),),
        "commit",
    ),
    Told(
        2, LAVROV, ("RUS",), "2022-02-15", "We will not talk.", (("risk-reduction", "oppose", ""),), "reject"
    ),
    Told(
        2,
        BLINKEN,
        ("RUS",),
        "2022-02-01",
        "Blinken said that Russia opposes the open door.",
        ((OPEN, "oppose", ""),),
        second_hand=True,
        mentions=("RUS",),
    ),
    Told(
        2,
        BLINKEN,
        ("USA", "NATO"),
        "2022-02-03",
        "Together we propose talks.",
        (("risk-reduction", "support", ""),),
        "propose",
    ),
    Told(
        2,
        "RUS-MFA",
        ("RUS",),
        None,
        "This red line was always known.",
        uncoded="no position fits",
        mentions=("UKR",),
    ),
    Told(
        3,
        "text:hostile",
        ("text:hostile",),
        "2023",
        HOSTILE,
        (("grain-corridor", "support", ""),),
        mentions=("UKR",),
    ),
]

DOCUMENTS = [
    ("The answers", "Daily Wire", "2022-01-26", "https://example.org/a"),
    ("The door", "Evening Post", "2022-01-27", ""),
    ("The talks", "Daily Wire", "2022-02-15", ""),
    (HOSTILE, HOSTILE, None, "javascript:alert(1)"),
]


def make(path: Path, *, empty: bool = False) -> Path:
    """A database at this path that holds the world, or only its actors and codebook."""
    with open_store(str(path), create=True) as store, store.writing() as session:
        _Writer(session).write(with_statements=not empty)
    return path


class _Writer:
    def __init__(self, session: Any) -> None:
        self.session = session
        self.actors: dict[str, int] = {}
        self.positions: dict[str, int] = {}

    def add(self, row: Any) -> int:
        self.session.add(row)
        self.session.flush()
        return getattr(row, "id", 0) or 0

    def write(self, *, with_statements: bool) -> None:
        for code, actor in ACTORS.items():
            self.actor(code, *actor)
        for slug, (label, positions) in CODEBOOK.items():
            dispute = self.add(DisputeRow(slug=slug, label=label, origin="package"))
            for ordinal, position in enumerate(positions):
                self.position(dispute, ordinal, *position)
        one, other = self.positions[OPEN], self.positions[NO_EAST]
        self.add(PositionRelationRow(position_id=one, kind="contradicts", other_id=other))
        self.add(PositionRelationRow(position_id=other, kind="contradicts", other_id=one))
        if with_statements:
            self.documents()

    def actor(self, code: str, name: str, kind: str, of: str, names: list[tuple[str, str]]) -> None:
        key = self.add(ActorRow(code=code, name=name, kind=kind, of_id=self.actors.get(of), origin="package"))
        self.actors[code] = key
        for each, use in [(name, "name"), *names]:
            self.add(ActorNameRow(actor_id=key, name=each, folded=fold(each), use=use, origin="package"))

    def position(
        self, dispute: int, ordinal: int, slug: str, label: str, proposition: str, aliases: list[str]
    ) -> None:
        row = PositionRow(
            slug=slug,
            dispute_id=dispute,
            label=label,
            proposition=proposition,
            aliases=aliases,
            ordinal=ordinal,
            origin="package",
        )
        self.positions[slug] = self.add(row)

    def documents(self) -> None:
        coder = self.add(CoderRow(name="rules", kind="rules", version="1"))
        run = self.add(RunRow(started_at="", program_version="", command="", coder_id=coder))
        for number, (title, outlet, published, url) in enumerate(DOCUMENTS):
            told = [each for each in STATEMENTS if each.document == number]
            text = f"The headline {number}\n" + "\n".join(f"Before. {each.text} After." for each in told)
            document = self.document(number, text, run, title, outlet, published, url)
            for ordinal, each in enumerate(told, start=1):
                self.statement(each, number, document, ordinal, text, coder)

    def document(
        self, number: int, text: str, run: int, title: str, outlet: str, published: str | None, url: str
    ) -> int:
        key = self.add(
            DocumentRow(
                key=f"doc{number}",
                digest=str(number),
                text=text,
                title=title,
                author="",
                outlet=outlet,
                url=url,
                published=published,
                published_from="byline" if published else "",
                language="en",
                kept_at="2026-01-01T00:00:00Z",
                run_id=run,
            )
        )
        self.add(
            SourceRow(
                document_id=key,
                location=f"/articles/{number}.txt",
                kind="text",
                encoding="utf-8",
                encoding_guessed=False,
                seen_at="2026-01-01T00:00:00Z",
            )
        )
        return key

    def statement(self, told: Told, number: int, document: int, ordinal: int, text: str, coder: int) -> None:
        when = When(told.said_on) if told.said_on else None
        first = when.first.isoformat() if when else None
        start = text.index(told.text)
        end = start + len(told.text)
        key = self.add(
            StatementRow(
                key=f"doc{number}-{ordinal}",
                document_id=document,
                ordinal=ordinal,
                start=start,
                end=end,
                text=told.text,
                content=[[start, end]],
                source_start=None,
                source_end=None,
                cue_start=None,
                cue_end=None,
                cue="said",
                manner="direct",
                act=told.act,
                speaker_id=self.actors[told.speaker],
                speaker_text="he",
                said_on=told.said_on,
                said_first=first,
                said_last=when.last.isoformat() if when else None,
                said_on_from="on Wednesday",
                second_hand=told.second_hand,
                uncoded=told.uncoded,
                fingerprint=told.fingerprint or f"{number}-{ordinal}",
                steps=told.steps,
            )
        )
        self.people(told, key, first)
        for position, side, marks in told.stances:
            for actor in told.actors:
                self.add(
                    StanceRow(
                        statement_id=key,
                        position_id=self.positions[position],
                        actor_id=self.actors[actor],
                        coder_id=coder,
                        stance=side,
                        conditional="c" in marks,
                        implied="i" in marks,
                        confidence=0.9,
                        rule="verb of support",
                        because="+1 × +1",
                        status="pending",
                        said_first=first,
                    )
                )

    def people(self, told: Told, key: int, first: str | None) -> None:
        for ordinal, actor in enumerate(told.actors):
            self.add(
                StatementActorRow(
                    statement_id=key, actor_id=self.actors[actor], ordinal=ordinal, said_first=first
                )
            )
        for ordinal, actor in enumerate(told.mentions):
            self.add(
                MentionRow(statement_id=key, actor_id=self.actors[actor], ordinal=ordinal, said_first=first)
            )
