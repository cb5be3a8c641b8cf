"""The corpus of invented news: its parser, its validator, its converter. Not imported by the program.

    python corpus/corpus.py                 # counts, distributions and every violation (make corpus)
    python corpus/corpus.py check FILES     # the same of some files, for whoever is writing them
    python corpus/corpus.py convert SPLIT   # records of ../shared/eval, one a line, on standard output
    python corpus/corpus.py spread          # write the table of README.md anew

The mark-up is described in GUIDELINES.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from positions import reference
from positions.coding import codebook
from positions.model import Act, Span, When

FOLDER = Path(__file__).resolve().parent / "articles"
HEAD = (
    "id",
    "style",
    "english",
    "detail",
    "dispute",
    "split",
    "outlet",
    "author",
    "published",
    "date-from",
    "title",
)
SPLITS = ("train", "dev", "test")
STYLES = (
    "news agency",
    "state agency",
    "broadsheet",
    "tabloid",
    "broadcaster",
    "magazine",
    "regional paper",
    "English-language paper",
    "analysis",
    "live blog",
    "feed item",
    "transcript",
    "meeting record",
    "official statement",
    "joint communiqué",
)
ENGLISH = (
    "american",
    "british",
    "irish",
    "canadian",
    "australian",
    "caribbean",
    "african",
    "middle eastern",
    "south asian",
    "east asian",
    "south-east asian",
    "european",
    "international",
    "translated",
    "clumsy",
)
DATED_FROM = ("dateline", "byline", "published line", "page header", "none")
_CHOICES = {"split": SPLITS, "style": STYLES, "english": ENGLISH, "date-from": DATED_FROM}
_OPEN = re.compile(r"\{(?:(?P<kind>[scq])(?P<number>\d+)|(?P<boilerplate>b)) ")
_STANCE = re.compile(
    r"(?P<slug>[a-z0-9-]+):(?P<side>support|oppose)(?P<condition>\?)?(?:@(?P<holder>[A-Z0-9-]+))?\Z"
)
_SAID = re.compile(r"(?P<day>\d{4}(?:-\d\d){0,2}) \((?P<basis>.+)\)\Z")


@dataclass
class Annotated:
    """A statement as annotated: its spans in the plain text, and its line of the table."""

    number: int
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    speaker: str = ""
    actors: tuple[str, ...] = ()
    said_on: str = ""
    said_on_from: str = ""
    act: str = ""
    stances: tuple[str, ...] = ()


@dataclass
class Article:
    path: Path
    head: dict[str, str]
    text: str
    statements: list[Annotated]
    boilerplate: list[Span]
    faults: list[str]


def articles(folder: Path = FOLDER) -> list[Article]:
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def read(path: Path) -> Article:
    """Parse one file. Whatever breaks the rules is listed in `faults`, never raised."""
    faults: list[str] = []
    parts = re.split(r"^----[ \t]*$\n?", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        return Article(path, {}, "", [], [], [f"{len(parts)} parts, not 3"])
    text, found, boilerplate = _spans(parts[1].strip("\n"), faults)
    statements = _table(parts[2], found, faults)
    article = Article(path, _head(parts[0], faults), text, statements, boilerplate, faults)
    _check(article)
    return article


def _head(part: str, faults: list[str]) -> dict[str, str]:
    rows = (line.partition(":") for line in part.splitlines() if line.strip() and not line.startswith("#"))
    head = {key.strip(): value.strip() for key, _, value in rows}
    faults += [f"head: {key} is missing" for key in HEAD if key not in head]
    faults += [f"head: unknown field {key}" for key in head if key not in HEAD]
    return head


def _spans(marked: str, faults: list[str]) -> tuple[str, dict[int, Annotated], list[Span]]:
    """The plain text, the statements with their spans, and the boilerplate."""
    plain: list[str] = []
    found: dict[int, Annotated] = {}
    boilerplate: list[Span] = []
    at = length = 0
    open_at: tuple[re.Match[str], int] | None = None
    while at < len(marked):
        opening = _OPEN.match(marked, at)
        if opening and open_at is None:
            open_at = opening, length
            at = opening.end()
        elif marked[at] == "}" and open_at:
            _close(open_at, length, found, boilerplate, faults)
            open_at = None
            at += 1
        else:
            if marked[at] in "{}":
                faults.append(f"a stray brace: {marked[max(0, at - 20) : at + 20]!r}")
            plain.append(marked[at])
            length += 1
            at += 1
    if open_at:
        faults.append(f"a span is never closed: {open_at[0].group()!r}")
    return "".join(plain), found, boilerplate


def _close(
    opened: tuple[re.Match[str], int],
    end: int,
    found: dict[int, Annotated],
    boilerplate: list[Span],
    faults: list[str],
) -> None:
    mark, start = opened
    if start >= end:
        faults.append(f"an empty span: {mark.group()!r}")
        return
    span = Span(start, end)
    if mark["boilerplate"]:
        boilerplate.append(span)
        return
    statement = found.setdefault(int(mark["number"]), Annotated(int(mark["number"])))
    {"s": statement.source, "c": statement.cue, "q": statement.content}[mark["kind"]].append(span)


def _table(part: str, found: dict[int, Annotated], faults: list[str]) -> list[Annotated]:
    listed = set()
    for line in part.splitlines():
        if not line.strip():
            continue
        fields = [each.strip() for each in line.split("|")]
        if len(fields) != 6 or not fields[0].isdigit():
            faults.append(f"table: not six fields: {line[:60]!r}")
            continue
        number = int(fields[0])
        listed.add(number)
        if number not in found:
            faults.append(f"table: statement {number} has no span")
            continue
        _fill(found[number], fields, faults)
    faults += [f"statement {n} has no line in the table" for n in sorted(found.keys() - listed)]
    return [found[n] for n in sorted(found)]


def _fill(statement: Annotated, fields: Sequence[str], faults: list[str]) -> None:
    _, statement.speaker, actors, said, statement.act, stances = fields
    statement.actors = () if actors == "-" else tuple(each.strip() for each in actors.split(","))
    statement.stances = tuple(stances.split())
    dated = _SAID.match(said)
    if dated:
        statement.said_on, statement.said_on_from = dated["day"], dated["basis"]
    elif said != "-":
        faults.append(f"table: {statement.number}: not a day of saying: {said!r}")


def _check(article: Article) -> None:
    faults, head = article.faults, article.head
    faults += [
        f"head: not a {field}: {head.get(field)!r}"
        for field, choices in _CHOICES.items()
        if head.get(field) not in choices
    ]
    for day in (head.get("published", ""), *(s.said_on for s in article.statements if s.said_on)):
        try:
            When(day)
        except ValueError:
            faults.append(f"not a date: {day!r}")
    order = [s.content[0].start if s.content else 0 for s in article.statements]
    if [s.number for s in article.statements] != list(range(1, len(article.statements) + 1)):
        faults.append("the numbers do not run 1, 2, 3")
    for statement, at in zip(article.statements, order, strict=True):
        faults += [f"{statement.number}: {fault}" for fault in _faults_of(statement, article.text, at)]


_CODES = {actor.code for actor in reference.load().actors}
_REAL = {reference.fold(n.name) for n in reference.load().names if n.code.startswith("person:")}
_SLUGS = {entry.position.slug for entry in codebook.load().entries}


def _faults_of(statement: Annotated, text: str, at: int) -> Iterator[str]:
    if not statement.content:
        yield "no content"
    if not statement.speaker:
        yield "no speaker"
    name = reference.fold(statement.speaker.partition(",")[0])
    if " " in name and name in _REAL:
        yield f"words in a real person's mouth: {statement.speaker}"
    if statement.act not in {act.value for act in Act}:
        yield f"not an act: {statement.act!r}"
    yield from (f"unknown actor {code!r}" for code in statement.actors if code not in _CODES)
    for stance in statement.stances:
        found = _STANCE.match(stance)
        slug = found["slug"] if found else stance.removeprefix("~")
        if not found and not stance.startswith("~"):
            yield f"not a stance: {stance!r}"
        elif slug not in _SLUGS:
            yield f"unknown position {slug!r}"
        if found and found["holder"] and found["holder"] not in _CODES:
            yield f"unknown holder {found['holder']!r}"
    for span in (*statement.source, *statement.cue, *statement.content):
        words = span.of(text)
        if words != words.strip():
            yield f"a span begins or ends with white space: {words[:40]!r}"


# ------------------------------------------------------------------ report


def report(found: Sequence[Article]) -> int:
    """Print what the corpus holds and every violation. Returns the number of violations."""
    faults = [f"{a.path.name}: {fault}" for a in found for fault in (*a.faults, *_shared(a, found))]
    if len(found) > 1 and spread(found) not in README.read_text(encoding="utf-8"):
        faults.append("README.md: its table is out of date; write it with `python corpus/corpus.py spread`")
    statements = [(a, s) for a in found for s in a.statements]
    words = sum(len(a.text.split()) for a in found)
    print(f"{len(found)} articles, {words:,} words, {len(statements)} statements")
    for name in ("split", "style", "english", "dispute", "date-from"):
        _print(name, Counter(a.head.get(name, "") for a in found))
    _print("manner", Counter(manner(a, s) for a, s in statements))
    _print("source", Counter(_source_kind(a, s) for a, s in statements))
    _print("words of the cue", Counter(_cue_words(a, s) for a, s in statements))
    lengths = (sum(len(c.of(a.text).split()) for c in s.content) for a, s in statements)
    _print("words of the content", Counter(map(_bucket, lengths)))
    _print("act", Counter(s.act for _, s in statements))
    sides = Counter(
        "mention"
        if t.startswith("~")
        else "conditional"
        if "?" in t
        else "second-hand"
        if "@" in t
        else "plain"
        for _, s in statements
        for t in s.stances
    )
    _print("stances", sides)
    cues = Counter(" ".join(c.of(a.text) for c in s.cue).lower() for a, s in statements if s.cue)
    print(
        f"cues: {len(cues)} different; the commonest: "
        + ", ".join(f"{c} {n}" for c, n in cues.most_common(25))
    )
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} violations")
    return len(faults)


def _print(name: str, counts: Counter[str]) -> None:
    total = sum(counts.values()) or 1
    print(
        f"{name}: "
        + ", ".join(f"{key or '-'} {n} ({100 * n / total:.0f} %)" for key, n in counts.most_common(60))
    )


def manner(article: Article, statement: Annotated) -> str:
    """Direct, mixed or indirect, by the marks inside the content."""
    content = "".join(c.of(article.text) for c in statement.content)
    if re.match(r"[\"“‘'«„]", content) and re.search(r"[\"”’'»“][.,]?\Z", content):
        return "direct"
    return "mixed" if re.search(r"[\"“”«»„]|(?<!\w)['‘]\w", content) else "indirect"


_PRONOUNS = frozenset("he she it they we i who which its his her their".split())


def _source_kind(article: Article, statement: Annotated) -> str:
    words = " ".join(s.of(article.text) for s in statement.source).lower()
    if not words:
        return "none"
    return "pronoun" if words in _PRONOUNS else "noun"


def _cue_words(article: Article, statement: Annotated) -> str:
    n = sum(len(c.of(article.text).split()) for c in statement.cue)
    return "none" if n == 0 else "one" if n == 1 else "several"


def _bucket(n: int) -> str:
    return next((f"up to {top}" for top in (4, 10, 20, 40, 80) if n <= top), "more")


def _shared(article: Article, found: Sequence[Article]) -> Iterator[str]:
    """No two articles share a sentence or open alike."""
    mine = _sentences(article)
    for other in found:
        if other.path > article.path:
            for sentence in mine & _sentences(other):
                yield f"shares a sentence with {other.path.name}: {sentence[:70]!r}"
            if _opening(article) == _opening(other):
                yield f"opens like {other.path.name}: {' '.join(_opening(article))!r}"


def _opening(article: Article) -> list[str]:
    """The first words of the first real sentence, which no two articles may have in common."""
    sentence = next(
        (s for s in re.split(r"(?<=[.!?])\s+|\n+", article.text) if len(s.split()) >= 9), article.text
    )
    return sentence.lower().split()[:6]


_SEEN: dict[Path, set[str]] = {}


def _sentences(article: Article) -> set[str]:
    if article.path not in _SEEN:
        _SEEN[article.path] = {
            s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", article.text) if len(s.split()) >= 6
        }
    return _SEEN[article.path]


# ------------------------------------------------------------------ the table of README.md

README = Path(__file__).resolve().parent / "README.md"
_TABLE = re.compile(r"(?<=<!-- spread -->\n).*?(?=<!-- end -->)", re.DOTALL)


def spread(found: Sequence[Article]) -> str:
    """How the articles spread over styles, Englishes, years, lengths and matters, as Markdown."""
    disputes = Counter(a.head.get("dispute", "") for a in found)
    beyond = sum(n for name, n in disputes.items() if name.startswith(("politics", "sport")))
    rows = [
        ("style", _counted(Counter(a.head.get("style", "") for a in found))),
        ("English", _counted(Counter(a.head.get("english", "") for a in found))),
        ("year", _counted(Counter(_five_years(a) for a in found), by_name=True)),
        ("words", _counted(Counter(_length(a) for a in found), by_name=True)),
        ("dated from", _counted(Counter(a.head.get("date-from", "") for a in found))),
        ("matter", f"{len(disputes)} disputes; politics beyond diplomacy in {beyond}"),
        ("manner", _counted(Counter(manner(a, s) for a in found for s in a.statements))),
        ("source", _counted(Counter(_source_kind(a, s) for a in found for s in a.statements))),
        ("cue", _counted(Counter(_cue_words(a, s) for a in found for s in a.statements))),
    ]
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows)


def _counted(counts: Counter[str], *, by_name: bool = False) -> str:
    ordered = sorted(counts.items()) if by_name else counts.most_common()
    return ", ".join(f"{name} {n}" for name, n in ordered)


def _five_years(article: Article) -> str:
    first = int(article.head.get("published", "0")[:4]) // 5 * 5
    return f"{first} to {first + 4}"


def _length(article: Article) -> str:
    n = len(article.text.split())
    return next((name for top, name in _LENGTHS if n < top), "1000 and more")


_LENGTHS = (
    (100, "under 100"),
    (250, "100 to 249"),
    (500, "250 to 499"),
    (750, "500 to 749"),
    (1000, "750 to 999"),
)


# ------------------------------------------------------------------ conversion


def record(article: Article) -> dict[str, object]:
    """The article as a record of ../shared/eval: PolNeAR's form."""
    pairs = lambda spans: [[s.start, s.end] for s in spans]  # noqa: E731
    sources = shared_sources(article)
    return {
        "id": article.head.get("id", article.path.stem),
        "text": article.text,
        "attributions": [
            {
                "content": pairs(s.content),
                "source": pairs(source) or None,
                "source_head": _head_word(source, article.text),
                "cue": pairs(s.cue) or None,
            }
            for s, source in zip(article.statements, sources, strict=True)
        ],
    }


