"""What persons decide: verdicts, stances by hand, and that both outlive a new reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.errors import UnknownName, UsageError
from positions.model import Said, Side, Span, Stance, When
from positions.records import ActorRecord, By, Query, To
from positions.store import Store, by_hand, open_store, read, review, write
from positions.store.settled import Held, Key, Line, settled
from store.store_samples import LAVROV, RUSSIA, SAID, document, prepare, statement

ADA, BOB = By("Ada", "read by eye"), By("Bob")
EXPAND, OPEN = "no-expansion", "open"
TEXT = document(1).text
FIRST = TEXT.index(SAID)
SECOND = TEXT.index(SAID, FIRST + 1)


def told(at: int, side: Side = Side.SUPPORT) -> Any:
    """A statement with a stance and the one that it implies."""
    coded = Stance(EXPAND, side, "RUS", 0.6, "demand", "because")
    follows = replace(coded, position=OPEN, side=side.other, implied=True, rule="contradicts")
    return statement(TEXT, at, stances=(coded, follows))


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """A document with one statement of Russia."""
    run = prepare(location)
    with open_store(location) as opened:
        write.keep(opened, document(1), [told(FIRST)], run)
        yield opened


def key(store: Store) -> str:
    return str(store.rows("SELECT key FROM statement ORDER BY ordinal")[0]["key"])


def held(store: Store) -> list[tuple[str, str, str, str]]:
    """Every stance: coder, position, side, status."""
    sql = """SELECT c.name, p.slug, x.stance, x.status FROM stance x JOIN coder c ON c.id = x.coder_id
             JOIN position p ON p.id = x.position_id ORDER BY c.name DESC, p.slug"""
    return [tuple(row.values()) for row in store.rows(sql)]


def counted(store: Store) -> list[tuple[str, str]]:
    return [(each.position, each.stance) for each in read.readings(store, Query())]


def number(store: Store, slug: str) -> int:
    return int(store.rows("SELECT id FROM position WHERE slug = :slug", {"slug": slug})[0]["id"])


def russia(store: Store) -> int:
    return int(store.rows("SELECT id FROM actor WHERE code = 'RUS'")[0]["id"])


def judge(store: Store, by: By, verdict: str, to: To | None = None) -> None:
    review.judge(store, by, verdict, [each.id for each in read.targets(store, key(store))], to)


MACHINE = [("rules", EXPAND, "support", "pending"), ("rules", OPEN, "oppose", "pending")]


def test_an_accepted_stance_takes_along_what_it_implies(store: Store) -> None:
    judge(store, ADA, "accept")
    assert [each[3] for each in held(store)] == ["accepted", "accepted"]


def test_a_rejected_stance_counts_no_more_and_neither_does_what_it_implies(store: Store) -> None:
    judge(store, ADA, "reject")
    assert counted(store) == []
    record = read.statements(store, Query())[0]
    assert record.uncoded == "every stance was rejected"


def test_an_edit_takes_the_place_of_the_machines_reading(store: Store) -> None:
    judge(store, ADA, "edit", To(number(store, OPEN), Side.SUPPORT))
    assert held(store) == [
        ("rules", EXPAND, "support", "rejected"),
        ("rules", OPEN, "oppose", "rejected"),
        ("Ada", EXPAND, "oppose", "edited"),  # follows from what Ada says
        ("Ada", OPEN, "support", "edited"),
    ]
    assert sorted(counted(store)) == [(EXPAND, "oppose"), (OPEN, "support")]


def test_every_verdict_can_be_taken_back(store: Store) -> None:
    for verdict in ("accept", "reject", "edit"):
        judge(store, ADA, verdict, To(number(store, OPEN), Side.SUPPORT) if verdict == "edit" else None)
        assert held(store) != MACHINE
        assert review.undo(store, BOB, key(store)) == verdict
        assert held(store) == MACHINE
    log = [(each.verdict.verdict, each.verdict.undone) for each in read.logged(store)]
    assert [undone for verdict, undone in log if verdict != "undo"] == [True] * (len(log) - 3)
    with pytest.raises(UsageError):
        review.undo(store, ADA, key(store))


def test_a_verdict_upon_a_verdict_is_undone_alone(store: Store) -> None:
    judge(store, ADA, "accept")
    judge(store, BOB, "reject")
    review.undo(store, BOB, key(store))
    assert [each[3] for each in held(store)] == ["accepted", "accepted"]


def test_the_machine_never_outvotes_a_person(store: Store) -> None:
    """Where a person has coded a statement, the machine's reading of that position is asked for by its name alone."""
    to = To(number(store, EXPAND), Side.OPPOSE)
    review.code(store, ADA, key(store), [russia(store)], to)
    assert ("rules", EXPAND, "support", "pending") in held(store)
    assert counted(store) == [(EXPAND, "oppose")]  # the machine's implied one rested on what Ada denies
    machine = read.readings(store, Query(coders=("rules",)))
    assert [(each.position, each.stance) for each in machine] == [(EXPAND, "support"), (OPEN, "oppose")]


