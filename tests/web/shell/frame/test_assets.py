"""The built front end."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from freelancer_os.web.shell.frame.assets import DIST, NotBuilt, built, entries


def test_the_entry_points_are_built_with_hashed_names() -> None:
    for name in ("app.js", "app.css"):
        stem, _, ending = name.partition(".")
        assert re.fullmatch(rf"/static/dist/{stem}-[A-Z0-9]{{8}}\.{ending}", built()[name])
        assert (DIST / Path(built()[name]).name).is_file()


def test_built_files_may_be_kept_for_ever(client: Client) -> None:
    answer = client.get(built()["app.js"])
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]


def test_built_files_are_sent_compressed(client: Client) -> None:
    for name in ("app.js", "app.css"):
        answer = client.get(built()[name], headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        packed = b"".join(answer.streaming_content)
        assert gzip.decompress(packed) == (DIST / Path(built()[name]).name).read_bytes()
    font = client.get(built()["inter-latin-wght"], headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in font


def test_a_package_without_a_front_end_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="make run"):
        entries(tmp_path)
