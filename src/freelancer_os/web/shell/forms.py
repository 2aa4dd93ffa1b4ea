"""What our forms share: fields with our rules for text, and the mark on what is wrong."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from freelancer_os.core.values.text import clean
from freelancer_os.web.shell.choosing import choose, chosen

T = TypeVar("T")
DATED = {
    "autocomplete": "off",
    "data-date": "date",
    "role": "combobox",
    "aria-haspopup": "grid",
    "aria-expanded": "false",
}
"""The attributes of a field in which a date is typed or picked."""


def read(reader: Callable[[], T]) -> T:
    """What `reader` reads; what it refuses of a field, as the field of a form refuses it."""
    try:
        return reader()
    except ValidationError as error:
        raise ValidationError(error.messages) from error


class Line(forms.CharField):
    """Text under the rules of `core.values.text`: one line, or several with a text area."""

    def __init__(self, *, max_length: int, rows: int = 0, **kwargs: Any) -> None:
        self.longest, self.is_multiline = max_length, rows > 0
        area = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        kwargs.setdefault("widget", area)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        longest, several = self.longest, self.is_multiline
        return read(lambda: clean(value or "", field="", max_length=longest, multiline=several))


class Choose(forms.Select):
    """The combobox of every form. What was typed and not chosen is known by its words."""

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        (held,) = self.format_value(value) or [""]
        given = self.build_attrs(self.attrs, attrs)
        return choose(name, self.choices, held, **given)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> object:
        sent = super().value_from_datadict(data, files, name)
        return sent if sent is None else chosen(self.choices, str(sent))


class PlainForm(forms.Form):
    """A form of its own page: labels without colons, the keyboard at the first mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or not self.errors:
            return
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return

    def takes(self, verb: Callable[[], object]) -> bool:
        """Do what was filled in; whether it was done. What the model refused is shown."""
        try:
            verb()
        except ValidationError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: ValidationError, **names: str) -> None:
        """Show what the model refused; `names` says which field of ours a field of its is."""
        for field, sentences in error.message_dict.items():
            known = names.get(field, field)
            self.add_error(known if known in self.fields else None, sentences)
