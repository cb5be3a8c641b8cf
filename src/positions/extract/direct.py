"""Direct speech: which quotations are speech, and who says them.

Around a quotation the attribution stands behind it ("...," X said), in its middle, or before it
(X said: "..."). What has no attribution of its own goes on with the one before it: in the same
paragraph as one more span of it, in a paragraph of its own as a floating quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from positions import cues
from positions.cues import Cue
from positions.extract.candidates import QUOTED, Candidate
from positions.extract.parse import Paragraph
from positions.extract.sources import phrase, subject
from positions.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOPS = frozenset('.;"?!')
_LIGHT = frozenset("ADV CCONJ SCONJ DET ADJ NOUN PROPN AUX ADP NUM PART".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of saying beside a quotation and the phrase that is its subject."""

    verb: int
    source: tuple[int, int] | None
    cue: Cue


def find(p: Paragraph) -> tuple[list[Candidate], set[int]]:
    """The direct speech of a paragraph, and the tokens that are its cues."""
    speech = [i for i, _ in enumerate(p.quotes) if _is_speech(p, i)]
    found: list[Candidate] = []
    used: set[int] = set()
    pending: list[Span] = []
    for index in speech:
        span = p.quotes[index].span
        frame = _behind(p, index) or _before(p, index, used)
        if frame is None:
            _join(found, pending, span)
            continue
        if frame.verb in used:
            found[-1] = _more(found[-1], span)
        else:
            found.append(_candidate(p, frame, (*pending, span)))
            used.add(frame.verb)
        pending = []
    if pending:
        found.insert(0, _floating(pending))
    return found, used


def _join(found: list[Candidate], pending: list[Span], span: Span) -> None:
    """A quotation without attribution goes on with the one before it, or waits for the next."""
    if found:
        found[-1] = _more(found[-1], span)
    else:
        pending.append(span)


def _more(candidate: Candidate, span: Span) -> Candidate:
    return replace(candidate, content=(*candidate.content, span))


def _floating(spans: list[Span]) -> Candidate:
    return Candidate(tuple(spans), None, None, "", "say", "floating quotation", QUOTED)


def _candidate(p: Paragraph, frame: Frame, spans: tuple[Span, ...]) -> Candidate:
    return Candidate(
        content=spans,
        source=p.span(*frame.source) if frame.source else None,
        cue=p.span(frame.verb, frame.verb + 1),
        lemma=frame.cue.words,
        cue_class=frame.cue.cue_class,
        rule="quotation with a verb of saying",
        form=QUOTED,
    )


def _is_speech(p: Paragraph, index: int) -> bool:
    """A quotation that can stand for itself: a sentence, or words set off by a comma or a colon.

    Scare quotes, titles and nicknames sit inside the writer's own clause and are not speech.
    """
    quote = p.quotes[index]
    words = [t for t in p.doc if p.quoted[t.i] == index and not t.is_punct]
    if not words:
        return False
    ends = p.doc.text[quote.inner.end - p.offset - 1 : quote.inner.end - p.offset + 2]
    finished = any(mark in ends for mark in ",.?!…–-") or quote.open_ended
    capital = words[0].text[:1].isupper()
    alone = quote.span.start == p.block.said.start or quote.continues
    if alone and capital and len(words) >= 3:
        return True
    before = _before_text(p, quote.span.start).rstrip("\"'")[-1:]
    if finished and capital and (not before or before in ".!?") and ends[:1] in ".?!…–-":
        return True
    introduced = before == ":" or (before == "," and (capital or _verbs(p, *_last_words(p, quote.span))))
    if introduced and finished and len(words) >= 2:
        return True
    return finished and capital and _verb_around(p, quote.span)


def _last_words(p: Paragraph, span: Span) -> tuple[int, int]:
    """The three tokens before a quotation and its comma: `He said, “...`."""
    end = _window_before(p, span)[1]
    return max(0, end - 4), end


def _before_text(p: Paragraph, start: int) -> str:
    return p.doc.text[: start - p.offset].rstrip()


def _verb_around(p: Paragraph, span: Span) -> bool:
    return bool(_verbs(p, *_window_behind(p, span))) or bool(_verbs(p, *_window_before(p, span)))


# ------------------------------------------------------------------ behind the quotation


