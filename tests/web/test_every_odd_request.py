"""Whatever somebody writes into an address, form or header: an answer, never an error of ours."""

import os
import random
from collections import Counter
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client as Web
from django.urls import reverse

from freelancer_os.engine.registry import collections
from tests.web.test_every_address import NAMES, House, house, text_of  # noqa: F401  # a fixture
from tests.web.test_every_collection import signed_in

TIMES = int(os.environ.get("FUZZ_TIMES", "1500"))
SEED = int(os.environ.get("FUZZ_SEED", "10"))

WORDS = [
    "q",
    "do",
    "cursor",
    "compose",
    "show",
    "order",
    "with_linked",
    "view",
    "value",
    "rows",
    "opened",
    "group",
    "force",
    "create",
    "before",
    "with_later",
    "wide",
    "where",
    "until",
    "theme",
    "starts",
    "saw",
    "region",
    "rate",
    "on",
    "name",
    "line",
    "limit",
    "language",
    "kind",
    "keep_length",
    "ids",
    "here",
    "first",
    "body",
    "at",
    "typed",
    "field",
    "options",
    "option",
    "day",
    "month",
    "from",
    "to",
    "by",
    "file",
    "account",
    "columns",
    "digest",
    "version",
    "text",
    "picked",
    "all",
    "page",
    "peek",
    "calc",
    "currency",
    "locale",
    "time_zone",
    "add",
    "remove",
    "next",
    "title",
    "date_format",
    "decimal",
    "undo",
    "label",
    "colour",
    "stage",
]
"""What pages and forms name; fields of the collections come to it."""
ODD = [
    *(
        "",
        "0",
        "-1",
        "x",
        "1e9",
        "٣",
        "99999999999999999999",
        "null",
        "[]",
        "{}",
        '{"a":[1]}',
        "[[",
    ),
    *("\0", "a\0b", "\ud800", "\u202e", "😀", "%", "%00", "a=b&c=d", "../..", "//evil.example"),
    *("2026-02-30", "9999-12-31", "0001-01-01", "2026-13", "10000-01-01", "NaN", "Infinity", "-0"),
    *("00000000-0000-0000-0000-000000000000", "a,b", "-name", "name,name", "--", "x" * 2_000),
    *('["name","contains",1]', '[["name","is","x"]]', '["and",[]]', '{"and":[{"field":"name"}]}'),
    *("board", "calendar", "table", "name", "stage", "text", "select", "true", "' OR 1=1", "<b>"),
]
HEADERS = [
    *("", "http://127.0.0.1/", "http://127.0.0.1/clients/", "http://127.0.0.1/clients/?view=board"),
    *("http://127.0.0.1/transactions/?view=calendar", "http://evil.example/", "//evil", "http://["),
    *("http://127.0.0.1/workflow/", "http://127.0.0.1/bin/", "http://127.0.0.1/nothing/here/", "x"),
]


def addresses(house: House) -> dict[str, dict[str, Any]]:  # noqa: F811
    """Every address and what its form sends, those of one collection for each of them."""
    found = {house.address(name): house.given(name) for name in NAMES if name != "logout"}
    for slug in sorted(c.slug for c in collections):
        for name in ("collection", "rows", "foot", "new"):
            found.setdefault(reverse(name, kwargs={"slug": slug}), {})
        for panel in ("filter", "sort", "properties", "group", "nothing"):
            found.setdefault(reverse("panel", kwargs={"slug": slug, "name": panel}), {})
    return found


@pytest.mark.django_db
def test_odd_words_are_answered(house: House) -> None:  # noqa: F811
    chance, web = random.Random(SEED), signed_in(house.books.user)
    web.raise_request_exception = False
    fields = sorted({one.name for c in collections for one in c.fields})
    names, where = WORDS + fields, addresses(house)
    failed: dict[str, str] = {}
    kinds: Counter[int] = Counter()

    def value() -> str:
        return chance.choice(ODD if chance.random() < 0.7 else names)

    for _ in range(TIMES):
        address = chance.choice(list(where))
        odd = [(chance.choice(names), value()) for _ in range(chance.randrange(1, 5))]
        odd.append(("here", f"{chance.choice(fields)}={value()}&{chance.choice(names)}={value()}"))
        query = urlencode([(n, v) for n, v in odd], errors="surrogatepass")
        headers = {"hx-current-url": chance.choice(HEADERS) + "?" + query}
        if chance.random() < 0.5:
            headers["hx-request"] = "true"
        if chance.random() < 0.3:
            headers["x-rows"] = chance.choice(ODD).encode("latin-1", "replace").decode("latin-1")
        headers = {n: quote(v, safe="/:?&=%[]") for n, v in headers.items()}
        is_post = chance.random() < 0.5
        if is_post:
            known = [(n, str(v)) for n, v in where[address].items()]
            body = urlencode(known + odd, errors="surrogatepass")
            answer = web.generic(
                "POST", address, body, "application/x-www-form-urlencoded", headers=headers
            )
        else:
            answer = web.get(f"{address}?{query}", headers=headers)
        kinds[answer.status_code] += 1
        if answer.status_code >= 500:
            failed.setdefault(address, f"{'POST' if is_post else 'GET'} {odd} {headers}")
    assert not failed
    assert kinds[200] > TIMES / 10


REPORTED = [
    "/clients/controls/filter/?here=contract_value%3Dabc",
    "/clients/controls/properties/?field=%00&options=[[",
    "/clients/{pk}/why/income/?cursor=x",
]


@pytest.mark.parametrize("address", REPORTED)
def test_an_address_that_was_an_error_once(address: str, house: House) -> None:  # noqa: F811
    answer = signed_in(house.books.user).get(address.format(pk=house.client.pk))
    assert answer.status_code in {200, 404, 422}


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "latin-1", "idna", "base64", "nonsense"])
@pytest.mark.parametrize("address", ["/clients/", "/auth/login/"])
def test_a_body_in_another_encoding_is_refused(
    address: str,
    charset: str,
    house: House,  # noqa: F811
) -> None:
    web = Web(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    web.force_login(house.books.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    web.raise_request_exception = False
    web.get("/clients/")
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'
    for kind, body in (
        ("application/x-www-form-urlencoded", "name=x".encode("utf-16")),
        ("multipart/form-data; boundary=x", part),
        ("multipart/form-data", part),
    ):
        answer = web.generic("POST", address, body, f"{kind}; charset={charset}")
        assert answer.status_code in {400, 403}
        assert "<h1>" in text_of(answer)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
