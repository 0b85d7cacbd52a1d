"""Generate rare words for titles: model names (`GraphFormer`, `Mol3DNet`), inflections, surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from string import ascii_uppercase

_ENDINGS = """
Former Net GAN BERT LM Bench Eval Gen Nav Rec SLAM Flow Diff Mamba Fusion Gait Seg Track Align Bridge Coder Prompt
Agent Graph Vec CLIP QA VQA NeRF Splat RAG Tune Prune Quant Mix Mask Speech Talk Parse Sum Trans Adapt Distill Edit
Forge Guard Judge Lens Map Pose Reason Search Sim Sense Verse World Zero Hub Lite Core Drive
"""
_DIGITS = ["2", "3D", "4", "360", "2Seq", "4D", "X", "++", "v2", "-V", "-XL"]
_PREFIXES = "un re non multi cross inter meta hyper pseudo sub super neuro geo bio auto tele micro over mis intra"
_SUFFIXES = "ization ability ness wise ically ational ized izing ers ings ality ative ment ously based ish"
_SYLLABLES = """
an ba ber bor cha da del dra en fer gar ger hal han hor ja kar ken kov la len lin ma mann mar men mor na ner ni
nov o pa per ra ren ri ro sa sch sen shi ska son stein su ta ten ti to va ven vi wa win ya yev za zhi
"""
_LETTERS_ONLY = re.compile(r"[^\W\d_]{4,}")


class WordGenerator:
    """Generates words from the words of real titles.

    Args:
        words: the words of the real titles, repeated as often as they occur.
        chance: the source of all random choices.
    """

    def __init__(self, words: Sequence[str], chance: Random) -> None:
        self._chance = chance
        self._plain = [word for word in words if word.isascii() and _LETTERS_ONLY.fullmatch(word)] or ["title"]
        self._endings, self._syllables = _ENDINGS.split(), _SYLLABLES.split()
        self._prefixes, self._suffixes = _PREFIXES.split(), _SUFFIXES.split()
        self._names = [self._with_ending, self._numbered, self._acronym, self._hyphenated, self._blended]
        self._common = [self._prefixed, self._suffixed, self._surname, self._compound]

    def name(self) -> str:
        """Return a name of a model, a dataset or a task."""
        return self._chance.choice(self._names)()

    def common(self) -> str:
        """Return a word of the language: an inflection, a compound, a surname."""
        return self._chance.choice(self._common)()

    def _word(self) -> str:
        return self._chance.choice(self._plain).lower()

    def _stem(self) -> str:
        word = self._word()
        return word[: self._chance.randint(3, 6)].capitalize()

    def _initials(self) -> str:
        length = self._chance.choice((2, 3, 3, 4, 4, 5))
        return "".join(self._chance.choice((self._word()[0].upper(), *ascii_uppercase[:3])) for _ in range(length))

    def _with_ending(self) -> str:
        return self._stem() + self._chance.choice(self._endings)

    def _numbered(self) -> str:
        return (
            self._stem()
            + self._chance.choice(_DIGITS)
            + self._chance.choice(("", "", self._chance.choice(self._endings)))
        )

    def _acronym(self) -> str:
        return self._initials() + self._chance.choice(("", "", "Net", "-2"))

    def _hyphenated(self) -> str:
        return f"{self._initials()}-{self._chance.choice(self._endings)}"

    def _blended(self) -> str:
        return self._stem() + self._stem()

    def _prefixed(self) -> str:
        return self._chance.choice(self._prefixes) + self._word()

    def _suffixed(self) -> str:
        return self._word().rstrip("aeiousy") + self._chance.choice(self._suffixes)

    def _compound(self) -> str:
        return self._word()[:6] + self._word()

    def _surname(self) -> str:
        length = self._chance.choice((2, 3, 3))
        return "".join(self._chance.choice(self._syllables) for _ in range(length)).capitalize()
