"""Candidate positions: uncoded sentences grouped by what they want, back or reject.

Their topics (`coding.wanted`) are weighed by TF-IDF (Salton and Buckley 1988), so that what is said everywhere counts
little, and grouped by average linkage over the cosine distance (Sokal and Michener 1958). No chance is involved: the
same sentences give the same groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from positions.coding.wanted import Topic, lists

FAR = 0.85  # the mean cosine distance beyond which two groups stay two
OFTEN = 0.1  # a topic of a larger share of the sentences is no topic, where there are more than a few
FEW = 20
COVERED = (
    0.65  # the share of a group that a topic needs in order to be a pattern of it, but for those of its head
)
TOLD = 1.6  # how much better a topic of two words names a group than a word with an actor
OWNED = 0.5  # the share of a group that has to speak of an actor for the group to be about that actor
PATTERNS = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """An uncoded statement with its topics."""

    statement: str  # its id
    document: str
    topics: tuple[Topic, ...]
    others: tuple[str, ...]  # the codes of those who are spoken of


@dataclass(frozen=True, slots=True)
class Group:
    """A candidate position: what it is about, and the sentences in which it was found, the most typical first."""

    topic: str  # as the texts mostly have it: "political settlement"
    plural: bool
    harm: bool  # what is to end, not to be supported
    actor: str  # the code of the actor that it is about, or ""
    patterns: tuple[str, ...]
    statements: tuple[str, ...]
    documents: int

    def label(self, names: Mapping[str, str]) -> str:
        """
        >>> Group("prisoner swap", False, False, "RUS", (), (), 0).label({"RUS": "Russia"})
        'Prisoner swap (Russia)'
        """
        about = f" ({names.get(self.actor, self.actor)})" if self.actor else ""
        return self.topic[:1].upper() + self.topic[1:] + about

    def proposition(self, names: Mapping[str, str]) -> str:
        """A draft of one sentence that can be supported or opposed.

        >>> Group("arms sales", True, False, "", (), (), 0).proposition({})
        'Arms sales deserve support.'
        >>> Group("violence", False, True, "MMR", (), (), 0).proposition({"MMR": "Myanmar"})
        'Concerning Myanmar: violence must be stopped.'
        """
        verb = "must be stopped" if self.harm else "deserve support" if self.plural else "deserves support"
        said = f"{self.topic} {verb}."
        if self.actor:
            return f"Concerning {names.get(self.actor, self.actor)}: {said}"
        return said[:1].upper() + said[1:]


def groups(sentences: Sequence[Sentence], minimum: int) -> list[Group]:
    """The groups with so many sentences, in at least two documents; the largest first."""
    told = [each for each in sentences if each.topics]
    if len(told) < max(minimum, 2):
        return []
    labels = _clustered(told)
    members: dict[int, list[Sentence]] = defaultdict(list)
    for each, label in zip(told, labels, strict=True):
        if label >= 0:
            members[label].append(each)
    found = [group for each in members.values() if (group := _group(each, minimum))]
    return sorted(_once(found), key=lambda each: (-each.documents, -len(each.statements), each.topic))


def _clustered(sentences: Sequence[Sentence]) -> list[int]:
    """The number of each sentence's group; -1 for one whose topics nobody shares."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    names = [[topic.name for topic in each.topics] for each in sentences]
    counted = Counter(name for each in names for name in set(each))
    most = max(FEW, int(OFTEN * len(names)))
    if not any(2 <= n <= most for n in counted.values()):
        return [-1] * len(names)
    weigh = TfidfVectorizer(analyzer=list, min_df=2, max_df=most, sublinear_tf=True)
    weights = weigh.fit_transform(names)
    told = [at for at in range(len(names)) if weights[[at]].nnz]
    labels = [-1] * len(names)
    if len(told) < 2:
        return labels
    cluster = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FAR, metric="cosine", linkage="average"
    )
    for at, label in zip(told, cluster.fit_predict(weights[told].toarray()), strict=True):
        labels[at] = int(label)
    return labels


def _group(members: Sequence[Sentence], minimum: int) -> Group | None:
    """The candidate that some sentences make, or None where they have too little in common."""
    counted = Counter(name for each in members for name in {topic.name for topic in each.topics})
    best = max(counted, key=lambda name: (counted[name] * (1.0 if "@" in name else TOLD), name))
    topic = _as_mostly_written(best, members)
    heads = {t.name for each in members for t in each.topics if t.head == topic.head}
    near = [n for n, often in counted.most_common() if often >= COVERED * len(members) or n in heads]
    common = [best, *(name for name in near if name != best and counted[name] > 1)][:PATTERNS]
    shared = [each for each in members if any(topic.name in common for topic in each.topics)]
    documents = len({each.document for each in shared})
    if len(shared) < minimum or documents < 2:
        return None
    actor = best.partition("@")[2] or _about(shared)
    return Group(
        topic=topic.shown,
        plural=topic.plural,
        harm=bool({topic.head, topic.name.replace(" ", "-")} & lists().harms),
        actor=actor,
        patterns=tuple(dict.fromkeys(_pattern(name, actor) for name in common)),
        statements=tuple(each.statement for each in _typical_first(shared, common)),
        documents=documents,
    )


def _as_mostly_written(name: str, members: Iterable[Sentence]) -> Topic:
    written = Counter(topic for each in members for topic in each.topics if topic.name == name)
    return max(written, key=lambda topic: (written[topic], topic.shown))


def _about(members: Sequence[Sentence]) -> str:
    """The actor that most of the sentences speak of, or ""."""
    spoken = Counter(code for each in members for code in set(each.others))
    code, n = max(spoken.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    return code if n >= OWNED * len(members) else ""


def _pattern(name: str, actor: str) -> str:
    """The pattern of the codebook for a topic.

    >>> _pattern("political settlement", "AFG"), _pattern("release of hostage", ""), _pattern("vote @LBY", "LBY")
    ('political ^settlement + @AFG', '^release of hostage', '^vote + @LBY')
    """
    words, _, code = name.partition(" @")
    first, _, rest = words.partition(" ")
    phrase = f"^{words}" if not rest or rest.startswith("of ") else f"{first} ^{rest}"
    owner = code or actor
    return f"{phrase} + @{owner}" if owner else phrase


def _typical_first(members: Iterable[Sentence], common: Sequence[str]) -> list[Sentence]:
    """Those that share the most of what is common first; of equals, the order in which they came."""
    return sorted(members, key=lambda each: -sum(topic.name in common for topic in each.topics))


def _once(found: Iterable[Group]) -> list[Group]:
    """Of groups that would be called the same, the larger."""
    best: dict[tuple[str, str], Group] = {}
    for each in found:
        key = (each.topic, each.actor)
        if key not in best or len(each.statements) > len(best[key].statements):
            best[key] = each
    return list(best.values())
