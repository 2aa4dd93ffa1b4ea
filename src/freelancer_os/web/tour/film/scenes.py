"""The scenes of the film: what is said in each, which captions and transcript show."""

from django.utils.translation import gettext_lazy as _

SCENES = {
    "welcome": _(
        "Freelancer OS keeps the money and the work in one window. This is how the finance "
        "set-up works, and the way of one income."
    ),
    "currency": _("Your currency first. You can change it at any time, and every amount follows."),
    "account": _(
        "Accounts are your payment modes: bank, card, cash, wallet. Add one, with what is on it "
        "today."
    ),
    "category": _(
        "Categories sort what you earn and spend. Client income is built in, the others are yours."
    ),
    "income": _(
        "Add an income in the category Client. Without a payment mode it is unpaid, and touches "
        "no balance."
    ),
    "expense": _(
        "An expense that is paid has a payment mode. The balance of the account follows at once."
    ),
    "figures": _("Press any figure, and you see exactly the entries that add up to it."),
    "arrived": _(
        "Now to Clients. The client income stands in the workflow by itself; no other income does."
    ),
    "client": _("Link it in the row. A client that is missing is made in the cell."),
    "invoice": _("So is the invoice. It begins as a draft, and takes its amount from the entry."),
    "totals": _("Its total, and what is invoiced to the client, add up by themselves."),
    "sent": _("Once the invoice has gone out, set it to Sent. Now it waits to be paid."),
    "paid": _("The money has come: set the payment mode in the row."),
    "followed": _(
        "The invoice turns to Paid, and the balance of the account follows, on the same screen."
    ),
    "undone": _("Nothing is final. Take the last step back, and do it once more."),
    "done": _("Home ticks the steps that you have really done. Now it is your turn."),
}
