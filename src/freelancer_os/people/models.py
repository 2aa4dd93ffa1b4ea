"""The models of people, one file each kind."""

from freelancer_os.people.keys import ApiToken, OneTimeLink
from freelancer_os.people.users import User
from freelancer_os.people.workspaces import Membership, Workspace

__all__ = ["ApiToken", "Membership", "OneTimeLink", "User", "Workspace"]
