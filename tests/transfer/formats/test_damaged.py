"""Damaged files: read right, asked about, or refused with a sentence that names the line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.csv.known import Known
from freelancer_os.transfer.formats import Format, read_file
from freelancer_os.transfer.statement import Statement, StatementError

FOLDER = Path(__file__).parents[2] / "data" / "statements"
CAMT = (FOLDER / "camt" / "nl_v2.xml").read_bytes()
BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>"""
QIF = "!Type:Bank\nD25.01.2026\nT1,50\n^\nD26.01.2026\nT{amount}\nPShop\n^\n"
OFX = (
    "<OFX><STMTRS><CURDEF>EUR\n<BANKACCTFROM><ACCTID>1</BANKACCTFROM>\n"
    "<STMTTRN><DTPOSTED>20260125<TRNAMT>-1.50<FITID>1<NAME>A</STMTTRN>\n"
    "<STMTTRN><DTPOSTED>{day}<TRNAMT>{amount}<FITID>2<NAME>B</STMTTRN>\n</STMTRS></OFX>"
)
MT940 = (
    ":20:X\n:25:DE89370400440532013000\n:60F:C260101EUR1,\n"
    ":61:{entry}\n:86:Text\n:62F:C260131EUR1,\n-\n"
)


def one(content: bytes | str, format: Format | None = None) -> Statement:
    (statement,) = read_file(content.encode() if isinstance(content, str) else content, format)
    return statement


def problems(content: bytes | str) -> list[str]:
    return [str(problem) for problem in one(content).problems]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("-110,7", "-110.7"),
        ("+33.00", "33"),
        ("-3.000", "-3000"),
        ("1'234,50", "1234.50"),
        ("(5,00)", "-5"),
        ("5,00 CR", "5"),
        ("5,00 DR", "-5"),
        ("5,00-", "-5"),
        ("−5,00", "-5"),
    ],
)
def test_amounts_in_many_clothes_beside_one_that_proves_the_sign(cell: str, amount: str) -> None:
    assert one(QIF.format(amount=cell)).lines[1].amount == Decimal(amount)


@pytest.mark.parametrize(
    "cell", ["5,00 XX", "1,,3", "--5,00", "(5,00", "12.34.567,00", "five", "NaN"]
)
def test_what_is_no_amount_is_named_with_its_line(cell: str) -> None:
    assert problems(QIF.format(amount=cell)) == [f"Row 5: “{cell}” is not an amount."]
    assert len(one(QIF.format(amount=cell)).lines) == 1


@pytest.mark.parametrize(
    ("day", "amount", "said"),
    [
        ("20260230", "-1.00", "“20260230” is not a date."),
        ("", "-1.00", "This line has no date."),
        ("2026-01-25", "-1.00", "“2026-01-25” is not a date."),
        ("20260125", "", "This line has no amount."),
        ("20260125", "-1.00 USD", "“-1.00 USD” is not an amount."),
    ],
)
def test_a_damaged_entry_of_ofx_holds_up_no_other(day: str, amount: str, said: str) -> None:
    content = OFX.format(day=day, amount=amount)
    assert problems(content) == [f"Row 4: {said}"]
    assert [line.payee for line in one(content).lines] == ["A"]


@pytest.mark.parametrize("zone", ["120000[-5:EST]", "235959.999[+5.30:IST]", "[0:GMT]", "0000"])
def test_the_day_is_the_one_that_the_bank_wrote(zone: str) -> None:
    content = OFX.format(day=f"20260131{zone}", amount="-1")
    assert str(one(content).lines[1].date) == "2026-01-31"


