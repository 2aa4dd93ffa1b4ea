"""Browsers that have signed in before: a stranger who tries passwords does not lock them out."""

from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase

from freelancer_os.people.users import User

COOKIE = "freelancer_os_known"
_SALT = "known browser"
_AGE = 60 * 60 * 24 * 365  # seconds


def remember(response: HttpResponseBase, user: User) -> None:
    """Let this browser be known for a year as one in which a user has signed in."""
    response.set_signed_cookie(
        COOKIE,
        f"{user.pk}:{uuid4().hex}",
        salt=_SALT,
        max_age=_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_as(request: HttpRequest, email: str) -> str:
    """The name of a browser in which the user with this address has signed in; "" for others."""
    try:
        name = str(request.get_signed_cookie(COOKIE, "", salt=_SALT, max_age=_AGE))
    except BadSignature:
        return ""
    user = User.objects.filter(email__iexact=email).first()
    return name if user is not None and name.startswith(f"{user.pk}:") else ""
