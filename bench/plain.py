"""The same answers by plain `sqlite3`: the least SQL that gives them, with nothing around it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456"
SHOWN, FIVE = 50, 5

CARDS = """
SELECT id, name, stage, contact, position, share_invoiced, invoice_amount, contract_value
FROM clients_client
WHERE workspace_id = :workspace
    AND (name LIKE '%Studio%' OR name LIKE '%Works%' OR name LIKE '%Logistics%')
ORDER BY stage, folded
"""
CLIENTS = f"""
SELECT id, name, stage, company, contact, email, contract_value, invoice_amount, share_invoiced,
       income
FROM clients_client WHERE workspace_id = :workspace ORDER BY folded, id LIMIT {SHOWN}
"""
INVOICES = f"""
SELECT i.id, i.number, c.name, i.state, i.issue_date, i.due_date, i.net, i.tax, i.total,
       i.outstanding
FROM finance_invoice i
LEFT JOIN clients_client c ON c.id = i.client_id AND c.workspace_id = i.workspace_id
WHERE i.workspace_id = :workspace ORDER BY i.id DESC LIMIT {SHOWN}
"""
WORKFLOW = """
SELECT t.id, t.date, t.description, t.amount, t.currency, i.number, c.name, p.name, s.name, a.name
FROM finance_transaction t
LEFT JOIN finance_invoice i ON i.id = t.invoice_id AND i.workspace_id = t.workspace_id
LEFT JOIN clients_client c ON c.id = t.client_id AND c.workspace_id = t.workspace_id
LEFT JOIN projects_project p ON p.id = t.project_id AND p.workspace_id = t.workspace_id
LEFT JOIN projects_service s ON s.id = t.service_id AND s.workspace_id = t.workspace_id
LEFT JOIN finance_account a ON a.id = t.account_id AND a.workspace_id = t.workspace_id
WHERE t.workspace_id = :workspace AND t.category_id = :category
ORDER BY t.date DESC, t.id DESC LIMIT :shown
"""
# One amount and the totals that it moves: of the entry, its invoice, client, project and service.
WRITE = (
    """
    UPDATE finance_transaction SET amount = amount + :by, unit_price = unit_price + :by * 10000,
        net = net + :by, total = total + :by, outstanding = outstanding + :by,
        base_net = base_net + :by, base_total = base_total + :by
    WHERE id = :entry AND workspace_id = :workspace
    """,
    """
    UPDATE finance_invoice SET net = net + :by, total = total + :by,
        outstanding = outstanding + :by, base_total = base_total + :by,
        base_outstanding = base_outstanding + :by
    WHERE id = (SELECT invoice_id FROM finance_transaction WHERE id = :entry)
    """,
    """
    UPDATE clients_client SET invoice_amount = invoice_amount + :by, income = income + :by,
        invoice_total = invoice_total + :by
    WHERE id = (SELECT client_id FROM finance_transaction WHERE id = :entry)
    """,
    """
    UPDATE projects_project SET invoiced = invoiced + :by, income = income + :by
    WHERE id = (SELECT project_id FROM finance_transaction WHERE id = :entry)
    """,
    """
    UPDATE projects_service SET income = income + :by
    WHERE id = (SELECT service_id FROM finance_transaction WHERE id = :entry)
    """,
)
TOTALS = """
SELECT t.total, i.net, i.tax, i.total, i.outstanding, c.invoice_amount, c.invoice_total,
       c.share_invoiced, c.income, p.invoiced, p.completion, p.income, s.income
FROM finance_transaction t JOIN finance_invoice i ON i.id = t.invoice_id
JOIN clients_client c ON c.id = t.client_id JOIN projects_project p ON p.id = t.project_id
JOIN projects_service s ON s.id = t.service_id WHERE t.id = :entry
"""


def questions(connection: sqlite3.Connection, entry: Any) -> dict[str, Callable[[], object]]:
    """What `sqlite3` is asked about an income, by the names of the same questions of pages."""
    ids = {"workspace": entry.workspace_id, "category": entry.category_id, "entry": entry.pk}
    kept = "SELECT typeof(id) FROM finance_transaction LIMIT 1"  # an older checkout kept letters
    is_bytes = connection.execute(kept).fetchone() == ("blob",)
    names = {name: pk.bytes if is_bytes else pk.hex for name, pk in ids.items()}
    return {
        "board": lambda: connection.execute(CARDS, names).fetchall(),
        "clients": lambda: connection.execute(CLIENTS, names).fetchall(),
        "invoices": lambda: connection.execute(INVOICES, names).fetchall(),
        "workflow": lambda: _workflow(connection, names, SHOWN),
        "few": lambda: _workflow(connection, names, FIVE),
        "cell": lambda: _write(connection, names),
    }


def copy(source: Path, target: Path) -> sqlite3.Connection:
    """A copy of the database, to be written to."""
    with sqlite3.connect(source) as original, sqlite3.connect(target) as made:
        original.backup(made)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript(PRAGMAS)
    return connection


def _workflow(connection: sqlite3.Connection, names: dict[str, Any], shown: int) -> list[Any]:
    return connection.execute(WORKFLOW, {**names, "shown": shown}).fetchall()


def _write(connection: sqlite3.Connection, names: dict[str, Any]) -> list[Any]:
    connection.execute("BEGIN IMMEDIATE")
    for statement in WRITE:
        connection.execute(statement, {**names, "by": 100})
    found = connection.execute(TOTALS, names).fetchone()
    rows = _workflow(connection, names, SHOWN)
    connection.execute("COMMIT")
    return [found, rows]
