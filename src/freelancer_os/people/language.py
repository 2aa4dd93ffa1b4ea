"""The language in which somebody is answered: their own setting, else what the browser asks for."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from freelancer_os.people.users import User


class LanguageMiddleware(LocaleMiddleware):
    """Activates it for the request; the answer names it, and says that it depends on the asker."""

    def process_request(self, request: HttpRequest) -> None:
        user = request.user
        own = user.language if isinstance(user, User) else ""
        language = own or translation.get_language_from_request(request)
        translation.activate(language if translation.check_for_language(language) else "en")
        request.LANGUAGE_CODE = translation.get_language() or "en"
