"""What is installed: a manifest in the person's language, icons, a worker that keeps no books."""

import json
import re
import struct

import pytest
from django.conf import settings
from django.test import Client as Web

from freelancer_os.web.shell.frame.assets import DIST, built
from tests.books import Books


def test_the_manifest_names_icons_that_are_there(client: Web, web: Web) -> None:
    found = client.get("/manifest.webmanifest", headers={"accept-language": "de"})
    assert found["Content-Type"] == "application/manifest+json"
    told = json.loads(found.content)
    assert told["lang"] == "de"
    assert "Geld" in told["description"]
    assert {one["sizes"] for one in told["icons"]} >= {"192x192", "512x512"}
    assert any(one.get("purpose") == "maskable" for one in told["icons"])
    for one in told["icons"]:
        if one["type"] == "image/png":
            image = client.get(one["src"]).content
            assert image[:8] == b"\x89PNG\r\n\x1a\n"
            assert struct.unpack(">II", image[16:24]) == tuple(map(int, one["sizes"].split("x")))
    assert '<link rel="manifest" href="/manifest.webmanifest"' in web.get("/").content.decode()


@pytest.mark.parametrize("path", ["/icon-191.png", "/icon-whole-9999999.png"])
def test_no_other_icon_is_drawn(client: Web, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_worker_keeps_this_build_and_the_page_offline(client: Web) -> None:
    answer = client.get("/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    told = re.match(r"self\.KEPT=(\{.*\});\n", answer.content.decode())
    assert told
    kept = json.loads(told[1])
    assert {built()["app.js"], built()["app.css"]} <= set(kept["kept"])
    assert all(one.startswith("/static/") for one in kept["kept"])
    assert {p.name for p in DIST.glob("box-*.js")} <= {p.rpartition("/")[2] for p in kept["kept"]}
    assert client.get(kept["offline"]).status_code == 200


def test_the_page_offline_is_the_same_for_everybody(books: Books, client: Web, web: Web) -> None:
    books.client("Kryptonite Holding")
    page = web.get("/offline/").content.decode()
    assert page == client.get("/offline/").content.decode()
    assert books.user.email not in page
    assert str(books.workspace) not in re.sub(r"<[^>]+>", "", page)
    assert "csrf" not in page


def test_the_policy_allows_both(client: Web) -> None:
    policy = client.get("/offline/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]
