"""Which of the old one- and two-byte encodings a file is in, told by the letters that come out.

Each candidate is decoded and judged by the alphabets of the languages that are written in it and by
the names of columns that can be read; what a detector of the Unicode consortium's tables finds
counts where that leaves several. Two that give the same text are one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

from freelancer_os.transfer.csv.words import matches

# By language: the letters beyond ASCII. Which encoding is used for it stands below.
_ALPHABETS = {
    "en": "", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü¿¡ºª", "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíòóù", "nl": "éëïóöüèê", "sv": "åäöé", "no": "åæøéòô", "da": "åæøé", "fi": "äöåšž",
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "hr": "čćđšž", "sl": "čšž", "ro": "ăâîșțşţ", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
    "et": "äõöüšž", "tr": "çğıİöşüâî", "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
}  # fmt: skip
_WRITTEN_IN = {
    "cp1252": ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "no", "da", "fi"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "sl", "ro"),
    "cp1257": ("lt", "lv", "et"),
    "cp1251": ("ru", "uk", "bg", "sr"),
    "cp1253": ("el",),
    "cp1254": ("tr",),
    "iso8859-2": ("pl", "cs", "sk", "hu", "hr", "sl", "ro"),
    "koi8-r": ("ru",),
    "cp866": ("ru",),
    "cp852": ("pl", "cs", "sk", "hu", "hr", "sl"),
    "cp850": ("de", "fr", "es", "pt", "it", "nl", "sv", "no", "da", "fi"),
    "mac-roman": ("de", "fr", "es", "pt", "it", "nl", "sv", "no", "da", "fi"),
}
_WIDE = {"cp932": "ja", "gb18030": "zh", "big5": "zh", "cp949": "ko", "euc_jp": "ja"}
_SIGNS = frozenset("€£¥§°–—‘’‚“”„…·«»\N{NO-BREAK SPACE}®©™×±²³½¼¾µ•´№¦ªº")
_HAN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]")
_RUN = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]+")
_WITHIN = re.compile("[A-Za-z][\u4e00-\u9fff\uac00-\ud7a3]+[A-Za-z]")  # of a Latin word
_RARE = re.compile("[\ue000-\uf8ff\u0080-\u009f\ufffd]")
_HALF = re.compile("[\uff61-\uff9f]")  # narrow letters of Japan, which any bytes make
_TELLING = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 60_000  # bytes
_ENOUGH = 0.9  # of the letters beyond ASCII must be those of one language
_BETWEEN = re.compile(r"(?<=[^\W\d_])[²³¹¼½¾¿¡±×÷¶¥¦§¨©ª«¬®¯°´µ·¸º»€†‡‰‹›„“”•](?=[^\W\d_])")
_MIXED = re.compile("[a-z][Α-ωА-я]|[Α-ωА-я][a-z]", re.IGNORECASE)
_LEGACY = {"koi8-r", "cp866", "cp852", "cp850", "mac-roman", "iso8859-2"}  # only with a head
_LEAST_WIDE = 3  # letters
_CELL = re.compile(r"[;,\t|\"\r\n]+")


@dataclass(frozen=True)
class Encoded:
    """The encoding of a file, and others (best first) that it could as well be in."""

    encoding: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Guess:
    encoding: str
    text: str
    names: int  # of columns, with letters beyond ASCII, that can be read
    is_usual: bool  # what the language of the header is written in
    share: float  # of the letters beyond ASCII: those of the language that has most of them

    @property
    def rank(self) -> tuple[int, bool, float]:
        return self.names, self.is_usual and self.share >= _ENOUGH / 2, round(self.share, 2)


def encoding_of(content: bytes) -> Encoded | None:
    """The encoding of bytes that are not UTF-8, None where no candidate gives a text."""
    start = content[:_SAMPLE]
    if len(content) > _SAMPLE:
        start = start[: start.rfind(b"\n") + 1] or start
    guesses = sorted(filter(None, (_guess(start, one) for one in (*_WRITTEN_IN, *_WIDE))), key=_key)
    guesses = [one for one in guesses if _decodes(content, one.encoding)]
    if not guesses:
        return None
    best = guesses[0]
    if best.encoding not in _LEGACY:
        guesses = [one for one in guesses if one.encoding not in _LEGACY]
    rivals = [one for one in guesses if one.rank == best.rank and one.text != best.text]
    if rivals and best.names == 0:
        best, rivals = _by_detector(start, [best, *rivals])
    elif best.names or best.is_usual:
        rivals = []
    return Encoded(best.encoding, tuple(one.encoding for one in rivals[:3]))


def _key(guess: _Guess) -> tuple[float, ...]:
    names, usual, share = guess.rank
    return -names, -usual, -share


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guess(start: bytes, encoding: str) -> _Guess | None:
    try:
        text = start.decode(encoding)
    except UnicodeDecodeError:
        return None
    beyond = [sign for sign in text.casefold() if sign > "\x7f" and sign not in _SIGNS]
    if _BETWEEN.search(text) or _RARE.search(text):
        return None
    read = _read_names(text)
    named = max(read, key=lambda language: read[language], default="")
    languages = (_WIDE[encoding],) if encoding in _WIDE else _WRITTEN_IN[encoding]
    names = sum(any(map(_TELLING.search, cell)) for cell in _names_beyond(text))
    share = _share(beyond, encoding, languages)
    of_named = _share(beyond, encoding, (named,)) if named in languages and beyond else 0
    if share < _ENOUGH and of_named < _ENOUGH / 2:
        return None
    if not names and (_HALF.search(text) or _MIXED.search(text)):
        return None
    if not names and _needs_head(encoding, named, beyond, text):
        return None
    return _Guess(encoding, text, names, named in languages, share)


def _needs_head(encoding: str, named: str, beyond: list[str], text: str) -> bool:
    if encoding in _WIDE:
        within = len(_WITHIN.findall(text)) * 2 >= len(_RUN.findall(text))
        return within or len(beyond) < _LEAST_WIDE
    return encoding in _LEGACY and named not in _WRITTEN_IN[encoding]


def _share(beyond: list[str], encoding: str, languages: tuple[str, ...]) -> float:
    if not beyond:
        return 1.0
    if encoding in _WIDE:
        return sum(map(bool, map(_HAN.match, beyond))) / len(beyond)
    count = Counter(beyond)
    found = (sum([count[sign] for sign in _ALPHABETS[one]]) for one in languages)
    return max(found) / len(beyond)


def _cells(text: str) -> list[str]:
    return [cell.strip(" #") for cell in _CELL.split(text[:6000]) if cell.strip(" #")][:400]


def _names_beyond(text: str) -> list[str]:
    """The cells that are names of columns and hold letters beyond ASCII."""
    return [c for c in _cells(text) if _TELLING.search(c) and any(m.is_exact for m in matches(c))]


def _read_names(text: str) -> dict[str, int]:
    """How many names of columns can be read, by language."""
    found: dict[str, int] = {}
    for cell in _cells(text):
        for language in {match.language for match in matches(cell) if match.is_exact}:
            found[language] = found.get(language, 0) + 1
    most = max(found.values(), default=0)
    return {language: count for language, count in found.items() if count == most and most > 1}


def _by_detector(start: bytes, guesses: list[_Guess]) -> tuple[_Guess, list[_Guess]]:
    """The guess whose text a detector finds too; all stay in question where it finds none."""
    found = from_bytes(start, cp_isolation=[one.encoding for one in guesses]).best()
    told = str(found) if found else None
    for guess in guesses:
        if guess.text == told:
            return guess, [one for one in guesses if one is not guess]
    return guesses[0], guesses[1:]
