"""Read OFX: `read_ofx(content)`; without database, without settings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freelancer_os.transfer.csv.known import NOTHING, Known
from freelancer_os.transfer.decimals import sign_of
from freelancer_os.transfer.draft import Draft, refuse_too_many
from freelancer_os.transfer.ofx.directions import settle_directions
from freelancer_os.transfer.ofx.entries import Entry, EntryReader
from freelancer_os.transfer.ofx.header import ofx_text
from freelancer_os.transfer.ofx.tags import Tag, tags
from freelancer_os.transfer.statement import Mapping, Statement, StatementError

MAPPING = Mapping(
    date="DTPOSTED",
    amount="TRNAMT",
    texts=("MEMO", "NAME"),
    currency="CURDEF",
    reference="FITID",
)
_STATEMENTS = {"STMTRS", "CCSTMTRS"}
_ENTRIES = {"STMTTRN", "STMTTRNP"}
_BALANCES = {"LEDGERBAL", "AVAILBAL", "BAL"}
_INSIDE = {"PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO"}
_ACCOUNTS = {"BANKACCTFROM", "CCACCTFROM"}
_AROUND = {"BANKTRANLIST", "BANKTRANLISTP", "STMTTRNRS", "CCSTMTTRNRS", "OFX", "STATUS"}


class _Account:
    """What stands of one account in the file."""

    def __init__(self, *, is_card: bool) -> None:
        self.is_card = is_card
        self.entries: list[Entry] = []
        self.closing: Entry | None = None
        self.facts: dict[str, str] = {}

    @property
    def number(self) -> str:
        """The bank's number and the account's, or an IBAN, or "" where neither stands there."""
        names = ("BANKID", "BRANCHID", "ACCTID")
        return "/".join(filter(None, ("".join(self.facts.get(n, "").split()) for n in names)))


class _Scan:
    """Goes through the tags once. What lacks its end tag ends where the next of its kind begins."""

    def __init__(self) -> None:
        self.accounts: list[_Account] = []
        self.section, self.inside = "", ""
        self.entry: Entry | None = None
        self.status: dict[str, str] = {}

    def take(self, tag: Tag) -> None:
        if tag.name.startswith("INV") and tag.name.endswith("STMTRS"):
            sentence = _("Line {row}: investments are not read here, only accounts and cards.")
            raise StatementError(sentence.format(row=tag.row))
        if tag.name in _INSIDE:
            self.inside = "" if tag.is_end else f"{tag.name}."
        elif tag.name in _STATEMENTS | _ENTRIES | _BALANCES | _ACCOUNTS | _AROUND:
            self._aggregate(tag)
        elif not tag.is_end:
            self._leaf(tag)

    def _aggregate(self, tag: Tag) -> None:
        if self.entry is not None and tag.is_end and tag.name == self.section:
            self.entry.is_closed = True
        self.section, self.inside, self.entry = "" if tag.is_end else tag.name, "", None
        if tag.is_end:
            return
        if tag.name in _STATEMENTS:
            self.accounts.append(_Account(is_card=tag.name.startswith("CC")))
        elif self.accounts and tag.name in _ENTRIES | _BALANCES:
            self.entry = Entry(tag.row, is_pending=tag.name == "STMTTRNP")
            if tag.name in _ENTRIES:
                self.accounts[-1].entries.append(self.entry)
            elif tag.name == "LEDGERBAL":
                self.accounts[-1].closing = self.entry

    def _leaf(self, tag: Tag) -> None:
        if self.entry is not None:
            self.entry.cells.setdefault(self.inside + tag.name, tag.text)
        elif self.section == "STATUS":
            self.status[tag.name] = tag.text
        elif self.accounts and (tag.name == "CURDEF" or self.section in _ACCOUNTS):
            self.accounts[-1].facts.setdefault(tag.name, tag.text)


def read_ofx(content: bytes, known: Known = NOTHING) -> list[Statement]:
    """Read the bytes of an OFX or QFX file: a statement for each account, in order.

    What the file leaves open is read as it is `known`, else asked in the `questions`.
    StatementError (one sentence): no OFX, no account in it, investments, too large.
    """
    letters = ofx_text(content, known)
    scan = _Scan()
    for tag in tags(letters.text):
        scan.take(tag)
    if not scan.accounts:
        raise StatementError(_nothing(scan.status))
    sign, question = sign_of(_amounts(scan.accounts), known)
    is_whole = letters.text.rstrip().upper().endswith("</OFX>")
    drafts: dict[tuple[str, str], Draft] = {}
    for account in scan.accounts:
        named = (account.number, account.facts.get("CURDEF", "").upper())
        draft = drafts.setdefault(named, Draft("OFX", MAPPING, *named))
        draft.questions = [*letters.questions, *([question] if question else [])]
        draft.decisions = [*letters.decisions]
        EntryReader(draft, sign, account.entries).read(account.closing, is_whole=is_whole)
    cards = {account.number for account in scan.accounts if account.is_card}
    for draft in drafts.values():
        settle_directions(draft, known, is_card=draft.account in cards)
    refuse_too_many(drafts.values())
    return [draft.statement(letters.encoding) for draft in drafts.values()]


def _amounts(accounts: list[_Account]) -> list[str]:
    """Every amount of the file as it stands there."""
    entries = [entry for account in accounts for entry in account.entries]
    closing = [account.closing for account in accounts if account.closing]
    return [entry.cells.get("TRNAMT", "") for entry in entries] + [
        entry.cells.get("BALAMT", "") for entry in closing
    ]


def _nothing(status: dict[str, str]) -> str:
    if status.get("SEVERITY", "").upper() == "ERROR" and status.get("MESSAGE"):
        said = status["MESSAGE"][:200]
        return _("This file holds no account; the bank says: {said}").format(said=said)
    return _("This file holds no statement of an account.")
