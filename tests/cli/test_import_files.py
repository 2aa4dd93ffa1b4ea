"""`import ofx|qif|camt|mt940|auto`, as a person types it."""

from pathlib import Path

import pytest

from freelancer_os.cli.main import parser
from freelancer_os.cli.refused import Refused
from freelancer_os.finance.models import Account, BankLine, StatementMapping
from tests.books import Books

FOLDER = Path(__file__).parent.parent / "data" / "statements"
SPARKASSE = str(FOLDER / "mt940" / "de_sparkasse.sta")
SWISS = str(FOLDER / "camt" / "ch_two_accounts_v4.xml")
OPEN = str(FOLDER / "qif" / "open_questions.qif")


def run(kind: str, *words: str) -> int:
    """The command in this process, with the arguments after `import`; its exit code."""
    options = parser().parse_args(["import", kind, *words])
    return int(options.run(options))


def balances(books: Books, *accounts: Account) -> list[int]:
    return [books.fresh(account).balance for account in accounts]


@pytest.mark.parametrize(
    ("file", "currency", "balance"),
    [
        ("ofx/us_checking.ofx", "USD", 2371_35),
        ("qif/de_bank.qif", "EUR", 760_60),
        ("camt/nl_v2.xml", "EUR", 1120_00),
        ("mt940/de_sparkasse.sta", "EUR", 1115_10),
        ("n26.csv", "EUR", 2838_23),
    ],
)
def test_any_format_is_told_by_its_content(
    books: Books, file: str, currency: str, balance: int
) -> None:
    account = books.account("Giro", currency=currency)
    assert run("auto", str(FOLDER / file)) == 0
    assert balances(books, account) == [balance]
    assert run("auto", str(FOLDER / file)) == 0
    assert balances(books, account) == [balance]
    books.undo()
    assert balances(books, account) == [0]


def test_each_account_of_a_file_is_found_by_its_number(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    francs = books.account("Franken", currency="CHF", iban="CH9300762011623852957")
    euros = books.account("Euro")
    other = books.account("Anderes")
    with pytest.raises(Refused, match=r"account 0230-123456\.60A is: say it with --account"):
        run("camt", SWISS)
    assert books.all(BankLine) == []

    assert run("camt", SWISS, "--account", "Euro", "--dry-run") == 0
    assert books.all(BankLine) == []
    assert run("camt", SWISS, "--account", "Euro") == 0
    assert balances(books, francs, euros, other) == [2140_50, -19_90, 0]
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "Imported 3 bank lines into Franken.",
        "Imported 1 bank line into Euro.",
    ]
    # Whose the number is was said once.
    assert run("camt", SWISS) == 0
    books.undo()
    assert balances(books, francs, euros, other) == [0, 0, 0]


@pytest.mark.parametrize(
    ("file", "iban"),
    [
        ("mt940/de_sparkasse.sta", "DE89370400440532013000"),
        ("ofx/fr_two_accounts.ofx", "FR5430006000011234567890100"),
        ("ofx/uk_current.ofx", "GB29NWBK60161331926819"),
    ],
)
def test_an_account_number_is_found_within_an_iban(books: Books, file: str, iban: str) -> None:
    books.account("Other", currency="GBP" if iban.startswith("GB") else "EUR")
    account = books.account("Mine", currency="GBP" if iban.startswith("GB") else "EUR", iban=iban)
    words = ("--account", "Other") if "two" in file else ()
    run("auto", str(FOLDER / file), *words)
    assert balances(books, account) != [0]


def test_what_the_file_says_is_not_overruled(books: Books) -> None:
    books.account("Giro", iban="DE89370400440532013000")
    other = books.account("Other", iban="NL91ABNA0417164300")
    with pytest.raises(Refused, match="This file is of 37040044/0532013000, which is not Other"):
        run("mt940", SPARKASSE, "--account", "Other")
    with pytest.raises(Refused, match=r"of DE89 3704 .* which is not Other"):
        run("camt", str(FOLDER / "camt" / "de_v8.xml"), "--account", "Other")
    assert balances(books, other) == [0]


