"""What a statement does: what the tagger is sure of, else the act of its cue, or of what the words themselves do."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from positions import cues, resources
from positions.model import Act, Attribution

SURE = 0.6  # below this the cue's entry knows better (measured on the corpus's dev split)


def act_of(attribution: Attribution, text: str) -> tuple[Act, str]:
    """The act, and what decided it: the tagger where it is sure; else the cue's entry in the table; for a neutral
    cue, what the content says."""
    if attribution.act and attribution.act_sure >= SURE:
        return attribution.act, f"the tagger, {attribution.act_sure:.0%} sure"
    because = f"cue {attribution.cue_lemma!r} of class {attribution.cue_class!r}"
    use = cues.load().use(attribution.cue_lemma, attribution.cue_class)
    if use and use.act is not Act.STATE:
        return use.act, because
    content = " ".join(span.of(text) for span in attribution.content)
    return next((act for pattern, act in _of_content() if pattern.search(content)), Act.STATE), because


@cache
def _of_content() -> tuple[tuple[re.Pattern[str], Act], ...]:
    with resources.data("acts.toml").open("rb") as file:
        rows = tomllib.load(file)["act"]
    return tuple((re.compile("|".join(row["patterns"]), re.IGNORECASE), Act(row["name"])) for row in rows)
