"""What mails say, in the workspace's own words."""

from django.conf.locale import LANG_INFO

from freelancer_os.core.words import Typed
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Lines, Text
from freelancer_os.engine.registry import collections
from freelancer_os.invoicing.models import MailText
from freelancer_os.invoicing.texts import shipped
from freelancer_os.invoicing.texts.own import LONGEST_MESSAGE, LONGEST_SUBJECT

OCCASIONS = (
    ("invoice", "The invoice itself", "blue"),
    ("before", "Before it is due", "stone"),
    ("first", "First reminder", "amber"),
    ("second", "Second reminder", "orange"),
    ("last", "Last reminder", "rose"),
)
# Each by its own name, whoever reads; Babel would load the whole of eight languages for that.
LANGUAGES = tuple(
    (one, Typed(str(LANG_INFO[one]["name_local"]).capitalize()), "stone")
    for one in shipped.languages()
)

WORDINGS = collections.add(
    Collection(
        slug="wordings",
        model=MailText,
        singular="wording",
        plural="wordings",
        icon="file-text",
        section="Settings",
        place=10,
        menu="Wordings of mails",
        fields=(
            Choice(name="occasion", label="Occasion", choices=OCCASIONS),
            Choice(name="language", label="Language", choices=LANGUAGES),
            Text(
                name="subject",
                label="Subject",
                required=True,
                max_length=LONGEST_SUBJECT,
            ),
            Lines(name="message", label="Message", required=True, max_length=LONGEST_MESSAGE),
        ),
        table=("subject", "occasion", "language", "message"),
        brief=("occasion", "language"),
        composer=("occasion", "language", "subject", "message"),
        search=("subject",),
        notes={
            "subject": "It and `message` may hold `{number}`, `{client}`, `{total}`, `{due_date}` "
            "and `{business}`.",
            "language": "It is used for clients who are written to in this language.",
        },
    )
)
