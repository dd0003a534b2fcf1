"""A reply to somebody in public: what it answers, what it needs, and words of the firm's to copy."""

from typing import Any

from bot.domain.draft import Draft, Language
from bot.domain.firm import FirmProfile
from bot.domain.public_replies import ReplyTo, public_reply
from bot.usecases.coached import Coached
from bot.usecases.coaching_views import Remark
from bot.usecases.cool_off import is_heated
from bot.usecases.replay import archived_draft
from bot.usecases.reply_views import ReplyNeeds
from bot.usecases.talk import TalkPorts


def advise_reply(coached: Coached, ports: TalkPorts) -> Remark | None:
    """What a reply to a complaint or a question needs; None for what answers nobody."""
    firm = coached.policies.firm
    heated = is_heated(coached.review, coached.policies)
    found = public_reply(coached.draft, firm.official_channels, heated=heated)
    if found is None:
        return None
    hours = firm.replies.complaint_hours if found.to == "complaint" else firm.replies.question_hours
    team = firm.replies.team if found.to == "complaint" else None
    stands = not found.missing and coached.review.verdict in ("ok", "approval")
    example = "" if stands else _example(found.to, coached, ports)
    return ReplyNeeds(found.to, found.missing, found.met, hours, team, example)


def answers_somebody(draft: Draft, firm: FirmProfile) -> bool:
    """Whether what is said of posts (a poll, the balance, another post) is not for this one."""
    return public_reply(draft, firm.official_channels) is not None


def shows_no_proposal(body: dict[str, Any], ports: TalkPorts) -> bool:
    """Whether the card of the review with that archived body offers no other post, since it answers
    somebody."""
    rewrite = body["review"]["rewrite"]
    return bool(rewrite and rewrite["proposal"]) and answers_somebody(archived_draft(body), ports.firm)


def _example(to: ReplyTo, coached: Coached, ports: TalkPorts) -> str:
    """The firm's own words in the language of the draft, where every rule passes them and they are all that
    such a reply needs; else ""."""
    review, firm = coached.review, coached.policies.firm
    words = firm.replies.complaint if to == "complaint" else firm.replies.question
    if words is None:
        return ""
    language: Language = "fr" if review.language == "fr" else "en"
    if review.language == "mixed":
        language = coached.card.language
    draft = Draft(words.in_language(language), review.draft.platform, review.draft.author, language)
    needed = public_reply(draft, firm.official_channels)
    passed = ports.desk.under(coached.policies.library, coached.policies.on).review(draft, language)
    fits = passed.verdict == "ok" and passed.too_long is None
    return draft.text if fits and needed is not None and not needed.missing else ""
