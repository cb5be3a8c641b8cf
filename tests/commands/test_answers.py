"""What the commands answer about the invented world."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from positions.store import read

from .conftest import Call


def answer(call: Call, *arguments: str) -> Any:
    found = call(*arguments, "--format", "json")
    assert found.code == 0, found.err
    return json.loads(found.out)


# --- compare ---------------------------------------------------------------------------------


def cell(found: Any, position: str, actor: str) -> Any:
    return next(row for row in found["positions"] if row["position"] == position)["stances"][actor]


def test_a_state_has_what_its_ministry_and_its_minister_say(call: Call) -> None:
    found = answer(call, "compare", "NATO", "Russia")
    assert cell(found, "risk-reduction", "Russia")["statements"] == ["doc1-2", "doc2-2"]


def test_implied_and_reported_stances_are_marked(call: Call) -> None:
    found = answer(call, "compare", "NATO", "Russia")
    assert cell(found, "no-eastward-expansion", "NATO")["implied"] is True
    assert cell(found, "nato-open-door", "Russia") | {"value": 0} == {
        "stance": "oppose", "conditional": False, "implied": False, "n": 2, "first": "2021-12",
        "last": "2022-02-01", "statements": ["doc0-2", "doc2-3"], "value": 0,
        "reports": 2, "second_hand": False,
    }  # fmt: skip


def test_direct_leaves_out_what_is_implied(call: Call) -> None:
    found = answer(call, "compare", "NATO", "Russia", "--direct")
    assert cell(found, "no-eastward-expansion", "NATO")["stance"] is None
    assert found["agreement"]["shared"] == 2 and found["agreement"]["implied"] == 0


def test_one_statement_in_two_papers_counts_once(call: Call) -> None:
    found = cell(answer(call, "compare", "NATO", "US"), "nato-open-door", "NATO")
    assert (found["n"], found["reports"], found["statements"]) == (1, 2, ["doc1-1"])


def test_a_person_stands_for_what_the_person_said(call: Call) -> None:
    """What Blinken reports of Russia is not his own stance."""
    found = answer(call, "compare", "Blinken", "Lavrov")
    assert cell(found, "nato-open-door", "Antony Blinken")["statements"] == ["doc0-1"]


def test_filters(call: Call) -> None:
    found = answer(call, "compare", "NATO", "Russia", "--dispute", "arms-control")
    assert [row["position"] for row in found["positions"]] == ["risk-reduction"]
    found = answer(call, "compare", "NATO", "Russia", "--until", "2022-01-20")
    assert found["agreement"]["value"] is None
    found = answer(call, "compare", "NATO", "Russia", "-p", "NATO open door", "--since", "2022-01-27")
    assert cell(found, "nato-open-door", "Russia")["statements"] == ["doc2-3"]


def test_a_month_lies_within_any_of_its_days(call: Call) -> None:
    assert cell(answer(call, "compare", "NATO", "Russia", "--until", "2021-12-05", "--since", "2021-12-04"),
                "no-eastward-expansion", "Russia")["n"] == 1  # fmt: skip


def test_evidence_stands_side_by_side_with_its_source(call: Call) -> None:
    found = call("compare", "NATO", "Russia", "--evidence").out
    for words in ("NATO’s door remains open.", "Jens Stoltenberg, 27 Jan 2022", "doc1-1", "· silent"):
        assert words in found


def test_evidence_names_the_reports_of_each_statement(call: Call) -> None:
    assert "doc1-1, in 2 reports" in " ".join(call("compare", "NATO", "US", "--evidence").out.split())
    found = answer(call, "compare", "NATO", "US", "--evidence")["evidence"]
    assert {key: each["reports"] for key, each in found.items() if each["reports"] > 1} == {"doc1-1": 2}


def test_a_limit_shortens_the_list_and_not_the_score(call: Call) -> None:
    whole, short = (answer(call, "compare", "NATO", "Russia", *cut) for cut in ((), ("--limit", "1")))
    assert len(short["positions"]) == 1 < len(whole["positions"])
    assert short["agreement"] == whole["agreement"]
    assert "--limit 0 shows all" in call("compare", "NATO", "Russia", "--limit", "1").err
    assert "--limit" not in call("compare", "NATO", "Russia").err


def test_a_known_actor_without_a_word_is_no_error(call: Call) -> None:
    found = call("compare", "NATO", "Holy See")
    assert (
        found.code == 0 and "No score: NATO and Holy See have not spoken on the same position." in found.out
    )


# --- timeline --------------------------------------------------------------------------------


def test_by_and_about_in_order_with_the_undated_last(call: Call) -> None:
    dates = [each["date"] for each in answer(call, "timeline", "Ukraine")]
    assert dates == ["2021-12", "2022-01-26", "2023", None]


def test_a_change_of_stance_is_marked(call: Call) -> None:
    found = {each["statement"]: each["change"] for each in answer(call, "timeline", "Russia")}
    made = found.pop("doc2-2")
    assert (made["position"], made["from"], made["to"]) == ("risk-reduction", "support", "oppose")
    assert not any(found.values())


def test_a_change_is_seen_though_what_came_before_is_not_shown(call: Call) -> None:
    [only] = answer(call, "timeline", "risk-reduction", "--since", "2022-02-10")
    assert only["change"]["since"] == "doc1-2"


def test_a_limit_keeps_the_latest_and_says_so(call: Call) -> None:
    found = call("timeline", "Russia", "--limit", "2", "-f", "jsonl")
    assert [json.loads(each)["statement"] for each in found.out.splitlines()] == ["doc2-3", "doc2-2"]
    assert "Shown are the latest 2" in found.err
    assert call("timeline", "Russia", "-n", "0").err == ""


def test_fields(call: Call) -> None:
    first = answer(call, "timeline", "Ukraine")[0]
    assert list(first)[:9] == EVENT
    assert first["precision"] == "month"


def test_how_sure_a_change_is(call: Call) -> None:
    made = next(each["change"] for each in answer(call, "timeline", "Russia") if each["change"])
    assert (made["sure"], made["confidence"], made["conditional"]) == ("likely", 0.81, True)


@pytest.mark.parametrize(
    ("arguments", "statements"),
    [
        (("Russia", "--said", "to"), ["doc0-3"]),
        (("Russia", "--said", "about"), ["doc0-3", "doc2-3"]),
        (("Russia", "--said", "by", "--act", "reject"), ["doc2-2"]),
        (("Russia", "--position", "withdraw-forces"), ["doc0-3"]),
        (("European security", "-p", "withdraw-forces"), ["doc0-3"]),
        (("Crimea",), []),
    ],
)
def test_what_was_said_by_to_and_about(call: Call, arguments: tuple[str, ...], statements: list[str]) -> None:
    assert [each["statement"] for each in answer(call, "timeline", *arguments)] == statements


def test_said_needs_an_actor(call: Call) -> None:
    found = call("timeline", "risk-reduction", "--said", "by")
    assert found.code == 2 and "is no actor" in found.err


def test_counts_by_period(call: Call) -> None:
    found = {each["period"]: each for each in answer(call, "timeline", "risk-reduction", "--by", "month")}
    assert {period: (each["support"], each["oppose"]) for period, each in found.items()} == {
        "2022-01": (1, 0), "2022-02": (2, 1),
    }  # fmt: skip
    assert found["2022-01"]["conditional"] == 1 and found["2022-02"]["acts"] == {"propose": 1, "reject": 1}
    assert [each["statement"] for each in found["2022-02"]["changes"]] == ["doc2-2"]


def test_an_actor_is_counted_by_its_own_stances(call: Call) -> None:
    """What others hold is not the actor's, though it was said about it."""
    found = answer(call, "timeline", "Ukraine", "--by", "year")
    assert sum(each["support"] + each["oppose"] for each in found) == 0
    about = answer(call, "timeline", "Ukraine", "--by", "year", "--said", "about")
    assert sum(each["support"] + each["oppose"] for each in about) == 4


