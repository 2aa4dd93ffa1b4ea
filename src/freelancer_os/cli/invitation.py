"""The first address to open: whoever started the program on this machine may come in."""

from freelancer_os.people.links import SetupLink, SignInLink
from freelancer_os.people.models import User


def invitation() -> str:
    """A path: sign-in for the only user, set-up where there is none, else the plain `/`."""
    users = list(User.objects.all()[:2])
    if not users:
        return SetupLink.issue()
    return SignInLink.issue(users[0]) if len(users) == 1 else "/"
