"""One-time links as paths: into the program, and into setting it up."""

from datetime import timedelta

from freelancer_os.people.keys import LIFE, OneTimeLink
from freelancer_os.people.users import User

SETUP_LIFE = timedelta(days=1)
DEMO_LIFE = timedelta(days=365)  # longer than any demo runs


class SignInLink:
    """`/auth/link/SECRET/` signs one user in once."""

    @staticmethod
    def issue(user: User, *, life: timedelta = LIFE) -> str:
        """The path of a new link, valid ten minutes unless it is said otherwise."""
        return f"/auth/link/{OneTimeLink.issue(user, life=life)}/"


class SetupLink:
    """`/auth/setup/SECRET/` lets the first person set the program up."""

    @staticmethod
    def issue() -> str:
        """The path of a new link, valid one day and only while there is no user."""
        return f"/auth/setup/{OneTimeLink.issue(None, life=SETUP_LIFE)}/"