def test_a_silence_is_marked(call: Call) -> None:
    found = {each["statement"]: each["gap"] for each in answer(call, "timeline", "Ukraine", "--gap", "30")}
    assert found.pop("doc3-1") == {"since": "2022-01-26", "days": 340} and not any(found.values())
    assert "silence: 340 days" in call("timeline", "Ukraine").out


def test_a_chart_needs_no_colour_and_no_more_than_the_screen(call: Call) -> None:
    found = call("timeline", "risk-reduction", "--plot", "--by", "month").out
    assert max(map(len, found.splitlines())) <= 80 and "\x1b" not in found
    assert "++++" in found and "----" in found and "2022-02" in found and "↳ changed" in found
    assert call("timeline", "Russia", "--plot", "-f", "json").code == 2


# --- changes ---------------------------------------------------------------------------------


def test_changes_of_the_whole_store(call: Call) -> None:
    [found] = answer(call, "changes")
    assert (found["actor_name"], found["from"], found["to"]) == ("Russia", "support", "oppose")
    assert (found["since"], found["statement"], found["on"]) == ("doc1-2", "doc2-2", "2022-02-15")
    assert found["after_text"] == "We will not talk."


def test_changes_since_a_day_look_at_what_came_before(call: Call) -> None:
    assert len(answer(call, "changes", "--since", "2022-02-10", "-a", "Moscow")) == 1
    for arguments in (("--since", "2022-02-16"), ("-a", "NATO"), ("-p", "nato-open-door")):
        found = call("changes", *arguments)
        assert found.code == 0 and "No change of stance fits" in found.err


