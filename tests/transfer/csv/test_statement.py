"""Any bank's CSV statement: each shape of file, each way of writing, and any bytes at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.csv.statement import (
    Known,
    Line,
    Mapping,
    Statement,
    StatementError,
    identities,
    normalise,
    read_statement,
)
from tests.steps import steps

FILES = sorted((Path(__file__).parents[2] / "data" / "statements").glob("*.csv"))
CONTENTS = {path.stem: path.read_bytes() for path in FILES}

# file: encoding, delimiter, number of lines, their sum, first row, its date, amount, currency
EXPECTED = {
    "bnp": ("utf-8", ";", 7, "12403.10", 3, "2024-04-29", "1540.00", "EUR"),
    "dkb": ("utf-8-sig", ";", 6, "2374.48", 6, "2024-03-28", "2400", "EUR"),
    "headerless": ("cp1252", ";", 8, "1397.50", 1, "2024-11-05", "-250.00", None),
    "ing": ("cp1252", ";", 7, "2382.41", 15, "2024-04-30", "-119.00", "EUR"),
    "ing_nl": ("utf-8", ",", 6, "1911.95", 2, "2024-08-30", "-217.80", "EUR"),
    "intesa": ("cp1252", ";", 5, "1259.70", 2, "2024-10-03", "1464.00", "EUR"),
    "mbank": ("cp1250", ";", 6, "5760.44", 12, "2024-07-01", "6150.00", None),
    "n26": ("utf-8", ",", 8, "2838.23", 2, "2024-02-01", "1815.00", "EUR"),
    "nationwide": ("cp1252", ",", 7, "841.09", 6, "2024-01-02", "-31.20", "GBP"),
    "postfinance": ("utf-16-le", "\t", 6, "2978.35", 7, "2024-06-28", "3450.00", "CHF"),
    "revolut": ("utf-8", ",", 7, "298.76", 2, "2024-05-01", "1200.00", "EUR"),
    "sparkasse": ("cp1252", ";", 7, "13839.75", 2, "2024-01-30", "1785.00", "EUR"),
    "us_bank": ("utf-8", ",", 7, "2824.76", 2, "2024-01-02", "2500.00", None),
    "us_parentheses": ("utf-8", ",", 7, "-547.14", 2, "2024-02-01", "1842.17", None),
    "zaba": ("utf-8", ";", 6, "1207.45", 2, "2024-09-02", "1875.00", "EUR"),
}


def read(*rows: str, mapping: Mapping | None = None) -> Statement:
    return read_statement("".join(row + "\n" for row in rows).encode(), mapping)


def amounts(*cells: str) -> list[Decimal]:
    return [line.amount for line in _column(*cells).lines]


def _column(*cells: str) -> Statement:
    return read("Datum;Betrag;Text", *(f"13.01.2024;{cell};Miete" for cell in cells))


def sentences(statement: Statement) -> list[str]:
    return [str(problem) for problem in statement.problems]


def test_every_statement_file_is_expected() -> None:
    assert set(CONTENTS) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_reads_the_export_of_a_bank(name: str) -> None:
    statement = read_statement(CONTENTS[name])
    first = statement.lines[0]
    total = sum(line.amount for line in statement.lines)
    seen = (statement.encoding, statement.delimiter, len(statement.lines), total)
    found = (first.row, first.date.isoformat(), first.amount, first.currency)
    encoding, delimiter, count, expected, row, on, amount, currency = EXPECTED[name]
    assert seen == (encoding, delimiter, count, Decimal(expected))
    assert found == (row, on, Decimal(amount), currency)
    assert statement.is_complete
    assert statement.questions == []
    assert statement.problems == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_recognised_mapping_survives_json_and_reads_the_same(name: str) -> None:
    statement = read_statement(CONTENTS[name])
    stored = Mapping.from_json(json.loads(json.dumps(statement.mapping.to_json())))
    assert stored == statement.mapping
    assert (
        replace(read_statement(CONTENTS[name], stored), decisions=statement.decisions) == statement
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_raw_keeps_every_cell_and_the_sample_has_one_per_column(name: str) -> None:
    statement = read_statement(CONTENTS[name])
    assert all(list(line.raw) == statement.columns for line in statement.lines)
    assert {len(row) for row in statement.sample} == {len(statement.columns)}
    assert len(statement.sample) <= 10


def test_texts_are_joined_and_references_kept() -> None:
    first = read_statement(CONTENTS["sparkasse"]).lines[0]
    assert first.text == "Müller & Söhne GmbH · Rechnung 2024-003 Grafik für Jänner"
    assert first.reference == "RE-2024-003"
    assert first.raw["Betrag"] == "1.785,00"


def test_a_sepa_placeholder_is_no_reference() -> None:
    assert read_statement(CONTENTS["sparkasse"]).lines[1].reference == ""


def test_a_text_over_two_lines_is_one_row_and_the_next_keeps_its_number() -> None:
    lines = read_statement(CONTENTS["dkb"]).lines
    assert lines[3].text == "Lena Vogt · Café Übersee · Bewirtung Projekt Nordlicht"
    assert [line.row for line in lines[3:5]] == [9, 11]


def test_pending_rows_are_left_out_and_said_and_zero_rows_are_kept() -> None:
    assert list(map(str, read_statement(CONTENTS["revolut"]).left_out)) == [
        "Row 9: “Taxi Dublin” is pending, not booked yet; it is taken once it is booked."
    ]
    assert read_statement(CONTENTS["ing"]).lines[-1].amount == 0


def test_a_fee_is_taken_off_where_the_balances_prove_it() -> None:
    assert read_statement(CONTENTS["revolut"]).lines[2].amount == Decimal("-502.50")
    within = CONTENTS["revolut"].replace(b"911.35", b"913.85").replace(b"707.35", b"713.85")
    within = within.replace(b"599.00", b"606.50")
    assert read_statement(within).lines[2].amount == Decimal("-500.00")


def test_a_column_of_its_own_gives_the_sign() -> None:
    assert read_statement(CONTENTS["ing_nl"]).mapping.direction == "Af Bij"
    statement = read("Datum;Text;Betrag;S/H", "13.01.24;a;5,00;S", "14.01.24;b;6,00;H")
    assert [line.amount for line in statement.lines] == [Decimal("-5.00"), Decimal("6.00")]


def test_a_row_whose_direction_is_unknown_is_a_problem() -> None:
    rows = ("13.01.24;a;5,00;S", "14.01.24;b;6,00;H", "15.01.24;c;7,00;?")
    assert sentences(read("Datum;Text;Betrag;S/H", *rows)) == [
        "Row 4: “?” says neither debit nor credit."
    ]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.234,56-", "-1234.56"),
        ("(12,00)", "-12.00"),
        ("+5,00", "5.00"),
        ("1 234,56", "1234.56"),
        ("1\N{NARROW NO-BREAK SPACE}234,56", "1234.56"),
        ("\N{MINUS SIGN}7,10", "-7.10"),
        ("- 7,10 €", "-7.10"),
        ("EUR 7,10", "7.10"),
        ("€-7,10", "-7.10"),
        ("7,10 S", "-7.10"),
        ("7,10 H", "7.10"),
        (",50", "0.50"),
        ("12.345.678,90", "12345678.90"),
        ("0", "0"),
    ],
)
def test_amounts_with_a_comma(cell: str, amount: str) -> None:
    assert amounts("3,25", "1.000,75", cell)[-1] == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1'234.56", "1234.56"),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234.56", "1234.56"),
        ("(12.00)", "-12.00"),
        ("($1,234.50)", "-1234.50"),
        ("1,23,456.00", "123456.00"),
        ("12.00 DR", "-12.00"),
        ("12.00 CR", "12.00"),
        ("1,234", "1234"),
    ],
)
def test_amounts_with_a_point(cell: str, amount: str) -> None:
    assert amounts("3.25", "1,000.75", cell)[-1] == Decimal(amount)


@pytest.mark.parametrize(
    "cell",
    [
        "1.23,00",
        "--5,00",
        "(5,00",
        "(-5,00)",
        "1E+05",
        "5,00,00",
        "1,",
        "abc",
        "٣,00",
        "5-5",
    ],
)
def test_what_is_no_amount_under_the_sign_of_the_column_is_a_problem(cell: str) -> None:
    statement = _column("3,25", "1.000,75", cell)
    assert sentences(statement) == [f"Row 4: “{cell}” is not an amount."]
    assert statement.problems[0].column == "Betrag"
    assert len(statement.lines) == 2


def test_the_whole_column_decides_what_a_lone_separator_means() -> None:
    assert amounts("1.234", "5,00")[0] == 1234
    assert amounts("1.234", "5.00")[0] == Decimal("1.234")


def test_the_language_decides_where_the_column_does_not() -> None:
    assert amounts("1.234")[0] == 1234
    english = read("Date,Amount,Description", '01/13/2024,"1,234",Rent')
    assert english.lines[0].amount == 1234


@pytest.mark.parametrize(
    ("header", "cell", "on"),
    [
        ("Datum", "31.12.23", date(2023, 12, 31)),
        ("Datum", "31. 12. 2023.", date(2023, 12, 31)),
        ("Date", "31 Dec 2023", date(2023, 12, 31)),
        ("Date", "31-Dec-23", date(2023, 12, 31)),
        ("Date", "Dec 31, 2023", date(2023, 12, 31)),
        ("Date", "12/31/2023", date(2023, 12, 31)),
        ("Date", "2023-12-31T23:59:59.000Z", date(2023, 12, 31)),
        ("Date", "2023/12/31 08:00", date(2023, 12, 31)),
        ("Datum", "20231231", date(2023, 12, 31)),
        ("Datum", "31122023", date(2023, 12, 31)),
        ("Date", "31 décembre 2023", date(2023, 12, 31)),
    ],
)
def test_dates(header: str, cell: str, on: date) -> None:
    statement = read(f"{header};Amount;Text", f"{cell};5.00;Rent")
    assert [line.date for line in statement.lines] == [on]


@pytest.mark.parametrize(
    "cell", ["31.02.2024", "32.01.2024", "13.13.2024", "01.01.202", "13.01.0024"]
)
def test_a_day_that_does_not_exist_is_a_problem(cell: str) -> None:
    statement = read("Datum;Betrag;Text", "13.01.2024;5,00;a", f"{cell};5,00;b")
    assert sentences(statement) == [f"Row 3: “{cell}” is not a date."]


def test_one_date_proves_the_order_of_the_column() -> None:
    statement = read("Date,Amount,Text", "01/02/2024,1.00,a", "13/02/2024,1.00,b")
    assert statement.mapping.date_order == "dmy"
    assert statement.lines[0].date == date(2024, 2, 1)
    assert statement.questions == []


@pytest.mark.parametrize("header", ["Date,Amount,Description", "Date,Amount (GBP),Description"])
def test_an_undecided_order_is_asked(header: str) -> None:
    (question,) = read(header, "03/04/2024,5.00,Rent").questions
    assert question.option == "--dates day-first|month-first"
    assert [choice.example for choice in question.choices] == [
        "03/04/2024 = 2024-04-03",
        "03/04/2024 = 2024-03-04",
    ]


def test_a_language_in_which_no_month_comes_first_decides() -> None:
    statement = read("Data,Importo,Descrizione", "03/04/2024,5.00,Affitto")
    assert (statement.questions, statement.lines[0].date) == ([], date(2024, 4, 3))


def test_the_sequence_of_the_rows_decides() -> None:
    days = [f"0{day}/0{month}/2024,-5.00,x" for month, day in [(1, 9), (2, 3), (3, 7), (4, 1)]]
    statement = read("Date,Amount,Description", *days)
    assert (statement.questions, statement.mapping.date_order) == ([], "dmy")


def test_a_given_mapping_decides() -> None:
    mapping = Mapping(date="When", amount="Much", texts=("What",), date_order="mdy")
    statement = read("When,What,Much", "03/04/2024,Rent,5.00", mapping=mapping)
    assert statement.lines[0].date == date(2024, 3, 4)
    assert statement.questions == []


def test_debits_may_be_written_positive() -> None:
    mapping = Mapping(date="Date", amount="Amount", date_order="mdy", debits_positive=True)
    statement = read("Date,Amount", "03/04/2024,5.00", "03/05/2024,-7.00", mapping=mapping)
    assert [line.amount for line in statement.lines] == [Decimal("-5.00"), Decimal("7.00")]


def test_a_mapping_for_another_file_is_refused() -> None:
    with pytest.raises(StatementError, match="no column “Betrag”"):
        read(
            "When,What,Much", "03/04/2024,Rent,5.00", mapping=Mapping(date="When", amount="Betrag")
        )


@pytest.mark.parametrize(
    "stored",
    [None, [], {"when": "x"}, {"date": 3}, {"texts": "x"}, {"date_order": "ydm"}, {"decimal": ";"}],
)
def test_a_stored_mapping_that_is_none_is_refused(stored: object) -> None:
    with pytest.raises(StatementError):
        Mapping.from_json(stored)


def test_unknown_columns_can_be_asked_for() -> None:
    statement = read("foo,bar", "x,y", "z,w")
    assert not statement.is_complete
    assert statement.mapping.missing == ["date", "amount"]
    assert (statement.columns, statement.sample) == (["foo", "bar"], [["x", "y"], ["z", "w"]])
    assert statement.lines == []
    with pytest.raises(StatementError, match="the date and the amount"):
        statement.require_complete()


def test_columns_without_known_names_are_recognised_by_what_they_hold() -> None:
    statement = read("Wann,Wofür,Wieviel", "2024-01-13,Miete,-5.00", "2024-01-14,Honorar,6.00")
    mapping = statement.mapping
    assert (mapping.date, mapping.texts, mapping.amount) == ("Wann", ("Wofür",), "Wieviel")


def test_two_columns_of_one_name_and_one_without_get_names_of_their_own() -> None:
    statement = read("Datum;Betrag;Betrag;;Text", "13.01.2024;5,00;6,00;x;y")
    assert statement.columns == ["Datum", "Betrag", "Betrag (2)", "Column 4", "Text"]


def test_excel_may_declare_the_delimiter() -> None:
    statement = read("sep=|", "Datum|Betrag|Text", "13.01.2024|5,00|a;b;c;d")
    assert (statement.delimiter, statement.lines[0].row) == ("|", 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    content = end.join(["Datum;Betrag;Text", "13.01.2024;5,00;a", "14.01.2024;6,00;b", ""])
    statement = read_statement(content.encode())
    assert [line.row for line in statement.lines] == [2, 3]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding(encoding: str) -> None:
    content = "Datum;Betrag;Text\n13.01.2024;5,00;Überweisung €\n".encode(encoding)
    statement = read_statement(content)
    assert statement.lines[0].text == "Überweisung €"
    assert statement.columns[0] == "Datum"


def test_a_byte_that_cannot_be_decoded_costs_its_row() -> None:
    content = "Datum;Betrag;Text\n13.01.2024;5,00;Köln Süß\n14.01.2024;6,00;Mün\n".encode()
    broken = content.replace("Mün".encode(), b"M\xfcn")
    statement = read_statement(broken)
    assert sentences(statement) == ["Row 3: This line holds letters that cannot be decoded."]
    assert len(statement.lines) == 1


def test_totals_and_remarks_are_passed_over_in_silence() -> None:
    rows = ("13.01.2024;5,00;a", "Summe;5,00;b", ";;", "Endsaldo;;;", "Alle Angaben ohne Gewähr")
    statement = read("Datum;Betrag;Text", *rows)
    assert (len(statement.lines), statement.problems) == (1, [])


def test_a_booking_without_date_or_amount_is_a_problem() -> None:
    rows = ("13.01.2024;5,00;a", ";6,00;b", "vorgemerkt;7,00;c", "14.01.2024;;d")
    statement = read("Datum;Betrag;Text", *rows)
    assert sentences(statement) == [
        "Row 3: This line has no date.",
        "Row 5: This line has no amount.",
    ]
    assert [(left.row, left.why) for left in statement.left_out] == [(4, "pending")]


def test_a_row_with_a_debit_and_a_credit_or_too_many_cells_is_a_problem() -> None:
    rows = ("13.01.2024;a;5,00;0,00", "14.01.2024;b;5,00;6,00", "15.01.2024;c;7,00;;more")
    statement = read("Datum;Text;Soll;Haben", *rows)
    assert sentences(statement) == [
        "Row 3: This line has a debit and a credit.",
        "Row 4: This line has 5 cells where 4 are expected.",
    ]
    assert statement.lines[0].amount == Decimal("-5.00")


def test_a_decimal_comma_that_splits_the_amount_is_never_booked_as_less() -> None:
    statement = read("Datum,Text,Betrag", "13.01.2024,Miete,-640,00", "14.01.2024,Strom,-58,10")
    assert [line.amount for line in statement.lines] == [Decimal("-640.00"), Decimal("-58.10")]
    one_row = read("Datum,Text,Betrag", "13.01.2024,Miete,-640,00", "14.01.2024,Strom,-58")
    assert [line.amount for line in one_row.lines] == [Decimal("-640.00"), Decimal("-58.00")]
    either = read("Datum,Soll,Haben,Text", "13.01.2024,640,00,10,Miete", "14.01.2024,58,,Strom")
    assert sentences(either) == ["Row 2: This line has 5 cells where 4 are expected."]


def test_a_sign_column_without_a_name_is_found() -> None:
    rows = ('"13.01.2024";"Miete";"640,00";"S"', '"14.01.2024";"Honorar";"900,00";"H"')
    statement = read('"Buchungstag";"Verwendungszweck";"Umsatz";" "', *rows)
    assert [line.amount for line in statement.lines] == [Decimal("-640.00"), Decimal("900.00")]


def test_an_open_quote_costs_its_own_row_only() -> None:
    rows = [f'"{day}.01.2024";"5,00";"Miete {day}"' for day in range(10, 30)]
    rows[7] = '"17.01.2024";"5,00";"Mie'
    statement = read('"Datum";"Betrag";"Text"', *rows)
    assert sentences(statement) == ["Row 9: A quotation mark in this line is never closed."]
    assert len(statement.lines) == 19


def test_a_quote_inside_a_text_is_a_letter() -> None:
    statement = read("Datum;Betrag;Text", '13.01.2024;5,00;Rohr 5" lang', "14.01.2024;6,00;x")
    assert [line.text for line in statement.lines] == ['Rohr 5" lang', "x"]


@pytest.mark.parametrize("cut", ["14.01.2024;6,00", "14.01.2024", '14.01.2024;6,00;"Mie'])
def test_a_file_that_ends_within_a_line_loses_that_line_only(cut: str) -> None:
    content = f"Datum;Betrag;Text\n13.01.2024;5,00;Miete\n12.01.2024;5,00;Miete\n{cut}"
    statement = read_statement(content.encode())
    assert len(statement.lines) == 2
    assert [problem.row for problem in statement.problems] == [4]


def test_a_file_that_ends_within_an_amount_does_not_book_a_part_of_it() -> None:
    content = "Datum;Text;Betrag\n13.01.2024;a;5,00\n14.01.2024;b;6,50\n15.01.2024;c;12"
    statement = read_statement(content.encode())
    assert len(statement.lines) == 2
    assert sentences(statement) == ["Row 4: The file ends in the middle of this line."]


def test_a_last_line_without_end_is_taken_when_it_is_whole() -> None:
    content = "Datum;Text;Betrag\n13.01.2024;a;5,00\n14.01.2024;b;6,50"
    assert len(read_statement(content.encode()).lines) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b" \r\n\r\n", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"a" * (20 * 1024 * 1024 + 1), "This file is larger than 20 MB."),
        (b"%PDF-1.7\n", "This file looks like a PDF document, not like a CSV statement."),
        (b"\x89PNG\r\n", "This file looks like a PNG image, not like a CSV statement."),
        (b"\xff\xd8\xff\xe0", "This file looks like a JPEG image, not like a CSV statement."),
        (b"PK\x03\x04..", "This file looks like a ZIP archive, not like a CSV statement."),
        (
            b"PK\x03\x04..xl/workbook.xml",
            "This file looks like an Excel workbook (.xlsx), not like a CSV statement.",
        ),
        (b"<!DOCTYPE html>", "This file looks like a web page, not like a CSV statement."),
        (b'<?xml version="1.0"?>', "This file looks like an XML file, not like a CSV statement."),
        (b"Date,Amount\n1\x00", "This file holds NUL bytes, so it is not a text file."),
        (
            b"\x81\x83\x90\x98,",
            "The letters of this file are in no encoding that can be read here.",
        ),
    ],
)
def test_what_is_no_statement_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(StatementError) as refused:
        read_statement(content)
    assert str(refused.value) == sentence


def test_a_header_alone_is_a_statement_without_lines() -> None:
    statement = read("Datum;Betrag;Text")
    assert (statement.is_complete, statement.lines, statement.problems) == (True, [], [])


def test_the_same_header_has_the_same_signature_and_another_has_not() -> None:
    once = read("Datum;Betrag;Text", "13.01.2024;5,00;a")
    again = read("DATUM;Betrag; Text", "14.02.2025;6,00;b")
    other = read("Datum;Betrag;Zweck", "13.01.2024;5,00;a")
    assert once.signature == again.signature != other.signature


def of_lines(count: int) -> bytes:
    """A statement of so many lines."""
    header = "Buchungstag;Valuta;Auftraggeber;Verwendungszweck;Betrag;Währung;Referenz\n"
    rows = (
        f'{1 + i % 28:02}.{1 + i % 12:02}.2024;;"Müller {i}";Rechnung {i};-{i},50;EUR;R{i}\n'
        for i in range(count)
    )
    return (header + "".join(rows)).encode("cp1252")


@pytest.fixture(scope="module")
def hundred_thousand() -> bytes:
    return of_lines(100_000)


def test_a_hundred_thousand_lines_are_read(hundred_thousand: bytes) -> None:
    statement = read_statement(hundred_thousand)
    assert len(statement.lines) == 100_000
    assert statement.problems == []


def test_steps_are_in_proportion_to_the_lines() -> None:
    few, many = (steps(partial(read_statement, of_lines(count))) for count in (1_000, 4_000))
    assert many <= 4 * few
    assert many - few <= 3_000 * 150


def test_one_line_more_is_refused(hundred_thousand: bytes) -> None:
    with pytest.raises(StatementError, match="more than 100,000 lines"):
        read_statement(hundred_thousand + b"13.01.2024;;x;y;1,00;EUR;\n")


def test_normalise_folds_case_accents_and_white_space_only() -> None:
    assert normalise("  Café\t MÜLLER,  Nr. 5 ") == "cafe muller, nr. 5"


def test_identities_tell_equal_lines_apart_and_survive_another_export() -> None:
    lines = read_statement(CONTENTS["sparkasse"]).lines
    known = identities(lines)
    assert len(set(known)) == len(lines)
    assert identities(lines[2:]) == known[2:]
    recoded = CONTENTS["sparkasse"].decode("cp1252").upper().encode()
    assert identities(read_statement(recoded).lines) == known


def test_identity_depends_on_date_amount_text_and_reference() -> None:
    base = Line(1, date(2024, 1, 2), Decimal("5.00"), "EUR", "Miete", "R1", {})
    same = Line(9, date(2024, 1, 2), Decimal("5"), None, "MIETE ", "R1", {"x": "y"})
    others = [
        Line(1, date(2024, 1, 3), Decimal("5.00"), "EUR", "Miete", "R1", {}),
        Line(1, date(2024, 1, 2), Decimal("-5.00"), "EUR", "Miete", "R1", {}),
        Line(1, date(2024, 1, 2), Decimal("5.00"), "EUR", "Miete 2", "R1", {}),
        Line(1, date(2024, 1, 2), Decimal("5.00"), "EUR", "Miete", "R2", {}),
    ]
    assert identities([base]) == identities([same])
    assert len({*identities([base]), *(identities([other])[0] for other in others)}) == 5


def check_whatever_happens(content: bytes) -> None:
    """Either a sentence, or a statement whose parts fit together and can be stored."""
    try:
        statement = read_statement(content)
    except StatementError as error:
        assert str(error).endswith(".")
        return
    rows = [line.row for line in statement.lines] + [each.row for each in statement.problems]
    assert len(rows) == len(set(rows))
    assert all(line.amount.is_finite() for line in statement.lines)
    assert all(list(line.raw) == statement.columns for line in statement.lines)
    stored = [line.raw for line in statement.lines] + [
        [statement.columns, statement.sample, statement.mapping.to_json()],
        [str(problem) for problem in statement.problems],
        [line.text + line.reference for line in statement.lines],
    ]
    json.dumps(stored, ensure_ascii=False).encode()
    assert len(set(identities(statement.lines))) == len(statement.lines)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_it(content: bytes) -> None:
    check_whatever_happens(content)


@given(
    st.lists(
        st.lists(
            st.text(max_size=8)
            | st.sampled_from(
                ["01.02.2024", "2024-13-01", "-1.234,56", "5.00", '"', "Saldo", "Soll"]
            ),
            max_size=6,
        ),
        max_size=12,
    ),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["Datum;Betrag;Text", "Date,Amount,Description", "Date\tDebit\tCredit", ""]),
)
def test_no_table_at_all_breaks_it(rows: list[list[str]], delimiter: str, header: str) -> None:
    text = "\n".join([header, *(delimiter.join(row) for row in rows)])
    check_whatever_happens(text.encode("utf-8", "surrogatepass"))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(CONTENTS)), st.data())
def test_no_damage_to_a_statement_breaks_it(name: str, choices: st.DataObject) -> None:
    content = CONTENTS[name]
    for _ in range(choices.draw(st.integers(1, 4))):
        start = choices.draw(st.integers(0, len(content)))
        end = start + choices.draw(st.integers(0, 40))
        content = content[:start] + choices.draw(st.binary(max_size=12)) + content[end:]
    check_whatever_happens(content)


def test_a_row_that_is_cut_before_its_state_is_not_booked() -> None:
    head = "Datum;Text;Betrag;Info\n13.01.2024;Miete;-5,00;Umsatz gebucht\n"
    known = read_statement(f"{head}14.01.2024;Tanken;-6,00;".encode())
    assert [line.text for line in known.lines] == ["Miete"]
    assert sentences(known) == ["Row 3: The file ends in the middle of this line."]


@given(st.sampled_from(sorted(set(CONTENTS) - {"headerless"})), st.data())
@settings(deadline=None)
def test_a_cut_statement_keeps_its_whole_lines(name: str, choices: st.DataObject) -> None:
    """Cut below the first booking: nothing is booked that the whole file does not book."""
    content = CONTENTS[name]
    whole = {(line.row, line.date, line.amount) for line in read_statement(content).lines}
    cut = content[: choices.draw(st.integers(len(content) * 3 // 4, len(content)))]
    statement = read_statement(cut)
    assert {(line.row, line.date, line.amount) for line in statement.lines} <= whole


def test_what_a_row_costs_does_not_grow_with_cells_that_mean_nothing() -> None:
    """A file whose delimiter changes once its columns are known."""
    head = b"Date;Amount\n2026-01-02;1\n" * 50
    few, many = (head + (b",;|\t" * 5 * times + b"\n") * 50 for times in (1, 40))
    assert steps(lambda: read_statement(many)) < 2 * steps(lambda: read_statement(few))


def test_the_year_of_days_without_one_can_be_said() -> None:
    rows = "Datum;Text;Betrag\n29.12.;Laden;-5,00\n02.01.;Honorar;50,00\n"
    for said, days in (
        (Answers(), ["2025-12-29", "2026-01-02"]),
        (Answers(year="2023"), ["2022-12-29", "2023-01-02"]),
    ):
        known = Known(date(2026, 11, 27), currency="EUR", given=said)
        statement = read_statement(rows.encode(), known=known)
        assert [line.date.isoformat() for line in statement.lines] == days
        (decision,) = (one for one in statement.decisions if one.topic == "year")
        assert decision.value == days[1][:4]
    assert Answers.from_json({"year": "23"}) == Answers()
