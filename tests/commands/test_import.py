"""What one store exports, another takes: the same bytes come out again. And what others write is taken or told."""

from __future__ import annotations

import csv
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from positions import ingest
from positions.model import (
    Act,
    Actor,
    Attribution,
    Document,
    Manner,
    Said,
    Side,
    Source,
    Span,
    Stance,
    Statement,
    Step,
    When,
)
from positions.records import By, To
from positions.store import open_store, read, review, write
from positions.store.sync import sync_codebook, sync_reference

from .conftest import Call
from .world import HOSTILE

KINDS = ("statements", "documents", "actors", "codebook")
OPEN, NO_EAST = "nato-open-door", "no-eastward-expansion"
RUSSIA, NOBODY = Actor("RUS", "Russia", "state"), Actor("", "Ann O'Nymous", "person")


def made(text: str, parts: list[str], number: int = 0) -> tuple[Document, list[Statement]]:
    """A document that holds these parts, each a statement."""
    document = Document(
        text, Source(f"{number}.html", "html", "cp1251", True), "A title", "An author", "Daily", f"http://x/{number}",
        When("2022-02"), "byline", "en",
    )  # fmt: skip
    said, start = [], 0
    for part in parts:
        start = text.index(part, start)
        span = Span(start, start + len(part))
        start = span.end
        said.append(_statement(text, span))
    return document, said


def _statement(text: str, span: Span) -> Statement:
    return Statement(
        attribution=Attribution((span,), None, Span(0, 1), Manner.DIRECT),
        span=span,
        text=span.of(text),
        speaker=NOBODY,
        actors=(RUSSIA,),
        said=Said(When("2022-01-26"), "on Wednesday"),
        act=Act.DEMAND,
        mentions=(Actor("NATO", "NATO", "organisation"),),
        stances=(
            Stance(NO_EAST, Side.SUPPORT, "RUS", 0.7, "a rule", "+1", conditional=True),
            Stance(
                OPEN, Side.OPPOSE, "RUS", 0.7, "a rule", "+1", implied=True, coder="other", status="rejected"
            ),
        ),
        steps=(Step("cue", "said", "a rule", ("told",)),),
    )


