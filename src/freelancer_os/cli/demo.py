"""`serve --demo`: somebody with sample data, in a folder that is thrown away."""

from django.db import transaction

from freelancer_os.cli.time_zone import local_time_zone
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.models import User
from freelancer_os.transfer.sample.adding import add_sample

EMAIL = "demo@example.com"


def furnish() -> None:
    """Make the only user and a workspace full of sample data."""
    with transaction.atomic():
        user = User.objects.create_user(EMAIL, None, name="Robin Demo")
        workspace = open_workspace(user, name="Studio Robin", time_zone=local_time_zone())
        add_sample(workspace, user, is_demo=True, door="cli")
