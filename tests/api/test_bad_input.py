"""Bad input of every kind, for every field: a sentence at the field, and nothing is written."""

from io import BytesIO
from typing import Any

import pytest

from freelancer_os.collections.money.entries.exchange_rate import Derived
from freelancer_os.collections.money.repeats.recurring_lines import TemplateLines
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.addresses import ElectronicAddress, Email, Phone, Website
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.codes import Code
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field, Text
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.iban import Iban
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Currency, Money
from freelancer_os.engine.kinds.months import Month
from freelancer_os.engine.kinds.numbers import Number, Whole
from freelancer_os.engine.own.option_list import OptionList
from freelancer_os.engine.own.own_choice import OwnChoice
from tests.api.cast import Program
from tests.api.samples import ALL, body

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)

OTHER_TYPES: list[Any] = [1, 1.5, True, [], {}, ["1"], {"id": "1"}]
BAD_NUMBERS = [
    *("1.234,56", "1,234.56", "1 234", "1e5", "1E5", "NaN", "nan", "Infinity", "-Infinity"),
    *("9" * 40, "-" + "9" * 40, "0." + "0" * 40 + "1", "", " ", " 1", "1 ", "1\n", "+1", "--1"),
    *("-", ".", ".5", "5.", "1.2.3", "1_000", "0x10", "١٢", "１２", "1\u0000", "\ud800", "€5"),
]
SOMEBODY = "0192a4b0-0000-7000-8000-00000000abcd"
BAD_DATES = [
    *("2026-11-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "31.12.2026"),
    *("2026-1-1", "20261101", "2026-W45-1", "2026-305", "2026-11-01T00:00:00Z", " 2026-11-01"),
    *("2026-11-01 ", "", "0000-00-00", "1899-12-31", "2201-01-01", "9999-12-31", "-2026-11-01"),
    *("２０２６-11-01", "2026-11-01\u0000", "\ud8002026-11-01", "today"),
]
BAD_IDS = [
    *("nonsense", "", "0", "0" * 36, SOMEBODY, SOMEBODY.upper(), "\u0000"),
    SOMEBODY.replace("-", ""),
    *(f"{{{SOMEBODY}}}", f"urn:uuid:{SOMEBODY}", "\ud800", "'; DROP TABLE clients_client; --"),
]
BROKEN_TEXTS = ["a\u0000b", "\ud800", "a\udfffb", "a\nb", "a\u001bb", "a\u0085b"]
NOT_A_CHOICE = ["", "nonsense", "LEAD", "\u0000", "\ud800", " sent"]
BAD_CURRENCIES = ["", "eur", "Euro", "XXX", "EURO", "€", "\u0000", "\ud800", "ΕUR"]


BAD_INSTANTS = [
    *("2026-11-01", "2026-11-01T10:00:00", "2026-11-31T10:00:00Z", "2026-11-01T25:00:00Z"),
    *("2026-11-01 10:00:00Z", "2026-11-01T10:00:00+25:00", "", "now", "1899-12-31T23:00:00Z"),
    *("2026-11-01T10:00:00Z\u0000", "\ud800", "9999-12-31T23:59:59-14:00"),
]
NO_SLUGS = ["", "Finance", "a b", "ä", "x" * 41, "a\n", "\u0000", "\ud800"]
BAD_LISTS = [
    *([1], [None], ["nonsense"], [[]], [{}], "nonsense", ["\ud800"], None),
    *([SOMEBODY], [SOMEBODY] * 51, SOMEBODY),
]


BAD_OPTIONS = [
    *(None, "Red", ["Red"], [{}], [{"value": "red"}], [{"label": None}], [{"label": ["Red"]}]),
    *([{"label": "Red", "more": "x"}], [{"label": "Red", "colour": 1}], {"label": "Red"}),
]
BAD_LINES = [
    *(None, "Care", ["Care"], [{"colour": "red"}], [{"quantity": "x"}], [{"unit": None}]),
    *([{"tax_rate": "101"}], [{"description": 1}], {"description": "Care"}),
]
BAD: dict[type[Field], list[Any]] = {
    Instant: BAD_INSTANTS,
    OwnChoice: NO_SLUGS,
    OptionList: BAD_OPTIONS,
    Links: BAD_LISTS,
    TemplateLines: BAD_LINES,
    Hours: [*BAD_NUMBERS, "-1", "0.0001", "1000001"],
    Money: BAD_NUMBERS,
    Whole: [*BAD_NUMBERS, -1000, "-1000", 1000, "1000", 10**30, "1.0"],
    Number: BAD_NUMBERS,
    Day: BAD_DATES,
    Link: BAD_IDS,
    Code: [one for one in NOT_A_CHOICE if one] + ["de-DE", "XX", "EU", "ZZ"],
    Choice: NOT_A_CHOICE,
    Flag: ["true", "false", "", 0, "yes"],
    Currency: BAD_CURRENCIES,
    Website: [*BROKEN_TEXTS, "acme.example", "javascript:alert(1)", "https://"],
    Email: [*BROKEN_TEXTS, "ada", "@", "a@b@c"],
    Phone: [*BROKEN_TEXTS, "call me", "1"],
    ElectronicAddress: [*BROKEN_TEXTS, "991-12345-67", "204:1", "0204:", "0204:1 2", "a@b@c"],
    Iban: [*BROKEN_TEXTS, "DE89370400440532013001", "0532013000"],
    Month: [*BROKEN_TEXTS, "2026-13", "2026-1", "11/2026", "Nov 2026", "1000-01"],
    Text: BROKEN_TEXTS,
}


def bad_values(collection: Collection, one: Field) -> list[Any]:
    """Values that the field never takes."""
    found = next(values for kind, values in BAD.items() if isinstance(one, kind))
    if isinstance(one, Links | OptionList | TemplateLines):
        return [*(v for v in OTHER_TYPES if v != []), *found]
    taken = next(
        (value for kind, value in ((Flag, True), (Whole, 1)) if isinstance(one, kind)), None
    )
    found = [*(v for v in OTHER_TYPES if taken is None or v is not taken), *found]
    if not _may_be_null(collection, one):
        found.append(None)
    if isinstance(one, Text):
        found = [v for v in found if v != "a\nb" or not one.multiline]
        found += ["x" * (one.max_length + 1), *(["", "   "] if one.required else [])]
    return found


def _may_be_null(collection: Collection, one: Field) -> bool:
    if one.required:
        return False
    return isinstance(one, Day | Derived) or collection.model._meta.get_field(one.attribute).null


@each_collection
def test_bad_values_are_refused_at_their_fields(me: Program, collection: Collection) -> None:
    """Round by round every field gets another bad value; all are refused at once."""
    before = me.read(collection.slug)["count"]
    bad = {f.name: bad_values(collection, f) for f in collection.fields if not f.read_only}
    for position in range(max(map(len, bad.values()))):
        sent = {name: values[position % len(values)] for name, values in bad.items()}
        answer = me.post(collection.slug, sent)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        errors = answer.json()["errors"]
        assert errors.keys() == sent.keys(), sent
        for sentence in (one for sentences in errors.values() for one in sentences):
            assert sentence.endswith("."), sentence
    assert me.read(collection.slug)["count"] == before


@each_collection
def test_a_bad_value_changes_nothing(me: Program, collection: Collection) -> None:
    slug, needed = collection.slug, body(me, collection)
    record = me.made(slug, needed)
    for one in (f for f in collection.fields if not f.read_only):
        for value in bad_values(collection, one)[::9]:
            whole = me.post(slug, {**needed, one.name: value})
            alone = me.patch(f"{slug}/{record['id']}", {one.name: value})
            assert [whole.status_code, alone.status_code] == [422, 422], (one.name, value)
            assert list(whole.json()["errors"]) == list(alone.json()["errors"]) == [one.name]
    assert me.read(f"{slug}/{record['id']}") == record


@each_collection
def test_names_of_fields_are_taken_as_they_are(me: Program, collection: Collection) -> None:
    before = me.read(collection.slug)["count"]
    for name in (
        "",
        "\u0000",
        "\ud800",
        "__class__",
        "workspace",
        "workspace_id",
        "x" * 5000,
        "pk",
    ):
        answer = me.post(collection.slug, {**body(me, collection), name: "1"})
        assert answer.status_code == 422, (name, answer.content)
    assert me.read(collection.slug)["count"] == before


MALFORMED = [
    b"",
    b" ",
    b"{",
    b"nonsense",
    b"'a'",
    b'{"name": "a",}',
    b'{"name": "a"} {}',
    b'{"name": NaN}',
    b'{"name": Infinity}',
    b'{"name": -Infinity}',
    b'{"name": "a", "name": "b"}',
    b'{"name": "a", "\\u006eame": "b"}',
    b'{"name": "a\x00b"}',
    b'{"name": "\xff\xfe"}',
    b'{"name": "\xed\xa0\x80"}',
    b"\xef\xbb\xbf{}",
    '{"name": "a"}'.encode("utf-16"),
    b"[" * 100_000 + b"]" * 100_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b'{"name": ' + b"9" * 5_000 + b"}",
    b"[]",
    b'[{"name": "a"}]',
    b'"name"',
    b"null",
    b"1",
    b"true",
]


@pytest.mark.parametrize("raw", MALFORMED, ids=[repr(raw[:30]) for raw in MALFORMED])
def test_a_body_that_is_no_json_object(me: Program, raw: bytes) -> None:
    client = me.made("clients", {"name": "Acme"})
    for answer in (
        me.send("POST", "clients", raw),
        me.send("PATCH", f"clients/{client['id']}", raw),
    ):
        assert answer.status_code == 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
    assert me.read("clients")["items"] == [client]


def test_a_deep_value_is_refused_at_its_field(me: Program) -> None:
    raw = b'{"name":' + b"[" * 300 + b"]" * 300 + b"}"
    assert me.send("POST", "clients", raw).status_code == 422


def test_a_body_that_is_too_large(me: Program) -> None:
    raw = b'{"name": "' + b"x" * 1_000_000 + b'"}'
    answer = me.send("POST", "clients", raw)
    assert answer.status_code == 413
    assert me.send("POST", "nonsense", raw).status_code == 404


def test_a_body_of_unknown_length(me: Program) -> None:
    def post(raw: bytes) -> int:
        return me.client.post(
            "/api/v1/clients",
            headers={"Authorization": f"Bearer {me.token}", "Transfer-Encoding": "chunked"},
            content_type="application/json",
            **{"wsgi.input": BytesIO(raw), "CONTENT_LENGTH": ""},
        ).status_code

    assert post(b'{"name": "Acme"}') == 201
    assert post(b'{"name": "' + b"x" * 1_000_000 + b'"}') == 413
    assert me.read("clients")["items"][0]["name"] == "Acme"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"],
)
def test_another_media_type(me: Program, content_type: str) -> None:
    answer = me.send("POST", "clients", b'{"name": "Acme"}', content_type)
    assert answer.status_code == 415
    assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "application/merge-patch+json", ""]
)
def test_kinds_of_json(me: Program, content_type: str) -> None:
    assert me.send("POST", "clients", b'{"name": "Acme"}', content_type).status_code == 201


