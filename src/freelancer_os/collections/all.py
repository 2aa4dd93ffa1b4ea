"""Reading this module declares every collection, in the order of menus and of the API."""

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.collections.money.categories import CATEGORIES
from freelancer_os.collections.money.payments import PAYMENTS
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.collections.money.transfers import TRANSFERS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.goals import GOALS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.collections.tools.resources import RESOURCES
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.collections.work.projects import PROJECTS
from freelancer_os.collections.work.services import SERVICES
from freelancer_os.collections.work.time_entries import TIME_ENTRIES
from freelancer_os.collections.workspace.properties import PROPERTIES
from freelancer_os.collections.workspace.views import VIEWS

__all__ = [
    "ACCOUNTS",
    "CATEGORIES",
    "CLIENTS",
    "CONTACTS",
    "GOALS",
    "INVOICES",
    "MEETINGS",
    "PAYMENTS",
    "PROJECTS",
    "PROPERTIES",
    "RESOURCES",
    "SERVICES",
    "TIME_ENTRIES",
    "TRANSACTIONS",
    "TRANSFERS",
    "VIEWS",
]
