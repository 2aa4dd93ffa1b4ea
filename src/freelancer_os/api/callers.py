"""Who calls: the bearer of a token, which acts as one user in one workspace."""

import re
import time
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.api.problems import Problem
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.people.models import ApiToken, Membership, User, Workspace

BAD_TOKENS = 60
"""How many wrong tokens one address may try in a minute; right ones are never counted."""
_MINUTE = 60
_BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)


@dataclass(frozen=True)
class Caller:
    """A user at work in one workspace through a token."""

    token: ApiToken
    user: User
    workspace: Workspace
    membership: Membership
    formats: Formats

    @cached_property
    def own(self) -> OwnProperties:
        """The properties that the workspace has added to its collections."""
        return OwnProperties(self.workspace)

    @property
    def may_write(self) -> bool:
        """Neither a read-only token nor an accountant writes."""
        return self.membership.may_write and not self.token.is_read_only


def caller_of(request: HttpRequest) -> Caller:
    """The bearer of the request's token. Raises Problem 401, or 429 after too many bad ones."""
    header = request.headers.get("Authorization", "")
    if not header:
        raise _unknown(_("Send a token: “Authorization: Bearer …”."), "")
    match = _BEARER.fullmatch(header)
    token = ApiToken.find(match[1]) if match else None
    membership = None if token is None else _membership(token)
    if token is None or membership is None:
        _count_bad(request)
        raise _unknown(_("This token is not known here."), ' error="invalid_token"')
    return Caller(token, token.user, token.workspace, membership, Formats.of(token.workspace))


def _membership(token: ApiToken) -> Membership | None:
    """Whoever left the workspace has no way in."""
    found = rows_by(Membership, workspace_id=token.workspace_id, user_id=token.user_id)
    return next(iter(found), None)


def _unknown(sentence: str, parameter: str) -> Problem:
    challenge = f'Bearer realm="Freelancer OS"{"," if parameter else ""}{parameter}'
    return Problem(HTTPStatus.UNAUTHORIZED, sentence, headers={"WWW-Authenticate": challenge})


def _count_bad(request: HttpRequest) -> None:
    now = int(time.time())
    key = f"bad-tokens:{request.META.get('REMOTE_ADDR', '')}:{now // _MINUTE}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    if cache.incr(key) > BAD_TOKENS:
        wait = _MINUTE - now % _MINUTE
        sentence = ngettext(
            "Too many wrong tokens came from here. Try again in {count} second.",
            "Too many wrong tokens came from here. Try again in {count} seconds.",
            wait,
        ).format(count=wait)
        headers = {"Retry-After": str(wait)}
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, sentence, headers=headers)
