"""Every address: health, sign-in, the HTTP API, the pages."""

from django.urls import include, path

from freelancer_os.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("auth/", include("allauth.account.urls")),
    path("api/", include("freelancer_os.api.urls")),
    path("", include("freelancer_os.web.urls")),
]

handler400 = "freelancer_os.web.shell.failing.unreadable"
handler500 = "freelancer_os.web.shell.failing.failed"
