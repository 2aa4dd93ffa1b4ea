"""The models of core, where Django looks for them."""

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.attached.notes import Note
from freelancer_os.core.log.models import (
    FINAL,
    OPENING,
    OUTBOX,
    UNDER_WAY,
    Change,
    ChangeRow,
    Job,
    TallyDefinition,
    TallyRow,
)
from freelancer_os.core.search.rows import SearchRow, SearchWord

__all__ = [
    "FINAL",
    "OPENING",
    "OUTBOX",
    "UNDER_WAY",
    "Attachment",
    "Change",
    "ChangeRow",
    "Job",
    "Note",
    "SearchRow",
    "SearchWord",
    "TallyDefinition",
    "TallyRow",
]