def test_changes_with_both_quotations(call: Call) -> None:
    found = call("changes", "--evidence").out
    assert "If the answer is constructive" in found and "We will not talk." in found


# --- profile ---------------------------------------------------------------------------------


def test_the_profile_has_the_score_of_compare(call: Call) -> None:
    found = answer(call, "profile", "Russia")
    near = {each["actor"]: each for each in found["closest"] + found["farthest"]}
    assert set(near) == {"NATO", "United States"}
    for other in near:
        score = answer(call, "compare", "Russia", other)["agreement"]
        assert {name: near[other][name] for name in ("value", "shared", "of", "n", "interval")} == {
            name: score[name] for name in ("value", "shared", "of", "n", "interval")
        }


def test_who_speaks_for_an_actor_and_for_whom_a_person_speaks(call: Call) -> None:
    voices = answer(call, "profile", "Kremlin")["voices"]
    assert [(each["name"], each["statements"]) for each in voices] == [
        ("Sergei Lavrov", 2), ("Russia", 1), ("Russian Foreign Ministry", 1),
    ]  # fmt: skip
    found = answer(call, "profile", "Blinken")
    assert [each["code"] for each in found["voices"]] == ["USA", "NATO"]
    assert {each["actor_code"] for each in found["closest"] + found["farthest"]} == {"RUS"}


def test_what_a_profile_counts(call: Call) -> None:
    """Of two direct statements on the talks one is for them, of two on the open door both are against it."""
    found = answer(call, "profile", "Russia", "--since", "2021-12")
    assert found["consistency"] == {"value": 0.5, "positions": 1, "statements": 2}
    assert found["statements"] == 4 and sum(found["acts"].values()) == 4
    assert (found["first"], found["last"]) == ("2021-12", "2022-02-15")
    assert found["latest"][-1]["id"] == "doc2-2"


def test_a_profile_of_somebody_silent_says_so(call: Call) -> None:
    found = call("profile", "Holy See")
    assert found.code == 0 and "Holy See says nothing in the store." in found.err


# --- the others ------------------------------------------------------------------------------

STATEMENT = [
    "id", "document", "title", "outlet", "url", "published", "speaker", "actor", "actor_code", "manner",
    "act", "cue", "text", "start", "end", "said_on", "said_on_from", "mentions", "second_hand", "stances",
    "uncoded",
]  # fmt: skip
DOCUMENT = [
    "id", "title", "author", "outlet", "url", "published", "published_from", "language", "text", "sources",
    "statements", "trace",
]  # fmt: skip
EVENT = ["date", "precision", "statement", "speaker", "actor", "act", "text", "stances", "change"]


