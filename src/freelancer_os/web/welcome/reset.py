"""A forgotten password: a mail with a link, or what to do where there is no mail server."""

from allauth.account.views import PasswordResetView
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

_by_mail = PasswordResetView.as_view()


def password_reset(request: HttpRequest) -> HttpResponseBase:
    """The form that sends the mail; without a mail server it says so, and sends nothing."""
    if not settings.HAS_MAIL:
        return render(request, "welcome/no_mail.html", status=404 if request.POST else 200)
    answer: HttpResponseBase = _by_mail(request)
    return answer
