"""The workspace that is measured is one that a person could have made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.incomes import Books as Draws
from bench.workspace import build
from freelancer_os.clients.models import Client
from freelancer_os.core.log.totals.totals import registry
from freelancer_os.finance.models import Invoice, Payment, Transaction
from freelancer_os.people.models import ApiToken, User, Workspace
from freelancer_os.projects.models import Project, Service

pytestmark = pytest.mark.django_db
CHECKOUT = Path(__file__).resolve().parents[2]


def built(incomes: int) -> Workspace:
    """The workspace that `build` made."""
    found = ApiToken.find(build(incomes)["token"])
    assert found is not None
    return found.workspace


def test_a_thousand_incomes_are_linked_all_the_way() -> None:
    workspace = built(1_000)
    entries = list(Transaction.objects.of(workspace).order_by("id").select_related("service"))
    clients = list(Client.objects.of(workspace).order_by("id"))
    assert (len(entries), len(clients)) == (1_000, 200)
    assert Project.objects.of(workspace).count() == 500
    assert Service.objects.of(workspace).count() == 2_000
    assert Invoice.objects.of(workspace).count() == 200
    for entry in entries:
        assert entry.service is not None and entry.invoice is not None
        assert entry.service.client_id == entry.client_id == entry.invoice.client_id
        assert entry.service.project_id == entry.project_id is not None
        assert entry.is_client_income


def test_the_incomes_of_a_client_follow_its_number() -> None:
    draws = Draws.__new__(Draws)
    draws.incomes = 1_203
    numbers = {
        client: [i for block in draws.blocks() for i in draws.numbers(block, client)]
        for client in (0, 2, 3, 199)
    }
    assert numbers[2] == [2, 202, 402, 602, 802, 1002, 1202]
    assert numbers[3] == [3, 203, 403, 603, 803, 1003]
    assert numbers[199] == [199, 399, 599, 799, 999, 1199]


def test_invoices_are_in_every_state_with_numbers_without_gap() -> None:
    workspace = built(2_000)
    invoices = list(Invoice.objects.of(workspace).order_by("id"))
    assert {invoice.state for invoice in invoices} == {"draft", "sent", "paid"}
    assert Invoice.objects.of(workspace).overdue(workspace.today).exists()
    drafts = [invoice for invoice in invoices if invoice.state == "draft"]
    assert all(invoice.number is None and not invoice.was_sent for invoice in drafts)
    series: dict[str, list[int | None]] = {}
    for invoice in invoices:
        if invoice.state != "draft":
            assert invoice.due_date is not None
            series.setdefault(invoice.series, []).append(invoice.sequence)
    assert all(found == list(range(1, len(found) + 1)) for found in series.values())
    paid = Payment.objects.of(workspace).values_list("transaction__invoice__state", flat=True)
    assert set(paid) == {"paid"}


def test_every_stored_total_is_the_sum_of_its_entries() -> None:
    workspace = built(1_000)
    for total in registry.totals:
        sums = total.sums(workspace)
        rows = total.model._default_manager.filter(workspace=workspace)
        stored = dict(rows.values_list("pk", total.column))
        assert stored == {pk: sums.get(pk, 0) for pk in stored}, total


def test_the_same_number_gives_the_same_amounts() -> None:
    drawn = [
        list(
            Transaction.objects.of(built(400))
            .order_by("id")
            .values_list("amount", "tax_rate", "date", "invoice__state", "service__name", "total")
        )
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1] and len(drawn[0]) == 400


def test_the_command_prints_the_keys_last(bare_installation: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.build", "--incomes", "5"],
        cwd=CHECKOUT,
        env=bare_installation,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    keys = json.loads(done.stdout.splitlines()[-1])
    assert keys.keys() == {"token", "email", "password"}
    assert keys["token"].startswith("fos_") and "Traceback" not in done.stderr


def test_the_keys_open_the_workspace_for_writing() -> None:
    keys = build(5)
    token = ApiToken.find(keys["token"])
    user = User.objects.get(email=keys["email"])
    assert token is not None and token.user == user and not token.is_read_only
    assert user.check_password(keys["password"])
    assert Transaction.objects.of(token.workspace).count() == 5


@pytest.mark.parametrize("words", [["--incomes", "0"], ["--incomes", "many"], []])
def test_wrong_usage_is_told(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.build", *words, "--data", str(tmp_path / "data")],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2 and "usage:" in done.stderr
    assert not (tmp_path / "data").exists()
