"""Official statements: texts in which an institution speaks in its own words, without quotation marks.

A communiqué, a joint statement or a press statement names its issuer at the head, and every
sentence of it is the issuer's. A readout tells what somebody said in a call, and is read like news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from positions.extract.layout import BODY, BYLINE, HEADLINE, TURN, Block
from positions.extract.quotes import Quote
from positions.extract.turns import telling
from positions.model import OFFICIAL, QUOTED, Attribution, Manner, Span

_RELEASED = re.compile(
    r"(?:statement|declaration|communiqu[eé])\b[^.\n]{0,60}?\b(?:by|from|on behalf of)\s+"
    r"(?P<who>(?:the\s+)?[A-Z][^.\n:]{3,240})",
    re.IGNORECASE,
)
_ATTRIBUTABLE = re.compile(r"attributable to\s+(?P<who>[A-Z][^.:\n]{3,120})")
_SIGNED = re.compile(
    r"(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,4}),\s+(?=[\w\s,’'-]{0,60}(?:Secretary|Minister|Spokes\w+|President|Ambassador|Representative|Commissioner|Chair\w*|Chancellor)\b)"
)
_OFFICE = re.compile(
    r"(?:Office of the|Press Service|Press Office|Media Note|Press Release|Press Statement|Joint Statement"
    r"|Joint Communiqu|Ministry of|Begin Text|Bureau of)",
    re.IGNORECASE,
)
_OFFICE_LINE = re.compile(
    r"^[ \t]*(?P<who>(?:Office of|(?:The )?Ministry of|Bureau of|(?:The )?(?:\w+ ){1,4}Press (?:Service|Office))\b"
    r"[^.\n]{0,80}?)[ \t]*$",
    re.MULTILINE,
)
_READOUT = re.compile(
    r"\b(?:call|meeting|conversation|phone call|telephone conversation|readout|met) with\b|\bReadout\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:spoke|met|meets|speaks)\b(?:\s[\w.,’'-]+){0,6}?\swith\b")
# So many of the sentences speak of "I" or "we": somebody's own words, whatever the headline says of a meeting.
SPEECH = 0.35
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
_PLURAL = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_FRAME = re.compile(
    r"\W*(?:(?:Begin|End) (?:of )?text|#+|\*+)\W*\Z|.*\b(?:attributable to|text of (?:the|a))\b.*:?\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Official:
    """An official statement; `issuer` is where its head names who speaks, if it does."""

    issuer: Span | None


def recognise(text: str, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Official | None:
    """The text as an official statement, or None where it is news, a transcript or a readout."""
    if any(b.kind in (BYLINE, TURN) or b.lead for b in blocks):
        return None
    body = [b for b in blocks if b.kind == BODY]
    words = sum(b.span.end - b.span.start for b in body)
    if not body or sum(q.span.end - q.span.start for q in quotes) > 0.1 * words:
        return None
    head = Span(0, _head_end(text, body))
    told = [s.of(text) for b in body for s in telling(text, b.span)]
    spoken = sum(bool(_FIRST.search(s)) for s in told) > SPEECH * len(told)
    met = _READOUT.search(text[: head.end].split("\n", 1)[0]) or _MET.search(text, head.end, head.end + 300)
    if met and not spoken:
        return None
    plural = sum(bool(_PLURAL.search(s)) for s in told)
    named = _OFFICE.search(text, head.start, head.end) or _SIGNED.search(text, head.start, head.end)
    released = _RELEASED.search(text, head.start, head.end)
    if not released and not (named and (plural or len(body) <= 6)) and not (plural >= 3 and not quotes):
        return None
    return Official(_issuer(text, head))


def _head_end(text: str, body: Sequence[Block]) -> int:
    """The head of a statement ends with its first real paragraph, an opening that frames it included."""
    first = next(
        (
            b
            for b in body
            if not _FRAME.match(b.span.of(text))
            and len(b.span.of(text).split()) > 12
            and not _RELEASED.search(b.span.of(text))
        ),
        body[0],
    )
    return max(first.span.start, 1)


def _issuer(text: str, head: Span) -> Span | None:
    """Who speaks, as the head says it: by whom it was released, who signs it, or the office of its last line."""
    for pattern in (_RELEASED, _ATTRIBUTABLE, _SIGNED, _OFFICE_LINE):
        found = pattern.search(text, head.start, head.end)
        if found:
            return Span(*found.span("who"))
    return None


def statements(
    text: str, official: Official, blocks: Iterable[Block], cues: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Every sentence of the body, each with the cue that its first person gives ("We urge ...")."""
    for block in blocks:
        words = block.span.of(text)
        if (
            block.kind == HEADLINE
            or _FRAME.match(words)
            or (_RELEASED.search(words) and block.span.end < 900)
        ):
            continue
        for sentence in telling(text, block.said):
            own = next((c for c in cues if c.cue and sentence.holds(c.cue)), None)
            yield Attribution(
                manner=Manner.DIRECT,
                content=(sentence,),
                source=official.issuer,
                cue=own.cue if own else None,
                cue_lemma=own.cue_lemma if own else "",
                cue_class=own.cue_class if own else "say",
                rule=OFFICIAL,
                form=QUOTED,
            )
