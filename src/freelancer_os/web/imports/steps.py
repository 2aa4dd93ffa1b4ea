"""Importing a bank statement: choose a file, check its columns, take its lines."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.engine.write import writing
from freelancer_os.finance.models import Account
from freelancer_os.transfer.bank import uploads
from freelancer_os.transfer.csv.raw.text import MAX_BYTES
from freelancer_os.transfer.formats import format_of, read_file
from freelancer_os.transfer.statement import StatementError
from freelancer_os.web.imports.columns import Columns
from freelancer_os.web.imports.files import check_file
from freelancer_os.web.imports.page import (
    NEW,
    kinds,
    offered,
    start_context,
)
from freelancer_os.web.imports.tables import check_table
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.choosing import chosen
from freelancer_os.web.shell.gate import read_only, writes

FORM = 1024 * 1024  # bytes that a form may need beside its file
DRAINED = 256 * 1024 * 1024  # bytes of a refused upload that are read, so that the answer is seen
CHUNK = 64 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")


@csrf_exempt  # until its size is known; then `_start` is protected
def start(request: HttpRequest) -> HttpResponseBase:
    """`GET` step one; `POST` a file, which leads to step two. Too large a body is not read."""
    if request.method == "POST" and _length(request) > MAX_BYTES + FORM:
        return _too_large(request)
    return _start(request)


@csrf_protect
def _start(request: HttpRequest) -> HttpResponseBase:
    return _take(request) if request.method == "POST" else _show(request)


@at_desk
def _show(request: DeskRequest) -> HttpResponseBase:
    if not request.desk.may_write:
        return _for_readers(request)
    return _first_step(request, {n: v for n, v in request.GET.dict().items() if n == "account"})


def _for_readers(request: DeskRequest) -> HttpResponse:
    return _first_step(request, {}, read_only(), 403)


def _again(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """Step one as it was filled in, with what is wrong; a file that is sound need not come anew."""
    given = {**_given(request), "kept": _kept(request)}
    return _first_step(request, given, _sentence(error), 422)


@writes(_again, reader=_for_readers)
def _take(request: DeskRequest) -> HttpResponseBase:
    """Keep the file, and make the account if it is new."""
    digest = _kept(request) or uploads.keep(request.desk.user, _content(request))
    account = _account(request.desk, _given(request))
    return redirect(f"/import/{digest}/?{urlencode({'account': account.pk})}")


def _kept(request: DeskRequest) -> str:
    """By what name a file of this or the last try of step one is here; "" if there is none."""
    upload = request.FILES.get("file")
    digest = request.POST.get("kept", "")
    if upload is not None:
        upload.seek(0)
        digest = hashlib.file_digest(upload, "sha256").hexdigest()
        upload.seek(0)
    if DIGEST.fullmatch(digest) and uploads.kept(request.desk.user, digest) is not None:
        return digest
    return ""


def _given(request: DeskRequest) -> dict[str, str]:
    names = ("account", "account_name", "kind", "currency")
    given = {name: request.POST.get(name, "") for name in names}
    options = {"account": offered(request.desk), "kind": kinds(request.desk)}
    return given | {name: chosen(known, given[name]) for name, known in options.items()}


@at_desk
def check(request: DeskRequest, digest: str) -> HttpResponseBase:
    """Step two: `GET` or `POST` the preview with other columns, `POST do=import` to take it."""
    desk, form = request.desk, request.POST if request.method == "POST" else request.GET
    if not desk.may_write:
        return _for_readers(request)
    content = uploads.kept(desk.user, digest)
    account = _chosen(desk, chosen(offered(desk), form.get("account", "")))
    other = account or _chosen(desk, request.GET.get("account", ""))  # that of the first look
    if content is None or other is None:
        gone = _("This file is no longer kept here; choose it again.")
        return _first_step(request, {}, gone if content is None else _("Choose an account."), 422)
    problem = "" if account else _("Choose an account.")
    format = format_of(content)
    try:
        if format != "csv":
            return check_file(
                request, content, format, _chosen(desk, request.GET.get("account", ""))
            )
        return check_table(request, other, content, Columns.typed(form), problem)
    except StatementError as refused:
        return _first_step(request, {"account": str(other.pk)}, str(refused), 422)


def _content(request: DeskRequest) -> bytes:
    """The bytes of the uploaded file, which is a statement. Raises ValidationError."""
    upload = request.FILES.get("file")
    if upload is None:
        raise ValidationError(_("Choose a file first."))
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(too_large())
    content = bytes(upload.read())
    try:
        read_file(content)
    except StatementError as refused:
        raise ValidationError(str(refused)) from refused
    return content


def _account(desk: Desk, given: dict[str, str]) -> Account:
    """The chosen account, or a new one as typed. Raises ValidationError."""
    if given["account"] != NEW:
        account = _chosen(desk, given["account"])
        if account is None:
            raise ValidationError(_("Choose the account that this statement is of."))
        return account
    if not given["account_name"].strip():
        raise ValidationError(_("Name the new account, or choose one that is there."))
    values = {
        "name": given["account_name"],
        "kind": given["kind"],
        "currency": given["currency"] or desk.formats.currency,
    }
    record, _unit = writing.create(
        ACCOUNTS, desk.workspace, desk.user, values, direction="parse", door="page"
    )
    assert isinstance(record, Account)
    return record


def _chosen(desk: Desk, key: str) -> Account | None:
    """The account of this workspace with this id."""
    try:
        return Account.objects.of(desk.workspace).filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _first_step(
    request: DeskRequest, given: dict[str, str], problem: str = "", status: int = 200
) -> HttpResponse:
    context = start_context(request.desk, given, problem)
    return render(request, "imports/start.html", context, status=status)


def _sentence(refused: ValidationError) -> str:
    return " ".join(refused.messages)


def too_large() -> str:
    """What is said of a file that is not read."""
    return _("This file is larger than 20 MB.")


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


@at_desk
def _too_large(request: DeskRequest) -> HttpResponseBase:
    """Refuse a body by its length; it is read and forgotten, else browsers show no answer."""
    for _part in range(DRAINED // CHUNK):
        if not request.read(CHUNK):
            break
    return _first_step(request, {}, too_large(), 413)


urlpatterns = [
    path("import/", start, name="import"),
    re_path(r"^import/(?P<digest>[0-9a-f]{64})/$", check, name="import-check"),
]
