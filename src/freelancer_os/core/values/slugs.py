"""Values of a workspace's own making, such as a role: kept as slugs, shown as words."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import fold, refusal

LONGEST = 40
PATTERN = f"^[a-z0-9_-]{{1,{LONGEST}}}$"
_SLUG = re.compile(PATTERN.strip("^$"))
_BETWEEN = re.compile(r"[^a-z0-9]+")


def read_slug(value: object, *, field: str) -> str:
    """Return a slug as it was given. Raises ValidationError on `field`."""
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise refusal(
            field,
            _(
                "Write it as a slug of at most {most} letters a to z, digits, - and _, "
                "such as team_lead."
            ).format(most=LONGEST),
        )
    return value


def slug_of(text: str, *, field: str) -> str:
    """Return the slug of what a person called it: "Team Lead" gives "team_lead".

    Raises ValidationError on `field` for a name without a letter from a to z or a digit.
    """
    slug = slug_in(text)
    if not slug:
        raise refusal(field, _("Its name needs a letter from a to z or a digit."))
    return slug


def slug_in(text: str) -> str:
    """Return the slug of what a person called it, "" for a name in other letters than a to z."""
    return _BETWEEN.sub("_", fold(text)).strip("_")[:LONGEST].strip("_")


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, or the first of slug_2, slug_3 and so on that is none of `taken`."""
    tries = (f"{slug[: LONGEST - 4].rstrip('_')}_{n}" for n in range(2, len(taken) + 3))
    return next(one for one in (slug, *tries) if one not in taken)


def words_of(slug: str) -> str:
    """Return a slug as the screen shows it: "team_lead" gives "Team lead"."""
    words = slug.replace("_", " ").replace("-", " ").strip() or slug
    return words[0].upper() + words[1:]
