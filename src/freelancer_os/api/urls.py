"""The addresses of this door, under `/api/`."""

from django.urls import path, re_path

from freelancer_os.api.asking import explain_view, me_view, search_view
from freelancer_os.api.bank_lines.accept_sure import accept_sure_view
from freelancer_os.api.document.docs import docs_view
from freelancer_os.api.document.openapi import openapi_view
from freelancer_os.api.doing import do_view, duplicate_view, together_view
from freelancer_os.api.invoices.from_hours import from_hours_view
from freelancer_os.api.notes import note_view
from freelancer_os.api.papers import pdf_view, share_view, statement_view
from freelancer_os.api.places import nowhere
from freelancer_os.api.quick import quick_view
from freelancer_os.api.receipts.attachments import attachments_view
from freelancer_os.api.receipts.receipts import attach_sure_view, receipts_view
from freelancer_os.api.records import collection_view, record_view
from freelancer_os.api.reports.coming import coming_view
from freelancer_os.api.reports.reconciliation import reconciliation_view
from freelancer_os.api.reports.reports import (
    balance_view,
    csv_view,
    entries_view,
    excel_view,
    mine_view,
    profit_view,
    receivables_view,
    tax_view,
    year_end_view,
)
from freelancer_os.api.routes import route
from freelancer_os.api.sending import send_view
from freelancer_os.api.undoing import redo_view, undo_view
from freelancer_os.api.workspace.currency import currency_view
from freelancer_os.api.workspace.settings import workspace_view

app_name = "api"
urlpatterns = [
    path("v1/openapi.json", openapi_view, name="openapi"),
    path("v1/docs", docs_view, name="docs"),
    path("v1/search", search_view, name="search"),
    path("v1/quick", quick_view, name="quick"),
    path("v1/me", me_view, name="me"),
    path("v1/workspace", workspace_view, name="workspace"),
    path("v1/workspace/currency", currency_view, name="currency"),
    path("v1/reports/profit-and-loss", profit_view, name="profit"),
    path("v1/reports/tax", tax_view, name="tax"),
    path("v1/reports/receivables", receivables_view, name="receivables"),
    path("v1/reports/mine", mine_view, name="mine"),
    path("v1/reports/balance", balance_view, name="balance"),
    path("v1/reports/reconciliation", reconciliation_view, name="reconciliation"),
    path("v1/reports/coming", coming_view, name="coming"),
    path("v1/reports/year-end", year_end_view, name="year_end"),
    path("v1/reports/entries", entries_view, name="entries"),
    path("v1/reports/<slug:slug>.csv", csv_view, name="report_csv"),
    path("v1/reports/<slug:slug>.xlsx", excel_view, name="report_excel"),
    path("v1/undo", undo_view, name="undo"),
    path("v1/redo", redo_view, name="redo"),
    path("v1/invoices/<str:key>/pdf", pdf_view, name="pdf"),
    path("v1/clients/<str:key>/statement", statement_view, name="statement"),
    path("v1/clients/<str:key>/share", share_view, name="share"),
    path("v1/receipts", receipts_view, name="receipts"),
    path("v1/<str:slug>", collection_view, name="collection"),
    path("v1/invoices/from-hours", from_hours_view, name="from_hours"),
    path("v1/bank-lines/accept-sure", accept_sure_view, name="accept_sure"),
    path("v1/receipts/attach-sure", attach_sure_view, name="attach_sure"),
    path("v1/<str:slug>/together/<str:verb>", together_view, name="together"),
    path("v1/<str:slug>/<str:key>", record_view, name="record"),
    path("v1/invoices/<str:key>/send", send_view, name="send"),
    path("v1/<str:slug>/<str:key>/attachments", attachments_view, name="attachments"),
    path("v1/<str:slug>/<str:key>/note", note_view, name="note"),
    path("v1/<str:slug>/<str:key>/do/<str:verb>", do_view, name="do"),
    path("v1/<str:slug>/<str:key>/explain/<str:total>", explain_view, name="explain"),
    path("v1/<str:slug>/<str:key>/duplicate", duplicate_view, name="duplicate"),
    path("v1/<str:slug>/<str:key>/<str:verb>", do_view, name="do_it"),  # the short of it
    re_path("", route(nowhere), name="nowhere"),
]
