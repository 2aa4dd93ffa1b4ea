"""Every address: health, sign-in, the HTTP API, the pages."""

from allauth.account import urls as sign_in
from django.urls import include, path

from freelancer_os.config.health import healthz
from freelancer_os.web.welcome.reset import password_reset

# Nobody adds an address of their own here.
UNUSED = {"account_email", "account_email_verification_sent", "account_confirm_email"}

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("auth/password/reset/", password_reset, name="account_reset_password"),
    path("auth/", include([one for one in sign_in.urlpatterns if one.name not in UNUSED])),
    path("api/", include("freelancer_os.api.urls")),
    path("", include("freelancer_os.web.urls")),
]

handler400 = "freelancer_os.web.shell.failing.unreadable"
handler500 = "freelancer_os.web.shell.failing.failed"