def _behind(p: Paragraph, index: int) -> Frame | None:
    """`"...," said X` and `"...," X said`, before the next stop or quotation."""
    span = p.quotes[index].span
    inner_end = p.doc.text[p.quotes[index].inner.end - p.offset - 1 : p.quotes[index].inner.end - p.offset]
    after = p.doc.text[span.end - p.offset : span.end - p.offset + 2].lstrip()
    if inner_end not in tuple(",?!–-…") and not after.startswith((",", "–")) and not after[:1].islower():
        return None
    first, end = _window_behind(p, span)
    for verb, cue in _verbs(p, first, end):
        source = _source(p, verb, first, end)
        if source is not None and _near(p, verb, source, first):
            return Frame(verb.i, source, cue)
    return None


def _window_behind(p: Paragraph, span: Span) -> tuple[int, int]:
    first = next((t.i for t in p.doc if p.offset + t.idx >= span.end), len(p.doc))
    end = first
    while end < len(p.doc) and not _is_stop(p.doc[end]):
        end += 1
    return first, end


def _is_stop(token: Token) -> bool:
    return token.text in _STOPS


def _near(p: Paragraph, verb: Token, source: tuple[int, int], first: int) -> bool:
    """Verb or source begin right behind the mark, with no more than an adverb between."""
    start = min(verb.i, source[0])
    between = [t for t in p.doc[first:start] if not t.is_punct]
    return len(between) <= 1 or all(t.pos_ in _LIGHT for t in between)


# ------------------------------------------------------------------ before the quotation


def _before(p: Paragraph, index: int, used: set[int]) -> Frame | None:
    """`X said: "..."`, `X told reporters that "..."`: the verb, then nothing but its addressee."""
    first, end = _window_before(p, p.quotes[index].span)
    for verb, cue in reversed(_verbs(p, first, end)):
        between = [t for t in p.doc[verb.i + 1 : end] if t.text != ","]
        clause = any(
            t.dep_ in ("nsubj", "nsubjpass") and t.head.i > verb.i and t.head.dep_ not in ("advcl", "relcl")
            for t in between
        )
        if verb.i in used:
            return Frame(verb.i, None, cue)
        if clause and _before_text(p, p.quotes[index].span.start)[-1:] != ":":
            return None
        who = subject(verb)
        return Frame(verb.i, phrase(who) if who is not None else None, cue)
    return None


def _window_before(p: Paragraph, span: Span) -> tuple[int, int]:
    end = next((t.i for t in p.doc if p.offset + t.idx >= span.start), len(p.doc))
    first = end
    while first > 0 and not (_is_stop(p.doc[first - 1]) or p.doc[first].is_sent_start):
        first -= 1
    return first, end


# ------------------------------------------------------------------ verbs and sources


def _verbs(p: Paragraph, first: int, end: int) -> list[tuple[Token, Cue]]:
    """The verbs of a window that can introduce a quotation, in order."""
    found = []
    for token in p.doc[first:end]:
        if p.quoted[token.i] >= 0 or token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            continue
        if token.tag_ == "VBN" and not any(c.lemma_ == "have" for c in token.children):
            continue  # "the written “guarantees”", "he was told “no”": a participle introduces nobody's words
        lemma = token.lemma_.lower() if token.pos_ in ("VERB", "AUX") else _verb_lemma(token)
        uses = [
            u
            for u in cues.load().of("verb", lemma)
            if "quote" in u.takes and (" " not in u.words or u.words.split()[1] in p.doc.text)
        ]
        if uses:
            plain = [u for u in uses if u.cue_class == "say"]
            found.append((token, (plain or uses)[-1]))
    return found


def _verb_lemma(token: Token) -> str:
    """Behind a quotation the tagger takes some verbs for names: `"..." quipped Smith`, `"..." the two write`."""
    word = token.lower_
    if not token.text.islower():
        return ""
    for ending, stem in (("ied", "y"), ("ed", "e"), ("ed", ""), ("s", ""), ("", "")):
        lemma = word.removesuffix(ending) + stem
        if word.endswith(ending) and cues.load().of("verb", lemma):
            return lemma
    return ""


def _source(p: Paragraph, verb: Token, first: int, end: int) -> tuple[int, int] | None:
    """The subject by the parse where it lies in the window, else a subject or the nearest noun in it."""
    who = subject(verb)
    if who is not None and first <= who.i < end:
        return phrase(who)
    if who is not None and verb.dep_ in ("advcl", "conj", "acl") and p.quoted[who.i] < 0:
        return phrase(who)
    window = [t for t in p.doc[first:end] if t.i != verb.i and t.pos_ in ("PROPN", "NOUN", "PRON", "NUM")]
    nouns = (
        [t for t in window if t.dep_ in ("nsubj", "nsubjpass")]
        or [t for t in window if t.dep_ not in ("pobj", "compound", "poss", "nummod")]
        or window
    )
    return phrase(min(nouns, key=lambda t: abs(t.i - verb.i))) if nouns else None
