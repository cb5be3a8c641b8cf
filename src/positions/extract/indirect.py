"""Reported speech in the writer's words: the complements of verbs, adjectives and nouns of saying.

The frames are those of the complementation of verbs in Quirk et al. (1985), chapter 16: finite
clauses (16.30), infinitives with and without an object (16.38, 16.49), objects, object
predicatives (16.43) and prepositional objects (16.56); for nouns, appositive clauses (17.26).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from positions import cues
from positions.cues import Cue
from positions.extract.candidates import CLAUSE, FRAGMENT, QUESTION, Candidate
from positions.extract.parse import Paragraph
from positions.extract.sources import antecedent, phrase, subject
from positions.language import children, subtree
from positions.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
_COPULAS = frozenset("be remain stay seem appear become feel sound look get".split())
_PARTICLE = ("prt", "acomp", "advmod", "oprd", "ccomp", "xcomp", "amod", "dobj", "advcl", "prep")
_OBJECTS = ("dobj", "attr", "oprd")


def find(p: Paragraph, taken: Iterable[int] = ()) -> Iterator[Candidate]:
    """All reported speech of a paragraph; tokens in `taken` are cues that quotations already use."""
    used = set(taken)
    for token in p.doc:
        if token.i in used or p.quoted[token.i] >= 0:
            continue
        if token.i and p.doc[token.i - 1].lower_ == "of":
            continue  # "the secretary of state said": a noun that the tagger took for a verb
        if token.lower_ == "according":
            yield from _according(p, token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from _verb(p, token)
        elif token.pos_ in ("ADJ", "VERB", "NOUN") and token.dep_ in ("acomp", "attr", "ROOT", "conj"):
            yield from _adjective(p, token)
        if token.pos_ == "NOUN":
            yield from _noun(p, token)


# ------------------------------------------------------------------ verbs


def _verb(p: Paragraph, verb: Token) -> Iterator[Candidate]:
    uses = [use for use in cues.load().of("verb", verb.lemma_.lower()) if _has_particle(verb, use)]
    if verb.lemma_ == "ask" and verb.tag_ == "VBN" and not children(verb, "agent"):
        yield from _question(p, verb)
        return
    if not uses:
        yield from _adjective(p, verb)
        return
    if verb.tag_ == "VBN" and children(verb, "auxpass"):
        as_adjective = list(_adjective(p, verb))  # "is opposed to", "was prepared to"
        if as_adjective:
            yield from as_adjective
            return
    trailing = _trailing(p, verb, uses)
    if trailing:
        yield trailing
        return
    for frame in _FRAMES:
        for use in uses:
            found = _complement(p, verb, frame, use) if _takes(use, frame) else None
            if found:
                yield _reported(p, verb, use, frame, *found)
                return


def _trailing(p: Paragraph, verb: Token, uses: Sequence[Cue]) -> Candidate | None:
    """`The road will open, the vice-president of the council said.`: told by its place, where the parse loses it.

    The verb ends its sentence, a comma parts what was said from a noun phrase before the verb, and
    the parser gave the verb neither subject nor clause.
    """
    use = next(
        (u for u in uses if u.cue_class == "say" and u.words == verb.lemma_.lower() and "that" in u.takes),
        None,
    )
    tail = [t for t in p.doc[verb.i + 1 : verb.sent.end] if not t.is_punct]
    if use is None or verb.tag_ not in ("VBD", "VBZ") or len(tail) > 4 or children(verb, "ccomp", "dobj"):
        return None
    comma = next((i for i in range(verb.i - 1, verb.sent.start, -1) if p.doc[i].text == ","), None)
    if comma is None or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in p.doc[comma + 1 : verb.i]):
        return None
    said = (verb.sent.start, comma)
    if not any(t.pos_ in ("VERB", "AUX") for t in p.doc[slice(*said)]):
        return None
    content = tuple(_trimmed(p, said))
    source = p.span(comma + 1, verb.i)
    return Candidate(
        content, source, p.span(verb.i, verb.i + 1), use.words, "say", "attribution at the end", CLAUSE
    )


def _question(p: Paragraph, verb: Token) -> Iterator[Candidate]:
    """`Asked whether ...`: a reporter's question. It takes its place in the text and is then left out."""
    clauses = children(verb, "ccomp", "advcl")
    if clauses:
        spans = tuple(_trimmed(p, subtree(clauses[0])))
        yield Candidate(
            spans, None, p.span(verb.i, verb.i + 1), "ask", QUESTION, "question put to a speaker", CLAUSE
        )


