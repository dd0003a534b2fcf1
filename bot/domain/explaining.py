"""Whether a model's explanation may stand beside a rule's own message: it explains, and nothing else.

What it says must come from the draft, the clause, the rule or the firm profile. It gives no link, no order
and no approval: `ok` comes from the table that decides, approval from an officer (promises 1, 2 and 6).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.folding import fold, fold_words
from bot.domain.languages import guess_language, is_elsewhere
from bot.domain.posts import Post
from bot.domain.reviewer_words import IGNORING, OF_A_REVIEW
from bot.domain.rules import Rule
from bot.domain.sentences import sentence_spans
from bot.domain.verifying import KnownFacts, facts_of, invented_facts

_MARKUP = re.compile(r"[<>{}\[\]|`*~\\]|__|&\w+;|(?<!\w)_\w|^\s*#", re.MULTILINE)
_ADDRESS = re.compile(r"https?:|\bwww\.|@\w|\w@|#\w|\b[\w-]{2,}\.[a-z]{2,}(?:/|\b)", re.IGNORECASE)
_QUOTED = re.compile(
    r"«\s*([^»]+?)\s*»|“([^”]+?)”|\"([^\"]+?)\"|„([^“”]+?)[“”]|‹\s*([^›]+?)\s*›|(?<!\w)['‘]([^'’]{2,}?)['’](?!\w)"
)
_CLAUSE = re.compile(
    r"\b(?:articles?|art\.|sections?|clauses?|paragraphe?s?|regles?|rules?|alineas?|§)\s*(?:no\.?\s*|n°\s*|#)?"
    r"([a-z]{0,8}-?\d+(?:\.\d+)*)|\b([a-z]{1,8}-?\d+(?:\.\d+)+|[a-z]{2,8}-\d+|\d+(?:\.\d+){2,})"
)
_APPROVED = r"(?:approved|cleared|validated|authori[sz]ed|signed off|approuve\w*|valide\w*|autorise\w*)"
_ORDERS = re.compile(
    rf"\b{IGNORING}\b|\b(?:{OF_A_REVIEW}|password|mot de passe|cliqu\w+)\b"
    r"|\bclick(?:ing)? (?:here|on|the|this)\b"
    r"|\b(?:you|we|they|it) (?:\w+ ){0,2}(?:can|may|could) (?:\w+ )?(?:be )?"
    r"(?:post|publish|share|send|go out|skip)\w*"
    r"|\b(?:vous|tu|on|nous|il|elle) (?:\w+ ){0,2}(?:pouvez|peux|peut|pouvons|pourrez|pourra)"
    r" (?:\w+ )?(?:etre )?(?:publi|partag|envoy|diffus|affich|post)\w*"
    r"|\b(?:pre-?|deja |already |is |are |was |been |hereby |est |sont |ete |etre )(?:\w+ ){0,2}"
    rf"(?:{_APPROVED}|compliant|conformes?)\b"
    rf"|\b{_APPROVED} (?:by|par|to|pour|a)\b"
    r"|\b(?:safe|fine|ok|okay|ready|free|pret\w*|libre) (?:to|a|de|pour) (?:post|publi|share|go|partag)\w*"
    r"|\b(?:no (?:problem|issue|violation)|nothing wrong|aucun probleme|aucune infraction)\b"
    r"|\brien a (?:changer|redire|corriger)\b"
)
_NEEDED = re.compile(
    r"\b(?:must|needs? to|has to|have to|should|to|doit|doivent|devrait|devraient|faire|faut) (?:\w+ )?"
    rf"(?:(?:be|etre) (?:\w+ )?)?{_APPROVED}(?: (?:by|par))?"
)
"""To say that somebody must approve is to say that nobody has."""


@dataclass(frozen=True)
class Grounds:
    """What an explanation may draw on, and for whom: one finding's rule and clause, beside the draft."""

    post: Post
    rule: Rule | None
    """None where it rests on the clause alone."""
    clause: Citation
    firm: KnownFacts
    """What the firm profile says."""
    language: Language
    """The reader's."""

    @cached_property
    def facts(self) -> KnownFacts:
        """What may be said of numbers, names, dates."""
        rule, clause, draft = self.rule, self.clause, self.post.draft
        own = (rule.title, rule.message, rule.lesson, rule.topic) if rule else ()
        said = [text for each in own for text in (each.fr, each.en)]
        cited = (clause.document, clause.clause, clause.title, clause.text)
        return facts_of((draft.text, draft.author.name or "", *cited, *said))

    @cached_property
    def quotable(self) -> str:
        """What may stand between quotation marks, folded: the draft and the clause, nothing else."""
        given = (self.post.draft.text, self.clause.title, self.clause.text, self.clause.document)
        return " ".join(fold(" \n ".join(given)).plain.split())


def may_be_said(why: str, grounds: Grounds) -> bool:
    """Whether the explanation is in the reader's language, invents nothing and asks for nothing."""
    said = " ".join(why.split())
    if not said or _is_not_plain_text(why) or _ADDRESS.search(said):
        return False
    plain = fold(said).plain
    return not (
        _ORDERS.search(_NEEDED.sub(" ", _without_quotations(plain)))
        or not _quotes_truly(said, grounds)
        or _names_another_clause(plain, grounds.clause)
        or invented_facts(said, grounds.facts, grounds.firm)
        or _is_foreign(said, grounds.language)
    )


def _is_not_plain_text(why: str) -> bool:
    hidden = any(unicodedata.category(each)[0] == "C" and each not in "\n\t" for each in why)
    return hidden or bool(_MARKUP.search(why))


def _quotes_truly(said: str, grounds: Grounds) -> bool:
    quoted = ("".join(groups) for groups in _QUOTED.findall(said))
    return all(" ".join(fold(each).plain.strip(" .,;:!?…").split()) in grounds.quotable for each in quoted)


def _names_another_clause(plain: str, clause: Citation) -> bool:
    """Any number that looks like a clause's must be this clause's, in full or without its prefix."""
    own = fold_words(clause.clause)
    known = {own, own.lstrip("abcdefghijklmnopqrstuvwxyz §.-")}
    return any(named not in known for groups in _CLAUSE.findall(plain) for named in groups if named)


def _without_quotations(said: str) -> str:
    return _QUOTED.sub(" ", said)


def _is_foreign(said: str, language: Language) -> bool:
    """Whether what it says in its own words is in another language; too little to tell is no reason."""
    folded = fold(_without_quotations(said))
    if guess_language(folded.plain, folded.accented) not in (None, language):
        return True
    return is_elsewhere(folded.plain, sentence_spans(folded.plain))
