"""How allauth behaves here: accounts are made by the owner, never by a visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import ValidationError
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """No sign-up by visitors: users come from the set-up page or `freelancer-os user create`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/settings/"

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Too many wrong passwords are answered with 429, as every other limit is."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(respond_429(self.request))
        refused: ValidationError = super().validation_error(code, *args)
        return refused
