"""`import csv`, as a person types it."""

import subprocess
import sys
from pathlib import Path

import pytest

from freelancer_os.cli.main import parser
from freelancer_os.cli.refused import Refused
from freelancer_os.finance.models import Account, BankLine
from freelancer_os.people.models import Membership
from tests.books import Books, open_books
from tests.cli.process import command

N26 = str(Path(__file__).parent.parent / "data" / "statements" / "n26.csv")
TOTAL = 2838_23
ROWS = "Date;Text;Amount\n2026-01-05;Rent;-700.00\n2026-02-30;Nowhere;-1.00\n"
MAKE_ACCOUNT = """
import django; django.setup()
from freelancer_os.core.log.changes import change
from freelancer_os.finance.models import Account
from freelancer_os.people.models import Membership
mine = Membership.objects.get()
with change(mine.workspace, mine.user, "An account"):
    Account(workspace=mine.workspace).edit({"name": "Giro", "kind": "bank"})
"""


@pytest.fixture
def account(books: Books) -> Account:
    return books.account("Giro", opening_balance=100)


def run(*words: str) -> int:
    """The command in this process, with the arguments after `import csv`; its exit code."""
    options = parser().parse_args(["import", "csv", *words])
    return int(options.run(options))


def file(folder: Path, content: str | bytes) -> str:
    path = folder / "may.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_from_the_shell(installation: dict[str, str], tmp_path: Path) -> None:
    create = ("user", "create", "--email", "ada@example.com", "--name", "Ada")
    command(*create, environment=installation, typed="correct horse\n")
    settings = {"DJANGO_SETTINGS_MODULE": "freelancer_os.config.settings"}
    subprocess.run(
        [sys.executable, "-c", MAKE_ACCOUNT], env={**installation, **settings}, check=True
    )
    done = command("import", "csv", file(tmp_path, ROWS), environment=installation)
    assert (done.returncode, done.stdout) == (1, "Row 3: “2026-02-30” is not a date.\n")
    assert done.stderr == "Imported 1 bank line into Giro.\n"
    refused = command("import", "csv", file(tmp_path, b""), environment=installation)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "This file is empty.\n"


def test_the_only_account_of_the_only_user_takes_the_lines(
    books: Books, account: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(N26) == 0
    assert capsys.readouterr() == ("", "Imported 8 bank lines into Giro.\n")
    assert books.fresh(account).balance == 100 + TOTAL
    assert (books.last().door, books.last().user) == ("cli", books.user)

    assert run(N26) == 0
    assert capsys.readouterr() == ("", "Imported 0 bank lines into Giro; 8 were known already.\n")
    assert books.fresh(account).balance == 100 + TOTAL


def test_a_dry_run_tells_the_same_and_writes_nothing(
    books: Books, account: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = books.state()
    assert run(N26, "--dry-run") == 0
    assert capsys.readouterr() == ("", "Would import 8 bank lines into Giro.\n")
    assert run(file(tmp_path, ROWS), "--dry-run") == 1
    assert capsys.readouterr().out == "Row 3: “2026-02-30” is not a date.\n"
    assert books.state() == before


def test_what_is_open_is_refused_with_its_option_and_remembered(
    books: Books, account: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "Date,Text,Amount,State\n03/04/2026,Rent,-7.00,done\n05/04/2026,Shop,-5.00,declined\n"
    with pytest.raises(Refused, match="Say it with --dates day-first"):
        run(file(tmp_path, rows))
    assert books.all(BankLine) == []
    assert run(file(tmp_path, rows), "--dates", "day-first") == 0
    said = "Row 3: “Shop” was refused, so it is no entry.\n"
    assert capsys.readouterr().out == said
    assert [str(line.date) for line in books.all(BankLine)] == ["2026-04-03"]
    assert run(file(tmp_path, rows.replace("Rent", "Food"))) == 0
    assert len(books.all(BankLine)) == 2


def test_the_account_goes_by_name_or_id(books: Books, account: Account) -> None:
    card = books.account("Card")
    with pytest.raises(Refused, match=r"several accounts, say which with --account: Card \("):
        run(N26)
    assert run(N26, "--account", str(card.pk)) == 0
    assert run(N26, "--account", "Giro") == 0
    balances = (books.fresh(card).balance, books.fresh(account).balance)
    assert balances == (TOTAL, 100 + TOTAL)


def test_two_accounts_of_one_name_are_told_apart_by_id(books: Books, account: Account) -> None:
    other = books.account("Giro")
    with pytest.raises(Refused, match=str(other.pk)):
        run(N26, "--account", "Giro")
    assert run(N26, "--account", str(other.pk)) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "This file looks like a PNG image"),
        (b"Name;Colour\nA;red\n", "No column of this file could be recognised as the date"),
        (b"Date;Text;Amount\n05.01.2026;Rent;x\n", "No column of this file could be recognised"),
        (b"Date;Amount;Currency\n2026-01-05;-1.00;USD\n", "No line of this file could be taken."),
        (b"a;b\n" * 5_300_000, "This file is larger than 20 MB."),
    ],
)
def test_a_file_of_which_nothing_is_readable_is_refused(
    books: Books, account: Account, tmp_path: Path, content: bytes, sentence: str
) -> None:
    for more in ((), ("--dry-run",)):
        with pytest.raises(Refused, match=sentence):
            run(file(tmp_path, content), *more)
    assert books.all(BankLine) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere.csv",), "nowhere.csv cannot be read: No such file or directory."),
        ((N26, "--account", "Karte"), "Studio has no account named Karte."),
        ((N26, "--email", "eve@example.com"), "There is no user with the e-mail address"),
        ((N26, "--workspace", "Other"), "has no workspace named Other."),
        ((N26, "--rate", "1,1"), "--rate: Write the number as a string of plain digits"),
    ],
)
def test_a_wrong_word_is_a_sentence(
    books: Books, account: Account, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        run(*words)
    assert books.all(BankLine) == []


@pytest.mark.parametrize("words", [["import", "csv"], ["import", "abc", N26], ["import"]])
def test_wrong_usage_is_exit_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 2


def test_without_an_account_a_sentence_says_so(books: Books) -> None:
    with pytest.raises(Refused, match="Studio has no account yet"):
        run(N26)


def test_a_typed_rate_is_for_days_without_one(books: Books, tmp_path: Path) -> None:
    dollars = books.account("Dollars", currency="USD")
    content = file(tmp_path, "Date;Text;Amount\n2099-01-05;Fee;-10.00\n")
    with pytest.raises(Refused, match="No line of this file could be taken"):
        run(content)
    assert run(content, "--rate", "0.5") == 0
    assert books.fresh(dollars).balance == -1000


def test_several_users_are_told_apart_and_keep_their_own_accounts(
    books: Books, account: Account
) -> None:
    bens = open_books()
    theirs = bens.account("Ben's")
    with pytest.raises(Refused, match="There is more than one user: say which with --email"):
        run(N26)
    with pytest.raises(Refused, match=f"Studio has no account named {theirs.pk}"):
        run(N26, "--email", books.user.email, "--account", str(theirs.pk))
    assert run(N26, "--email", books.user.email) == 0
    assert (len(books.all(BankLine)), len(bens.all(BankLine))) == (8, 0)


def test_who_may_only_read_imports_nothing(books: Books, account: Account) -> None:
    Membership.objects.filter(user=books.user).update(role="accountant")
    with pytest.raises(Refused, match="may read Studio, not change it"):
        run(N26)
    assert run(N26, "--dry-run") == 0
    assert books.all(BankLine) == []
