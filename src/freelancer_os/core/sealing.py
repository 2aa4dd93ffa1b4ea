"""Secrets as they lie in the database: sealed under the installation's secret key.

Whoever has the database alone, in a backup or a copy, cannot read them.
"""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"freelancer-os: secrets at rest"


def seal(secret: str) -> str:
    """A secret as it may be stored; "" stays so."""
    return _fernet(settings.SECRET_KEY).encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str | None:
    """What was sealed; None if it was under another key, as in a backup restored elsewhere."""
    if not sealed:
        return ""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


@cache
def _fernet(key: str) -> Fernet:
    """A key of this purpose alone, derived from the installation's (HKDF, RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))
