"""The vocabulary of the program as frozen values.

One word, one meaning: a *document* holds *attributions* (source, cue and content spans); an
attribution that is resolved is a *statement* (speaker, actor, said on, act); a *stance* is one
coder's reading of one statement towards one *position*. A value that can be wrong checks itself
once, at birth, and raises `ValueError`.
"""

from __future__ import annotations

from positions.model.actors import Actor, Office
from positions.model.attribution import CLAUSE, FRAGMENT, OFFICIAL, QUOTED, UNMARKED, Attribution, Step
from positions.model.codebook import Dispute, Position
from positions.model.document import Document, Source, Span
from positions.model.kinds import Act, Manner, Side
from positions.model.statement import LEARNED, Said, Stance, Statement
from positions.model.when import When

__all__ = [
    "CLAUSE", "FRAGMENT", "LEARNED", "OFFICIAL", "QUOTED", "UNMARKED", "Act", "Actor", "Attribution", "Dispute",
    "Document", "Manner", "Office", "Position", "Said", "Side", "Source", "Span", "Stance", "Statement", "Step", "When",
]  # fmt: skip