BAD_QUERIES = [
    *("nonsense=1", "id=1", "limit=0", "limit=201", "limit=-1", "limit=1e1", "limit=", "limit=x"),
    *("limit=1&limit=2", "order=nonsense", "order=--id", "order=folded", "order=workspace"),
    *("cursor=x", "cursor=%00", "cursor=bnVsbA", "cursor=W10", "q=%00", "q=" + "x" * 201),
    *("limit=%C2%B2", "limit=99999999999999999999", "order=name&order=id", "workspace=1"),
    *("order=__class__", "pk=1", "name__contains=a", "order=", "cursor="),
]


@each_collection
def test_a_bad_parameter(me: Program, collection: Collection) -> None:
    for query in BAD_QUERIES:
        answer = me.get(f"{collection.slug}?{query}")
        assert answer.status_code == 422, (query, answer.content)
        assert list(answer.json()["errors"]) == [query.split("=")[0]]


@each_collection
def test_a_filter_takes_what_its_field_takes(me: Program, collection: Collection) -> None:
    for one in collection.fields:
        if isinstance(one, Text):
            continue
        for value in (
            "%00",
            "9" * 41,
            *(() if isinstance(one, OwnChoice) else ("nonsense", "1e5")),
        ):
            answer = me.get(f"{collection.slug}?{one.name}={value}")
            assert answer.status_code == 422, (one.name, value, answer.content)
            assert list(answer.json()["errors"]) == [one.name]


@pytest.mark.parametrize("slug", ["transactions", "projects", "invoices", "time-entries"])
@pytest.mark.parametrize("day", ["2026-11-31", "31.12.2026", "", "9999-99-99"])
def test_a_bad_day_in_a_range(me: Program, slug: str, day: str) -> None:
    for name in ("date_from", "date_to"):
        answer = me.get(f"{slug}?{name}={day}")
        assert list(answer.json()["errors"]) == [name]


def test_a_parameter_where_there_is_none(me: Program) -> None:
    client = me.made("clients", {"name": "Acme"})
    for method, path in (
        ("GET", f"clients/{client['id']}"),
        ("PATCH", f"clients/{client['id']}"),
        ("DELETE", f"clients/{client['id']}"),
        ("POST", "clients"),
        ("GET", "me"),
    ):
        assert me.ask(method, f"{path}?nonsense=1", {"name": "A"}).status_code == 422