def test_the_record_of_a_statement(call: Call) -> None:
    lines = call("export", "statements").out.splitlines()
    records = [json.loads(each) for each in lines]
    assert len(records) == 11 and all(list(each)[: len(STATEMENT)] == STATEMENT for each in records)
    texts = {
        each["id"]: each["text"] for each in map(json.loads, call("export", "documents").out.splitlines())
    }
    assert all(texts[each["document"]][each["start"] : each["end"]] == each["text"] for each in records)
    assert list(records[0]["stances"][0])[:8] == [
        "position", "stance", "conditional", "implied", "confidence", "coder", "rule", "status",
    ]  # fmt: skip


def test_the_record_of_a_document(call: Call) -> None:
    first = json.loads(call("export", "documents").out.splitlines()[0])
    assert list(first) == DOCUMENT and first["statements"] == 3 and first["sources"] == ["/articles/0.txt"]


@pytest.mark.parametrize(
    ("arguments", "statements"),
    [
        (("--actor", "US"), {"doc0-1", "doc2-4"}),
        (("--speaker", "Stoltenberg"), {"doc0-3", "doc1-1", "doc2-1"}),
        (("--position", "risk-reduction", "--stance", "oppose"), {"doc2-2"}),
        (("--act", "demand", "--act", "reject"), {"doc0-2", "doc0-3", "doc2-2"}),
        (("--document", "doc1"), {"doc1-1", "doc1-2"}),
        (("--text", "WILL not"), {"doc2-2"}),
        (("--text", "%"), set()),
        (("--since", "2022-02", "--until", "2022-02-01"), {"doc2-3"}),
        (("--dispute", "arms-control", "--unconditional"), {"doc2-2", "doc2-4"}),
        (("--conditional",), {"doc1-2"}),
        (("--implied", "-a", "Russia"), {"doc0-2"}),
        (("--direct", "-p", "no-eastward-expansion"), {"doc0-2"}),
        (("--confidence", "0.95"), set()),
        (("--coder", "rules", "--act", "reject"), {"doc2-2"}),
        (("--status", "accepted"), set()),
        (("--status", "pending", "--document", "doc1"), {"doc1-1", "doc1-2"}),
    ],
)
def test_stances_by(call: Call, arguments: tuple[str, ...], statements: set[str]) -> None:
    assert {each["statement"] for each in answer(call, "stances", *arguments)} == statements


def test_stances_in_another_order(call: Call) -> None:
    def order(*arguments: str) -> list[str]:
        return [each["statement"] for each in answer(call, "stances", "-p", "risk-reduction", *arguments)]

    assert order() == order("--sort", "date") == ["doc1-2", "doc2-4", "doc2-4", "doc2-2"]
    dates = [each["said_on"] for each in answer(call, "stances", "--sort", "-date")]
    assert dates == sorted(dates, reverse=True)
    actors = [each["actor"] for each in answer(call, "stances", "--sort", "actor")]
    assert actors == sorted(actors) and len(set(actors)) > 2
    assert [each["actor"] for each in answer(call, "stances", "--sort", "-actor")] == sorted(
        actors, reverse=True
    )
    assert len(answer(call, "stances", "--sort", "-confidence", "--limit", "2")) == 2


def test_counts_of_stances_by_field(call: Call) -> None:
    found = answer(call, "stances", "--by", "actor,stance", "-p", "nato-open-door")
    assert found == [
        {"actor": "Russia", "stance": "oppose", "stances": 2, "statements": 2},
        {"actor": "NATO", "stance": "support", "stances": 2, "statements": 1},
        {"actor": "United States", "stance": "support", "stances": 1, "statements": 1},
    ]
    everything = len(answer(call, "stances"))
    for field in read.FIELDS:
        assert sum(each["stances"] for each in answer(call, "stances", "--by", field)) == everything, field


