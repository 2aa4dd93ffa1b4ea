"""Who acts in these tests: programs with tokens, each in a workspace of its own."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from freelancer_os.finance.models import Category
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.models import ApiToken, Membership, User, Workspace

Answer = Any  # a test response, with `json()`


@dataclass
class Program:
    """A program that calls the API with a token."""

    user: User
    workspace: Workspace
    token: str
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Call `/api/v1/{path}` (or an absolute address) with a JSON body, if there is one."""
        raw = "" if body is None else json.dumps(body)
        return self.send(method, path, raw.encode(), "application/json", **headers)

    def send(
        self,
        method: str,
        path: str,
        raw: bytes,
        content_type: str = "application/json",
        **headers: str,
    ) -> HttpResponse:
        """Call with a body as it stands."""
        address = path if path.startswith("http") else f"/api/v1/{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(  # type: ignore[return-value]
            method,
            address,
            raw,
            content_type=content_type,
            headers={"Authorization": f"Bearer {self.token}", **named},
        )

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.ask("DELETE", path, **headers)

    def made(self, slug: str, body: object) -> dict[str, Any]:
        """A record made with this body; it must be taken."""
        answer = self.post(slug, body)
        assert answer.status_code == 201, answer.content
        return dict(answer.json())

    def read(self, path: str) -> dict[str, Any]:
        """The JSON of an address; it must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        return dict(answer.json())

    def pages(self, path: str) -> list[dict[str, Any]]:
        """Every page of a list, following `next`."""
        found = [self.read(path)]
        while found[-1]["next"]:
            found.append(self.read(found[-1]["next"]))
        return found

    def everything(self, path: str) -> list[dict[str, Any]]:
        """All records of a list."""
        return [item for page in self.pages(path) for item in page["items"]]

    def client_category(self) -> str:
        """The id of the built-in category."""
        return str(Category.objects.of(self.workspace).get(is_client=True).pk)

    def with_token(self, token: str) -> "Program":
        """The same place, with another token."""
        return Program(self.user, self.workspace, token)


def new_program(currency: str = "EUR", **settings: str) -> Program:
    """Somebody with a workspace of their own and a token for it."""
    user = User.objects.create_user(f"{uuid4().hex}@example.com")
    workspace = open_workspace(user, name="Studio", currency=currency, **settings)
    return Program(user, workspace, ApiToken.issue(user, workspace))


def colleague_of(program: Program, role: Membership.Role) -> Program:
    """Another person in the same workspace."""
    user = User.objects.create_user(f"{uuid4().hex}@example.com")
    Membership.objects.create(workspace=program.workspace, user=user, role=role)
    return Program(user, program.workspace, ApiToken.issue(user, program.workspace))
