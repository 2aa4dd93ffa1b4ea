"""What is wrong when a database or a disk fails: a sentence for a person, and when to try again."""

import enum
import errno
import sqlite3
from dataclasses import dataclass, replace

from django.db import Error, InterfaceError, OperationalError
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Uncertain
from freelancer_os.core.files import reserve
from freelancer_os.core.written import written


class Kind(enum.Enum):
    """Why a database does not do what it was asked to."""

    BUSY = enum.auto()
    FULL = enum.auto()
    READ_ONLY = enum.auto()
    DAMAGED = enum.auto()
    FAILING = enum.auto()
    GONE = enum.auto()


SQLITE = {
    **dict.fromkeys((5, 6), Kind.BUSY),
    8: Kind.READ_ONLY,
    10: Kind.FAILING,
    13: Kind.FULL,
    **dict.fromkeys((11, 26), Kind.DAMAGED),
}
"""By SQLite's primary result code (sqlite.org/rescode.html)."""
POSTGRES = {
    **dict.fromkeys(("55P03", "40P01", "40001", "57014", "53300"), Kind.BUSY),
    "25006": Kind.READ_ONLY,
    **dict.fromkeys(("53100", "53200"), Kind.FULL),
    **dict.fromkeys(("XX001", "XX002"), Kind.DAMAGED),
    "58030": Kind.FAILING,
}
"""By SQLSTATE (PostgreSQL documentation, appendix A)."""
DISK = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), Kind.FULL),
    errno.EROFS: Kind.READ_ONLY,
    errno.EIO: Kind.FAILING,
}
"""Of files, by errno."""
AGAIN = {Kind.BUSY: 2, Kind.GONE: 10}  # seconds; what somebody must mend first takes a minute


@dataclass(frozen=True)
class Failure:
    """What to tell whoever asked: a sentence, and to come again in `again` seconds."""

    kind: Kind
    sentence: str
    again: int


def failure_of(error: BaseException | None) -> Failure | None:
    """What a failing database or disk is told by; None for an error of another make."""
    if isinstance(error, Uncertain):
        return Failure(Kind.BUSY, str(error), AGAIN[Kind.GONE])
    kind = _kind(error) if isinstance(error, Error | OSError | sqlite3.Error) else None
    if kind is None:
        return None
    again = AGAIN.get(kind, 60)
    done = written()
    if done is not None:
        sentence = _("“{change}” was written. What it looks like now could not be read: {why}")
        return Failure(kind, sentence.format(change=done.words, why=_why(kind)), again)
    return Failure(kind, _("{why} Nothing was written.").format(why=_why(kind)), again)


def unforeseen() -> str:
    """What is told of an error that nobody foresaw, and that was logged."""
    done = written()
    if done is not None:
        sentence = _("“{change}” was written; then something went wrong here. It has been noted.")
        return sentence.format(change=done.words)
    return _("Something went wrong here; it has been noted. Nothing was written.")


def met(error: BaseException | None) -> Failure | None:
    """The same where the answer is made: a full disk is given the reserve that was held back."""
    failure = failure_of(error)
    if failure is not None and failure.kind is Kind.FULL and reserve.give_up():
        more = _("Deleting and undoing work for now.")
        return replace(failure, sentence=f"{failure.sentence} {more}")
    return failure


def _kind(error: Error | OSError | sqlite3.Error) -> Kind | None:
    if isinstance(error, OSError):
        return DISK.get(error.errno or 0)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None and (found := SQLITE.get(code & 0xFF)):
        return found
    if found := POSTGRES.get(getattr(cause, "sqlstate", None) or ""):
        return found
    if cause is None and isinstance(error, OperationalError):
        return Kind.BUSY  # ours: every place of a writer is taken
    return Kind.GONE if isinstance(error, OperationalError | InterfaceError) else None


def _why(kind: Kind) -> str:
    return {
        Kind.BUSY: _("The database is busy; try again in a moment."),
        Kind.FULL: _("The disk is full; make room on it and try again."),
        Kind.READ_ONLY: _("The data may only be read: its folder or its disk takes no writes."),
        Kind.DAMAGED: _("The database is damaged; restore the last backup."),
        Kind.FAILING: _("The disk reports an error; see whether it is still sound."),
        Kind.GONE: _("The database does not answer; try again in a moment."),
    }[kind]
