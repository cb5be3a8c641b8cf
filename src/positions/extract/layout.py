"""What each paragraph of a text is: body, headline, byline, caption, speaker's turn or boilerplate.

Only bodies, headlines and turns can hold statements. Every rule here looks at the form of a
paragraph and at its neighbours, never at what a particular outlet prints.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from positions import resources
from positions.model import Span
from positions.sentences import trimmed

BODY, HEADLINE, BYLINE, CAPTION, TURN, QUESTION, BOILERPLATE = (
    "body",
    "headline",
    "byline",
    "caption",
    "turn",
    "question",
    "boilerplate",
)

MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_DATE = (
    rf"(?:{MONTHS} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTHS} \d{{4}}|\d{{4}}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{{4}})"
)
_DATE_LINE = re.compile(
    rf"\W*(?:(?:last )?(?:updated|published|posted)\W+)?(?:{_WEEKDAY},? )?{_DATE}\b.{{0,40}}\Z", re.IGNORECASE
)
_BYLINE = re.compile(
    r"\(?(?:By|(?:Written|Reporting|Editing|Edited|Analysis|Commentary|Opinion|Story|Text) by)\s+[A-Z]\S*(?:\s+\S+){0,14}\Z"
)
_SALUTATION = re.compile(
    r"(?:Dear\s+)?(?:\w+\s+){0,3}(?:[Rr]eaders?|[Ss]ubscribers?|[Ff]riends?|[Ss]upporters?)\s*[,:]\Z"
)
_SIGN_OFF = re.compile(r"[—–-]+\s*(?:The\s+)?[\w' ]{1,40}(?:[Tt]eam|[Ss]taff|[Ee]ditors?)\b")
# "MOSCOW, Jan 26 (Reuters) - ", "(CNN) -- ", "KYIV, Ukraine - ", "BEIJING, Sept. 3 (Xinhua) --"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’/-]{2,40}(?:,\s[\w. /]{2,40}?)?\s*(?:\([^)\n]{2,40}\))?|\([^)\n]{2,40}\)"
    r"|[A-Z][\w .'’/-]{2,30},\s[\w. ]{2,20}\s\([^)\n]{2,40}\))"
    r"\s*(?:--|[-–—:])\s+(?=[\w“\"‘'])"
)
_LABEL = re.compile(
    r"(?P<label>(?:Q|A|(?:[A-Z][A-Z.'’-]+\s+){0,6}[A-Z][A-Z.'’-]+(?:\s*\([^)]{1,60}\))?"
    r"|(?:[^\W\d_a-z][\w.'’-]+\s+(?:(?:of|for|the|de|du|van|von|der|bin|al|el|da|dos)\s+){0,2}){1,6}[^\W\d_a-z][\w'’-]+"
    r"(?:\s*\([^)]{1,60}\)){0,2}))\s*:\s+(?=\S)"
)
# How the record of a meeting names its speakers: "Mr. Roe (France) (spoke in French):", "The President:".
_RECORDED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|The|H\.E|His Excellency|Her Excellency)\b")
_QUESTIONER = re.compile(
    r"(?:Q|QUESTION|REPORTER|JOURNALIST|MODERATOR|PRESS|MEDIA|OPERATOR|Question|Reporter|Journalist|Moderator)\b"
)
_TITLED = re.compile(
    r"(?:(?:DEPUTY|UNDER|ASSISTANT|ACTING|VICE|FOREIGN|PRIME|SPECIAL|HIGH) )*"
    r"(?:SECRETARY|PRESIDENT|MINISTER|AMBASSADOR|ENVOY|CHANCELLOR|CHAIR|CHAIRMAN|COMMISSIONER|REPRESENTATIVE|GENERAL|ADMIRAL"
    r"|MR|MRS|MS|DR)\b"
)
_STAGE = re.compile(r"[\[(][^\])]{1,80}[\])]\W*\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """`data/layout.toml`, compiled."""

    furniture: re.Pattern[str]
    appeal: re.Pattern[str]
    credit: re.Pattern[str]


@cache
def _words() -> Words:
    with resources.data("layout.toml").open("rb") as file:
        rows = tomllib.load(file)
    appeal = rf"\b(?:{'|'.join(rows['appeal'])})"
    patterns = "|".join(rows["furniture"]), appeal, "|".join(rows["credit"])
    return Words(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the text and what it is. `label` is the span of a turn's speaker."""

    span: Span
    kind: str
    label: Span | None = None
    lead: int = 0  # characters of a dateline or a label at its head

    @property
    def said(self) -> Span:
        """The words of the paragraph, without the label of a turn or a dateline."""
        start = self.span.start + self.lead
        return Span(start, self.span.end) if start < self.span.end else self.span


