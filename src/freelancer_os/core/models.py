"""The models of core, where Django looks for them."""

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.notes import Note
from freelancer_os.core.log.models import OPENING, Change, ChangeRow, TallyDefinition, TallyRow

__all__ = [
    "OPENING",
    "Attachment",
    "Change",
    "ChangeRow",
    "Note",
    "TallyDefinition",
    "TallyRow",
]