@pytest.mark.parametrize(
    "arguments",
    [("--by", "colour"), ("--sort", "colour"), ("--status", "lost"), ("--coder", "nobody"),
     ("--by", "actor", "--sort", "date"), ("--confidence", "2"), ("--by", "actor;DROP TABLE stance")],
)  # fmt: skip
def test_an_unknown_field_is_wrong_usage(call: Call, arguments: tuple[str, ...]) -> None:
    assert call("stances", *arguments).code == 2


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("--in", "statements"), ["doc0-1", "doc1-1", "doc2-1", "doc2-3"]),
        (("--in", "documents"), ["doc2", "doc1", "doc0"]),
        (("--in", "documents", "--since", "2022-01-27", "--until", "2022-02"), ["doc2", "doc1"]),
        (("-a", "US"), ["doc0-1", "doc2", "doc0"]),
        (("--until", "2022-01-26"), ["doc0-1", "doc0"]),
        (("--in", "statements", "--limit", "1"), ["doc2-3"]),
    ],
)
def test_search_within_limits(call: Call, arguments: tuple[str, ...], ids: list[str]) -> None:
    assert [each["id"] for each in answer(call, "search", "door", *arguments)] == ids


def test_found_words_are_marked_without_colour(call: Call) -> None:
    found = call("search", "doors", "remain").out
    assert "⟦door⟧ ⟦remains⟧ open" in found and "\x1b" not in found


def test_search_finds_inflected_forms_and_phrases(call: Call) -> None:
    ids = [each["id"] for each in answer(call, "search", "doors", "remain")]
    assert ids == ["doc1-1", "doc2-1", "doc2", "doc1"]
    assert [each["id"] for each in answer(call, "search", '"red line"')] == ["doc2-5", "doc2"]


@pytest.mark.parametrize(
    "words",
    ["'", '"', "-x", "a:b", "AND", "", "*", "(", "NEAR(", "^", "x OR", "\x00", "\udcff", ":words", "%"],
)
def test_no_search_is_an_error(call: Call, words: str) -> None:
    found = call("search", "--", words)
    assert found.code == 0 and "positions:" not in found.err


def test_show_marks_the_statement_in_its_paragraph(call: Call) -> None:
    found = call("show", "doc0-1").out
    assert "Before. ⟦We will uphold the principle of NATO’s open door.⟧ After." in found
    assert "on Wednesday" in found


def test_explain_names_rules_and_what_was_rejected(call: Call) -> None:
    found = answer(call, "explain", "doc0-1")
    assert found["steps"][0] == {
        "about": "speaker", "chosen": "Antony Blinken", "rule": "surname named before",
        "rejected": ["Sergei Lavrov"],
    }  # fmt: skip
    assert found["stances"][0]["because"] == "+1 × +1"


def test_lists(call: Call) -> None:
    assert answer(call, "actors", "list")[0]["code"] == "RUS"
    assert [each["code"] for each in answer(call, "actors", "list", "korea")] == ["PRK", "KOR"]
    assert answer(call, "codebook", "list")[0]["contradicts"] == ["no-eastward-expansion"]
    assert len(answer(call, "codebook", "list", "--dispute", "grain")) == 1
    assert [each["id"] for each in answer(call, "documents", "list")] == ["doc2", "doc1", "doc0", "doc3"]
    assert answer(call, "documents", "show", "doc1")["text"].startswith("The headline 1")


def test_where_the_database_is(call: Call) -> None:
    found = answer(call, "db", "where")
    assert found["exists"] and (found["documents"], found["statements"]) == (4, 11)


def test_csv_of_every_command_is_csv(call: Call) -> None:
    for arguments in (
        ("compare", "NATO", "US"),
        ("timeline", "US"),
        ("stances",),
        ("actors", "list"),
        ("show", "doc0-1"),
    ):
        rows = list(csv.reader(io.StringIO(call(*arguments, "-f", "csv").out)))
        assert len({len(row) for row in rows}) == 1 and len(rows) > 1


def test_a_timeline_says_how_often_a_statement_was_reported(call: Call) -> None:
    found = json.loads(call("timeline", "NATO", "--format", "json").out)
    reports = {each["statement"]: each["reports"] for each in found}
    assert reports["doc1-1"] == reports["doc2-1"] == 2
    assert sum(each > 1 for each in reports.values()) == 2
    assert call("timeline", "NATO").out.count("in 2 reports") == 2
