"""Which names may be meant by one that is spelled otherwise: old spellings, abbreviations, word order, one typo.

Names are compared word by word, each in the form it sounds like (``Spelling.sound``); the table behind that is data
(``ejaan.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from board.workflow.config_files import Unreadable

FULL, BEGUN, TYPED = 0, 1, 2
"""What a word costs that sounds the same, that only begins so, and that has one letter more, less or otherwise."""
SHORTEST_TYPO = 4
"""Letters of a word in which a wrong one is forgiven: of a shorter one too little is left to know it by."""
SHORTEST_BEGINNING = 3
_NO_LETTER = re.compile(r"[^a-z]")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Spelling:
    """How names are written: words for one name, titles, and letters that sound alike.

    Args:
        words: a way of writing it → the name that is meant.
        titles: words that are no part of a name.
        letters: what is replaced by what, in order.
    """

    words: Mapping[str, str]
    titles: frozenset[str]
    letters: Sequence[tuple[str, str]]
    _heard: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def sound(self, word: str) -> str:
        """What a word of a name sounds like; empty for a title, and where it has no letter."""
        heard = self._heard.get(word)
        if heard is None:
            heard = self._heard[word] = self._sound(word)
        return heard

    def _sound(self, word: str) -> str:
        plain = _NO_LETTER.sub("", word)
        if plain in self.titles:
            return ""
        plain = self.words.get(plain, plain)
        for written, meant in self.letters:
            if written in plain:
                plain = plain.replace(written, meant)
        return _DOUBLE.sub(r"\1", plain)

    def sounds(self, name: str) -> list[str]:
        """What the words of a name sound like, titles left out."""
        return [heard for word in name.split() if (heard := self.sound(word))]


def build_spelling(plain: Mapping[str, object]) -> Spelling:
    """The table as its file has it.

    Raises:
        Unreadable: it has another shape.
    """
    groups, titles, letters = (plain.get(name, []) for name in ("kata", "gelar", "bunyi"))
    known = plain.keys() <= {"kata", "gelar", "bunyi"}
    if not (known and _are_words(titles) and _are_groups(groups) and _are_groups(letters, of=2)):
        raise Unreadable('tulis kata = [["siti", "sitti"]], gelar = ["hj"], bunyi = [["oe", "u"]], semua huruf kecil')
    assert isinstance(groups, list)
    assert isinstance(titles, list)
    assert isinstance(letters, list)
    return Spelling(
        {word: group[0] for group in groups for word in group},
        frozenset(titles),
        [(pair[0], pair[1]) for pair in letters],
    )


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and re.fullmatch("[a-z]+", word) for word in value)


def _are_groups(value: object, of: int | None = None) -> bool:
    return isinstance(value, list) and all(
        _are_words(group) and len(group) == (of or len(group) or 1) for group in value
    )


def alike(wanted: str, names: Collection[str], spelling: Spelling) -> list[str]:
    """Those of some names that may be meant, the nearest first, each once.

    Args:
        wanted: what was typed; both it and the names in the form they are searched in (``wording.search_form``).
    """
    words = list(dict.fromkeys(spelling.sounds(wanted)))
    if not words:
        return []
    # Names are many and their words few: what a word sounds like is asked of each word once.
    written: dict[str, list[str]] = {}
    for word in set(" ".join(names).split()):
        written.setdefault(spelling.sound(word), []).append(word)
    costs = [
        {word: cost for heard, cost in _near(meant, written).items() for word in written[heard]} for meant in words
    ]
    found: dict[str, int] = {}
    for name in _naming(costs, names):
        cost = sum(min(near[word] for word in name.split() if word in near) for near in costs)
        # A second wrong letter is one too many: somebody else is meant.
        if cost < 2 * TYPED:
            found[name] = cost
    return sorted(found, key=lambda name: (found[name], len(name), name))


def _naming(words: Sequence[Mapping[str, int]], names: Iterable[str]) -> Iterable[str]:
    """Names in which one of each group of words stands."""
    for group in words:
        wanted = group.keys()
        names = [name for name in names if not wanted.isdisjoint(name.split())]
    return names


def _near(word: str, heard: Collection[str]) -> dict[str, int]:
    """Words that may be meant by one, as they sound, and what each costs."""
    near = {}
    if len(word) >= SHORTEST_TYPO:
        # Takes as long to import as a search; whoever is found at once never waits for it.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        near = {found: TYPED for found, _, _ in extract_iter(word, list(heard), scorer=OSA.distance, score_cutoff=1)}
    if len(word) >= SHORTEST_BEGINNING:
        near |= {found: BEGUN for found in heard if found.startswith(word)}
    if word in heard:
        near[word] = FULL
    return near
