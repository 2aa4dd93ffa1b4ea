"""The first address to open: whoever started the program on this machine may come in."""

from freelancer_os.people.keys import LIFE
from freelancer_os.people.links import DEMO_LIFE, SetupLink, SignInLink
from freelancer_os.people.models import User


def invitation(*, is_demo: bool = False) -> str:
    """A path: sign-in for the only user, set-up where there is none, else the plain `/`.

    That into a demo works as long as the demo does.
    """
    users = list(User.objects.all()[:2])
    if not users:
        return SetupLink.issue()
    life = DEMO_LIFE if is_demo else LIFE
    return SignInLink.issue(users[0], life=life) if len(users) == 1 else "/"
