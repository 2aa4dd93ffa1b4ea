"""One row of a unit of work, by its moments: first read, counted, as it is."""

from collections import defaultdict
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.clients.models import Client
from freelancer_os.core.log.touched import Limits, Touched, refuse_unfit
from freelancer_os.core.values.currency import MAX_TOTAL
from tests.books import business_models

LOGGED = Client.logged_columns()
COLUMNS = st.sampled_from(LOGGED)


def held(**values: Any) -> dict[str, Any]:
    return {**Client(name="Acme").values(), **values}


def touched(first: dict[str, Any] | None, now: dict[str, Any] | None) -> tuple[Touched, Any]:
    open_: Any = defaultdict(dict)
    found = Touched(Client(name="Acme"), first, first or held(), open_)
    if now is not first:
        found.now = now
    return found, open_


def test_a_row_that_was_only_read_is_not_open() -> None:
    first = held()
    found, open_ = touched(first, first)
    assert open_ == {}
    assert not found.is_written
    assert not found.is_behind
    assert not found.changed(*LOGGED)


@given(COLUMNS)
def test_a_fact_that_changed_is_written(column: str) -> None:
    first = held()
    found, open_ = touched(first, {**first, column: "something else"})
    assert open_[Client] == {found.pk: found}
    assert found.is_written
    assert found.is_behind
    assert found.changed(column)
    assert not found.changed(*(name for name in LOGGED if name != column))


@pytest.mark.parametrize("column", sorted(Client.unlogged))
def test_a_total_that_moved_is_stored_but_is_no_news(column: str) -> None:
    first = held()
    found, open_ = touched(first, {**first, column: 4711})
    assert open_[Client]
    assert found.is_behind
    assert not found.is_written


def test_a_new_row_is_written_and_a_removed_one_is_not() -> None:
    new, _ = touched(None, held(name="Beta"))
    assert new.is_written
    assert not new.changed("name")  # there was nothing that it differs from
    new.waiting = True
    assert not new.is_behind  # its insert is still to come
    gone, open_ = touched(held(), None)
    assert open_[Client] == {gone.pk: gone}
    assert not gone.is_written
    assert not gone.is_behind
    assert not gone.changed(*LOGGED)


def test_the_record_in_hand_takes_what_the_unit_knows() -> None:
    first = held()
    found, _ = touched(first, {**first, "name": "Beta", "company": "Beta Ltd"})
    found.sync(["company"])
    assert (found.record.name, found.record.company) == ("Acme", "Beta Ltd")
    found.sync()
    assert found.record.name == "Beta"


@pytest.mark.parametrize("model", business_models(), ids=lambda model: model.__name__)
def test_no_column_takes_what_its_table_could_not_hold(model: Any) -> None:
    record = model()
    whole = {
        field.attname: 0 if field.get_internal_type().endswith("IntegerField") else "x"
        for field in model._meta.concrete_fields
    }
    refuse_unfit(record, whole)
    limits = Limits.of(model)
    for field in model._meta.concrete_fields:
        emptied = {**whole, field.attname: None}
        assert limits.hold(emptied) is field.null
        if not field.null:
            with pytest.raises(ValidationError) as caught:
                refuse_unfit(record, emptied)
            assert list(caught.value.message_dict) == [field.name]
        if whole[field.attname] == 0:
            for edge in (MAX_TOTAL, -MAX_TOTAL):
                refuse_unfit(record, {**whole, field.attname: edge})
                beyond = {**whole, field.attname: edge + (1 if edge > 0 else -1)}
                assert not limits.hold(beyond)
                with pytest.raises(ValidationError):
                    refuse_unfit(record, beyond)
