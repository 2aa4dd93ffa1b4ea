"""The models of the tools, one file each."""

from freelancer_os.tools.contacts import Contact
from freelancer_os.tools.goals import Goal
from freelancer_os.tools.meetings import Meeting, Participant
from freelancer_os.tools.resources import Resource

__all__ = ["Contact", "Goal", "Meeting", "Participant", "Resource"]
