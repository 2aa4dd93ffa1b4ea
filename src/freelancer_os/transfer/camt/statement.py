"""Read CAMT: `read_camt(content)`; without database, without settings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freelancer_os.transfer.archive import files_of
from freelancer_os.transfer.camt.balances import opening_and_closing, turned
from freelancer_os.transfer.camt.entries import UnreadError, entry
from freelancer_os.transfer.camt.nodes import Node, elements
from freelancer_os.transfer.draft import Draft, refuse_too_many
from freelancer_os.transfer.statement import Mapping, Statement, StatementError

MAPPING = Mapping(
    date="BookgDt", amount="Amt", texts=("RmtInf",), currency="Ccy", reference="AcctSvcrRef"
)
KINDS = {"Stmt": "camt.053", "Rpt": "camt.052", "Ntfctn": "camt.054"}
_WANTED = frozenset({*KINDS, "Ntry"})


class _Reading:
    """The accounts of all files so far, each kind of message for itself."""

    def __init__(self) -> None:
        self.drafts: dict[tuple[str, str, str], Draft] = {}
        self.entries = Draft("", MAPPING)  # of the message that is being read

    def take(self, node: Node, parent: str) -> None:
        """Read an entry at once; at the end of its message it is known whose it is."""
        if node.name not in KINDS:
            self.entries.source = KINDS.get(parent, "")
            try:
                entry(self.entries, node)
            except UnreadError as unread:
                self.entries.refuse(node.row, str(unread), unread.column)
            return
        source, entries = KINDS[node.name], self.entries
        self.entries = Draft("", MAPPING)
        account = node.get("Acct", "Id", "IBAN") or node.get("Acct", "Id", "Othr", "Id")
        named = ("".join(account.split()), node.get("Acct", "Ccy").upper())
        draft = self.drafts.setdefault((source, *named), Draft(source, MAPPING, *named))
        held = opening_and_closing(node, draft, entries.lines)
        draft.lines += turned(entries.lines, held)
        draft.problems += entries.problems
        draft.left_out += entries.left_out
        refuse_too_many(self.drafts.values())


def read_camt(content: bytes) -> list[Statement]:
    """Read the bytes of a CAMT file, or of a ZIP of them: a statement for each account, in order.

    What notifications and reports (052, 054) say of an account that has a statement (053) in the
    same files stands there already; it is left out and said. StatementError (one sentence): not
    well-formed, none of these messages, too large.
    """
    reading = _Reading()
    for name, file in files_of(content):
        before = {key: (len(one.lines), len(one.problems)) for key, one in reading.drafts.items()}
        try:
            elements(file, _WANTED, reading.take)
        except StatementError as refused:
            raise StatementError(f"{name}: {refused}" if name else str(refused)) from refused
        for key, draft in reading.drafts.items() if name else ():
            lines, problems = before.get(key, (0, 0))
            draft.leave_known(lines)
            draft.name_problems(problems, name)
    if not reading.drafts:
        raise StatementError(_("This XML file holds no statement of an account (camt.052 to 054)."))
    return [draft.statement("xml") for draft in _without_echoes(reading.drafts)]


def _without_echoes(drafts: dict[tuple[str, str, str], Draft]) -> list[Draft]:
    """One draft for each account: that of its statements, else of its reports, else of the rest."""
    kept: dict[tuple[str, str], Draft] = {}
    for source in ("camt.053", "camt.052", "camt.054"):
        for (kind, *named), draft in drafts.items():
            if kind != source:
                continue
            account = (named[0], named[1])
            if account not in kept:
                kept[account] = draft
                continue
            for line in draft.lines:
                kept[account].leave(line.row, "twice", line.text, line.date, line.amount)
    order = {(named[0], named[1]): None for _kind, *named in drafts}
    return [kept[account] for account in order]
