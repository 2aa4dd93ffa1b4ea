"""What records hold of own properties: kept, logged, taken back key by key."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from freelancer_os.clients.models import Client
from freelancer_os.core import check
from freelancer_os.core.errors import Conflict
from freelancer_os.core.ids import new_id
from freelancer_os.core.log.json_values import version
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.core.own import values as own
from freelancer_os.core.records.base import Owned
from freelancer_os.finance.models import Payment, Transfer
from tests.books import DAY, Books, business_models, open_books
from tests.guard import by_hand
from tests.stateful import run

NAME = own.key_of(UUID(int=1), is_text=True)
SIZE = own.key_of(UUID(int=2), is_text=False)
TAGS = own.key_of(UUID(int=3), is_text=False)
FOLDED = own.folded_key(NAME)


def held(record: Any) -> dict[str, Any]:
    return record.own or {}


# Values


def test_only_what_is_named_changes_and_none_takes_away() -> None:
    first = own.merged(None, {NAME: "Ä", SIZE: 5})
    assert first == {NAME: "Ä", SIZE: 5}
    assert own.merged(first, {SIZE: None}) == {NAME: "Ä"}
    assert own.merged({SIZE: 5}, {SIZE: None}) is None
    assert own.changes(first, {NAME: "Ä", TAGS: ["x"]}) == {SIZE: None, TAGS: ["x"]}
    assert own.merged(first, own.changes(first, {TAGS: ["x"]})) == {TAGS: ["x"]}


def test_a_text_has_its_folded_form_beside_it_which_is_no_fact() -> None:
    kept = own.with_folded({NAME: "  Łódź GROẞ", SIZE: 5, FOLDED: "stale"})
    assert kept == {NAME: "  Łódź GROẞ", SIZE: 5, FOLDED: "lodz gross"}
    assert own.facts(kept) == {f"own.{NAME}": "  Łódź GROẞ", f"own.{SIZE}": 5}
    assert own.with_folded({SIZE: 5, FOLDED: "left over"}) == {SIZE: 5}
    assert own.with_folded({}) is None


@pytest.mark.parametrize(
    "values",
    [
        {"name": "x"},
        {"p123": 5},
        {FOLDED: "x"},
        {f"{SIZE}') --": 5},
        {SIZE: 1.5},
        {SIZE: False},
        {SIZE: 2**63},
        {SIZE: {}},
        {SIZE: []},
        {NAME: ["x"]},
        {TAGS: ["Not a slug"]},
        {TAGS: ["x"] * 101},
        {NAME: ""},
        {NAME: "a\x00b"},
        {NAME: "x" * 1_001},
    ],
)
def test_what_no_property_holds_is_refused(books: Books, values: dict[str, Any]) -> None:
    client = books.client()
    with pytest.raises(ValidationError):
        books.edit(client, own=values)
    assert books.fresh(client).own is None


# Records


def test_every_record_that_a_list_shows_may_hold_some() -> None:
    inner = {"View", "Property", "Attachment", "Note"}
    inner |= {"Participant", "BankLine", "StatementMapping", "BilledTime", "SettledLine"}
    inner |= {"Occurrence", "ClosingBalance"}
    inner |= {"Receipt"}  # until it is with its entry
    inner |= {"TaxRate", "Rule"}  # a part of the settings
    inner |= {"Mail", "MailServer", "MailText", "Reminder"}  # what the program does by itself
    owned = {model.__name__ for model in business_models() if issubclass(model, Owned)}
    assert owned == {model.__name__ for model in business_models()} - inner


def test_an_edit_keeps_what_it_does_not_name(books: Books) -> None:
    client = books.client(own={NAME: "Ähre", SIZE: 5})
    client = books.edit(client, own={SIZE: 6})
    assert held(client) == {NAME: "Ähre", SIZE: 6, FOLDED: "ahre"}
    assert held(books.edit(client, own={NAME: None}, company="Ltd")) == {SIZE: 6}


def test_copies_of_a_row_in_one_change_do_not_overwrite_each_other(books: Books) -> None:
    client = books.client(own={NAME: "a", TAGS: ["x"]})

    def write(unit: Unit) -> None:
        first, second = unit.fresh(client), unit.fresh(client)
        first.edit({"own": {SIZE: 1, TAGS: None}})
        second.edit({"own": {NAME: "b"}})
        first.edit({"company": "Ltd"})

    books.do(write)
    stored = books.fresh(client)
    assert (held(stored), stored.company) == ({NAME: "b", SIZE: 1, FOLDED: "b"}, "Ltd")


def test_the_log_has_each_value_by_itself(books: Books) -> None:
    client = books.client(own={NAME: "Ä", SIZE: 5})
    row = ChangeRow.objects.get(change=books.last())
    assert row.after[f"own.{NAME}"] == "Ä"
    assert "own" not in row.after
    assert f"own.{FOLDED}" not in row.after
    books.edit(client, own={SIZE: 6, TAGS: ["x"]})
    row = ChangeRow.objects.get(change=books.last())
    assert row.before == {f"own.{SIZE}": 5, f"own.{TAGS}": None}
    assert row.after == {f"own.{SIZE}": 6, f"own.{TAGS}": ["x"]}
    last = books.last()
    books.edit(client, own={SIZE: 6})
    assert books.last() == last
    books.remove(client)
    row = ChangeRow.objects.get(change=books.last())
    assert {n: v for n, v in row.before.items() if own.is_own(n)} == {
        f"own.{NAME}": "Ä",
        f"own.{SIZE}": 6,
        f"own.{TAGS}": ["x"],
    }


def test_a_version_follows_every_value(books: Books) -> None:
    client = books.client()
    versions = {version(client)}
    for values in ({SIZE: 1}, {SIZE: 2}, {NAME: "x"}):
        client = books.edit(client, own=values)
        versions.add(version(client))
    assert len(versions) == 4
    assert version(books.edit(client, own={NAME: None, SIZE: None})) in versions


def test_two_people_change_two_properties_of_a_record(books: Books) -> None:
    ben, client = books.colleague(), books.client(own={NAME: "a", SIZE: 1})
    books.edit(client, own={NAME: "mine"})
    ben.edit(client, own={SIZE: 2})
    books.undo()
    assert held(books.fresh(client)) == {NAME: "a", FOLDED: "a", SIZE: 2}
    books.redo()
    ben.edit(client, own={NAME: "theirs"})
    with pytest.raises(Conflict, match="was changed since"):
        books.undo()
    books.undo(with_later=True)
    assert held(books.fresh(client)) == {NAME: "a", FOLDED: "a", SIZE: 2}


def test_redo_sees_a_value_that_was_set_since(books: Books) -> None:
    client = books.client(own={SIZE: 1})
    books.remove(client)
    books.undo()
    books.colleague().edit(client, own={NAME: "theirs"})
    with pytest.raises(Conflict, match="was changed since"):
        books.redo()
    assert held(books.fresh(client))[NAME] == "theirs"


def test_a_payment_and_a_half_of_a_transfer_take_values_and_stay_as_they_are(books: Books) -> None:
    account, cash = books.account(), books.account("Cash")
    books.make(Transfer, from_account=account, to_account=cash, date=DAY, amount=500)
    books.income(account=account)
    payments = books.all(Payment)
    assert len(payments) == 3
    for payment in payments:
        stored = books.edit(payment, own={SIZE: 1})
        assert held(stored) == {SIZE: 1}
        assert {**stored.values(), "own": None} == payment.values()
    paid = next(one for one in payments if one.transaction_id)
    stored = books.edit(paid, own={SIZE: 2}, amount=paid.amount)
    assert (held(stored), stored.origin) == ({SIZE: 2}, paid.origin)


def test_a_bulk_of_new_rows_holds_its_values(books: Books) -> None:
    def fill(unit: Unit) -> None:
        unit.add(
            Client(workspace=unit.workspace, name=f"C{n}", own={NAME: f"Ä{n}", SIZE: n})
            for n in range(30)
        )

    books.do(fill)
    assert [held(one)[FOLDED] for one in books.all(Client)] == [f"a{n}" for n in range(30)]
    books.undo()
    books.redo()
    assert [held(one)[SIZE] for one in books.all(Client)] == list(range(30))


def test_check_finds_a_folded_form_that_does_not_follow(books: Books) -> None:
    client = books.client(own={NAME: "Ä"})
    with by_hand():
        rows: Any = Client.objects.filter(workspace=books.workspace)
        super(type(rows), rows).update(own={NAME: "Ä", FOLDED: "b"})
    wrong = [line for one in check.run([books.workspace]) for line in one.faults]
    assert [line for line in wrong if str(client.pk) in line]


# Any order


VALUES = st.fixed_dictionaries(
    {},
    optional={
        NAME: st.sampled_from([None, "a", "Ä", "b"]),
        SIZE: st.one_of(st.none(), st.integers(-2, 2)),
        TAGS: st.sampled_from([None, ["x"], ["x", "y"]]),
    },
)
PICK = st.integers(0, 3)


class Properties(RuleBasedStateMachine):
    """Two people write, undo and redo; the log tells what is stored, and undo what it touched."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.ada = open_books()
        self.ben = self.ada.colleague()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.ada.client("A", own={NAME: "a", SIZE: 1})
        self.ada.client("B")

    def one(self, number: int) -> Client | None:
        rows = self.ada.all(Client)
        return rows[number % len(rows)] if rows else None

    def stored(self) -> dict[UUID, dict[str, Any]]:
        found = {one.pk: own.facts(one.own) for one in self.ada.all(Client)}
        for one in self.ada.all(Client):
            assert one.own == own.with_folded(one.own)
        assert found == self.logged()
        return found

    def logged(self) -> dict[UUID, dict[str, Any]]:
        """What the log says that is stored, from its beginning."""
        found: dict[UUID, dict[str, Any]] = {}
        rows = ChangeRow.objects.filter(workspace=self.ada.workspace, model="clients.client")
        for row in rows.order_by("change__number", "id"):
            values = {n: v for n, v in row.after.items() if own.is_own(n)}
            if row.action == ChangeRow.Action.DELETE:
                del found[row.record_id]
                continue
            here = {**found.get(row.record_id, {}), **values}
            found[row.record_id] = {n: v for n, v in here.items() if v is not None}
        return found

    def attempt(self, write: Callable[[], Any]) -> bool:
        """Write; nothing is left of what was refused."""
        before, log = self.stored(), Change.objects.count()
        try:
            with transaction.atomic():
                write()
        except Conflict:
            assert (self.stored(), Change.objects.count()) == (before, log)
            return False
        self.stored()
        return True

    @rule(values=VALUES)
    def make(self, values: dict[str, Any]) -> None:
        self.attempt(lambda: self.ada.client("New", own=values))

    @rule(values=st.lists(VALUES, min_size=1, max_size=3))
    def import_many(self, values: list[dict[str, Any]]) -> None:
        def fill(unit: Unit) -> None:
            rows = (own.merged(None, one) for one in values)
            unit.add(Client(workspace=unit.workspace, name="Bulk", own=row) for row in rows)

        self.attempt(lambda: self.ada.do(fill))

    @rule(number=PICK, values=VALUES, ben=st.booleans())
    def edit(self, number: int, values: dict[str, Any], ben: bool) -> None:
        record = self.one(number)
        if record is None:
            return
        wanted = {**own.facts(record.own), **{own.logged_name(k): v for k, v in values.items()}}
        assert self.attempt(lambda: (self.ben if ben else self.ada).edit(record, own=values))
        assert self.stored()[record.pk] == {n: v for n, v in wanted.items() if v is not None}

    @rule(number=PICK)
    def remove(self, number: int) -> None:
        record = self.one(number)
        if record is not None:
            assert self.attempt(lambda: self.ada.remove(record))

    @rule(number=st.integers(0, 5))
    def undo_any(self, number: int) -> None:
        """Exactly what it touched goes back; it is refused if that was touched since."""
        rows = Change.objects.filter(workspace=self.ada.workspace, stands_at__isnull=False)
        standing = list(rows.filter(user__isnull=False).order_by("-stands_at", "-number"))
        if not standing:
            return
        number %= len(standing)
        entry, before = standing[number], self.stored()
        is_free = not self.touched([entry]) & self.touched(standing[:number])
        assert self.attempt(lambda: self.ada.undo_one(entry)) == is_free
        if is_free:
            after = self.stored()
            for row in ChangeRow.objects.filter(change=entry):
                self.assert_back(row, before, after)

    def assert_back(self, row: ChangeRow, before: dict[UUID, Any], after: dict[UUID, Any]) -> None:
        pk, values = row.record_id, {n: v for n, v in row.before.items() if own.is_own(n)}
        if row.action == ChangeRow.Action.CREATE:
            assert pk not in after
        else:
            wanted = {**before.get(pk, {}), **values}
            assert after[pk] == {n: v for n, v in wanted.items() if v is not None}

    def touched(self, entries: list[Change]) -> set[tuple[UUID, str]]:
        """Record and value, for each that these changes set; all of them for a whole row."""
        every = [own.logged_name(key) for key in (NAME, SIZE, TAGS)]
        found = set()
        for row in ChangeRow.objects.filter(change__in=entries):
            is_part = row.action == ChangeRow.Action.UPDATE
            found |= {(row.record_id, name) for name in (row.after if is_part else every)}
        return found

    @rule(with_later=st.booleans(), ben=st.booleans())
    def undo(self, with_later: bool, ben: bool) -> None:
        self.attempt(lambda: (self.ben if ben else self.ada).undo(with_later=with_later))

    @rule(ben=st.booleans())
    def redo(self, ben: bool) -> None:
        self.attempt((self.ben if ben else self.ada).redo)


def test_any_order_of_writes_undo_and_redo(db: None) -> None:
    run(Properties, examples=12, steps=14)


@pytest.mark.long
def test_many_more_orders(db: None) -> None:
    run(Properties, examples=300, steps=40)


def test_a_key_is_of_one_property(db: None) -> None:
    one = new_id()
    assert own.key_of(one, is_text=True)[1:] == own.key_of(one, is_text=False)[1:] == one.hex
