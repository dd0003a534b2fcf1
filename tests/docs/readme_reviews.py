"""The reviews that the README shows: real ones, of two drafts, under the policies of the repository."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from io import StringIO

from rich.console import Console

import bot
from bot.adapters.bm25_scores import word_scores
from bot.adapters.policy_folder import PolicyFolder
from bot.adapters.py3langid_languages import detect_language
from bot.cli.card import print_card
from bot.domain.clauses import split_clauses
from bot.domain.draft import Draft, Language
from bot.domain.library import PublishedPolicies
from bot.domain.pack import RulePack
from bot.domain.review import review_post
from bot.texts import say
from bot.usecases.link_clauses import LibraryPorts, embed_library, link_clauses
from bot.usecases.ports import Embedder, NewDocument, Publication
from bot.usecases.sense import sense_by
from tests.docs.pages import ROOT
from tests.embedders import local_embedder, tuned_embedder
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import InMemoryClauseIndex, StoppedClock
from tests.shipped_pack import shipped_pack

DRAFTS: dict[Language, str] = {
    "fr": (
        "La lettre de renouvellement arrive souvent quatre mois avant la fin du terme. "
        "Comparez la pénalité de chaque offre avant de signer. "
        "Chez nous, rendement garanti: écrivez-moi en privé!"
    ),
    "en": "Our balanced fund: guaranteed 6% a year, zero risk. Why wait?",
}
_WIDTH = 100


def readme_review(language: Language) -> str:
    """The block of the README: the draft, and the card as the terminal shows it, without its last lines."""
    draft = DRAFTS[language]
    policies, pack = _published()
    sense = sense_by(pack, _Sensing())
    review = review_post(Draft(draft), policies, pack, bot.__version__, detect_language, sense)
    shown = StringIO()
    print_card(Console(file=shown, width=_WIDTH, color_system=None), review, policies, language)
    model = say("model.not-heard", language)
    made_with = say("versions", language, library=policies.library, rules=policies.rules_version, model=model)
    card = shown.getvalue().partition(say("changes", language))[0].partition(made_with)[0]
    lines = [line.rstrip() for line in card.strip().splitlines()]
    return f"> {draft}\n\n```\n" + "\n".join(lines) + "\n```"


@dataclass
class _Sensing:
    """What sensing meaning needs."""

    policies: InMemoryPolicyStore = field(default_factory=InMemoryPolicyStore)
    embedder: Callable[[], Embedder] = tuned_embedder


@cache
def _published() -> tuple[PublishedPolicies, RulePack]:
    """The repository's policies, linked as publication links them; their examples are tried elsewhere."""
    folder, store = PolicyFolder(ROOT / "policies"), InMemoryPolicyStore()
    ports = LibraryPorts(store, InMemoryClauseIndex(), local_embedder(), word_scores, StoppedClock())
    documents = [NewDocument(source, split_clauses(source.document)) for source in folder.documents()]
    clauses = [clause for document in documents for clause in document.clauses]
    records = shipped_pack()
    vectors = embed_library(records.rules, clauses, ports)
    links = link_clauses(records.rules, records.firm, clauses, vectors, word_scores)
    packed = json.dumps(
        {
            "rules": [rule.model_dump(mode="json") for rule in records.rules],
            "topics": [topic.model_dump(mode="json") for topic in records.topics],
            "firm": records.firm.model_dump(mode="json"),
        }
    )
    at = StoppedClock().now()
    store.publish(Publication(documents, packed, "0" * 64, local_embedder().fingerprint, links, "readme", at))
    return store.published(), records.pack
