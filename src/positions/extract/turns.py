"""Speech without quotation marks: the turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from positions import sentences
from positions.extract.layout import TURN, Block
from positions.model import QUOTED, Attribution, Manner, Span

# Politeness that opens and closes speeches and takes no side.
_PLEASANTRY = re.compile(
    r"(?:(?:so|well|and|okay|yeah|yes|no|again|once again|now),? )*"
    r"(?:thank(?:s| you)|welcome|good (?:morning|afternoon|evening|day)|hello|hi\b|please\b"
    r"|it(?:'s|’s| is)(?: \w+){0,2} (?:good|great|wonderful|nice|a pleasure|an honou?r|always|pleasure)"
    r"|(?:nice|great|good|wonderful|a pleasure) to\b|let me (?:start|begin)\b.{0,12}\bthank"
    r"|i(?:'m|’m| am)(?: \w+){0,2} (?:grateful|delighted|happy|pleased|honou?red|glad) (?:to|for|that))",
    re.IGNORECASE,
)
SHORTEST = 5  # words; less than that says nothing about a position


def transcript(text: str, blocks: Iterable[Block]) -> Iterator[Attribution]:
    """Every sentence of a turn is a statement by the turn's speaker, politeness left out."""
    speaker: Span | None = None
    for block in blocks:
        speaker = block.label if block.label else speaker
        if block.kind == TURN and speaker:
            for sentence in telling(text, block.said):
                if not _PLEASANTRY.match(sentence.of(text)):
                    yield Attribution(
                        (sentence,), speaker, None, Manner.DIRECT, "", "say", "turn of a transcript", QUOTED
                    )


def telling(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text that are long enough to say something."""
    return (s for s in sentences.split(text, span) if len(s.of(text).split()) >= SHORTEST)
