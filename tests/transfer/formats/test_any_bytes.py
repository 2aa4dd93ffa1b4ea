"""Any bytes at all, and statements that were damaged anywhere: no crash, no hang, little memory."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.transfer.camt.statement import read_camt
from freelancer_os.transfer.formats import format_of, read_file
from freelancer_os.transfer.mt940.statement import read_mt940
from freelancer_os.transfer.ofx.statement import read_ofx
from freelancer_os.transfer.qif.statement import read_qif
from freelancer_os.transfer.statement import Statement, StatementError, identities

FOLDER = Path(__file__).parents[2] / "data" / "statements"
Reader = Callable[[bytes], list[Statement]]
READERS: dict[str, Reader] = {
    "ofx": read_ofx,
    "qif": read_qif,
    "camt": read_camt,
    "mt940": read_mt940,
}
PIECES = {
    "ofx": ["<STMTTRN>", "</STMTTRN>", "<TRNAMT>", "<DTPOSTED>2026", "<OFX>", "<![CDATA[", "&#0;"],
    "qif": ["^", "!Account", "!Type:Bank", "D1/2'26", "T", "$", "S", "N"],
    "camt": ["<Ntry>", "</Ntry>", "<Amt>", "<!DOCTYPE x>", "&x;", "<?xml ?>", "1e9", "NaN"],
    "mt940": [":61:", ":86:", ":62F:", ":60F:C260101EUR", "-", "{4:", "?20", "/REMI/", ","],
}
AMOUNTS = ["-110.7", "-3.000", "1'234.50", "(5.00)", "5,00 CR", "", "\ufeff", "٣", "1e5", "\x00"]
MEMORY = 200 * 1024 * 1024


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A file of a bank with up to six wounds, or pieces of its format in any order."""
    pieces = [one.encode() for one in [*PIECES[kind], *AMOUNTS, "\n", "\r", "2026-02-30"]]
    any_bytes = st.sampled_from(pieces) | st.binary(max_size=8)
    if draw(st.integers(0, 3)) == 0:
        return b"\n".join(draw(st.lists(any_bytes, max_size=30)))
    files = [one for one in sorted((FOLDER / kind).glob("*")) if one.suffix != ".json"]
    content = draw(st.sampled_from(files)).read_bytes()
    for _wound in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(start + draw(st.integers(0, 40)), len(content))
        content = content[:start] + draw(any_bytes) + content[end:]
    return content


def check(kind: str, content: bytes) -> None:
    """Read a file with its own reader, and as one that is told by its content."""
    for read in (READERS[kind], read_file):
        try:
            statements = read(content)
        except StatementError as refused:
            assert str(refused).endswith((".", ")")) or ": " in str(refused)
            continue
        for statement in statements:
            assert len({*identities(statement.lines)}) == len(statement.lines)
            for line in statement.lines:
                assert line.amount.is_finite()
                assert line.row >= 1
                assert all(isinstance(cell, str) for cell in line.raw.values())
            assert all(str(one) for one in [*statement.problems, *statement.left_out])


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_no_bytes_break_a_reader(kind: str, data: Any) -> None:
    check(kind, data.draw(damaged(kind)))


@pytest.mark.long
@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_many_more_bytes_break_no_reader(kind: str, data: Any) -> None:
    check(kind, data.draw(damaged(kind)))


@given(content=st.binary(max_size=300))
def test_any_bytes_have_a_format(content: bytes) -> None:
    assert format_of(content) in {"csv", *READERS}


# As large as they may be


def many(kind: str, size: int) -> bytes:
    """A file of about `size` bytes whose entries are those of a small one, again and again."""
    entry = {
        "ofx": b"<STMTTRN><DTPOSTED>20260102<TRNAMT>-1.00<FITID>%d<NAME>A</STMTTRN>\n",
        "qif": b"D31.01.2026\nT-1,50\nPShop\nM%d\n^\n",
        "camt": b"<Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
        b"<BookgDt><Dt>2026-01-02</Dt></BookgDt><AcctSvcrRef>%d</AcctSvcrRef></Ntry>\n",
        "mt940": b":61:2601020102D1,NTRFNONREF//%d\n:86:Text\n",
    }[kind]
    head, tail = {
        "ofx": (b"<OFX><STMTRS><BANKACCTFROM><ACCTID>1</BANKACCTFROM>", b"</STMTRS></OFX>"),
        "qif": (b"!Type:Bank\n", b""),
        "camt": (b"<Document><BkToCstmrStmt><Stmt>", b"</Stmt></BkToCstmrStmt></Document>"),
        "mt940": (b":20:X\n:25:1\n:60F:C260101EUR1,\n", b":62F:C260131EUR1,\n-\n"),
    }[kind]
    return head + b"".join(entry % number for number in range(size // len(entry))) + tail


HOSTILE: dict[str, Callable[[], bytes]] = {
    "ofx of most lines": lambda: many("ofx", 8_000_000),
    "ofx above the limit": lambda: many("ofx", 20_000_000),
    "qif of most lines": lambda: many("qif", 3_300_000),
    "camt of most lines": lambda: many("camt", 14_000_000),
    "mt940 of most lines": lambda: many("mt940", 4_000_000),
    "tags alone": lambda: b"<OFX><STMTRS>" + b"<A>" * 6_000_000,
    "an XML file of nothing": lambda: b"<Document>" + b"<a/>" * 4_000_000 + b"</Document>",
    "an XML file as deep as it is long": lambda: b"<Document>" + b"<a>" * 6_000_000,
    "one line": lambda: b":20:X\n:61:" + b"2" * 19_000_000,
    "question marks": lambda: (
        many("mt940", 99) + b":61:2601020102D1,NTRFX\n:86:105?" + b"?20" * 6_000_000
    ),
    "carets": lambda: b"!Type:Bank\n" + b"^\n" * 9_000_000,
    "a bomb of zeros": lambda: zipped(b"<Document>" + b" " * 400_000_000),
}


def zipped(content: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as files:
        files.writestr("a.xml", content)
    return packed.getvalue()


READ = """
import re, sys, time
import django
from django.conf import settings
settings.configure(USE_I18N=False)
django.setup()
from freelancer_os.transfer.formats import read_file
from freelancer_os.transfer.statement import StatementError
def memory(name):
    return int(re.search(name + r":\\s+([0-9]+)", open("/proc/self/status").read())[1])
content = open(sys.argv[1], "rb").read()
before, start = memory("VmRSS"), time.process_time()
try:
    read_file(content)
except StatementError as refused:
    print(refused, file=sys.stderr)
print(memory("VmHWM") - before, time.process_time() - start)
"""


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="not told here")
@pytest.mark.parametrize("name", HOSTILE)
def test_large_files_take_little_memory_and_end(name: str, tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True
    )
    kilobytes, seconds = done.stdout.split()
    assert int(kilobytes) * 1024 <= MEMORY, done
    assert float(seconds) <= 60, done
