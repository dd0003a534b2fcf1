"""What a message to the bot means; never guessed from a question mark at its end, as good drafts have one."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

import regex
from rapidfuzz import fuzz

from bot.domain.draft import Platform
from bot.domain.policy_commands import PolicyCommand, read_policy_command
from bot.domain.replies import Reply, understand_wish

Meaning = Literal["draft", "question", "help", "another", "platform", "thanks", "wish", "unclear", "policy"]

_QUESTION_MARKS = ("?", "？", "¿")
_POLICY = regex.compile(r"/(?:policy|politique)\b", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_NEAR = 55.0
"""How alike (0 to 100, rapidfuzz's ratio) two texts are when one is a version of the other: a sentence taken
out or rewritten in a post of three stays above, two posts of the same sort stay below."""

_GREETINGS = frozenset(
    "bonjour bonsoir salut allo coucou hello hi hey help aide start info infos morning".split()
)
_WITH_GREETINGS = frozenset(
    "vigie there good afternoon evening day a la l de d the to you tu vous toi me moi s il te plait svp "
    "please comment ca marche how does this it work i need besoin j ai".split()
)  # fmt: skip
_ASKED_OF_THE_BOT = frozenset((
    "ca va", "comment ca va", "comment vas tu", "comment allez vous", "how are you", "how is it going",
    "qui es tu", "tu es qui", "qui etes vous", "who are you", "what are you", "are you a bot", "es tu un robot",
    "what can you do", "what do you do", "que fais tu", "que faites vous", "que peux tu faire",
    "que pouvez vous faire", "comment ca marche", "comment ca fonctionne", "how does it work",
    "how does this work",
))  # fmt: skip
_TO_READ = frozenset(
    "review check read proofread relire relis relisez lire reviser verifier verifie regarder".split()
)
_A_POST = frozenset("post draft text billet brouillon texte publication message".split())
_ASKING = frozenset(
    "can could would you please my a this for me help with i need want peux tu pouvez vous pourrais pourriez mon un une "
    "ce moi me svp s il te plait besoin j ai de d aimerais voudrais je to".split()
)
_THANKS = frozenset(
    "merci thanks thank thx ty parfait perfect super great ok okay d accord compris noted".split()
)
_WITH_THANKS = frozenset(
    "you so much beaucoup bien bcp a lot vigie c est it that s is very tres un grand".split()
)
_ANOTHER = frozenset("another autre encore again".split())
_WITH_ANOTHER = frozenset(
    "une un version one le la texte text please svp s il te vous plait try essai more".split()
)
_PLATFORMS: dict[str, Platform] = {
    "linkedin": "linkedin", "x": "x", "twitter": "x", "facebook": "facebook", "fb": "facebook",
    "instagram": "instagram", "insta": "instagram", "threads": "threads", "bluesky": "bluesky",
    "mastodon": "mastodon",
}  # fmt: skip
_WITH_PLATFORM = frozenset(
    "pour sur for on to en in version et and plutot instead please svp s il te vous plait what about c est it is "
    "this that ca".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """`text` is the draft or the question, without what told them apart."""

    meaning: Meaning
    text: str = ""
    platform: Platform | None = None
    reply: Reply | None = None
    """What a `wish` is."""
    command: PolicyCommand | None = None
    """What is asked of the policy library, where it is that (`policy`); `text` is what was typed."""


def understand(text: str) -> Understood:
    """A message of its own: a draft, unless it greets, thanks, or begins with `?` or `/policy`."""
    return _addressed_to_the_bot(text) or Understood("draft", text)


def understand_policy(text: str) -> Understood:
    """What follows the command `/policy`: one of its own commands, a call for help, or else a question."""
    return _policy(text) or _addressed_to_the_bot(text) or _question(text)


def understand_reply(text: str, draft: str) -> Understood:
    """A reply in the thread of the review of `draft`: about that review.

    A text close to the draft is a new version of it; what is nothing of all this is `unclear`: a language
    model may understand it, else the person is asked.
    """
    addressed = _addressed_to_the_bot(text)
    if addressed:
        return addressed
    words = _words(text)
    if _made_of(words, _ANOTHER, _WITH_ANOTHER):
        return Understood("another")
    platforms = [_PLATFORMS[word] for word in words if word in _PLATFORMS]
    if len(platforms) == 1 and _made_of(words, frozenset(_PLATFORMS), _WITH_PLATFORM):
        return Understood("platform", platform=platforms[0])
    if fuzz.ratio(text, draft) >= _NEAR:
        return Understood("draft", text)
    reply = understand_wish(text, draft)
    return Understood("wish", text, reply=reply) if reply else Understood("unclear", text)


def _addressed_to_the_bot(text: str) -> Understood | None:
    said = text.strip()
    if said.startswith(_QUESTION_MARKS):
        return _question(said.lstrip("".join(_QUESTION_MARKS)))
    policy = _POLICY.match(said)
    if policy:
        rest = said[policy.end() :]
        return _policy(rest) or _question(rest)
    words = _words(said)
    if _made_of(words, _GREETINGS, _WITH_GREETINGS) or _asks_for_help(words):
        return Understood("help")
    if _made_of(words, _THANKS, _WITH_THANKS):
        return Understood("thanks")
    return None


def _policy(text: str) -> Understood | None:
    command = read_policy_command(text)
    return Understood("policy", text.strip(), command=command) if command else None


def _asks_for_help(words: list[str]) -> bool:
    """Small talk, or the wish to have a post read that is not there yet."""
    wants_reading = any(word in _TO_READ for word in words) and any(word in _A_POST for word in words)
    return " ".join(words) in _ASKED_OF_THE_BOT or (
        wants_reading and len(words) <= 10 and set(words) <= _TO_READ | _A_POST | _ASKING | _GREETINGS
    )


def _question(text: str) -> Understood:
    asked = text.strip()
    return Understood("question", asked) if _WORD.search(asked) else Understood("help")


def _made_of(words: list[str], wanted: frozenset[str], around: frozenset[str]) -> bool:
    """A few words, one of them wanted at least, and no other than those around it."""
    return 0 < len(words) <= 8 and any(word in wanted for word in words) and set(words) <= wanted | around


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:200].casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return [] if len(text.strip()) > 150 else _WORD.findall(letters)