def _takes(use: Cue, frame: str) -> bool:
    return bool(use.takes & _FRAMES[frame])


_PREPOSITIONS = frozenset("for on upon against of about to with over at by from behind".split())
# The complements in the order in which they are tried, and the entries of `takes` that allow each.
_FRAMES: dict[str, frozenset[str]] = {
    "clause": frozenset({"that", "whether", "quote"}),
    "quoted object": frozenset({"that", "quote", "object"}),
    "around": frozenset({"that"}),
    "predicate": frozenset({"predicate", "as"}),
    "preposition": _PREPOSITIONS,
    "infinitive": frozenset({"to", "someone-to"}),
    "gerund": frozenset({"ing"}),
    "object": frozenset({"object"}),
}


def _has_particle(verb: Token, use: Cue) -> bool:
    rest = use.words.split()[1:]
    return not rest or any(c.lower_ == rest[0] and c.dep_ in _PARTICLE for c in verb.children)


def _complement(p: Paragraph, verb: Token, frame: str, use: Cue) -> tuple[list[Range], str] | None:
    """The token ranges of what the verb reports in this frame, and their form."""
    match frame:
        case "clause":
            return _clause(verb, use)
        case "quoted object":
            return _quoted_object(p, verb)
        case "around":
            return _around(verb)
        case "infinitive":
            return _infinitive(verb, use)
        case "predicate":
            return _predicate(verb)
        case "gerund":
            return _gerund(verb)
        case "preposition":
            return _prepositional(verb, use)
        case _:
            return _object(verb)


def _clause(verb: Token, use: Cue) -> tuple[list[Range], str] | None:
    for clause in children(verb, "ccomp"):
        if use.words.split()[1:] == [clause.lower_] or not _finite(clause) or _is_adverbial(clause):
            continue
        first, end = subtree(clause)
        end = max(end, _cut_short(verb, clause, end))
        return _without((first, _with_coordinates(verb.doc, end)), _saying(verb, clause)), CLAUSE
    return _after_fixed_word(verb, use)


def _cut_short(verb: Token, clause: Token, end: int) -> int:
    """A reported clause ends at punctuation or a conjunction; where a verb follows, the parse cut it short."""
    doc = verb.doc
    if (
        clause.i < verb.i
        or end >= len(doc)
        or doc[end].pos_ not in ("VERB", "AUX")
        or doc[end].tag_ not in ("VBD", "VBZ", "VBP", "MD")
    ):
        return end
    return subtree(doc[end])[1] if doc[end].right_edge.i >= end else end


def _after_fixed_word(verb: Token, use: Cue) -> tuple[list[Range], str] | None:
    """`made clear there would be no deal`: parsers often lose this clause; it is all that follows."""
    fixed = use.words.split()[1:]
    if not fixed or "that" not in use.takes:
        return None
    at = verb.i + 1
    while at < min(verb.i + 3, len(verb.doc)) and verb.doc[at].lower_ != fixed[0]:
        at += 1
    rest = (at + 1, verb.sent.end)
    found = at < len(verb.doc) and verb.doc[at].lower_ == fixed[0]
    return (
        ([rest], CLAUSE) if found and any(t.pos_ in ("VERB", "AUX") for t in verb.doc[slice(*rest)]) else None
    )


