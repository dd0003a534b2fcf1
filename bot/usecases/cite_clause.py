"""A clause that the firm's own settings name, to the letter, as the library in force has it."""

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.usecases.library_in_force import cited_clauses
from bot.usecases.ports import PolicyStore


def cite_clause(key: str, language: Language, policies: PolicyStore) -> Citation | None:
    """The clause with that number, in that language where it exists; None where no clause in force has it.

    A citation is never made up: what is not in the library is not shown.
    """
    found = [each for each in policies.clauses_in_force() if key and key in (each.key, each.shown)]
    best = next((each for each in found if each.language == language), found[0] if found else None)
    return cited_clauses([best], policies).get(best.reference) if best else None