def test_a_file_that_ends_too_early_loses_its_last_entry_and_says_so() -> None:
    whole = OFX.format(day="20260126", amount="-12.34")
    cut = whole[: whole.index("-12.34") + 3]
    assert problems(cut) == ["Row 4: The file ends in the middle of this line."]
    assert problems(QIF.format(amount="-12,34").rstrip("^\n")) == [
        "Row 5: The file ends in the middle of this line."
    ]
    entry = MT940.format(entry="2601020102D12,34NTRFNONREF")
    assert problems(entry[: entry.index(":62F:")]) == [
        "Row 4: The file ends in the middle of this line."
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "2602300230D12,34NTRFNONREF",  # no such day
        "2601020102D12.34NTRFNONREF",  # a point
        "2601020102D1,2,3NTRFNONREF",
        "2601020102X12,34NTRFNONREF",
        "2601020102D12,34",
        "Auszug",
    ],
)
def test_an_entry_that_mt940_does_not_know_is_named_with_its_line(entry: str) -> None:
    (problem,) = problems(MT940.format(entry=entry))
    assert problem.startswith(f"Row 4: “{entry}”")
    assert one(MT940.format(entry=entry)).lines == []


@pytest.mark.parametrize(
    ("mark", "amount"),
    [("C", "1"), ("D", "-1"), ("RC", "-1"), ("RD", "1"), ("CR", "1"), ("d", "-1")],
)
def test_reversals_go_the_other_way(mark: str, amount: str) -> None:
    assert str(one(MT940.format(entry=f"2601020102{mark}1,NTRFNONREF")).lines[0].amount) == amount


