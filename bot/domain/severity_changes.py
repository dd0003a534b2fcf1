"""What a policy owner changes of a rule's severity: raised, or lowered with a reason, an owner and an end date."""

from datetime import date
from typing import Annotated

from pydantic import Field

from bot.domain.firm import Strict
from bot.domain.rules import SeverityWord


class SeverityChange(Strict):
    """One record of `policies/severities.yml`; in force until the end of `until`, for good without it."""

    rule: str
    severity: SeverityWord
    reason: Annotated[str, Field(max_length=500)] = ""
    owner: Annotated[str, Field(max_length=200)] = ""
    until: date | None = None
