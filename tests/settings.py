"""The real settings, in a folder and a database of this test run alone.

SQLite by default; `FREELANCER_OS_TEST_DB=postgres` starts a PostgreSQL of our own.
"""

import atexit
import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="freelancer-os-test-", ignore_cleanup_errors=True)
atexit.register(_folder.cleanup)
os.environ["FREELANCER_OS_DATA"] = _folder.name
os.environ.pop("DATABASE_URL", None)

ON_POSTGRES = os.environ.get("FREELANCER_OS_TEST_DB") == "postgres"
if ON_POSTGRES:
    from tests.postgres import start

    os.environ["DATABASE_URL"] = start()

from freelancer_os.config.settings import *  # noqa: E402, F403  # needs the environment above
from freelancer_os.config.settings import DATABASES  # noqa: E402

# Connections end with the request, so that the test database can be removed.
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {
    "NAME": "test_freelancer_os" if ON_POSTGRES else f"{_folder.name}/test.sqlite3"
}
WSGI_APPLICATION = None  # Django's own: that of the program starts its upkeep as well
PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
