"""Statements as banks of several countries write them, each read line by line as a person does."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.formats import format_of, read_file
from freelancer_os.transfer.statement import Line, Statement, StatementError, identities

FOLDER = Path(__file__).parents[2] / "data" / "statements"
FILES = [file for file in sorted(FOLDER.glob("*/*")) if file.suffix != ".json"]
NAMES = [f"{file.parent.name}/{file.name}" for file in FILES]


def plain(statement: Statement) -> dict[str, Any]:
    """A statement as its expectation is written."""
    said: dict[str, Any] = {
        "account": statement.account,
        "currency": statement.currency,
        "lines": [_cells(line) for line in statement.lines],
        "balances": [[str(one.on), one.moment, f"{one.amount:f}"] for one in statement.balances],
        "left_out": [[one.row, one.why, one.text] for one in statement.left_out],
        "problems": [str(one) for one in statement.problems],
        "questions": [one.topic for one in statement.questions],
        "decisions": [[one.topic, one.value] for one in statement.decisions],
    }
    return {name: value for name, value in said.items() if value or name in {"account", "currency"}}


def _cells(line: Line) -> list[object]:
    amount = f"{line.amount:f}"
    told = [line.currency, line.payee, line.text, line.reference]
    return [line.row, str(line.date), amount, *told]


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_bank_s_file_is_read_as_a_person_reads_it(file: Path) -> None:
    content = file.read_bytes()
    assert format_of(content) == file.parent.name
    expected = json.loads(file.with_name(f"{file.name}.json").read_text())
    assert [plain(statement) for statement in read_file(content)] == expected


def test_each_format_has_files_of_several_banks() -> None:
    for kind in ("ofx", "qif", "camt", "mt940"):
        assert sum(file.parent.name == kind for file in FILES) >= 4


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.csv")), ids=lambda file: file.stem)
def test_a_table_is_told_from_the_others(file: Path) -> None:
    assert format_of(file.read_bytes()) == "csv"


def archive(*names: str, **others: bytes) -> bytes:
    """A ZIP of CAMT files of the folder, and of others by name."""
    packed = BytesIO()
    with ZipFile(packed, "w") as files:
        for name in names:
            files.writestr(f"{name}.xml", (FOLDER / "camt" / f"{name}.xml").read_bytes())
        for name, content in others.items():
            files.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def test_an_archive_is_read_as_its_files_are() -> None:
    content = archive("nl_v2", "de_v8", "ch_two_accounts_v4", readme_pdf=b"%PDF-1.7")
    assert format_of(content) == "camt"
    found = {statement.account: statement for statement in read_file(content)}
    assert list(found) == [
        "CH9300762011623852957",
        "0230-123456.60A",
        "DE89370400440532013000",
        "NL91ABNA0417164300",
    ]
    (alone,) = read_file((FOLDER / "camt" / "nl_v2.xml").read_bytes())
    assert found["NL91ABNA0417164300"] == alone


def test_what_a_notification_says_of_a_statement_is_not_taken_twice() -> None:
    notice = (FOLDER / "camt" / "de_v8.xml").read_bytes()
    notice = notice.replace(b"camt.053", b"camt.054").replace(b"BkToCstmrStmt", b"BkToCstmrNtf")
    notice = notice.replace(b"<Stmt>", b"<Ntfctn>").replace(b"</Stmt>", b"</Ntfctn>")
    (both,) = read_file(archive("de_v8", notice_xml=notice))
    (alone,) = read_file((FOLDER / "camt" / "de_v8.xml").read_bytes())
    assert both.lines == alone.lines
    assert [one.why for one in both.left_out[2:]] == ["twice"] * len(alone.lines)


def packed(**files: bytes) -> bytes:
    """A ZIP of these files; an underscore in a name is a point."""
    return archive(**files)


def test_mt940_is_read_from_an_archive_of_archives_each_line_once() -> None:
    rabo = (FOLDER / "mt940" / "nl_rabobank.940").read_bytes()
    swiss = (FOLDER / "mt940" / "ch_two_accounts.mt940").read_bytes()
    content = packed(a_zip=packed(a_940=rabo), b_zip=packed(b_STA=swiss, c_txt=rabo), d_pdf=b"%PDF")
    assert format_of(content) == "mt940"
    found = read_file(content)
    alone = [*read_file(rabo), *read_file(swiss)]
    assert [one.account for one in found] == [one.account for one in alone]
    assert [one.lines for one in found] == [one.lines for one in alone]
    assert [one.why for one in found[0].left_out][-len(alone[0].lines) :] == ["twice"] * len(
        alone[0].lines
    )


def test_an_archive_of_both_formats_is_read_whole() -> None:
    rabo = (FOLDER / "mt940" / "nl_rabobank.940").read_bytes()
    german = (FOLDER / "camt" / "de_v8.xml").read_bytes()
    content = packed(a_940=rabo, b_xml=german, c_xml=german)
    assert format_of(content) == "camt"
    found = read_file(content)
    assert [one.lines for one in found] == [
        one.lines for one in (*read_file(german), *read_file(rabo))
    ]


def test_an_archive_names_the_file_of_what_is_wrong() -> None:
    wrong = (FOLDER / "camt" / "nl_v2.xml").read_bytes().replace(b">45.00<", b">45,00<", 1)
    (found,) = read_file(archive(monday_xml=wrong))
    assert [str(one) for one in found.problems] == [
        "Row 11: “45,00” is not an amount. (monday.xml)"
    ]
    with pytest.raises(StatementError, match=r"^monday.xml: Line 6: this XML file is broken"):
        read_file(archive(monday_xml=wrong[:300]))


@pytest.mark.parametrize(
    ("dates", "decimals", "read"),
    [
        ("day-first", "comma", [("2026-02-01", -3000), ("2026-02-05", 1500)]),
        ("month-first", "point", [("2026-01-02", -3), ("2026-05-02", 1.5)]),
    ],
)
def test_what_was_asked_is_read_as_answered(
    dates: str, decimals: str, read: list[tuple[str, float]]
) -> None:
    content = (FOLDER / "qif" / "open_questions.qif").read_bytes()
    (found,) = read_file(content, None, Known(given=Answers(dates=dates, decimals=decimals)))
    assert found.questions == []
    assert [(str(one.date), one.amount) for one in found.lines] == read


def test_a_line_is_known_again_when_only_its_words_change() -> None:
    content = (FOLDER / "ofx" / "us_checking.ofx").read_bytes()
    (first,) = read_file(content)
    (again,) = read_file(content.replace(b"INVOICE 2025-117", b"Invoice 117"))
    assert first.lines != again.lines
    assert identities(first.lines) == identities(again.lines)
    moved = [replace(line, amount=line.amount + 1) for line in first.lines]
    assert not {*identities(first.lines)} & {*identities(moved)}
