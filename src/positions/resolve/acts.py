"""What a statement does: the act of its cue, corrected by what the words themselves do."""

from __future__ import annotations

import re

from positions import cues
from positions.model import Act, Attribution

# A plain "said" may report a demand, a promise or a threat: CAMEO's note on 010 calls something a mere
# statement only where it implies none of them. The first pattern that matches the content decides.
_CONTENT: tuple[tuple[re.Pattern[str], Act], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), act)
    for pattern, act in (
        (r"\b(?:will|would|shall|'ll) (?:respond|retaliate|take (?:\w+ ){0,3}(?:measures|action|steps)|pay (?:a|the) (?:\w+ )?price|face (?:\w+ )?consequences)\b|\bmassive consequences\b", Act.THREATEN),
        (r"\b(?:we|they|he|she|it|government|country|\w+) (?:reject|rejects|rejected|oppose|opposes|opposed|condemn|condemns|condemned)\b|\bwill (?:not|never) (?:accept|recogni[sz]e|tolerate|agree|allow)\b|\bunacceptable\b|\bred line\b|\bwo(?:n't|n’t) accept\b", Act.REJECT),
        (r"\b(?:must|should|has to|have to|needs to|need to|had to|ought to)\b|\bwe (?:demand|insist|expect)\b|\bcalls? for\b", Act.DEMAND),
        (r"\bwe (?:urge|call (?:on|upon)|appeal|encourage)\b|\burges?\b", Act.APPEAL),
        (r"\b(?:ready|prepared|willing|committed|determined) to\b|\b(?:will|shall|'ll|’ll) (?:continue|uphold|support|work|provide|help|defend|stand|never|not)\b|\bwe (?:commit|pledge|promise|are committed)\b|\bour commitment\b", Act.COMMIT),
        (r"\b(?:we|i|has|have|had|would|will) propose[ds]?\b|\bwe offer\b", Act.PROPOSE),
        (r"\bwe (?:support|welcome|back|endorse|commend|respect|stand with)\b|\bsupports?\b", Act.SUPPORT),
        (r"\b(?:violat\w+|illegal|aggression|war crimes?|genocide|provocation|irresponsible|hypocri\w+|blame|lies?|lying|undermin\w+)\b", Act.ACCUSE),
    )
)  # fmt: skip


def act_of(attribution: Attribution, text: str) -> Act:
    """The act of the cue's entry in the table; for a neutral cue, of what the content says."""
    own = _of_cue(attribution)
    if own is not Act.STATE:
        return own
    content = " ".join(span.of(text) for span in attribution.content)
    return next((act for pattern, act in _CONTENT if pattern.search(content)), Act.STATE)


def _of_cue(attribution: Attribution) -> Act:
    for kind in cues.KINDS:
        for cue in cues.load().of(kind, attribution.cue_lemma.split()[0] if attribution.cue_lemma else ""):
            if cue.words == attribution.cue_lemma and cue.cue_class == attribution.cue_class:
                return cue.act
    return Act.STATE