def blocks(text: str) -> list[Block]:
    """The paragraphs of a text in order, each with its kind."""
    spans = list(_paragraphs(text))
    repeated = Counter(_plain(s.of(text)) for s in spans)
    found = [Block(s, _kind(s.of(text), repeated[_plain(s.of(text))])) for s in spans]
    return [_with_dateline(text, b) for b in _turns(text, _without_pleas(text, _without_echoes(text, found)))]


def _with_dateline(text: str, block: Block) -> Block:
    dateline = _DATELINE.match(text, block.span.start, block.span.end) if block.kind == BODY else None
    return replace(block, lead=dateline.end() - block.span.start) if dateline else block


def _paragraphs(text: str) -> Iterator[Span]:
    """Blank lines part paragraphs; so does each line break, unless the text is hard-wrapped."""
    wrapped = _hard_wrapped(text)
    for chunk in re.finditer(r"[^\n]+(?:\n(?![ \t\r\xa0]*\n)[^\n]+)*", text):
        if wrapped:
            yield from trimmed(text, chunk.start(), chunk.end())
        else:
            for line in re.finditer(r"[^\n]+", chunk.group()):
                yield from trimmed(text, chunk.start() + line.start(), chunk.start() + line.end())


def _hard_wrapped(text: str) -> bool:
    """Lines that end in the middle of a sentence, and go on in lower case, show hard wraps."""
    breaks = re.findall(r"(\S)[ \t]*\n[ \t]*(\S)", text)
    inside = sum(1 for before, after in breaks if before not in ".!?:;”\"'" and after.islower())
    return len(breaks) >= 3 and inside / len(breaks) > 0.25


def _plain(paragraph: str) -> str:
    return re.sub(r"\W+", " ", paragraph).strip().casefold()


def _kind(paragraph: str, count: int) -> str:
    """The kind that a paragraph has by its form alone."""
    words = len(paragraph.split())
    if words <= 25 and _words().furniture.match(paragraph):
        return BOILERPLATE
    if len(_words().appeal.findall(paragraph)) >= 2 or not re.search(r"[^\W\d_]", paragraph):
        return BOILERPLATE
    if words <= 20 and (_BYLINE.match(paragraph) or _DATE_LINE.match(paragraph)):
        return BYLINE
    if words <= 60 and _words().credit.search(paragraph):
        return CAPTION
    if (
        words <= 25
        and not re.search(r"[.!?…][\"”’')\]]*\Z", paragraph)
        and not paragraph.endswith((",", ":", ";"))
    ):
        return HEADLINE
    if count > 1 and words <= 60:
        return CAPTION
    return BODY


def _without_echoes(text: str, found: Sequence[Block]) -> list[Block]:
    """A headline that is given again is furniture: the title in the page's header, a teaser."""
    seen: set[str] = set()
    result = []
    for block in found:
        words = _plain(block.span.of(text))
        echo = block.kind == HEADLINE and words in seen
        result.append(replace(block, kind=BOILERPLATE) if echo else block)
        seen.add(words)
    return result


def _without_pleas(text: str, found: Sequence[Block]) -> list[Block]:
    """A letter to the readers is boilerplate from its salutation to its sign-off, or to the end."""
    result, inside = [], False
    for index, block in enumerate(found):
        words = block.span.of(text)
        if not inside and _SALUTATION.match(words):
            inside = any(_words().appeal.search(b.span.of(text)) for b in found[index : index + 8])
        result.append(replace(block, kind=BOILERPLATE) if inside else block)
        if inside and _SIGN_OFF.match(words):
            inside = False
    return result


def _turns(text: str, found: Sequence[Block]) -> list[Block]:
    """Paragraphs of a transcript: a label in capitals opens a turn, and the turn goes on without one."""
    matches = [
        _LABEL.match(text, b.span.start, b.span.end) if b.kind in (BODY, HEADLINE) else None for b in found
    ]
    labels = [Span(*m.span("label")) if m else None for m in matches]
    if not _is_transcript(text, labels):
        return list(found)
    result: list[Block] = []
    current: Block | None = None
    for block, label, match in zip(found, labels, matches, strict=True):
        if label and match:
            kind = QUESTION if _QUESTIONER.match(label.of(text)) else TURN
            current = Block(block.span, kind, label, match.end() - block.span.start)
            result.append(current)
        elif current and block.kind in (BODY, HEADLINE) and not _STAGE.match(block.span.of(text)):
            result.append(Block(block.span, current.kind))
        else:
            result.append(block)
    return result


def _is_transcript(text: str, labels: Sequence[Span | None]) -> bool:
    """Two labels or more in capitals, one label used again and again, or the form of address of a record."""
    names = [label.of(text) for label in labels if label]
    capitals = [name for name in names if name.isupper()]
    recorded = [name for name in names if _RECORDED.match(name)]
    again = Counter(names).most_common(1)
    if len(names) == 1 and capitals and _TITLED.match(capitals[0]):
        return True  # a speech: one speaker from beginning to end
    return len(capitals) >= 2 or len(recorded) >= 3 or bool(again and again[0][1] >= 3)
