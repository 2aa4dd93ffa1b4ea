"""The OpenAPI document, and the API held to it by generated requests."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks

from freelancer_os.api.document.openapi import document
from tests.api.cast import Program
from tests.api.samples import ALL, body

# Without the phase that enumerates edge cases: it takes a minute.
_config = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
schema = schemathesis.openapi.from_dict(document(), config=_config)
schema.app = get_wsgi_application()
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests through the WSGI application stay in the transaction of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


PLAIN = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@schema.parametrize()
@settings(max_examples=3, derandomize=True, **PLAIN)
def test_the_api_keeps_to_its_document(me: Program, case: schemathesis.Case) -> None:
    _try(me, case)


@pytest.mark.long
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_api_keeps_to_its_document_for_long(me: Program, mode: GenerationMode) -> None:
    for operation in schema.get_all_operations():

        @settings(max_examples=40, **PLAIN)
        @given(case=operation.ok().as_strategy(generation_mode=mode))
        def keeps(case: schemathesis.Case) -> None:
            _try(me, case)

        keeps()


def _try(me: Program, case: schemathesis.Case) -> None:
    wanted = list(CHECKS)
    if "id" in case.path_parameters:
        slug = case.path_parameters.get("collection", case.path.split("/")[1])
        if slug in {collection.slug for collection in ALL}:
            case.path_parameters["id"] = _a_record(me, slug)
        case.headers.pop("If-Match", None)
    elif _has_bad_body(case):
        wanted.append(checks.negative_data_rejection)
    with one_connection():
        plain = {"Authorization": f"Bearer {me.token}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, checks=wanted)


def _has_bad_body(case: schemathesis.Case) -> bool:
    """Bad parameters may vanish on the wire; a bad body does not."""
    body = case.meta and case.meta.components.get(ParameterLocation.BODY)
    return bool(body and body.mode is GenerationMode.NEGATIVE)


def _a_record(me: Program, slug: str) -> str:
    found = me.read(slug)["items"]
    collection = next(c for c in ALL if c.slug == slug)
    return str((found or [me.made(slug, body(me, collection))])[0]["id"])
