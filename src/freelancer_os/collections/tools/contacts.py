"""Contacts."""

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.addresses import Email, Phone
from freelancer_os.engine.kinds.field import Lines, Text, Title
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.tools.models import Contact

ROLES = (
    ("finance", "Finance", "violet"),
    ("services", "Services", "blue"),
    ("legal", "Legal", "amber"),
)

CONTACTS = collections.add(
    Collection(
        slug="contacts",
        model=Contact,
        singular="contact",
        plural="contacts",
        icon="contact-round",
        section="Tools",
        place=20,
        fields=(
            Title(name="name", label="Name", required=True),
            OwnChoice(name="role", label="Role", choices=ROLES),
            Text(name="designation", label="Designation"),
            Phone(name="phone", label="Phone"),
            Lines(name="address", label="Address", max_length=1000),
            Email(name="email", label="Email"),
            Text(name="company", label="Company"),
        ),
        table=("name", "role", "designation", "company", "phone", "email"),
        brief=("role", "designation", "company"),
        composer=("name", "role", "designation", "company", "phone", "email"),
        order="name",
        group_by="role",
        card=("designation", "company", "phone"),
    )
)
