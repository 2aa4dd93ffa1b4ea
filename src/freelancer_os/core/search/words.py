"""The words of a text: what the index holds, and what is looked for, are taken apart alike."""

import re
import unicodedata
from itertools import groupby

from freelancer_os.core.values.text import fold

LONGEST = 40  # characters of a word
_PLAIN = re.compile(r"[a-z0-9]+")
# Han, kana and Hangul, whose words have no spaces between them, or endings that grow on them.
_PAIRED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U000323af]+"
)


def words_of(text: str) -> list[str]:
    """The words of a text in their order, folded (`core.values.text.fold`).

    A word is a run of letters, numbers and their marks: "RE-2026/7" gives re, 2026, 7. Runs of
    Chinese, Japanese and Korean give each pair of signs and the last sign: "東京都" gives 東京,
    京都 and 都. So whatever stands in such a run is found by the beginnings of words.
    """
    folded = fold(text)
    if folded.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(folded)]
    runs = ("".join(run) for is_word, run in groupby(folded, _is_of_word) if is_word)
    return [word for run in runs for word in _parted(run)]


def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def _parted(run: str) -> list[str]:
    found: list[str] = []
    at = 0
    for paired in _PAIRED.finditer(run):
        found += [run[at : paired.start()][:LONGEST], *_pairs(paired[0])]
        at = paired.end()
    return [word for word in [*found, run[at:][:LONGEST]] if word]


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run))]
