"""The addresses of the pages. The general ones, which take any collection, stand last."""

from django.urls import URLPattern, URLResolver

from freelancer_os.web.board import arranging
from freelancer_os.web.cells import dates, editing, targets
from freelancer_os.web.client import share, statement
from freelancer_os.web.files import files
from freelancer_os.web.history import page as history
from freelancer_os.web.imports import steps
from freelancer_os.web.installed import pages as installed
from freelancer_os.web.invoice import order, paper
from freelancer_os.web.invoice import page as invoice
from freelancer_os.web.lists import page as lists
from freelancer_os.web.notes import note
from freelancer_os.web.palette import page as palette
from freelancer_os.web.panels import panel
from freelancer_os.web.properties import own
from freelancer_os.web.record import page as record
from freelancer_os.web.record import template_lines
from freelancer_os.web.record.actions import actions, menu
from freelancer_os.web.record.related import adding
from freelancer_os.web.reports import pages as reports
from freelancer_os.web.settings import currency as settings_currency
from freelancer_os.web.settings import logo
from freelancer_os.web.settings import mail as settings_mail
from freelancer_os.web.settings import page as settings
from freelancer_os.web.settings import sample as settings_sample
from freelancer_os.web.settings import tax as settings_tax
from freelancer_os.web.shared import page as shared
from freelancer_os.web.shell import under_way
from freelancer_os.web.shell.frame import shortcuts
from freelancer_os.web.sorting import choosing as sorting_choosing
from freelancer_os.web.sorting import page as sorting
from freelancer_os.web.sorting import rule as sorting_rule
from freelancer_os.web.styleguide import page as styleguide
from freelancer_os.web.table import bulk, sheet
from freelancer_os.web.tour import page as tour
from freelancer_os.web.tour.film import page as film
from freelancer_os.web.tray import choosing, dropping
from freelancer_os.web.tray import page as tray
from freelancer_os.web.welcome import entry
from freelancer_os.web.windows import exchanging, first_steps, home, windows

urlpatterns: list[URLPattern | URLResolver] = [
    *entry.urlpatterns,
    *home.urlpatterns,
    *first_steps.urlpatterns,
    *shared.urlpatterns,
    *settings.urlpatterns,
    *logo.urlpatterns,
    *settings_currency.urlpatterns,
    *settings_mail.urlpatterns,
    *settings_tax.urlpatterns,
    *installed.urlpatterns,
    *settings_sample.urlpatterns,
    *shortcuts.urlpatterns,
    *palette.urlpatterns,
    *under_way.urlpatterns,
    *history.urlpatterns,
    *steps.urlpatterns,
    *sorting.urlpatterns,
    *sorting_rule.urlpatterns,
    *sorting_choosing.urlpatterns,
    *tray.urlpatterns,
    *dropping.urlpatterns,
    *choosing.urlpatterns,
    *windows.urlpatterns,
    *tour.urlpatterns,
    *film.urlpatterns,
    *reports.urlpatterns,
    *dates.urlpatterns,
    *exchanging.urlpatterns,
    *files.urlpatterns,
    *own.urlpatterns,
    *arranging.urlpatterns,
    *editing.urlpatterns,
    *targets.urlpatterns,
    *note.urlpatterns,
    *adding.urlpatterns,
    *actions.urlpatterns,
    *menu.urlpatterns,
    *share.urlpatterns,
    *statement.urlpatterns,
    *invoice.urlpatterns,
    *paper.urlpatterns,
    *order.urlpatterns,
    *record.urlpatterns,
    *template_lines.urlpatterns,
    *sheet.urlpatterns,
    *bulk.urlpatterns,
    *styleguide.urlpatterns,
    *panel.urlpatterns,
    *lists.urlpatterns,
]