def store(path: Path, *documents: tuple[Document, list[Statement]]) -> Path:
    """A store that holds these documents, and a position that a file brought."""
    with open_store(str(path), create=True) as kept:
        desk = ingest.desk()
        sync_reference(kept, desk.reference)
        sync_codebook(kept, desk.codebook.disputes)
        run = write.begin_run(kept, "test", ("rules", "rules", "7"))
        for document, said in documents:
            write.keep(kept, document, said, run)
    return path


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of hostile texts, with a second coder, a person, and imported positions in two disputes."""
    nasty = f"x {HOSTILE} ends. '=1+1 said. \tTab\rreturn ␛ ⟨U+0041⟩ “quotes”\n\n=cmd()|A1 \x00gone".replace(
        "\x00", ""
    )
    first = made(nasty, [HOSTILE, "'=1+1", "=cmd()|A1"], 1)
    path = store(
        tmp_path_factory.mktemp("origin") / "origin.sqlite3", first, made("Nothing was said here.", [])
    )
    with sqlite3.connect(path) as rows:
        rows.execute("INSERT INTO coder (name, kind, version) VALUES ('Ada', 'person', '')")
        rows.execute(
            """INSERT INTO stance (statement_id, position_id, actor_id, coder_id, stance, conditional, implied,
                      confidence, rule, because, status)
               SELECT 1, p.id, a.id, c.id, 'oppose', 0, 0, 0.25, '', 'read by eye', 'accepted'
               FROM position p, actor a, coder c WHERE p.slug = ? AND a.code = 'RUS' AND c.name = 'Ada'""",
            (NO_EAST,),
        )
        for number, slug in enumerate(("canal", "bridge", "tunnel")):
            rows.execute(
                "INSERT OR IGNORE INTO dispute (slug, label, origin) VALUES (?, ?, 'import')",
                (f"d{number % 2}", f"Dispute {number % 2} <&>"),
            )
            rows.execute(
                """INSERT INTO position (slug, dispute_id, label, proposition, aliases, ordinal, origin)
                   SELECT ?, id, ?, '=A proposition & "more".', '["way"]', ?, 'import' FROM dispute WHERE slug = ?""",
                (slug, f"The {slug}", 900 + number, f"d{number % 2}"),
            )
        rows.execute(
            """INSERT INTO position_relation (position_id, kind, other_id)
               SELECT p.id, 'contradicts', o.id FROM position p, position o
               WHERE p.slug = 'canal' AND o.slug IN ('bridge', 'tunnel')"""
        )
    decide(path)
    return path


def decide(path: Path) -> None:
    """Persons decide: a verdict, one that is taken back, a coding, and a statement that holds nothing."""
    with open_store(str(path)) as kept:
        keys = [row["key"] for row in kept.rows("SELECT key FROM statement ORDER BY id")]
        [door] = kept.rows("SELECT id FROM position WHERE slug = :slug", {"slug": OPEN})
        [russia] = kept.rows("SELECT id FROM actor WHERE code = 'RUS'")
        to = To(door["id"], Side.OPPOSE, True)
        said = [each.id for each in read.targets(kept, keys[1])]
        review.judge(kept, By("Bea", HOSTILE.replace("\0", "")), "edit", said, to)
        review.judge(kept, By("Cid"), "accept", [each.id for each in read.targets(kept, keys[1])])
        review.undo(kept, By("Bea"), keys[1])
        review.code(kept, By("Cid", "read twice"), keys[2], [russia["id"]], to)
        review.none(kept, By("Bea"), keys[2])


def exported(call: Call, path: Path, folder: Path, ending: str, *more: str) -> list[Path]:
    """The files of a whole store."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{kind}.{ending}" for kind in KINDS]
    for kind, file in zip(KINDS, files, strict=True):
        assert call("export", kind, "-f", ending, "-o", str(file), *more, on=path).code == 0
    return files


@pytest.mark.parametrize(("ending", "more"), [("jsonl", []), ("csv", []), ("csv", ["--raw"])])
def test_a_store_comes_back_whole(
    call: Call, origin: Path, tmp_path: Path, ending: str, more: list[str]
) -> None:
    """Export, import into a new store, export again: equal bytes, whatever the texts hold."""
    first = exported(call, origin, tmp_path / "first", ending, *more)
    copy = tmp_path / "copy.sqlite3"
    taken = call("import", *map(str, first), *more, on=copy)
    assert (taken.code, taken.out) == (0, "")
    second = exported(call, copy, tmp_path / "second", ending, *more)
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_an_import_twice_changes_nothing(call: Call, origin: Path, tmp_path: Path) -> None:
    files = exported(call, origin, tmp_path / "files", "jsonl")
    copy = tmp_path / "copy.sqlite3"
    call("import", *map(str, files), on=copy)
    before = [call("export", kind, on=copy).out for kind in KINDS]
    again = call("import", *map(str, files), on=copy)
    assert (again.code, again.err) == (0, "Nothing is new.\n")
    assert [call("export", kind, on=copy).out for kind in KINDS] == before


def test_what_was_imported_outlives_an_upgrade_of_the_tables(
    call: Call, origin: Path, tmp_path: Path
) -> None:
    """With another reference and codebook, what a file brought is still there, and as it was."""
    files = exported(call, origin, tmp_path / "files", "jsonl")
    copy = tmp_path / "copy.sqlite3"
    call("import", *map(str, files), on=copy)
    desk = ingest.desk()
    with open_store(str(copy)) as kept:
        before = call("export", "statements", on=copy).out
        sync_reference(kept, replace(desk.reference, digest="another"))
        sync_codebook(kept, desk.codebook.disputes[:-1])
    assert call("export", "statements", on=copy).out == before
    assert '"canal"' in call("export", "codebook", on=copy).out


