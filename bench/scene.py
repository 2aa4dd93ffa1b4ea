"""Opening the workspace of a token for the questions. Needs Django set up."""

from bench import caller
from bench.questions import Scene
from freelancer_os.finance.models import Transaction
from freelancer_os.people.models import ApiToken


def scene_of(token: str) -> Scene:
    """Its owner and a program ask; the income is the newest on a sent invoice that is not paid, the
    draft the oldest with a line."""
    found = ApiToken.find(token)
    if found is None:
        raise ValueError("No workspace has this token.")
    rows = Transaction.objects.of(found.workspace).filter(invoice__state="sent")
    entry = rows.order_by("-id")[0]
    lines = Transaction.objects.of(found.workspace).filter(invoice__state="draft")
    draft = lines.order_by("id").values_list("invoice_id", flat=True)[0]
    return Scene(caller.signed_in(found.user), caller.with_token(token), entry, str(draft))
