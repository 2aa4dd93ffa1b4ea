"""What a CAMT entry says in words: its text, the other side, the bank's reference."""

from __future__ import annotations

from freelancer_os.transfer.camt.nodes import Node

_NONE = {"", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NONE", "UNKNOWN"}
_SHORT = 8  # signs; what is shorter counts the entries of one statement, and is in the next again
_PARTIES = (("Cdtr", "UltmtCdtr"), ("Dbtr", "UltmtDbtr"))


def text_of(detail: Node | None, entry: Node, payee: str) -> str:
    """The purpose, else what the bank says of the payment, else the payee, else the booking."""
    count = len(entry.all("NtryDtls", "TxDtls"))
    if detail is None:
        told = entry.get("AddtlNtryInf")
        number = entry.get("NtryDtls", "Btch", "NbOfTxs") or (str(count) if count > 1 else "")
        if not number.isdecimal() or int(number) < 2:
            return told
        return f"{told} ({number}×)".strip()  # no word: a line is known again in any language
    said = [node.text for node in detail.all("RmtInf", "Ustrd")]
    for structured in detail.all("RmtInf", "Strd"):
        said.append(structured.get("CdtrRefInf", "Ref"))
        said.extend(node.text for node in structured.all("RfrdDocInf", "Nb"))
        said.extend(node.text for node in structured.all("AddtlRmtInf"))
    purpose = " ".join(dict.fromkeys(filter(None, said)))
    return purpose or detail.get("AddtlTxInf") or payee or entry.get("AddtlNtryInf")


def payee_of(detail: Node | None, *, is_out: bool) -> str:
    """Who was paid (`is_out`), or who paid, as the parties are named; "" where nobody is."""
    parties = detail.first("RltdPties") if detail else None
    if parties is None:
        return ""
    names = _PARTIES[0] if is_out else _PARTIES[1]
    for name in names:
        if found := parties.get(name, "Nm") or parties.get(name, "Pty", "Nm"):
            return found
    return ""


def reference_of(detail: Node | None, entry: Node, *, is_part: bool) -> str:
    """What the bank calls this entry, or this part of a batch, in whatever file; "" for nothing."""
    own = [detail.get("Refs", name) for name in ("AcctSvcrRef", "TxId")] if detail else []
    whole = [entry.get("AcctSvcrRef"), entry.get("NtryRef")]
    whole = [whole[0], whole[1] if len(whole[1]) >= _SHORT else ""]
    both = [*own, *whole] if is_part else [*whole, *own]
    return next((one for one in both if one.upper() not in _NONE), "")