def test_a_persons_coding_stays_a_persons(call: Call, origin: Path, tmp_path: Path) -> None:
    files = exported(call, origin, tmp_path / "files", "jsonl")
    copy = tmp_path / "copy.sqlite3"
    call("import", *map(str, files), on=copy)
    with sqlite3.connect(copy) as rows:
        coded = rows.execute(
            """SELECT c.kind, c.version, x.confidence, x.because, x.status
               FROM stance x JOIN coder c ON c.id = x.coder_id WHERE c.name = 'Ada'"""
        ).fetchall()
    assert coded == [("person", "", 0.25, "read by eye", "accepted")]


def test_a_part_keeps_its_ids(call: Call, origin: Path, tmp_path: Path) -> None:
    """A narrowed export comes back with the ids that the statements had."""
    every = [json.loads(line) for line in call("export", "statements", on=origin).out.splitlines()]
    documents, one = tmp_path / "documents.jsonl", tmp_path / "one.jsonl"
    call("export", "documents", "-o", str(documents), on=origin)
    one.write_text(json.dumps(every[2]) + "\n")
    copy = tmp_path / "copy.sqlite3"
    call("import", str(one), str(documents), on=copy)
    assert [json.loads(line)["id"] for line in call("export", "statements", on=copy).out.splitlines()] == [
        every[2]["id"]
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(
            str.strip
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_comes_back(call: Call, tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = store(folder / "one.sqlite3", made("A. " + " | ".join(parts), parts))
    for ending in ("jsonl", "csv"):
        files = [folder / f"{kind}.{ending}" for kind in KINDS[:2]]
        again = [folder / f"{kind}-2.{ending}" for kind in KINDS[:2]]
        copy = folder / f"{ending}.sqlite3"
        for kind, file in zip(KINDS, files, strict=False):
            call("export", kind, "-f", ending, "-o", str(file), on=path)
        assert call("import", *map(str, files), on=copy).code == 0
        for kind, file, first in zip(KINDS, again, files, strict=False):
            call("export", kind, "-f", ending, "-o", str(file), on=copy)
            assert file.read_bytes() == first.read_bytes()


# --- statements without their article --------------------------------------------------------


def test_statements_alone_are_kept_in_a_text_of_their_own(call: Call, origin: Path, tmp_path: Path) -> None:
    """Each still leads to its words; and what is exported then is stable."""
    loose, again, third = (tmp_path / f"{n}.jsonl" for n in range(3))
    call("export", "statements", "-o", str(loose), on=origin)
    copy, other = tmp_path / "copy.sqlite3", tmp_path / "other.sqlite3"
    assert call("import", str(loose), on=copy).code == 0
    [document] = map(json.loads, call("export", "documents", on=copy).out.splitlines())
    for line in call("export", "statements", on=copy).out.splitlines():
        said = json.loads(line)
        assert document["text"][said["start"] : said["end"]] == said["text"]
        assert said["trace"]["steps"][-1]["rule"] == "no article, only statements"
    assert [each["kind"] for each in document["trace"]["found"]] == ["statements"]
    call("export", "statements", "-o", str(again), on=copy)
    call("import", str(again), on=other)
    call("export", "statements", "-o", str(third), on=other)
    assert again.read_bytes() == third.read_bytes()


# --- tables of others ------------------------------------------------------------------------

CODED = """Quote;Country;Claim;Agree;Date;Initials
"We shall never leave.";Freedonia;Stay in the valley;yes;2021-03;AB
"=SUM(1) is our answer";Sylvania;Stay in the valley;no;2021-03-04;AB
"We shall never leave.";Freedonia;Free trade;against;2021-03;CD
"Our ally agrees.";Germany;Free trade;+1;2021;CD
"""
MAP = ("text=Quote", "actor=Country", "position=Claim", "stance=Agree", "said_on=Date", "coder=Initials")
MAPPED = [word for pair in MAP for word in ("--map", pair)]


def test_a_coded_table_is_taken_by_a_map_of_columns(call: Call, tmp_path: Path) -> None:
    table, path = tmp_path / "coded.csv", tmp_path / "new.sqlite3"
    table.write_text(CODED, encoding="utf-8")
    taken = call("import", str(table), *MAPPED, on=path)
    assert (taken.code, taken.err) == (0, "New: 1 document, 3 statements, 4 stances.\n")
    rows = list(csv.DictReader(call("export", "stances", "-f", "csv", on=path).out.splitlines()))
    assert [
        (r["actor_code"], r["position"], r["stance"], r["said_on"], r["coder"], r["status"]) for r in rows
    ] == [
        ("import:freedonia", "stay-in-the-valley", "support", "2021-03", "AB", "accepted"),
        ("import:freedonia", "free-trade", "oppose", "2021-03", "CD", "accepted"),
        ("import:sylvania", "stay-in-the-valley", "oppose", "2021-03-04", "AB", "accepted"),
        ("DEU", "free-trade", "support", "2021", "CD", "accepted"),
    ]
    assert "Imported" in call("compare", "Freedonia", "Sylvania", on=path).out


def test_bad_rows_are_told_and_the_others_kept(call: Call, tmp_path: Path) -> None:
    table, path = tmp_path / "coded.csv", tmp_path / "new.sqlite3"
    table.write_text(
        CODED + '"What?";Germany;Free trade;maybe;2021;CD\n"Old.";Germany;Free trade;for;2021-99;CD\n'
    )
    taken = call("import", str(table), *MAPPED, on=path)
    assert taken.code == 1
    assert "line 6: 'maybe' is no stance" in taken.err and "line 7: " in taken.err
    assert "2 of 5 parts were refused; the others were kept." in taken.err
    assert "Old." not in call("export", "documents", on=path).out


def test_a_map_that_does_not_fit_is_wrong_usage(call: Call, tmp_path: Path) -> None:
    table, path = tmp_path / "coded.csv", tmp_path / "new.sqlite3"
    table.write_text(CODED, encoding="utf-8")
    for words in ([], ["--map", "text=Nix"], ["--map", "nix=Quote"], ["--map", "text"]):
        assert call("import", str(table), *words, on=path).code == 2
    assert not path.exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": "a', "it is no JSON"),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"text": "a", "start": NaN}', "NaN is no number"),
        ('{"text": "a", "start": ' + "1" * 5000 + "}", ""),
        ('{"text": "a", "start": 1e999}', "start is no whole number"),
        ("[1]", "it is no object"),
        ('{"text": 5}', "text is no text"),
        ('{"id": "x"}', "has it a text?"),
        ('{"text": "lies", "document": "d", "start": 1, "end": 5}', "is not what the document has from 1 to 5"),
        ('{"text": "true", "document": "d", "start": -4, "end": 8}', "is not what the document has"),
        ('{"text": "true", "document": "d", "act": "sing"}', "no act is called 'sing'"),
        ('{"text": "true", "document": "d", "said_on": "9999-01-01"}', "not a date that news speaks of"),
        ('{"text": "true", "document": "d", "stances": [{"position": "p", "stance": "for"}]}', "no stance is called"),
        ('{"text": "true", "document": "d", "stances": [{"position": "p", "stance": "support", "confidence": 7}]}',
         "a confidence lies between 0 and 1"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_its_number(call: Call, tmp_path: Path, line: str, why: str) -> None:
    """And stops no other: the document and the good line are kept."""
    file, path = tmp_path / "lines.jsonl", tmp_path / "new.sqlite3"
    document = '{"id": "d", "language": "en", "text": "All of it is true."}'
    good = '{"text": "All of it", "document": "d", "actor": "Russia"}'
    file.write_text(f"{document}\n{line}\n{good}\n", encoding="utf-8")
    taken = call("import", str(file), on=path)
    assert taken.code == 1
    assert f"{file}, line 2: " in taken.err and why in taken.err
    assert "1 document, 1 statement." in taken.err
    assert json.loads(call("export", "statements", on=path).out)["actor_code"] == "RUS"


def test_half_characters_become_a_sign(call: Call, tmp_path: Path) -> None:
    file, path = tmp_path / "lines.jsonl", tmp_path / "new.sqlite3"
    file.write_text('{"text": "half \\ud83d and \\u0000 nil", "actor": "Russia"}\n')
    assert call("import", str(file), on=path).code == 0
    assert json.loads(call("export", "statements", on=path).out)["text"] == "half \ufffd and \ufffd nil"


def test_files_that_cannot_be_read(call: Call, tmp_path: Path) -> None:
    good, path = tmp_path / "good.jsonl", tmp_path / "new.sqlite3"
    assert call("import", str(tmp_path), on=path).code == 2
    assert call("import", str(tmp_path / "nix.jsonl"), on=path).code == 3
    assert not path.exists()
    good.write_text('{"text": "a", "actor": "Russia"}\n')
    assert call("import", str(tmp_path / "nix.jsonl"), str(good), on=path).code == 1


# --- codebooks of programs for qualitative analysis -------------------------------------------


def test_a_codebook_comes_back_from_qdc(call: Call, origin: Path, tmp_path: Path) -> None:
    first, second, copy = tmp_path / "1.qdc", tmp_path / "2.qdc", tmp_path / "copy.sqlite3"
    call("export", "codebook", "-f", "qdc", "-o", str(first), on=origin)
    assert call("import", str(first), on=copy).err == "New: 3 positions.\n"
    call("export", "codebook", "-f", "qdc", "-o", str(second), on=copy)
    assert first.read_bytes() == second.read_bytes()
    assert call("export", "codebook", on=copy).out == _without_counts(
        call("export", "codebook", on=origin).out
    )


def _without_counts(lines: str) -> str:
    rows = [json.loads(line) | {"support": 0, "oppose": 0} for line in lines.splitlines()]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


FOREIGN = """<?xml version="1.0"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>
  <Code guid="1" name="Water" isCodable="false">
    <Code guid="2" name="Other"/>
    <Code guid="3" name="Dams" isCodable="false"><Code guid="4" name="Build &lt;dams&gt;"/></Code>
  </Code>
  <Code guid="5" name="Energy"><Code guid="6" name="Other"/></Code>
  <Code guid="7" name="Наводнение"/>
</Codes></CodeBook>"""


def test_a_foreign_codebook(call: Call, tmp_path: Path) -> None:
    """Headings are no positions, and of two codes with one name none is lost."""
    file, path = tmp_path / "foreign.qdc", tmp_path / "new.sqlite3"
    file.write_text(FOREIGN, encoding="utf-8")
    assert call("import", str(file), on=path).err == "New: 4 positions.\n"
    rows = list(map(json.loads, call("export", "codebook", on=path).out.splitlines()))[-4:]
    assert [(row["dispute"], row["position"], row["label"]) for row in rows[:3]] == [
        ("Water", "other", "Other"), ("Water", "build-dams", "Build <dams>"), ("Energy", "energy-other", "Other"),
    ]  # fmt: skip
    assert (rows[3]["dispute"], rows[3]["label"]) == ("Imported", "Наводнение")


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><CodeBook>&b;</CodeBook>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeBook/>',
        "<CodeBook><Codes>",
        "<Other/>",
        "not xml",
        "",
    ],
)
def test_no_entity_is_ever_made(call: Call, tmp_path: Path, xml: str) -> None:
    file, path = tmp_path / "bad.qdc", tmp_path / "new.sqlite3"
    file.write_text(xml)
    taken = call("import", str(file), on=path)
    assert taken.code == 3 and "Traceback" not in taken.err
    assert not path.exists()


def test_a_deep_codebook_is_read(call: Call, tmp_path: Path) -> None:
    file, path = tmp_path / "deep.qdc", tmp_path / "new.sqlite3"
    depth = 20_000
    codes = '<Code name="a">' * depth + "</Code>" * depth
    file.write_text(f"<CodeBook><Codes>{codes}</Codes></CodeBook>")
    assert call("import", str(file), on=path).code == 0