def test_who_finds_no_stance_outvotes_the_machine_too(store: Store) -> None:
    review.none(store, ADA, key(store))
    assert counted(store) == []
    assert held(store) == MACHINE
    review.undo(store, ADA, key(store))
    assert len(counted(store)) == 2


def test_two_persons_each_have_a_voice(store: Store) -> None:
    for by, side in ((ADA, Side.SUPPORT), (BOB, Side.OPPOSE)):
        review.code(store, by, key(store), [russia(store)], To(number(store, EXPAND), side))
    assert [each for each in held(store) if each[1] == EXPAND] == [
        ("rules", EXPAND, "support", "pending"),
        ("Bob", EXPAND, "oppose", "accepted"),
        ("Ada", EXPAND, "support", "accepted"),
    ]


def test_who_codes_again_speaks_last(store: Store) -> None:
    for side in (Side.SUPPORT, Side.OPPOSE):
        review.code(store, ADA, key(store), [russia(store)], To(number(store, EXPAND), side))
    mine = [each for each in held(store) if each[0] == "Ada"]
    assert mine == [("Ada", EXPAND, "oppose", "accepted")]  # what the first implied fell with it
    review.undo(store, ADA, key(store))
    assert next(each for each in held(store) if each[0] == "Ada")[2] == "support"


def test_a_machine_is_no_person(store: Store) -> None:
    with pytest.raises(UsageError):
        review.none(store, By("rules"), key(store))


def test_a_person_is_one_however_the_name_is_written(store: Store) -> None:
    for name in ("Ada", "ada", "ADA"):
        review.none(store, By(name), key(store))
    assert {each.verdict.coder for each in read.logged(store)} == {"Ada"}


def test_unknown_things_are_told(store: Store) -> None:
    with pytest.raises(UnknownName):
        review.none(store, ADA, "nowhere-1")
    with pytest.raises(UnknownName):
        review.judge(store, ADA, "accept", [999])
    assert read.logged(store) == []


# --- read anew


def anew(store: Store, *statements: Any) -> None:
    found = store.rows("SELECT key, run_id FROM document")[0]
    write.keep_anew(store, found["key"], document(1), statements, found["run_id"])


def test_what_was_decided_outlives_a_new_reading(store: Store) -> None:
    judge(store, ADA, "edit", To(number(store, EXPAND), Side.OPPOSE))
    log = read.logged(store)
    anew(store, told(FIRST), told(SECOND))
    assert read.logged(store) == log
    assert [each for each in held(store) if each[0] == "Ada"] == [("Ada", EXPAND, "oppose", "edited")]
    assert sorted(counted(store)) == [(EXPAND, "oppose"), (EXPAND, "support"), (OPEN, "oppose")]


def test_a_statement_that_is_found_no_more_stays_where_a_person_decided(store: Store) -> None:
    judge(store, ADA, "accept")
    anew(store, told(SECOND))
    keys = {row["start"]: row["key"] for row in store.rows("SELECT key, start FROM statement")}
    assert keys.keys() == {FIRST, SECOND}
    assert sorted(counted(store)) == [(EXPAND, "support")] * 2 + [(OPEN, "oppose")] * 2
    anew(store, told(FIRST), told(SECOND))  # found again, it is the same statement
    assert len(store.rows("SELECT id FROM statement")) == 2
    assert next(each.statement for each in read.logged(store)).endswith("-1")


def test_a_span_that_moves_a_little_is_the_same_statement(store: Store) -> None:
    judge(store, ADA, "accept")
    shorter = Span(FIRST + 1, FIRST + len(SAID) - 1)
    anew(store, replace(told(FIRST), span=shorter, text=shorter.of(TEXT)))
    assert store.rows("SELECT start FROM statement") == [{"start": FIRST + 1}]
    assert [each[3] for each in held(store)] == ["accepted", "accepted"]


def test_undone_the_machine_may_speak_again(store: Store) -> None:
    judge(store, ADA, "reject")
    review.undo(store, ADA, key(store))
    anew(store, told(FIRST, Side.OPPOSE))
    assert held(store)[0] == ("rules", EXPAND, "oppose", "pending")
    judge(store, ADA, "accept")
    assert held(store)[0] == ("rules", EXPAND, "oppose", "accepted")


# --- statements by hand


