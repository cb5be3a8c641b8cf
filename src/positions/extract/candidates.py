"""What the rules of grammar hand over: a possible attribution, before the better ones are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from positions.model import Span

CLAUSE, FRAGMENT, QUOTED = "clause", "fragment", "quoted"
QUESTION = "question"  # the class of a cue by which a speaker is asked, and says nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans of the document, and how they were found.

    `form`: the content is a whole clause, a fragment that means nothing without its cue
    ("to withdraw", "a ceasefire"), or quoted speech.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    lemma: str
    cue_class: str
    rule: str
    form: str
    antecedent: Span | None = (
        None  # what a relative pronoun stands for, or a floating quotation's running speaker
    )

    @property
    def length(self) -> int:
        return sum(span.end - span.start for span in self.content)
