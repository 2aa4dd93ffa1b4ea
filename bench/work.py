"""Who the work is for and what it is: accounts, clients, projects, services."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from freelancer_os.clients.models import Client
from freelancer_os.finance.models import Account, Category
from freelancer_os.projects.models import HOUR, Project, Service, Status

if TYPE_CHECKING:
    from freelancer_os.core.log.unit import Unit

CLIENTS, PROJECTS, SERVICES = 200, 500, 2_000
EURO = 100  # minor units
MEAN_INCOME = 1_100 * EURO
FIRST = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Granite", "Harbour", "Indigo")
SECOND = ("Studio", "Works", "Labs", "Press", "Foods", "Energy", "Logistics", "Health")
TASKS = ("Design", "Development", "Copywriting", "Consulting", "Photography", "Training", "Review")
STAGES = [Client.Stage.LEAD, Client.Stage.NEGOTIATION, *[Client.Stage.CLIENT] * 3]


@dataclass(frozen=True)
class Work:
    """What incomes link to. `services[c]` are those of client number c."""

    category: Category
    accounts: list[Account]
    clients: list[Client]
    services: list[list[Service]]


def make_work(unit: "Unit", random: Random, incomes: int) -> Work:
    """Add everything but invoices, incomes and payments; contracts fit the number of incomes."""
    category = unit.rows(Category).get(is_client=True)
    accounts = [
        Account(workspace=unit.workspace, name=name, kind=kind, currency=unit.workspace.currency)
        for name, kind in (("Bank", "bank"), ("Card", "card"), ("Cash box", "cash"))
    ]
    worth = max(incomes // CLIENTS, 1) * MEAN_INCOME
    clients = [_client(unit.workspace, random, n, worth) for n in range(CLIENTS)]
    projects = [_project(unit.workspace, random, n, clients, worth) for n in range(PROJECTS)]
    services = [_service(unit.workspace, random, n, projects) for n in range(SERVICES)]
    for rows in (accounts, clients, projects, services):
        unit.add(rows)
    return Work(category, accounts, clients, _by_client(services))


def _client(workspace: Any, random: Random, n: int, worth: int) -> Client:
    name = f"{FIRST[n % len(FIRST)]} {SECOND[n // len(FIRST) % len(SECOND)]} {n + 1:03}"
    return Client(
        workspace=workspace,
        name=name,
        company=f"{name} Ltd",
        contact=f"{random.choice(FIRST)} {random.choice(SECOND)}",
        email=f"hello@client-{n + 1:03}.example",
        stage=random.choice(STAGES),
        contract_value=random.choice([None, *[worth * random.randint(8, 25) // 10] * 9]),
    )


def _project(workspace: Any, random: Random, n: int, clients: list[Client], worth: int) -> Project:
    client = clients[n % CLIENTS]
    start = date(2024, 1, 1) + timedelta(days=random.randrange(700))
    return Project(
        workspace=workspace,
        name=f"{random.choice(TASKS)} for {client.name} {n // CLIENTS + 1}",
        client=client,
        priority=random.choice(list(Project.Priority)),
        status=random.choice(list(Status)),
        value=worth * random.randint(3, 9) // 10,
        start_date=start,
        end_date=start + timedelta(days=random.randint(20, 300)),
        estimated_hours=random.randint(10, 400) * HOUR,
        completion_basis=Project.Basis.INVOICED,
    )


def _service(workspace: Any, random: Random, n: int, projects: list[Project]) -> Service:
    project = projects[n % PROJECTS]
    hourly = random.random() < 0.5
    return Service(
        workspace=workspace,
        name=f"{TASKS[n // PROJECTS % len(TASKS)]} {n + 1:04}",
        project=project,
        client=project.client,
        status=random.choice(list(Status)),
        pricing=Service.Pricing.HOURLY if hourly else Service.Pricing.FIXED,
        rate=random.randint(40, 160) * EURO if hourly else random.randint(5, 90) * 100 * EURO,
        expected_hours=random.randint(4, 120) * HOUR if hourly else None,
    )


def _by_client(services: list[Service]) -> list[list[Service]]:
    found: list[list[Service]] = [[] for _ in range(CLIENTS)]
    for n, service in enumerate(services):
        found[n % PROJECTS % CLIENTS].append(service)
    return found