def test_another_currency_than_the_account_s_is_refused(books: Books) -> None:
    books.account("Giro")
    with pytest.raises(Refused, match="in USD, the account Giro in EUR"):
        run("ofx", str(FOLDER / "ofx" / "us_checking.ofx"))
    assert books.all(BankLine) == []


def test_one_line_in_another_currency_is_said_and_the_rest_is_taken(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.account("Giro", currency="GBP")
    assert run("ofx", str(FOLDER / "ofx" / "uk_current.ofx")) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Row 23: This line is in EUR, the account in GBP.",
        "Row 36: “PENDING COFFEE” is pending, not booked yet; it is taken once it is booked.",
    ]
    assert len(books.all(BankLine)) == 3


def test_what_is_left_out_for_a_reason_is_said_and_is_no_failure(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.account("Giro")
    assert run("mt940", str(FOLDER / "mt940" / "de_interim.mt942")) == 0
    assert capsys.readouterr() == (
        "Row 9: “Angekuendigt” is only announced, so it is no entry.\n",
        "Imported 1 bank line into Giro.\n",
    )


def test_what_cannot_be_told_is_asked_once(books: Books, tmp_path: Path) -> None:
    account = books.account("Giro")
    with pytest.raises(
        Refused, match=r"“01/02/2026” .* Say it with --dates day-first\|month-first"
    ):
        run("qif", OPEN)
    with pytest.raises(Refused, match=r"-3\.000” .* --decimals comma\|point"):
        run("qif", OPEN, "--dates", "day-first")
    assert books.all(BankLine) == books.all(StatementMapping) == []
    assert run("qif", OPEN, "--dates", "day-first", "--decimals", "comma") == 0
    assert balances(books, account) == [-1500_00]
    march = tmp_path / "march.qif"
    march.write_text("!Type:Bank\nD01/03/2026\nT-4.000\nPRent\n^\n")
    assert run("auto", str(march)) == 0
    assert {str(line.date) for line in books.all(BankLine)} >= {"2026-03-01"}
    assert balances(books, account) == [-5500_00]


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_is_known_that_came_in_another_format(
    books: Books, tmp_path: Path, order: int
) -> None:
    account = books.account("Giro", iban="NL91ABNA0417164300")
    table = tmp_path / "january.csv"
    table.write_text(
        "Date;Text;Amount\n2026-01-31;Ziggo;-45.00\n2026-01-31;De Wit;1210.00\n"
        "2026-01-31;AH;-45.00\n2026-02-01;Later;-1.00\n"
    )
    files = [("csv", str(table)), ("camt", str(FOLDER / "camt" / "nl_v2.xml"))]
    for kind, file in files[::order]:
        assert run(kind, file) == 0
    assert balances(books, account) == [1119_00]
    assert len(books.all(BankLine)) == 4


@pytest.mark.parametrize("order", [1, -1])
def test_a_batch_is_known_whether_it_came_whole_or_in_parts(
    books: Books, tmp_path: Path, order: int
) -> None:
    """As banks of Switzerland do: the statement has the sum, the notification what is in it."""
    account = books.account("Giro", currency="CHF", iban="CH9300762011623852957")
    head = "<Document><{0}><{1}><Acct><Id><IBAN>CH9300762011623852957</IBAN></Id></Acct>"
    entry = (
        "<Ntry><Amt Ccy='CHF'>30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
        "<BookgDt><Dt>2026-04-01</Dt></BookgDt><NtryDtls>{0}</NtryDtls></Ntry>"
    )
    parts = "".join(f"<TxDtls><Amt Ccy='CHF'>{one}.00</Amt></TxDtls>" for one in (10, 20))
    contents = [
        head.format("BkToCstmrStmt", "Stmt")
        + entry.format("")
        + "</Stmt></BkToCstmrStmt></Document>",
        head.format("BkToCstmrDbtCdtNtfctn", "Ntfctn")
        + entry.format(parts)
        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>",
    ]
    for number, content in enumerate(contents[::order]):
        file = tmp_path / f"{number}.xml"
        file.write_text(content)
        assert run("auto", str(file)) == 0
    assert balances(books, account) == [30_00]
    assert len(books.all(BankLine)) == (1 if order == 1 else 2)