def _with_coordinates(doc: Doc, end: int) -> int:
    """`... that A, and that B`: a second clause with its own conjunction belongs to the content."""
    at = end
    while at < len(doc) and doc[at].lower_ in (",", "and", "but", "or") and at - end < 2:
        at += 1
    if end < at < len(doc) and doc[at].lower_ == "that" and doc[at].dep_ == "mark":
        return _with_coordinates(doc, max(subtree(doc[at].head)[1], at + 1))
    return end


def _finite(clause: Token) -> bool:
    """A clause with a subject or a conjunction; a bare participle is no clause that one can say."""
    return bool(
        children(clause, "nsubj", "nsubjpass", "mark", "expl", "csubj", "aux", "auxpass")
    ) or clause.tag_ in ("VBD", "VBZ", "VBP")


def _is_adverbial(clause: Token) -> bool:
    """`says no as talks begin`: a clause of time or cause that the parser took for what is said."""
    return any(
        mark.lower_ in ("as", "when", "while", "because", "after", "before", "since", "though", "although")
        for mark in children(clause, "mark")
    )


def _saying(verb: Token, clause: Token) -> Range:
    """The words of the reporting clause itself: the verb with what hangs on it, the clause left out."""
    parts = [t.i for t in verb.subtree if not (t == clause or clause.is_ancestor(t)) and not t.is_punct]
    inside = [i for i in parts if clause.left_edge.i < i < clause.right_edge.i]
    return (min(inside), max(inside) + 1) if inside else (verb.i, verb.i)


def _around(verb: Token) -> tuple[list[Range], str] | None:
    """`To go on, Stoltenberg said, allies were ready`: the reporting clause hangs inside the reported one."""
    if verb.dep_ not in ("parataxis", "advcl", "ccomp", "dep") or not children(verb, "nsubj"):
        return None
    own = subtree(verb)
    doc = verb.doc
    between = own[0] > 0 and doc[own[0] - 1].text in (",", "–", "-", "--")
    behind = own[1] < len(doc) and doc[own[1] - 1 if doc[own[1] - 1].is_punct else own[1]].is_punct
    if not between or not behind or children(verb, "mark") or (verb.head.i < verb.i and verb.dep_ == "ccomp"):
        return None
    return _without(subtree(verb.head), own), CLAUSE


def _infinitive(verb: Token, use: Cue) -> tuple[list[Range], str] | None:
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        if clause.tag_ != "VB" or not any(c.lower_ == "to" for c in clause.children):
            continue
        first, end = subtree(clause)
        objects = [o for o in children(verb, "dobj") if o.i < clause.i] if "someone-to" in use.takes else []
        if objects:
            first = objects[0].left_edge.i
        elif clause.dep_ == "advcl" or (
            "someone-to" in use.takes and "to" not in use.takes and not children(clause, "nsubj")
        ):
            continue
        return [(first, end)], FRAGMENT
    return None


def _predicate(verb: Token) -> tuple[list[Range], str] | None:
    """`called the plan a mistake`, `described it as a threat`."""
    objects = children(verb, "dobj")
    marks = [c for c in children(verb, "oprd", "prep", "ccomp") if c.dep_ != "prep" or c.lower_ == "as"]
    if marks and objects:
        first = min(objects[0].left_edge.i, marks[0].left_edge.i)
        return [(first, max(subtree(marks[0])[1], subtree(objects[0])[1]))], FRAGMENT
    if marks and marks[0].dep_ == "ccomp" and children(marks[0], "nsubj"):
        return [subtree(marks[0])], FRAGMENT
    return None


def _gerund(verb: Token) -> tuple[list[Range], str] | None:
    gerunds = [c for c in children(verb, "xcomp", "ccomp") if c.tag_ == "VBG"]
    return ([subtree(gerunds[0])], FRAGMENT) if gerunds else None


