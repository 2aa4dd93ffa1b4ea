"""Whatever is called: every statement over a business table names the workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.query.why import explained
from tests.api.cast import Program
from tests.api.samples import ALL, body, sample
from tests.sql import assert_scoped

each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda c: c.slug)


@contextmanager
def scoped() -> Iterator[None]:
    """Every statement inside stays in the workspace."""
    with CaptureQueriesContext(connection) as captured:
        yield
    assert captured.captured_queries
    assert_scoped(query["sql"] for query in captured.captured_queries)


@each_collection
def test_reading(me: Program, collection: Collection) -> None:
    slug = collection.slug
    record = me.made(slug, body(me, collection))
    with scoped():
        me.read(f"{slug}/{record['id']}")
        for one in collection.fields:
            if one.sortable:
                me.everything(f"{slug}?order={one.name}&limit=1")
            if record[one.name] and isinstance(record[one.name], str):
                assert me.get(f"{slug}?{one.name}={quote(record[one.name])}").status_code == 200
        for query in ("q=a", *(f"{one.name}=true" for one in collection.filters)):
            assert me.get(f"{slug}?{query}").status_code == 200
        for name in explained(collection):
            me.pages(f"{slug}/{record['id']}/explain/{name}?limit=1")
        me.read("search?q=a")


@each_collection
def test_writing(me: Program, collection: Collection) -> None:
    slug, given = collection.slug, body(me, collection)
    more = {one.name: sample(me, one) for one in collection.fields if one.name in given}
    with scoped():
        record = me.post(slug, given, Idempotency_Key="one").json()
        address = f"{slug}/{record['id']}"
        me.patch(address, {n: v for n, v in more.items() if n != "transaction"}, If_Match="*")
        assert me.delete(address, If_Match="*").status_code == 204
        assert me.post("undo", {"with_later": True}).status_code == 200
        assert me.post("redo").status_code == 200
