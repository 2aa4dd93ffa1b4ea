"""Whom a command acts for: the user and the workspace that its options name."""

from django.utils.translation import gettext as _

from freelancer_os.cli.refused import Refused
from freelancer_os.people.models import Membership, User, Workspace


def person(email: str | None) -> User:
    """The user with this e-mail address; without one, the only user. Raises `Refused`."""
    if email is not None:
        found = User.objects.filter(email__iexact=email.strip()).first()
        if found is None:
            raise Refused(
                _("There is no user with the e-mail address {email}.").format(email=email)
            )
        return found
    users = list(User.objects.all()[:2])
    if not users:
        raise Refused(_("There is no user yet: make one with `freelancer-os user create`."))
    if len(users) > 1:
        raise Refused(_("There is more than one user: say which with --email."))
    return users[0]


def workspace_of(user: User, name: str | None) -> Workspace:
    """The user's workspace of this name; without one, the only workspace. Raises `Refused`."""
    memberships = Membership.objects.filter(user=user).select_related("workspace")
    mine = [membership.workspace for membership in memberships]
    found = [w for w in mine if name is None or w.name == name]
    if len(found) == 1:
        return found[0]
    if not found:
        sentence = (
            _("{email} has no workspace.")
            if name is None
            else _("{email} has no workspace named {name}.")
        )
        raise Refused(sentence.format(email=user.email, name=name))
    names = ", ".join(workspace.name for workspace in found)
    raise Refused(
        _("{email} has several workspaces, say which with --workspace: {names}.").format(
            email=user.email, names=names
        )
    )
