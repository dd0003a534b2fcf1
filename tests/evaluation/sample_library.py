"""The clauses of the sample firm's documents, as they are published."""

from pathlib import Path

from bot.adapters.policy_folder import PolicyFolder
from bot.domain.clauses import Clause, split_clauses

_POLICIES = Path(__file__).parents[2] / "policies"


def clauses_of_the_sample() -> list[Clause]:
    """In both languages."""
    return [
        clause for source in PolicyFolder(_POLICIES).documents() for clause in split_clauses(source.document)
    ]
