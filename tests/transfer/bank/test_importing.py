"""A bank statement becomes entries and payments, once, and goes again with one undo."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.core.errors import Conflict
from freelancer_os.core.models import Change
from freelancer_os.core.values.money import MAX_AMOUNT
from freelancer_os.finance.models import (
    Account,
    BankLine,
    Payment,
    StatementMapping,
    Transaction,
)
from freelancer_os.transfer.asked import NONE, Answers
from freelancer_os.transfer.bank.importing import Outcome, run
from freelancer_os.transfer.bank.preview import preview
from freelancer_os.transfer.statement import Mapping, StatementError
from tests.books import Books, open_books
from tests.finance.oracle import Expected, rules_broken

FOLDER = Path(__file__).parents[2] / "data" / "statements"
OPENING = 123_45
# file: the account's currency, the number of lines and their sum in minor units
FIGURES = {
    "bnp": ("EUR", 7, 12403_10),
    "dkb": ("EUR", 6, 2374_48),
    "headerless": ("EUR", 8, 1397_50),
    "ing": ("EUR", 7, 2382_41),
    "ing_nl": ("EUR", 6, 1911_95),
    "intesa": ("EUR", 5, 1259_70),
    "mbank": ("PLN", 6, 5760_44),
    "n26": ("EUR", 8, 2838_23),
    "nationwide": ("GBP", 7, 841_09),
    "postfinance": ("CHF", 6, 2978_35),
    "revolut": ("EUR", 7, 298_76),
    "sparkasse": ("EUR", 7, 13839_75),
    "us_bank": ("USD", 7, 2824_76),
    "us_parentheses": ("USD", 7, -547_14),
    "zaba": ("EUR", 6, 1207_45),
}
SIMPLE = ("2026-01-05;Rent;-700.00", "2026-01-06;Invoice 7;1500.00", "2026-01-07;Shop;-12.34")


def csv(*rows: str, head: str = "Date;Text;Amount") -> bytes:
    return "".join(f"{row}\n" for row in (head, *rows)).encode()


def take(
    books: Books,
    account: Account,
    content: bytes,
    mapping: Mapping | None = None,
    exchange_rate: int | None = None,
    answers: Answers = NONE,
) -> Outcome:
    return run(
        books.workspace, books.user, account, content, mapping,
        answers=answers, exchange_rate=exchange_rate,
    )  # fmt: skip


def entry(books: Books, text: str) -> Transaction:
    return Transaction.objects.of(books.workspace).get(description=text)


def sentences(outcome: Outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]


def assert_sound(books: Books) -> None:
    state = books.state()
    assert Expected(books, state).problems(state) == []
    assert rules_broken(state) == []


def test_every_statement_file_has_its_figures() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_a_bank_s_export_moves_the_balance_by_its_sum(books: Books, name: str) -> None:
    currency, count, total = FIGURES[name]
    account = books.account(currency=currency, opening_balance=OPENING)
    before, content = books.state(), (FOLDER / f"{name}.csv").read_bytes()

    outcome = take(books, account, content)
    assert (outcome.taken, outcome.known, outcome.problems) == (count, 0, [])
    assert books.fresh(account).balance == OPENING + total
    assert_sound(books)

    again = take(books, account, content)
    assert (again.taken, again.known, again.change) == (0, count, None)

    books.undo()
    assert books.state() == before
    assert take(books, account, content).taken == count
    assert books.fresh(account).balance == OPENING + total


def test_a_debit_becomes_an_expense_and_a_credit_an_income_both_paid(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE))
    rent, invoice = entry(books, "Rent"), entry(books, "Invoice 7")
    assert (rent.kind, rent.amount, rent.total, rent.unit_price) == (
        "expense",
        70000,
        70000,
        7 * 10**8,
    )
    assert (invoice.kind, invoice.amount, invoice.outstanding) == ("income", 150000, 0)
    assert (rent.category, rent.tax_included, rent.quantity) == (None, True, 10_000)
    assert (rent.account, rent.paid_on) == (account, date(2026, 1, 5))
    (payment,) = books.payments(rent)
    assert (payment.origin, payment.amount, payment.flow) == (Payment.Origin.BANK, 70000, -70000)


def test_the_line_is_kept_as_it_came_and_names_its_payment(books: Books) -> None:
    account = books.account()
    take(
        books,
        account,
        csv("05.01.2026; Rent ;-700,00;EUR;R 1", head="Datum;Text;Betrag;Währung;Referenz"),
    )
    (line,) = books.all(BankLine)
    assert (line.date, line.amount, line.text, line.reference) == (
        date(2026, 1, 5),
        -70000,
        "Rent",
        "R 1",
    )
    assert line.raw == {
        "Datum": "05.01.2026",
        "Text": " Rent ",
        "Betrag": "-700,00",
        "Währung": "EUR",
        "Referenz": "R 1",
    }
    rent = entry(books, "Rent")
    assert (line.state, line.transaction) == (BankLine.State.NEW, rent)
    assert [one.line for one in books.payments(rent)] == [line]


def test_all_of_it_is_one_change_from_the_door_it_came_by(books: Books) -> None:
    account = books.account()
    outcome = take(books, account, csv(*SIMPLE))
    assert outcome.change == books.last()
    assert (books.last().sentence, books.last().door) == ("Imported 3 bank lines", "import")
    assert (outcome.first, outcome.last) == (date(2026, 1, 5), date(2026, 1, 7))
    run(books.workspace, books.user, account, csv("2026-02-01;A;1.00"), door="cli")
    assert (books.last().sentence, books.last().door) == ("Imported 1 bank line", "cli")


def test_equal_lines_of_one_file_are_as_many_lines(books: Books) -> None:
    account, row = books.account(), "2026-01-05;Coffee;-3.00"
    assert take(books, account, csv(row, row)).taken == 2
    later = take(books, account, csv(row, row, row))
    assert (later.taken, later.known) == (1, 2)
    assert books.fresh(account).balance == -900


def test_the_same_line_on_another_account_is_another_line(books: Books) -> None:
    first, second = books.account("One"), books.account("Two")
    take(books, first, csv(*SIMPLE))
    assert take(books, second, csv(*SIMPLE)).taken == 3


def test_nothing_is_written_where_nothing_is_new(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE))
    changes = Change.objects.count()
    assert take(books, account, csv(*SIMPLE, "bad;Bad;x")).change is None
    assert Change.objects.count() == changes


def test_an_edited_line_stands_in_the_way_until_both_are_undone(books: Books) -> None:
    account = books.account()
    before = books.state()
    take(books, account, csv(*SIMPLE))
    imported = books.last()
    books.edit(entry(books, "Rent"), description="Rent of the studio")
    with pytest.raises(Conflict, match="Rent of the studio was changed since by “Edit Rent”"):
        books.undo_one(imported)
    assert len(books.all(BankLine)) == 3
    books.undo_one(imported, with_later=True)
    assert books.state() == before


def test_a_colleague_s_edit_stands_in_the_way_too(books: Books) -> None:
    take(books, books.account(), csv(*SIMPLE))
    books.colleague().edit(entry(books, "Shop"), category=None, description="Paper")
    with pytest.raises(Conflict, match="Paper was changed since"):
        books.undo()
    books.undo(with_later=True)
    assert books.all(Transaction) == []


def test_clearing_the_payment_mode_makes_the_line_new_and_keeps_it_known(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE))
    rent = books.edit(entry(books, "Rent"), account=None)
    line = BankLine.objects.of(books.workspace).get(text="Rent")
    assert (rent.outstanding, line.state, books.payments(rent)) == (70000, BankLine.State.NEW, [])
    assert books.fresh(account).balance == 150000 - 1234
    assert take(books, account, csv(*SIMPLE)).taken == 0
    books.undo()
    assert [one.line for one in books.payments(rent)] == [line]


def test_a_line_whose_entry_was_deleted_stays_known(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE))
    books.remove(entry(books, "Rent"))
    assert books.fresh(account).balance == 150000 - 1234
    again = take(books, account, csv(*SIMPLE))
    assert (again.taken, again.known) == (0, 3)
    assert_sound(books)


def test_redo_takes_the_lines_again(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE))
    after = books.state()
    books.undo()
    books.redo()
    assert books.state() == after


def test_an_account_of_another_workspace_is_none(books: Books) -> None:
    stranger = open_books()
    account = stranger.account()
    for action in (
        lambda: take(books, account, csv(*SIMPLE)),
        lambda: preview(books.workspace, account, csv(*SIMPLE)),
    ):
        with pytest.raises(ValidationError, match="There is no such account in this workspace"):
            action()
    assert stranger.all(BankLine) == books.all(BankLine) == []


def test_what_another_workspace_knows_is_new_here(books: Books) -> None:
    stranger = open_books()
    take(stranger, stranger.account(), csv(*SIMPLE))
    assert take(books, books.account(), csv(*SIMPLE)).taken == 3
    assert len(stranger.all(BankLine)) == 3


# What cannot be taken


@pytest.mark.parametrize(
    ("currency", "row", "sentence"),
    [
        ("EUR", "2026-01-05;A;-12.345;", "Row 2: “-12.345” has more decimals than EUR has."),
        ("JPY", "2026-01-05;A;-12.50;", "Row 2: “-12.50” has more decimals than JPY has."),
        (
            "EUR",
            "2026-01-05;A;100000000000.01;",
            "Row 2: An amount in EUR can be at most 100,000,000,000.00.",
        ),
        ("EUR", "2026-02-30;A;-1.00;", "Row 2: “2026-02-30” is not a date."),
    ],
)
def test_a_line_that_does_not_fit_is_a_problem_and_holds_up_no_other(
    books: Books, currency: str, row: str, sentence: str
) -> None:
    account = books.account(currency=currency)
    content = csv(row, "2024-01-08;Fine;-5.00;", head="Date;Text;Amount;Currency")
    outcome = take(books, account, content, exchange_rate=10**10)
    assert sentences(outcome) == [sentence]
    assert outcome.taken == 1
    assert_sound(books)


def test_a_line_in_another_currency_is_left_out_unless_all_are(books: Books) -> None:
    foreign, head = "2026-01-05;A;-1.00;USD", "Date;Text;Amount;Currency"
    account = books.account(currency="EUR")
    outcome = take(books, account, csv(foreign, "2024-01-08;Fine;-5.00;", head=head))
    assert (sentences(outcome), outcome.taken) == ([], 1)
    assert [str(one) for one in outcome.left_out] == [
        "Row 2: “A” is in USD, so it is no entry of this account."
    ]
    outcome = take(books, account, csv(foreign, head=head))
    assert sentences(outcome) == ["Row 2: This line is in USD, the account in EUR."]


def test_trailing_zeros_are_no_decimals(books: Books) -> None:
    account = books.account(currency="JPY")
    outcome = take(books, account, csv("2024-01-05;A;-1200.00"), exchange_rate=10**8)
    assert (outcome.problems, books.fresh(account).balance) == ([], -1200)


def test_the_largest_amount_fits(books: Books) -> None:
    account = books.account()
    take(books, account, csv("2026-01-05;A;-100000000000.00"))
    assert books.fresh(account).balance == -MAX_AMOUNT


def test_a_foreign_line_is_worth_the_rate_of_its_day(books: Books) -> None:
    account = books.account(currency="USD")
    take(books, account, csv("2024-01-05;Fee;-109.21"))
    fee = entry(books, "Fee")
    assert fee.exchange_rate == 9156670635  # the ECB's 1.0921 dollars a euro
    assert (fee.currency, fee.total, fee.base_total) == ("USD", 10921, 10000)
    assert books.fresh(account).balance == -10921


def test_without_a_rate_a_foreign_line_waits_for_one(books: Books) -> None:
    account, content = books.account(currency="USD"), csv("2099-01-05;Fee;-10.00")
    outcome = take(books, account, content)
    assert sentences(outcome) == [
        "Row 2: No exchange rate from USD to EUR is known for 5 Jan 2099."
    ]
    assert preview(books.workspace, account, content).weighed.lacks_rate
    assert take(books, account, content, exchange_rate=5 * 10**9).taken == 1
    assert entry(books, "Fee").base_total == 500


def test_a_typed_rate_leaves_the_known_ones_alone(books: Books) -> None:
    take(books, books.account(currency="USD"), csv("2024-01-05;Fee;-109.21"), exchange_rate=10**10)
    assert entry(books, "Fee").base_total == 10000


def test_long_texts_are_bounded(books: Books) -> None:
    row = f"2026-01-05;{'ß' * 5000};-1.00;{'r' * 900}"
    take(books, books.account(), csv(row, head="Date;Text;Amount;Reference"))
    (line,), (transaction,) = books.all(BankLine), books.all(Transaction)
    assert (len(line.text), len(line.reference), len(transaction.description)) == (1000, 200, 300)
    assert len(line.raw["Text"]) == 5000


def test_a_broken_file_is_refused_and_writes_nothing(books: Books) -> None:
    account = books.account()
    changes = Change.objects.count()
    for content in (b"", b"\x89PNG\r\n\x1a\n\0", b"Name;Colour\nA;red\n", csv("a") * 40_000):
        with pytest.raises(StatementError):
            take(books, account, content)
    assert Change.objects.count() == changes


def test_a_file_cut_in_the_middle_gives_its_whole_lines(books: Books) -> None:
    content = csv(*SIMPLE)[:-8]
    outcome = take(books, books.account(), content)
    assert outcome.taken == 2
    assert [problem.row for problem in outcome.problems] == [4]


# The mapping is remembered


TWO_TEXTS = "Date;Payee;Purpose;Amount"


def test_the_columns_are_remembered_per_account_and_header(books: Books) -> None:
    account, other = books.account("One"), books.account("Two")
    found = preview(books.workspace, account, csv("2026-01-05;Bakery;Bread;-3.00", head=TWO_TEXTS))
    chosen = replace(found.statement.mapping, payees=(), texts=("Purpose",))
    take(books, account, csv("2026-01-05;Bakery;Bread;-3.00", head=TWO_TEXTS), chosen)

    later = csv("2026-02-05;Bakery;Cake;-9.00", head=TWO_TEXTS)
    assert preview(books.workspace, account, later).lines[0].line.text == "Cake"
    assert preview(books.workspace, other, later).lines[0].line.text == "Bakery · Cake"
    take(books, account, later)
    assert [line.text for line in books.all(BankLine)] == ["Bread", "Cake"]
    assert len(books.all(StatementMapping)) == 1


def test_a_new_choice_replaces_the_remembered_one_and_undo_brings_it_back(books: Books) -> None:
    account = books.account()
    contents = [csv(f"2026-0{n}-05;Bakery;Bread;-3.00", head=TWO_TEXTS) for n in (1, 2)]
    mapping = preview(books.workspace, account, contents[0]).statement.mapping
    take(books, account, contents[0], replace(mapping, texts=("Purpose",)))
    take(books, account, contents[1], replace(mapping, texts=("Payee",)))
    (stored,) = books.all(StatementMapping)
    assert stored.mapping["texts"] == ["Payee"]
    books.undo()
    assert books.fresh(stored).mapping["texts"] == ["Purpose"]
    books.undo()
    assert not books.has(stored)


def test_what_is_open_is_asked_once_and_then_only_proofs_win(books: Books) -> None:
    account, other = books.account("One"), books.account("Two")
    open_days = csv("03/04/2026;A;-1.00", "03/05/2026;B;-1.00")
    with pytest.raises(StatementError, match="Say it with --dates day-first"):
        take(books, account, open_days)
    assert books.all(BankLine) == []
    day_first = Answers(dates="day-first")
    run(books.workspace, books.user, account, open_days, answers=day_first)
    assert books.all(BankLine)[0].date == date(2026, 4, 3)
    # Another header of the same account, too; but another account is asked.
    later = csv("05/06/2026;-1.00;C", head="Date;Amount;Note")
    assert preview(books.workspace, account, later).lines[0].line.date == date(2026, 6, 5)
    assert preview(books.workspace, other, later).statement.questions
    found = preview(books.workspace, account, csv("04/25/2026;C;-1.00"))
    assert [one.line.date for one in found.lines] == [date(2026, 4, 25)]


def test_a_mapping_for_other_columns_is_refused(books: Books) -> None:
    with pytest.raises(StatementError, match="This file has no column “Nope”"):
        take(books, books.account(), csv(*SIMPLE), Mapping(date="Nope", amount="Amount"))


def test_the_preview_tells_what_is_known_and_writes_nothing(books: Books) -> None:
    account = books.account()
    take(books, account, csv(*SIMPLE[:2]))
    changes = Change.objects.count()
    found = preview(books.workspace, account, csv(*SIMPLE))
    assert [one.line.text for one in found.fresh] == ["Shop"]
    assert (found.known_count, len(found.lines), found.problems) == (2, 3, [])
    assert Change.objects.count() == changes


# Any statement

LINES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["Rent", "Shop", "Łódź", "東京", ""]),
        st.one_of(st.integers(-(10**6), 10**6), st.sampled_from([0, 10**13, -(10**13)])),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES, cut=st.integers(0, 12), currency=st.sampled_from(["EUR", "USD"]))
def test_any_statement_in_any_portions_adds_up(
    db: None, lines: list[tuple[int, str, int]], cut: int, currency: str
) -> None:
    books = open_books()
    account = books.account(currency=currency, opening_balance=OPENING)
    start, before = date(2024, 1, 1), books.state()
    rows = [
        f"{start + timedelta(days=days)};{text};{Decimal(minor).scaleb(-2):.2f}"
        for days, text, minor in lines
    ]
    mapping = Mapping(date="Date", texts=("Text",), amount="Amount", date_order="ymd")
    signed = Answers(charges="negative")
    first = take(books, account, csv(*rows[:cut]), mapping, answers=signed).taken
    rest = take(books, account, csv(*rows), mapping, answers=signed)
    assert first + rest.taken == len(rows)
    assert rest.problems == []
    assert books.fresh(account).balance == OPENING + sum(minor for _, _, minor in lines)
    assert_sound(books)
    for taken in (first, rest.taken):
        if taken:
            books.undo()
    assert books.state() == before
