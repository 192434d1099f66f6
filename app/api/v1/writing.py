"""What the description says of the addresses for editors' programs (app/api/v1/drafts.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.api.v1.bodies import ChangedDraft, DraftEntry, Handed, NewDraft, SubmissionEntry

Data = dict[str, Any]
_REF = "#/components/schemas/"


class DraftList(BaseModel):
    """Drafts."""

    data: list[DraftEntry]


class DraftAnswer(BaseModel):
    """One draft."""

    data: DraftEntry


class SubmissionAnswer(BaseModel):
    """One submission."""

    data: SubmissionEntry


@dataclass(frozen=True)
class Writing:
    """An address for editors' programs."""

    method: str
    path: str
    name: str
    summary: str
    answer: type[BaseModel]
    takes: type[BaseModel] | None = None
    status: int = 200
    matches: bool = False
    """Whether If-Match is needed."""

    def described(self) -> Data:
        """The operation as OpenAPI has it."""
        scope = "read" if self.method == "get" else "write"
        wrong = ["401", "403", "429"]
        wrong += ["404"] if "{" in self.path else []
        wrong += ["400", "409", "415", "422"] if self.takes else []
        wrong += ["412", "428"] if self.matches else []
        found: Data = {
            "operationId": self.name,
            "summary": self.summary,
            "security": [{"token": [scope]}],
            "parameters": [*self._parameters()],
            "responses": {
                str(self.status): {
                    "description": "Done." if self.takes else "Found.",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": _json(self.answer),
                },
                **{each: {"$ref": f"#/components/responses/{each}"} for each in wrong},
            },
        }
        if self.takes:
            found["requestBody"] = {"required": True, "content": _json(self.takes)}
        return found

    def _parameters(self) -> list[Data]:
        number = {"type": "integer", "minimum": 1, "maximum": 999999999}
        found: list[Data] = []
        if "{" in self.path:
            found.append({"name": "number", "in": "path", "required": True, "schema": number})
        if self.matches:
            found.append({
                "name": "If-Match", "in": "header", "required": True,
                "schema": {"type": "string"},
                "description": "The ETag with which it was read.",
            })  # fmt: skip
        return found


def _json(model: type[BaseModel]) -> Data:
    return {"application/json": {"schema": {"$ref": _REF + model.__name__}}}


WRITINGS = (
    Writing("get", "/drafts", "drafts_of_mine", "One's open drafts, the newest first.", DraftList),
    Writing("post", "/drafts", "begin_draft", "Begin a draft of a document.", DraftAnswer,
            NewDraft, 201),
    Writing("get", "/drafts/{number}", "draft", "One draft.", DraftAnswer),
    Writing("put", "/drafts/{number}", "change_draft",
            "Change a draft that nobody has changed since it was read.", DraftAnswer,
            ChangedDraft, matches=True),
    Writing("get", "/submissions/{number}", "submission",
            "One submission, and what is still wrong with it.", SubmissionAnswer),
    Writing("post", "/submissions/{number}/submit", "hand_in",
            "Hand a submission in for review; it is approved at the desk, by somebody else.",
            SubmissionAnswer, Handed, matches=True),
)  # fmt: skip
MODELS = (DraftList, DraftAnswer, SubmissionAnswer, NewDraft, ChangedDraft, Handed)
