"""One review from beginning to end, as a pure function: what is measured is what runs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.checking import find_problems
from bot.domain.draft import Attachment, Draft, DraftLanguage, Language
from bot.domain.findings import Finding, Verdict, verdict_of
from bot.domain.languages import guess_language, main_language, unfamiliar_part
from bot.domain.library import PublishedPolicies, Versions
from bot.domain.meaning import Sense
from bot.domain.model_part import ModelPart
from bot.domain.pack import RulePack
from bot.domain.platforms import Length, measure
from bot.domain.posts import Post, lay_out
from bot.domain.rewriting import Rewrite, rewrite_draft

NotReviewed = Literal["language", "image", "video", "link", "file", "message"]
Detect = Callable[[str], Language | None]
"""The language of a text that words do not tell; None: surely neither French nor English."""

_LINK = re.compile(
    r"https?://|\bwww\.|\[(?:lien|link)\b|(?<![\w-])[\w-]{1,63}\.(?:com|ca|fr|org|net|io|co|uk)/\S"
)
_IMAGE = re.compile(
    r"\((?:photo|image|capture|screenshot|visuel|infographie|pic)\w*[^)]{0,30}\)|\b(?:capture d'ecran|screenshots?|voir (?:la photo|l'image|l'infographie)|"
    r"(?:photo|image|infographi[ec]\w*) (?:ci-dessous|below|attached|jointe?)|see (?:the )?(?:photo|image|chart|graphic)|\[(?:image|photo)\])|📸|🖼"
)
_VIDEO = re.compile(
    r"\b(?:voir|regardez|regarde|watch|see) (?:la|le|ma|notre|the|my|our|this|cette) (?:video|reel|clip)|\[video\]|🎥|🎬|youtu\.?be|vimeo|tiktok\.com"
)


@dataclass(frozen=True)
class Review:
    """The answer to a draft; `language` is the draft's, messages are in `spoken`."""

    draft: Draft
    language: DraftLanguage
    spoken: Language
    verdict: Verdict
    findings: tuple[Finding, ...]
    not_reviewed: tuple[NotReviewed, ...]
    rewrite: Rewrite | None
    versions: Versions
    engine: Literal["rules", "rules+model"] = "rules"
    model: ModelPart | None = None
    """None where no model was asked."""

    @property
    def why_proposal(self) -> Literal["too-long", "revise", "block"]:
        """Why another post is proposed: too little is left of the draft, or what is left does not fit."""
        if self.rewrite and self.rewrite.for_length:
            return "too-long"
        return "block" if self.verdict == "block" else "revise"

    @property
    def too_long(self) -> Length | None:
        """The draft's length where its platform would not take it and no shorter text is offered."""
        length = measure(self.draft.text, self.draft.platform)
        return None if length.fits or self.rewrite else length


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules find in a draft, with the clauses behind it; `written` is what a rewrite is written in."""

    language: DraftLanguage
    written: Language
    spoken: Language
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The highest finding decides."""
        return verdict_of(self.findings)

    def cited_from(self, policies: PublishedPolicies) -> "Found":
        """The same with the clauses that these policies have behind the rules."""
        cited = (
            replace(each, citations=policies.citations(each.rule, self.spoken)) for each in self.findings
        )
        return replace(self, findings=tuple(cited))


def find_in_post(
    post: Post,
    policies: PublishedPolicies,
    pack: RulePack,
    detect: Detect,
    sense: Sense | None = None,
    spoken: Language | None = None,
) -> Found:
    """A review up to its findings: the part that decides. As `review_post` for the rest."""
    language = post.draft.language or language_of(post, detect)
    written = main_language(language, post.folded.plain)
    spoken = spoken or written
    findings = tuple(find_problems(post, pack, spoken, sense))
    return Found(language, written, spoken, findings).cited_from(policies)


def review_post(
    draft: Draft,
    policies: PublishedPolicies,
    pack: RulePack,
    code: str,
    detect: Detect,
    sense: Sense | None = None,
    spoken: Language | None = None,
    turn: int = 0,
) -> Review:
    """Review a draft against the published policies. `detect` is asked only when words do not tell.

    `pack` is the compiled form of `policies`. Messages and clauses are in `spoken`, by default the
    draft's language; the rewrite always is in the draft's. `turn` asks for another version of it.
    """
    post = lay_out(draft)
    found = find_in_post(post, policies, pack, detect, sense, spoken)
    unseen = not_reviewed(post.folded.plain, draft.attachments)
    return Review(
        draft,
        found.language,
        found.spoken,
        found.verdict,
        found.findings,
        ("language", *unseen) if is_foreign(post, detect) else unseen,
        rewrite_draft(post, found.findings, pack, found.written, turn, sense),
        Versions(policies.library, policies.rules_version, code, policies.embedder, policies.on),
    )


def language_of(post: Post, detect: Detect) -> DraftLanguage:
    """The draft's language by its function words, else as `detect` says, else French."""
    return guess_language(post.folded.plain, post.folded.accented) or detect(post.draft.text) or "fr"


def is_foreign(post: Post, detect: Detect) -> bool:
    """Whether a large part of the draft is surely in neither language, so that the rules hardly read it."""
    part = unfamiliar_part(post.folded.plain, post.sentences)
    return bool(part) and detect(part) is None


def not_reviewed(plain: str, attachments: Sequence[Attachment] = ()) -> tuple[NotReviewed, ...]:
    """What comes with the post, or what it points to, and a reader of its text cannot see."""
    seen: list[NotReviewed] = []
    if "image" in attachments or _IMAGE.search(plain):
        seen.append("image")
    if "video" in attachments or _VIDEO.search(plain):
        seen.append("video")
    if _LINK.search(plain):
        seen.append("link")
    unread: tuple[Literal["file", "message"], ...] = ("file", "message")
    return (*seen, *(each for each in unread if each in attachments))