def marked(store: Store) -> by_hand.Marked:
    who = ActorRecord(russia(store), "RUS", "Russia", "state", "", 0)
    passage = Span(SECOND, SECOND + len(SAID))
    document = key(store).rpartition("-")[0]
    return by_hand.Marked(document, passage, (who,), who, Said(When("2022-01-26"), "publication date"))


def test_a_missed_statement_is_added_with_who_added_it(store: Store) -> None:
    new = by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    [record] = [each for each in read.statements(store, Query()) if each.id == new]
    assert (record.text, record.manner, record.said_on) == (SAID, "direct", "2022-01-26")
    assert [(each.coder, each.position) for each in record.stances] == [("Ada", EXPAND), ("Ada", OPEN)]
    found = read.evidence(store, new)
    assert found and found.steps[0].rule == "marked by hand by Ada"
    assert [each.verdict for each in found.verdicts] == ["add", "code", "code"]
    with pytest.raises(UsageError, match=new):
        by_hand.add(store, BOB, marked(store))


def test_a_missed_statement_outlives_a_new_reading(store: Store) -> None:
    by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    before = counted(store)
    for _ in range(2):
        anew(store, told(FIRST))
        assert counted(store) == before
    anew(store, told(FIRST), told(SECOND))
    assert len(store.rows("SELECT id FROM statement")) == 3  # the machine's own is another; they count once


def test_a_statement_added_by_mistake_goes(store: Store) -> None:
    new = by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    assert review.undo(store, ADA, new) == "code"
    assert review.undo(store, ADA, new) == "add"
    assert [row["key"] for row in store.rows("SELECT key FROM statement")] == [key(store)]


def test_the_log_of_what_was_added_by_mistake_stays(store: Store) -> None:
    """Nothing that a person decided is forgotten but with the document: who added it, coded it, and took both back."""
    new = by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    review.undo(store, ADA, new)
    review.undo(store, By("Bob", "not in this text"), new)
    log = read.logged(store, new)
    assert [each.verdict.verdict for each in log] == ["add", "code", "code", "undo", "undo"]
    assert [each.verdict.undone for each in log] == [True, True, True, False, False]
    assert (log[-1].verdict.coder, log[-1].verdict.note, log[-1].verdict.undoes) == (
        "Bob",
        "not in this text",
        1,
    )
    assert {(each.statement, each.text) for each in log} == {(new, SAID)}
    assert read.logged(store) == log
    write.forget(store, key(store).rpartition("-")[0])
    assert read.logged(store) == []


def test_a_passage_is_of_the_text(store: Store) -> None:
    outside = replace(marked(store), span=Span(0, len(TEXT) + 1))
    with pytest.raises(UsageError):
        by_hand.add(store, ADA, outside)
    assert LAVROV.code != RUSSIA.code


# --- the log, played


KEYS = st.tuples(st.integers(1, 3), st.integers(1, 2), st.just(1))  # stances of the machine, whose id is 1
MACHINES = st.dictionaries(KEYS, st.builds(Held, st.sampled_from(["support", "oppose"]), st.booleans(),
                                           st.just(False), st.just("pending")), min_size=1)  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> tuple[dict[Key, Held], list[Line]]:
    stances = draw(MACHINES)
    log: list[Line] = []
    for at in range(1, draw(st.integers(0, 8)) + 1):
        position, actor, judged = draw(st.sampled_from(sorted(stances)))
        verdict, coder = (
            draw(st.sampled_from(["accept", "reject", "edit", "code", "none"])),
            draw(st.integers(2, 3)),
        )
        side = draw(st.sampled_from(["support", "oppose"]))
        line = Line(at, verdict, coder, position, actor, stance=side, conditional=False)
        if verdict in ("accept", "reject", "edit"):
            now = stances[position, actor, judged]
            line = replace(
                line, judged=judged, was=now.stance, before=now.status, becomes=draw(st.integers(1, 3))
            )
        log.append(line)
    return stances, log


@given(logs(), st.data())
def test_undo_leaves_what_the_log_without_it_leaves(
    made: tuple[dict[Key, Held], list[Line]], data: st.DataObject
) -> None:
    stances, log = made
    if not log:
        assert settled(stances, log) == stances
        return
    gone = data.draw(st.sampled_from(log))
    undo = Line(99, "undo", 3, undoes=gone.id)
    assert settled(stances, [*log, undo]) == settled(stances, [each for each in log if each is not gone])


@given(logs())
def test_a_log_is_played_over_what_it_left(made: tuple[dict[Key, Held], list[Line]]) -> None:
    """The rows that a log has left, with the same log, stay: so it may be settled at any time."""
    stances, log = made
    once = settled(stances, log)
    assert settled(once, log) == once
    machine = {key for key in stances if key[2] == 1}
    assert {key for key in once if key[2] == 1} == machine
    assert all(once[key].stance == stances[key].stance for key in machine)