_AFTER_HEAD = re.compile(
    r",|\(|[’']s?\Z|\s(?:of|in|at|for|from|on|with|to|by|near|under|who|whom|whose|which|that|and|or)\b"
)
_BEFORE_HEAD = re.compile(r"(?:by|to|from|for|in|of|with|on|at)\s+", re.IGNORECASE)


def _head_word(source: Sequence[Span], text: str) -> list[int] | None:
    """The word that names who speaks: the last of the noun phrase before its apposition or preposition."""
    if not source:
        return None
    words = source[0].of(text)
    start = found.end() if (found := _BEFORE_HEAD.match(words)) else 0
    after = _AFTER_HEAD.search(words, start + 1)
    phrase = words[start : after.start() if after else len(words)]
    last = list(re.finditer(r"[\w’'-]+", phrase))
    if not last:
        return [source[0].start, source[0].end]
    return [source[0].start + start + last[-1].start(), source[0].start + start + last[-1].end()]


def shared_sources(article: Article) -> list[list[Span]]:
    """The source of each statement; a second cue of one speaker ("said A, adding B") has that of the first.

    Spans do not nest, so the mark-up cannot give one subject to two cues; PolNeAR repeats it.
    """
    found: list[list[Span]] = []
    for statement in article.statements:
        before = article.statements[len(found) - 1] if found else None
        shared = before is not None and statement.cue and not statement.source and found[-1]
        same = shared and before is not None and _same_person(before.speaker, statement.speaker)
        found.append(found[-1] if same else statement.source)
    return found


def _same_person(one: str, other: str) -> bool:
    return one.partition(",")[0].strip().casefold() == other.partition(",")[0].strip().casefold()


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["convert"]:
        for article in articles():
            if article.head.get("split") in arguments[1:]:
                print(json.dumps(record(article), ensure_ascii=False))
        return 0
    if arguments[:1] == ["spread"]:
        text = README.read_text(encoding="utf-8")
        README.write_text(_TABLE.sub(lambda _: spread(articles()), text), encoding="utf-8")
        return 0
    if arguments[:1] == ["check"]:  # some files only: for whoever is writing them
        found = [read(Path(name)) for name in arguments[1:]]
        return 1 if report(found) else 0
    return 1 if report(articles()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