def test_a_balance_with_a_point_is_not_cut_at_it() -> None:
    content = MT940.format(entry="2601020102D1,NTRFNONREF").replace("0131EUR1,", "0131EUR87.50")
    assert problems(content) == ["Row 6: “C260131EUR87.50” is not a balance as MT940 writes it."]
    assert [held.moment for held in one(content).balances] == ["opening"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b">45.00<", b">(45.00)<", "Row 11: “(45.00)” is not an amount."),
        (b">45.00<", b"><", "Row 11: This line has no amount."),
        (b">DBIT<", b">OUT<", "Row 11: This line does not say whether money came or went."),
        (
            b"<Dt>2026-01-31</Dt></BookgDt>",
            b"<Dt>2026-13-31</Dt></BookgDt>",
            "Row 11: “2026-13-31”",
        ),
        (b"<Sts>BOOK<", b"<Sts>MAYBE<", "Row 11: “MAYBE” is no known status."),
    ],
)
def test_a_damaged_entry_of_camt_holds_up_no_other(old: bytes, new: bytes, said: str) -> None:
    content = CAMT.replace(old, new, 1)
    (problem,) = problems(content)
    assert problem.startswith(said)
    assert len(one(content).lines) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CAMT[:900], "Line 13: this XML file is broken there, so nothing of it is taken."),
        (BOMB + CAMT[CAMT.index(b"<Document") :], "declares entities of its own"),
        (BOMB + b"<OFX></OFX>", "declares entities of its own"),
        (b"<OFX></OFX>", "This file holds no statement of an account."),
        (b"OFXHEADER:100\n", "it has no <OFX>"),
        (
            b"<OFX><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Closed</STATUS></OFX>",
            "the bank says: Closed",
        ),
        (b"<OFX>\n<INVSTMTRS>", "Line 2: investments are not read here"),
        (b"!Type:Bank\nD1.1.2026\nT1\n^\n!Type:Invst\n", "Line 5: investments are not read here"),
        (b"!Type:Bank\n", "This QIF file holds no entry of an account."),
        (b"!Type:Loans\n", "Line 1: “Loans” is no kind of account"),
        (b":20:X\n-\n", "This file holds no MT940 message."),
        (b"PK\x03\x04 [x].xml", "looks like a ZIP archive"),
    ],
    ids=lambda value: None if isinstance(value, str) else "file",
)
def test_a_file_of_which_nothing_can_be_taken_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(StatementError, match=said.replace("(", r"\(")):
        read_file(content)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_xml_in_any_encoding_that_it_declares(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = CAMT.decode().replace("UTF-8", name).replace("Studio De Wit", "北京 Studio")
    found = one(text.encode(encoding), "camt")
    assert [line.payee for line in found.lines][1] == "北京 Studio"


def test_all_of_a_card_as_income_is_a_question() -> None:
    card = QIF.replace("Bank", "CCard").format(amount="9,90")
    assert [question.topic for question in one(card).questions] == ["charges"]


def test_thousands_or_decimals_is_a_question_in_ofx_too() -> None:
    content = OFX.format(day="20260126", amount="-3.000").replace("-1.50", "-25")
    (question,) = one(content).questions
    assert question.option == "--decimals comma|point"
    assert [choice.example for choice in question.choices] == ["-3.000 = -3,000", "-3.000 = -3"]


CARD = (
    "<OFX><CCSTMTRS><CURDEF>EUR<CCACCTFROM><ACCTID>1</CCACCTFROM>"
    "<STMTTRN><TRNTYPE>{first}<DTPOSTED>20260125<TRNAMT>{a}<NAME>A</STMTTRN>"
    "<STMTTRN><TRNTYPE>{second}<DTPOSTED>20260126<TRNAMT>{b}<NAME>B</STMTTRN></CCSTMTRS></OFX>"
)


@pytest.mark.parametrize(
    ("first", "a", "second", "b", "read"),
    [
        ("DEBIT", "-1", "CREDIT", "2", [-1, 2]),
        ("DEBIT", "1", "CREDIT", "2", [-1, 2]),  # no sign at all
        ("DEBIT", "1", "CREDIT", "-2", [-1, 2]),  # the issuer's view
        ("POS", "-1", "PAYMENT", "2", [-1, 2]),
        ("DEBIT", "1", "DEBIT", "-2", [1, -2]),  # a refund that is called a debit
        ("CREDIT", "1", "CREDIT", "2", [1, 2]),
    ],
)
def test_kinds_of_entries_tell_signs_that_are_missing_or_turned(
    first: str, a: str, second: str, b: str, read: list[int]
) -> None:
    found = one(CARD.format(first=first, a=a, second=second, b=b))
    assert [line.amount for line in found.lines] == read
    assert found.questions == []
    assert bool(found.decisions) == (read != [int(a), int(b)])


@pytest.mark.parametrize("again", ["", "<STMTTRN><DTPOSTED>20260127<TRNAMT>-3</STMTTRN>"])
def test_a_card_whose_charges_have_no_minus_is_a_question(again: str) -> None:
    content = CARD.format(first="POS", a="1", second="OTHER", b="2").replace(
        "</CCS", f"{again}</CCS"
    )
    assert [question.topic for question in one(content).questions] == ["charges"]
    for said, sign in (("positive", -1), ("negative", 1)):
        (answered,) = read_file(content.encode(), None, Known(given=Answers(charges=said)))
        assert [line.amount for line in answered.lines][:2] == [sign, 2 * sign]
        assert answered.questions == []


def test_a_currency_beside_an_amount_is_never_lost() -> None:
    assert one(QIF.format(amount="USD 9,90")).lines[1].currency == "USD"


def test_letters_that_can_be_read_in_two_ways_are_a_question_too() -> None:
    content = QIF.format(amount="9,90").replace("Shop", "\xb3\xb9").encode("latin-1")
    assert [question.topic for question in one(content).questions] == ["encoding"]
    (answered,) = read_file(content, None, Known(given=Answers(encoding="cp1250")))
    assert answered.lines[1].payee == "łą"


def test_the_day_of_today_and_the_order_of_rows_tell_day_and_month() -> None:
    content = "!Type:Bank\n" + "".join(
        f"D{day}\nT-1\nPA\n^\n" for day in ("01/02/2026", "05/02/2026")
    )
    assert [question.topic for question in one(content).questions] == ["dates"]
    (found,) = read_file(content.encode(), None, Known(today=date(2026, 2, 10)))
    assert [str(line.date) for line in found.lines] == ["2026-02-01", "2026-02-05"]
    assert [decision.value for decision in found.decisions] == ["day-first"]


def test_the_letter_of_a_field_is_no_part_of_a_word() -> None:
    content = QIF.format(amount="9,90").replace("Shop", "Аренда офиса").encode("cp1251")
    assert (one(content).lines[1].payee, one(content).encoding) == ("Аренда офиса", "cp1251")
