"""What links to a record is read from the declarations."""

import pytest

from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.relations import relations


@pytest.mark.parametrize(
    ("slug", "related"),
    [
        (
            "clients",
            {"invoices", "projects", "services", "transactions", "meetings", "recurring", "rules"},
        ),
        ("contacts", {"meetings"}),
        ("projects", {"services", "transactions", "time-entries", "recurring"}),
        ("services", {"transactions", "time-entries", "recurring", "rules"}),
        ("invoices", {"transactions", "invoices", "settlements", "outbox"}),
        ("accounts", {"payments", "recurring", "bank-lines", "rules"}),
        ("categories", {"transactions", "recurring", "budgets", "rules"}),
        ("transactions", {"payments", "bank-lines"}),
        ("payments", set()),
        ("goals", set()),
    ],
)
def test_what_a_record_shows_of_others(slug: str, related: set[str]) -> None:
    collection = collections.get(slug)
    assert collection is not None
    found = relations(collection)
    assert {one.slug for one in found} == related
    assert len({(one.slug, one.field) for one in found}) == len(found)


def test_the_columns_of_a_small_table_and_a_body_are_fields() -> None:
    given = {"slug": "x", "model": CLIENTS.model, "singular": "x", "plural": "xs"}
    given |= {"icon": "x", "fields": CLIENTS.fields, "table": ("name",)}
    for wrong in ({"small": ("nonsense",)}, {"body": "nonsense"}):
        with pytest.raises(ValueError, match="nonsense"):
            Collection(**{**given, **wrong})
