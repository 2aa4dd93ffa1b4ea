"""The film as it is shipped: small, in parts, and with what it says at the times it is said."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client as Web
from django.utils.translation import override

from freelancer_os.web.tour.film.captions import captions, recorded
from freelancer_os.web.tour.film.scenes import SCENES

FILM = "/static/film/finance.webm"
FILE = Path(settings.PACKAGE) / FILM[1:]
CUE = re.compile(r"00:0(\d):(\d\d\.\d{3}) --> 00:0(\d):(\d\d\.\d{3})\n(.+)\n")
FASTEST = 17  # letters a second


def test_it_takes_two_to_three_minutes_and_no_more_room_than_it_may() -> None:
    assert 120 <= recorded().seconds <= 180
    assert FILE.stat().st_size < 6_000_000
    assert list(recorded().begins) == list(SCENES)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=1000-1999", 1_000, 1_999), ("bytes=-500", -500, -1)],
)
def test_a_player_gets_the_part_that_it_asks_for(
    client: Web, asked: str, first: int, last: int
) -> None:
    whole = FILE.read_bytes()
    answer = client.get(FILM, headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Type"] == "video/webm"
    first, last = (one % len(whole) for one in (first, last))
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
    assert body(answer) == whole[first : last + 1]


@pytest.mark.parametrize("code", ["en", "de"])
def test_each_sentence_is_shown_as_long_as_one_reads(web: Web, code: str) -> None:
    answer = web.get(f"/film/{code}.vtt")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("WEBVTT\n\n")
    end = 0.0
    with override(code):
        said = [str(one) for one in SCENES.values()]
    for (*times, words), sentence in zip(CUE.findall(text), said, strict=True):
        begins, ends = (60 * int(times[at]) + float(times[at + 1]) for at in (0, 2))
        assert (begins, words) == (pytest.approx(end), sentence)
        assert len(words) / (ends - begins) < FASTEST
        end = ends
    assert end == pytest.approx(recorded().seconds)


def test_the_page_takes_the_captions_of_the_persons_language(web: Web) -> None:
    page = web.get("/film/", headers={"accept-language": "de"}).content.decode()
    tracks = dict(re.findall(r'srclang="(\w+)"[^>]*?( default)?>', page))
    assert tracks == {"en": "", "de": " default"}
    with override("de"):
        assert all(one.words in page for one in captions())


def test_there_are_no_captions_in_another_language(web: Web) -> None:
    assert web.get("/film/xx.vtt").status_code == 404


def body(answer: object) -> bytes:
    """What is streamed, put together."""
    parts: Iterable[bytes] = getattr(answer, "streaming_content")  # noqa: B009
    return b"".join(parts)
