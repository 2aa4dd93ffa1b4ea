"""Done once: the same Idempotency-Key and body give the answer of the first time."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from freelancer_os.api.callers import Caller
from freelancer_os.api.models import LIFE, KeptAnswer
from freelancer_os.api.problems import Problem
from freelancer_os.api.routes import Call
from freelancer_os.core.log.whole import whole
from freelancer_os.people.models import Workspace

HEADER = "Idempotency-Key"
KEPT_HEADERS = ("Location", "ETag")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """No other writer of this workspace until the end of the block, which is one transaction.

    The workspace's row is locked before any other, as by `core.log.changes.change`: so nothing
    waits crosswise.
    """
    with whole(workspace):
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        yield


def once(
    call: Call[object], write: Callable[[], HttpResponse], sent: bytes | None = None
) -> HttpResponse:
    """The answer of `write`, or the kept one if the caller's key is known.

    `sent` stands for a body that was read as a form.

    What it tells is read in the same transaction. What `write` raises is kept by nobody: a refused
    request may be tried again. Raises Problem 400 for a key of another make, 422 for a key under
    which another request was done.
    """
    key = call.request.headers.get(HEADER)
    if key is None:
        with whole(call.caller.workspace):
            return write()
    if not _KEY.fullmatch(key):
        sentence = _("“{name}” is 1 to 200 letters, digits or signs without spaces.").format(
            name=HEADER
        )
        raise Problem(HTTPStatus.BAD_REQUEST, sentence)
    with alone(call.caller.workspace):
        _sweep(call.caller)
        kept = _kept(call.caller).filter(key=key).first()
        fingerprint = _fingerprint(call, sent)
        return _keep(call, key, fingerprint, write) if kept is None else _again(kept, fingerprint)


def _kept(caller: Caller) -> QuerySet[KeptAnswer]:
    return KeptAnswer.objects.filter(workspace=caller.workspace, token=caller.token)


def _sweep(caller: Caller) -> None:
    old = KeptAnswer.objects.filter(workspace=caller.workspace, made_at__lt=timezone.now() - LIFE)
    old.delete()


def _keep(
    call: Call[object], key: str, fingerprint: str, write: Callable[[], HttpResponse]
) -> HttpResponse:
    answer = write()
    KeptAnswer.objects.create(
        workspace=call.caller.workspace,
        token=call.caller.token,
        key=key,
        fingerprint=fingerprint,
        status=answer.status_code,
        headers={name: answer[name] for name in KEPT_HEADERS if name in answer},
        body=answer.content.decode(),
    )
    return answer


def _again(kept: KeptAnswer, fingerprint: str) -> HttpResponse:
    if kept.fingerprint != fingerprint:
        sentence = _("Another request was made under this “{name}”; take a new key.").format(
            name=HEADER
        )
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence, errors={HEADER: [sentence]})
    return HttpResponse(
        kept.body,
        status=kept.status,
        content_type="application/json",
        headers={"Cache-Control": "no-store", "Idempotent-Replayed": "true", **kept.headers},
    )


def _fingerprint(call: Call[object], sent: bytes | None) -> str:
    path = call.request.get_full_path().encode("utf-8", "surrogateescape")
    return hashlib.sha256(path + b"\n" + (call.request.body if sent is None else sent)).hexdigest()
