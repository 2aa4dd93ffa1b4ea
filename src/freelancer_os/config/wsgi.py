"""The WSGI application, for any server; `freelancer-os serve` embeds one."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
application = get_wsgi_application()

from freelancer_os.config import upkeep  # noqa: E402  # needs the settings

upkeep.start()
