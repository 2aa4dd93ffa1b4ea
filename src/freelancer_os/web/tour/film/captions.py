"""The captions of the film: what is said, at the times that were recorded, in any language."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from freelancer_os.web.tour.film.scenes import SCENES

RECORDED = Path(__file__).with_name("recorded.json")


@dataclass(frozen=True)
class Recorded:
    """Of the film as it is shipped: its length, when each scene begins (both in seconds), and each
    control that was touched for it, as "PAGE NAME"."""

    seconds: float
    begins: dict[str, float]
    steps: list[str]


@dataclass(frozen=True)
class Caption:
    """One sentence, and from when to when it is true, in seconds."""

    begins: float
    ends: float
    words: str

    @property
    def at(self) -> str:
        """ "1:05", as a player shows it."""
        return f"{int(self.begins) // 60}:{int(self.begins) % 60:02}"


@cache
def recorded() -> Recorded:
    """What `make tutorial` has written beside this file."""
    return Recorded(**json.loads(RECORDED.read_text(encoding="utf-8")))


def captions() -> Iterator[Caption]:
    """All of them, in the language that is active."""
    begins = recorded().begins
    ends = [*list(begins.values())[1:], recorded().seconds]
    for (name, begin), end in zip(begins.items(), ends, strict=True):
        yield Caption(begin, end, str(SCENES[name]))


def as_vtt() -> str:
    """The captions as WebVTT (W3C), in the language that is active."""
    cues = [f"{_time(one.begins)} --> {_time(one.ends)}\n{one.words}\n" for one in captions()]
    return "\n".join(["WEBVTT\n", *cues])


def _time(seconds: float) -> str:
    """ "00:01:05.250"."""
    minutes, left = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{left:06.3f}"
