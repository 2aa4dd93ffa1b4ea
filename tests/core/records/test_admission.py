"""What a model takes whoever asks: every column of every record refuses what is not fit for it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from freelancer_os.core.fields.columns import MinorField, OwnChoiceField, OwnField, ScaledField
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.ids import new_id
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.currency import MAX_AMOUNT
from freelancer_os.finance.models import Account, Category, Transaction
from tests.books import DAY, NOON, Books, business_models, open_books

COLUMNS: list[tuple[type[Record], Any]] = [
    (model, field)
    for model in business_models()
    for field in model._meta.concrete_fields
    if field.editable and field.name not in {"id", "workspace"} | model.by_verb
]
EVERY = pytest.mark.parametrize(
    ("model", "field"), COLUMNS, ids=[f"{m.__name__}-{f.name}" for m, f in COLUMNS]
)
OTHERS: list[Any] = [1.5, b"x", object(), [1], {"a": 1}]


def unfit(field: Any) -> list[Any]:
    """Values that this column never takes."""
    match field:
        case OwnField() | WorkspaceForeignKey() | models.JSONField() | models.BooleanField():
            return []
        case OwnChoiceField():
            return ["", "Two Words", "x" * 41, *OTHERS]
        case models.CharField() if field.choices:
            return ["", "nonsense", 0, *(other for other in OTHERS if other.__hash__)]
        case models.TextField() | models.CharField():
            longer = ["x" * (field.max_length + 1)] if field.max_length else []
            return [1, True, "a\0b", "\ud800", *longer, *OTHERS]
        case MinorField():
            return ["1", True, MAX_AMOUNT + 1, -MAX_AMOUNT - 1, 1.0, *OTHERS]
        case ScaledField():
            return ["1", True, field.minimum - 1, field.maximum + 1, *OTHERS]
        case models.IntegerField():
            return ["1", True, -1, 2**63, *OTHERS]
        case models.DateTimeField():
            return ["2026-10-01", DAY, datetime(2026, 10, 1), datetime(1899, 1, 1, tzinfo=UTC), 1]
        case models.DateField():
            return ["2026-10-01", NOON, date(1899, 12, 31), date(2201, 1, 1), 1, *OTHERS]
    return []


@EVERY
def test_a_column_refuses_what_is_not_fit_on_its_name(model: type[Record], field: Any) -> None:
    record = model()
    record._state.adding = False
    for value in unfit(field):
        with pytest.raises(ValidationError) as refused:
            admit(record, {field.name: value})
        ((name, sentences),) = refused.value.message_dict.items()
        assert name == field.name
        assert all(sentence.endswith(".") for sentence in sentences)
    if not field.null:
        with pytest.raises(ValidationError) as refused:
            admit(record, {field.name: None})
        assert refused.value.message_dict == {field.name: ["This cannot be empty."]}
    else:
        assert admit(record, {field.name: None}) == {field.name: None}


@pytest.mark.parametrize("model", business_models(), ids=lambda model: model.__name__)
def test_a_new_record_names_everything_that_it_lacks_at_once(model: type[Record]) -> None:
    needed = {
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not (field.null or field.blank or field.has_default())
        and field.name != "workspace"
    }  # fmt: skip
    record = model(workspace_id=new_id())
    found: dict[str, list[str]] = {}
    try:
        admit(record, {})
    except ValidationError as refused:
        found = refused.message_dict
    assert found == {name: ["This cannot be empty."] for name in needed}


def test_every_refusal_is_told_at_once_and_the_fit_values_are_not_set(books: Books) -> None:
    entry = books.expense(100, description="Paper")
    before = books.state()
    with pytest.raises(ValidationError) as refused:
        books.edit(entry, amount="5", date="today", description="Pens", tax_rate=-1, kind="gift")
    assert set(refused.value.message_dict) == {"amount", "date", "tax_rate", "kind"}
    assert books.state() == before


def test_bounds_are_taken_themselves(books: Books) -> None:
    entry = books.make(Transaction, kind="expense", date=date(1900, 1, 1), amount=MAX_AMOUNT)
    assert books.edit(entry, date=date(2200, 12, 31), amount=-MAX_AMOUNT).amount == -MAX_AMOUNT
    assert books.edit(entry, amount=0, tax_rate=1_000_000).tax_rate == 1_000_000


LINKS = [(m, f) for m, f in COLUMNS if isinstance(f, WorkspaceForeignKey)]


def test_a_link_to_what_is_elsewhere_or_gone_is_refused_on_its_name(books: Books) -> None:
    theirs, gone = open_books().account(), books.account("Gone")
    books.remove(gone)
    here = books.account()
    payment = books.payments(books.expense(account=here))[0]
    before = books.state()
    for target in (theirs, gone):
        with pytest.raises(ValidationError) as refused:
            books.edit(payment, account=target)
        assert refused.value.message_dict == {
            "account": ["There is no such account in this workspace."]
        }
    assert books.state() == before
    assert LINKS


def test_a_link_is_the_row_as_the_change_has_it(books: Books) -> None:
    """A row that was read before is not the one that is linked."""
    fees = books.make(Category, name="Fees", kind="expense")
    stale = books.fresh(fees)
    books.edit(fees, kind="income")
    before = books.state()
    with pytest.raises(ValidationError, match="Fees is a category for income"):
        books.expense(category=stale)
    assert books.state() == before


def test_what_a_verb_writes_is_no_value(books: Books) -> None:
    entry, account = books.expense(), books.account()
    with pytest.raises(TypeError, match="account: written by a verb of Transaction"):
        books.do(lambda unit: unit.fresh(entry).edit({"account": account}))
    assert isinstance(account, Account)


def test_own_values_are_joined_to_those_that_a_record_has(books: Books) -> None:
    client = books.client()
    one, other = f"p{new_id().hex}", f"t{new_id().hex}"
    books.edit(client, own={one: 5})
    books.edit(client, own={other: "Ä"})
    held = books.fresh(client).own
    assert held is not None
    assert (held[one], held[other]) == (5, "Ä")
    for wrong in ({"x": 1}, {one: 1.5}, {one: []}, {other: ["a"]}, {one: "a\0"}, {one: False}):
        with pytest.raises(ValidationError):
            books.edit(client, own=wrong)
    assert books.fresh(client).own == held
