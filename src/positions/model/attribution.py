"""What a text attributes to somebody, before it is known who that is; and the steps by which that becomes known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from positions.model.document import Span
from positions.model.kinds import Act, Manner


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way from words to a statement, for `positions explain`."""

    about: str  # "cue", "entry", "source", "speaker", "actor", "date", "act" or "stance"
    chosen: str
    rule: str
    rejected: tuple[str, ...] = ()


# The rules that find speech without quotation marks: where somebody speaks as it is published.
OFFICIAL = "sentence of an official statement"
UNMARKED = ("turn of a transcript", OFFICIAL)


# What a content is without its cue: a clause, quoted speech, or a fragment that means nothing ("to withdraw").
CLAUSE, QUOTED, FRAGMENT = "clause", "quoted", "fragment"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content spans found in a text (PolNeAR, PARC): *Lavrov* **told** *that ...*

    `content` has several spans where a quotation is interrupted. `source` is the mention beside
    the cue ("he"), never an antecedent; a floating quotation has the running speaker's; it is None
    where the text names nobody.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    manner: Manner
    cue_lemma: str = ""
    cue_class: str = ""
    rule: str = ""  # what kind of statement it is, or the rule that found it
    form: str = CLAUSE
    antecedent: Span | None = None  # the noun that a relative pronoun stands for
    sure: float = 1.0  # the tagger's probability that the content is one; 1 where a rule decided
    other_sources: tuple[Span, ...] = ()  # sources that the tagger thought of and did not choose
    act: Act | None = None  # what the tagger takes it to do; None where a rule found it
    act_sure: float = 1.0

    def __post_init__(self) -> None:
        if not self.content or list(self.content) != sorted(self.content):
            raise ValueError("an attribution needs content spans in the order of the text")

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return self.content[-1].end

    @property
    def whole(self) -> Span:
        """From the first to the last of source, cue and content."""
        return Span.over(each for each in (self.source, self.cue, *self.content) if each)

    @property
    def entry(self) -> Step:
        """The entry of the table of cues that the cue is, as a step, so that a store can code the statement again."""
        return Step("entry", self.cue_lemma, f"class {self.cue_class}; content: {self.form}; {self.rule}")

    def entered(self, step: Step) -> Attribution:
        """The attribution with the entry, the form of the content and the rule that a step names."""
        cue_class, form, rule = step.rule.split("; ", 2)
        return replace(
            self,
            cue_lemma=step.chosen,
            cue_class=cue_class.removeprefix("class "),
            form=form.removeprefix("content: "),
            rule=rule,
        )