def _prepositional(verb: Token, use: Cue) -> tuple[list[Range], str] | None:
    """`called for talks`, `insisted on its right`, `accused Kyiv of shelling`, `called on Iran to stop`."""
    for preposition in children(verb, "prep", "dative", "prt"):
        if preposition.lower_ not in use.takes or not children(preposition, "pobj", "pcomp"):
            continue
        first, end = preposition.i + 1, subtree(preposition)[1]
        objects = [o for o in children(verb, "dobj") if o.i < preposition.i]
        if objects and use.cue_class in ("accuse", "warn"):
            first = objects[0].left_edge.i
        tails = [c for c in children(verb, "xcomp", "advcl") if c.i >= end and c.tag_ == "VB"]
        return [(first, subtree(tails[0])[1] if tails else end)], FRAGMENT
    return None


def _object(verb: Token) -> tuple[list[Range], str] | None:
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not children(verb, "agent"):
        return None
    objects = [o for o in children(verb, *_OBJECTS) if o.pos_ != "PRON" or o.tag_ not in ("WP", "WDT")]
    if objects:
        last = max(subtree(o)[1] for o in objects)
        return [(objects[0].left_edge.i, _with_complements(verb, last))], FRAGMENT
    passive = children(verb, "nsubjpass")
    if passive and children(verb, "agent"):
        return [subtree(passive[0])], FRAGMENT
    return None


def _quoted_object(p: Paragraph, verb: Token) -> tuple[list[Range], str] | None:
    """`found "no evidence of a crime"`: words in quotation marks right behind the verb."""
    at = verb.i + 1
    while at < len(p.doc) and p.doc[at].lower_ in ("that", ",", ":"):
        at += 1
    if verb.tag_ == "VBN" and verb.dep_ == "amod":
        return None
    if at + 1 >= len(p.doc) or p.doc[at].text not in "\"'" or p.quoted[at + 1] < 0:
        return None
    index = p.quoted[at + 1]
    end = max(i for i, q in enumerate(p.quoted) if q == index) + 2
    return [(at, min(end, len(p.doc)))], FRAGMENT


_BELONGING = frozenset("for as to of in from by".split())


def _with_complements(verb: Token, end: int) -> int:
    """What follows an object and belongs to it, where the parser hung it on the verb: `a promise by X to do Y`."""
    for child in verb.children:
        if child.left_edge.i != end:
            continue
        preposition = child.dep_ in ("prep", "agent") and child.lower_ in _BELONGING
        if preposition or (child.tag_ == "VB" and child.left_edge.lower_ == "to"):
            return _with_complements(verb, subtree(child)[1])
    return end


def _reported(p: Paragraph, verb: Token, use: Cue, frame: str, ranges: list[Range], form: str) -> Candidate:
    content = tuple(s for r in ranges for s in _trimmed(p, r))
    who = subject(verb)
    if who is None and verb.tag_ != "VBG" and len(use.words.split()) > 1:
        who = subject(verb.sent.root)
    source = phrase(who) if who is not None else None
    if source and any(a <= source[0] and source[1] <= b for a, b in ranges):
        source = None
    return Candidate(
        content=content or (p.span(verb.i, verb.i + 1),),
        source=p.span(*source) if source else None,
        cue=p.span(*_cue(verb, use)),
        lemma=use.words,
        cue_class=use.cue_class,
        rule=f"{frame} of a verb",
        form=form,
        antecedent=_antecedent_span(p, who),
    )


def _antecedent_span(p: Paragraph, who: Token | None) -> Span | None:
    noun = antecedent(who) if who is not None else None
    return p.span(*phrase(noun)) if noun is not None else None


def _cue(verb: Token, use: Cue) -> Range:
    """The verb with its auxiliaries and negation before it and its particle behind it."""
    first = end = verb.i
    while (
        first > 0
        and verb.doc[first - 1] in verb.children
        and verb.doc[first - 1].dep_ in ("aux", "auxpass", "neg", "advmod")
    ):
        first -= 1
    rest = use.words.split()[1:]
    particles = [c.i for c in verb.children if rest and c.lower_ == rest[0]]
    if particles and particles[0] <= end + 2:
        end = particles[0]
    return first, end + 1


