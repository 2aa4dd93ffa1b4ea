"""Reading this module declares every collection, in the order of menus and of the API."""

from freelancer_os.collections.accounts import ACCOUNTS
from freelancer_os.collections.categories import CATEGORIES
from freelancer_os.collections.clients import CLIENTS
from freelancer_os.collections.contacts import CONTACTS
from freelancer_os.collections.goals import GOALS
from freelancer_os.collections.invoices import INVOICES
from freelancer_os.collections.meetings import MEETINGS
from freelancer_os.collections.payments import PAYMENTS
from freelancer_os.collections.projects import PROJECTS
from freelancer_os.collections.properties import PROPERTIES
from freelancer_os.collections.resources import RESOURCES
from freelancer_os.collections.services import SERVICES
from freelancer_os.collections.time_entries import TIME_ENTRIES
from freelancer_os.collections.transactions import TRANSACTIONS
from freelancer_os.collections.transfers import TRANSFERS
from freelancer_os.collections.views import VIEWS

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
