"""One entry of a CAMT message: its line, or the lines of a batch whose details add up."""

from __future__ import annotations

import re
from datetime import date as Date
from decimal import Decimal

from django.utils.translation import gettext as _

from freelancer_os.transfer.camt.nodes import Node
from freelancer_os.transfer.camt.words import payee_of, reference_of, text_of
from freelancer_os.transfer.csv.raw.cells import excerpt
from freelancer_os.transfer.draft import BATCH, Draft
from freelancer_os.transfer.statement import Why

REVERSED = "RvslInd"
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,8})?|\.[0-9]{1,8}")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*|Z|[+-][0-9:]+)?")
_CURRENCY = re.compile("[A-Z]{3}")
_UNBOOKED: dict[str, Why] = {"PDNG": "pending", "INFO": "announced", "FUTR": "announced"}


class UnreadError(Exception):
    """Why an element cannot be read; `column` is its name."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def entry(draft: Draft, node: Node) -> None:
    """Read an `Ntry` into the draft of its account. Raises UnreadError."""
    amount, currency = amount_of(node), _currency(node.first("Amt"))
    on = day_of(node.first("BookgDt")) or day_of(node.first("ValDt"))
    if _is_unbooked(draft, node, on, amount):
        return
    if on is None:
        raise UnreadError("BookgDt", _("This line has no date."))
    is_back = node.get(REVERSED).lower() in {"true", "1"}
    details = node.all("NtryDtls", "TxDtls")
    parts = _parts(node, details, amount, currency)
    whole = [(details[0] if len(details) == 1 else None, amount)]
    for detail, part in [*parts] or whole:
        reference = reference_of(detail, node, is_part=bool(parts))
        payee = payee_of(detail, is_out=(part < 0) != is_back)
        draft.take(
            detail.row if detail and parts else node.row,
            on,
            part,
            text=text_of(detail, node, payee),
            payee=payee,
            reference=reference,
            key=reference,
            currency=currency,
            raw={
                BATCH: f"{node.row} {amount:f}" if parts else "",
                "NtryRef": node.get("NtryRef"),
                "BookgDt": node.get("BookgDt", "Dt") or node.get("BookgDt", "DtTm"),
                "ValDt": node.get("ValDt", "Dt") or node.get("ValDt", "DtTm"),
                "Amt": f"{part:f}",
                REVERSED: "true" if is_back else "",
                "AddtlNtryInf": node.get("AddtlNtryInf"),
                "NbOfTxs": str(len(details)) if len(details) > 1 and not parts else "",
            },
        )


def _is_unbooked(draft: Draft, node: Node, on: Date | None, amount: Decimal) -> bool:
    """Whether this did not happen (yet), which is said."""
    status = (node.get("Sts") or node.get("Sts", "Cd")).upper()
    if status in {"", "BOOK"}:
        return False
    if status not in _UNBOOKED:
        raise UnreadError("Sts", _("“{text}” is no known status.").format(text=excerpt(status)))
    details = node.first("NtryDtls", "TxDtls")
    draft.leave(node.row, _UNBOOKED[status], text_of(details, node, ""), on, amount)
    return True


def amount_of(node: Node) -> Decimal:
    """The amount of an entry or a balance, negative for a debit. Raises UnreadError."""
    cell, direction = node.get("Amt"), node.get("CdtDbtInd").upper()
    if direction not in {"CRDT", "DBIT"}:
        raise UnreadError("CdtDbtInd", _("This line does not say whether money came or went."))
    value = _unsigned(cell)
    return -value if direction == "DBIT" else value


def _unsigned(cell: str) -> Decimal:
    if not cell:
        raise UnreadError("Amt", _("This line has no amount."))
    if not _AMOUNT.fullmatch(cell):
        raise UnreadError("Amt", _("“{text}” is not an amount.").format(text=excerpt(cell)))
    return Decimal(cell)


def _currency(amount: Node | None) -> str | None:
    code = amount.attributes.get("Ccy", "").upper() if amount else ""
    return code if _CURRENCY.fullmatch(code) else None


def day_of(node: Node | None) -> Date | None:
    """The day of a date or of a moment, as the bank wrote it; None for none. Raises UnreadError."""
    if node is None:
        return None
    cell = node.get("Dt") or node.get("DtTm") or node.text
    if not cell:
        return None
    found = _DAY.fullmatch(cell)
    try:
        if found:
            return Date.fromisoformat(found[1])
    except ValueError:
        pass
    raise UnreadError(node.name, _("“{text}” is not a date.").format(text=excerpt(cell)))


def _parts(
    node: Node, details: list[Node], total: Decimal, currency: str | None
) -> list[tuple[Node | None, Decimal]]:
    """The payments of a batch with their signed amounts; none unless all add up to it."""
    if len(details) < 2:
        return []
    found: list[tuple[Node | None, Decimal]] = []
    for detail in details:
        amount = detail.first("Amt") or detail.first("AmtDtls", "TxAmt", "Amt")
        if amount is None or _currency(amount) not in {None, currency}:
            return []
        if not _AMOUNT.fullmatch(amount.text):
            return []
        direction = (detail.get("CdtDbtInd") or node.get("CdtDbtInd")).upper()
        value = Decimal(amount.text)
        found.append((detail, -value if direction == "DBIT" else value))
    return found if sum(part for _node, part in found) == total else []