# ------------------------------------------------------------------ adjectives, nouns, prepositions


def _adjective(p: Paragraph, token: Token) -> Iterator[Candidate]:
    """`NATO remains committed to its treaty`, `was prepared to talk`, `is confident that`."""
    uses = cues.load().of("adjective", token.lower_)
    if token.head.tag_ == "VBG" and token.head.lemma_ == "be":
        return  # "the door being open to members": a state of things, nobody's attitude
    if not uses or not (
        token.head.lemma_ in _COPULAS or children(token, "auxpass", "cop") or token.dep_ == "conj"
    ):
        return
    who = subject(token) or _passive_subject(token)
    for use in uses:
        found = _adjective_complement(token, use)
        if found and who is not None:
            ranges, form = found
            yield Candidate(
                content=tuple(s for s in _trimmed(p, ranges)),
                source=p.span(*phrase(who)),
                cue=p.span(
                    min(token.i, token.head.i) if token.i - token.head.i in range(1, 4) else token.i,
                    token.i + 1,
                ),
                lemma=use.words,
                cue_class=use.cue_class,
                rule="complement of an adjective",
                form=form,
            )
            return


def _passive_subject(token: Token) -> Token | None:
    own = children(token, "nsubjpass", "nsubj") or children(token.head, "nsubjpass", "nsubj")
    return own[0] if own else None


def _adjective_complement(token: Token, use: Cue) -> tuple[Range, str] | None:
    for clause in children(token, "ccomp", "xcomp"):
        if clause.tag_ == "VB" and "to" in use.takes and any(c.lower_ == "to" for c in clause.children):
            return subtree(clause), FRAGMENT
        if "that" in use.takes and clause.dep_ == "ccomp" and _finite(clause):
            return subtree(clause), CLAUSE
    for preposition in children(token, "prep", "agent"):
        if preposition.lower_ in use.takes and children(preposition, "pobj", "pcomp"):
            return (preposition.i + 1, subtree(preposition)[1]), FRAGMENT
    return None


def _noun(p: Paragraph, noun: Token) -> Iterator[Candidate]:
    """`its demand that`, `Kremlin demands for`, `a promise to`, `opposition to`."""
    for use in cues.load().of("noun", noun.lemma_.lower()):
        found = _noun_complement(noun, use)
        if not found:
            continue
        owner = _owner(noun)
        yield Candidate(
            content=tuple(s for s in _trimmed(p, found[0])),
            source=p.span(*owner) if owner else None,
            cue=p.span(noun.i, noun.i + 1),
            lemma=use.words,
            cue_class=use.cue_class,
            rule="complement of a noun" if owner else "complement of a noun without an owner",
            form=found[1],
        )
        return


def _noun_complement(noun: Token, use: Cue) -> tuple[Range, str] | None:
    for clause in children(noun, "acl", "ccomp", "relcl"):
        if "to" in use.takes and clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.children):
            return subtree(clause), FRAGMENT
        if "that" in use.takes and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
            return subtree(clause), CLAUSE
    for preposition in (*children(noun, "prep"), *_postponed(noun)):
        if preposition.lower_ in use.takes and children(preposition, "pobj", "pcomp"):
            return (preposition.i + 1, _with_second(preposition, subtree(preposition)[1])), FRAGMENT
    return None


def _postponed(noun: Token) -> list[Token]:
    """`demands, issued last month, for guarantees`: the complement behind a clause between commas."""
    end = subtree(noun)[1]
    at = end + 1 if end < len(noun.doc) and noun.doc[end].text == "," else end
    behind_comma = 0 < at < len(noun.doc) and noun.doc[at - 1].text == "," and noun.doc[at].dep_ == "prep"
    return [noun.doc[at]] if behind_comma else []


