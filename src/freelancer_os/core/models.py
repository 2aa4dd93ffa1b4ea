"""The models of core, where Django looks for them."""

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.notes import Note
from freelancer_os.core.log.models import (
    OPENING,
    UNDER_WAY,
    Change,
    ChangeRow,
    Job,
    TallyDefinition,
    TallyRow,
)

__all__ = [
    "OPENING",
    "UNDER_WAY",
    "Attachment",
    "Change",
    "ChangeRow",
    "Job",
    "Note",
    "TallyDefinition",
    "TallyRow",
]
