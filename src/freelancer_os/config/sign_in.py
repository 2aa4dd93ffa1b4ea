"""How allauth behaves here: accounts are made by the owner, never by a visitor.

Wrong passwords are counted so that a stranger cannot lock the owner out: by the address they come
from, by account at that address, and by account for all browsers that nobody has signed in with;
one that is known counts for itself.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from freelancer_os.people.known_browsers import known_as, remember
from freelancer_os.people.users import User

FROM_HERE, OF_ACCOUNT, OF_ALL = "10/m/ip", "5/5m/key", "50/h/key"


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """No sign-up by visitors: users come from the set-up page or `freelancer-os user create`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/settings/"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong passwords are answered with 429, as every other limit is.

        Right ones are given back by `authenticate`.
        """
        account = self._get_login_attempts_cache_key(request, **credentials)
        known = known_as(request, str(credentials.get("email", "")))
        here = f"{account}:{self.get_client_ip(request)}"
        strangers = ((FROM_HERE, None), (OF_ACCOUNT, here), (OF_ALL, f"{account}:all"))
        used = self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=[])
        for rate, key in ((OF_ACCOUNT, f"{account}:{known}"),) if known else strangers:
            counted = ratelimit.consume(
                request,
                app="allauth.account",
                action="login_failed",
                config={"login_failed": rate},
                key=key,
            )
            if counted is None:
                given = {"by_all": rate == OF_ALL}
                raise ImmediateHttpResponse(render(request, "429.html", given, status=429))
            used.usage.extend(counted.usage)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A further address of a user signs in only once it is verified."""
        user: User | None = super().authenticate(request, **credentials)
        email = str(credentials.get("email", "")).lower()
        if user is None or email in {"", user.email.lower()}:
            return user
        return user if EmailAddress.objects.filter(email=email, verified=True).exists() else None

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponseBase:
        answer: HttpResponse = super().post_login(request, user, **more)
        remember(answer, user)
        return answer