def _with_second(preposition: Token, end: int) -> int:
    """`a call for a halt, and for a pledge`: the same preposition again goes on with the complement."""
    doc = preposition.doc
    at = end
    while at < len(doc) and doc[at].lower_ in (",", "and", "or") and at - end < 2:
        at += 1
    again = end < at < len(doc) and doc[at].lower_ == preposition.lower_
    return max(subtree(doc[at])[1], at + 1) if again else end


def _owner(noun: Token) -> Range | None:
    """Whose demand it is: the possessor, `by X` or `from X`, a name before the noun, or the giver."""
    for owner in children(noun, "poss"):
        return phrase(owner)
    for preposition in children(noun, "prep", "agent"):
        if preposition.lower_ in ("by", "from") and children(preposition, "pobj"):
            return phrase(children(preposition, "pobj")[0])
    for name in children(noun, "compound", "amod", "nmod"):
        if name.pos_ == "PROPN" or (name.pos_ == "ADJ" and name.text[:1].isupper()):
            return name.i, name.i + 1
    giver = noun.head if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GIVING else None
    who = subject(giver) if giver is not None else None
    return phrase(who) if who is not None else None


_GIVING = frozenset(
    "make issue repeat renew reiterate voice express submit send announce present launch have give "
    "include contain outline offer deliver raise put keep drop withdraw state declare reaffirm show "
    "confirm break honour honor fulfil".split()
)


def _according(p: Paragraph, token: Token) -> Iterator[Candidate]:
    """`according to the minister, ...` and `..., according to the minister`."""
    to = children(token, "prep")
    who = children(to[0], "pobj") if to else []
    if not who:
        return
    first, end = phrase(who[0])
    sentence = token.sent
    own = (token.i, end)
    comma = next((t.i for t in p.doc[end : sentence.end] if t.text == ","), None)
    if token.i - sentence.start <= 2 and comma is not None:
        content = [(comma + 1, sentence.end)]
    else:
        content = _without(_clause_before(token), own)
    spans = tuple(s for r in content for s in _trimmed(p, r))
    if spans:
        yield Candidate(
            spans,
            p.span(first, end),
            p.span(token.i, to[0].i + 1),
            "according to",
            "say",
            "according to",
            CLAUSE,
        )


def _clause_before(token: Token) -> Range:
    """The clause that an `according to` behind it is about: its governor's, up to the phrase."""
    governor = token.head
    while governor.pos_ not in ("VERB", "AUX") and governor.head != governor:
        governor = governor.head
    return min(subtree(governor)[0], token.i), max(subtree(governor)[1], token.i)


# ------------------------------------------------------------------ ranges


def _without(whole: Range, hole: Range) -> list[Range]:
    """What is left of a token range when another is taken out of it."""
    if hole[0] >= hole[1] or hole[0] >= whole[1] or hole[1] <= whole[0]:
        return [whole]
    return [r for r in ((whole[0], hole[0]), (hole[1], whole[1])) if r[0] < r[1]]


_EDGES = frozenset(",.;:–-\"'() ")


def _trimmed(p: Paragraph, r: Range) -> Iterator[Span]:
    """The span of a range without punctuation at its edges; nothing where no word is left."""
    first, end = r
    while (
        first < end
        and (p.doc[first].text in _EDGES or p.doc[first].is_space)
        and p.quoted[first] < 0
        and not _opens(p, first, end)
    ):
        first += 1
    while (
        first < end
        and (p.doc[end - 1].text in _EDGES or p.doc[end - 1].is_space)
        and not _closes(p, first, end)
    ):
        end -= 1
    if first < end:
        yield p.span(first, end)


def _opens(p: Paragraph, first: int, end: int) -> bool:
    return p.doc[first].text in "\"'" and first + 1 < end and p.quoted[first + 1] >= 0


def _closes(p: Paragraph, first: int, end: int) -> bool:
    return p.doc[end - 1].text in "\"'" and end - 2 > first and p.quoted[end - 2] >= 0
