"""The draft of a card, with all that its author said of it: made here and nowhere else.

What is of a closed set stands in the card; what the author wrote of the audience and the purpose is in the
form until the first review is archived, and in the archive from then on. So is the name of the file that the
text was read from, where no text was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.domain.draft import MAX_CONTEXT, Attachment, Draft, accept_draft
from bot.domain.draft_files import is_plain_text, may_be_draft, only_announces, text_of_blocks, text_of_bytes
from bot.usecases.chat_ports import Card, FileRef, Job, NoSuchJob, Person, Received
from bot.usecases.library_ports import FileRefused
from bot.usecases.replay import archived_draft
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.who_speaks import author_of, speaker_of


@dataclass(frozen=True, slots=True)
class _Given:
    """What there is beside the card."""

    text: str = field(repr=False)
    attachments: tuple[Attachment, ...]
    audience: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    file: str = field(default="", repr=False)


def draft_of(card: Card, text: str, person: Person, job: Job, ports: TalkPorts) -> Draft:
    """The draft, accepted; read from the file that was given where `text` only announces one.

    Raises `DraftRefused`, `FileRefused`, `CannotShow` (the file is gone), `TryLater`.
    """
    newly = draft_file(job.received, text, ports) is not None
    given = None if newly else _reviewed_before(card, text, ports)
    given = given or _received(card, text, job, ports)
    speaker = speaker_of(card.place.team, card.author, ports)
    author = author_of(card, person, speaker)
    draft = accept_draft(given.text, card.platform, author, card.draft_language, given.attachments)
    return replace(
        draft,
        audience=given.audience or speaker.audience,
        purpose=given.purpose or speaker.purpose,
        genre=card.genre,
        from_file=given.file,
    )


def draft_file(said: Received, text: str, ports: TalkPorts) -> FileRef | None:
    """The file that is the draft: the first that may be one, where the text is not the draft itself."""
    if ports.policy is None or not only_announces(text):
        return None
    return next((each for each in said.files if may_be_draft(each.name)), None)


def text_given(said: Received, ports: TalkPorts) -> str:
    """The draft in what was received: what was written, or what the file holds. Raises as `draft_of`."""
    file = draft_file(said, said.text, ports)
    return _read(file, ports) if file else said.text


def is_given(card: Card, text: str, job: Job, ports: TalkPorts) -> bool:
    """Whether there is a draft to read: words, or a file that may be one."""
    return bool(text.strip()) or any(draft_file(each, text, ports) for each in _sources(card, job, ports))


def _reviewed_before(card: Card, text: str, ports: TalkPorts) -> _Given | None:
    """What its author said of the draft when it was reviewed first; the text may be another by now."""
    archived = archived_body_of(card.review, ports) if card.review else None
    if archived is None or not text.strip():
        return None
    before = archived_draft(archived)
    same = before.text == text
    attachments = before.attachments if same and before.from_file else card.attachments
    return _Given(text, attachments, before.audience, before.purpose, before.from_file if same else "")


def _received(card: Card, text: str, job: Job, ports: TalkPorts) -> _Given:
    """As it was just given: by a message, by a form, or by what waits to be tried again."""
    sources = _sources(card, job, ports)
    said = next((each.form for each in sources if each.form), {})
    audience, purpose = (said.get(each, "").strip()[:MAX_CONTEXT] for each in ("audience", "purpose"))
    for source in sources:
        file = draft_file(source, text, ports)
        if file:
            left = _not_read(card.attachments, source.files, file)
            return _Given(_read(file, ports), left, audience, purpose, file.name)
    return _Given(text, card.attachments, audience, purpose)


def _sources(card: Card, job: Job, ports: TalkPorts) -> Sequence[Received]:
    """What this job received, and what the card received last; in which a draft may have come."""
    try:
        waiting = [ports.inbox.job(card.event).received] if card.event != job.received.event else []
    except NoSuchJob:
        waiting = []
    return [job.received, *waiting]


def _not_read(
    attachments: Sequence[Attachment], files: Sequence[FileRef], read: FileRef
) -> tuple[Attachment, ...]:
    """What came with the draft beside the file that was read."""
    others = [each for each in files if each.id != read.id]
    pictures = ("image/", "video/")
    if any(not each.media_type.startswith(pictures) for each in others):
        return tuple(attachments)
    return tuple(each for each in attachments if each != "file")


def _read(file: FileRef, ports: TalkPorts) -> str:
    """The text of the file. Plain text is taken to the letter; a document is read as policies are."""
    assert ports.policy is not None
    given = ports.policy.files.fetch(file)
    if is_plain_text(given.name):
        text = text_of_bytes(given.content)
    else:
        text = text_of_blocks(ports.policy.life.read(given).blocks)
    if not text.strip():
        raise FileRefused("empty")
    return text
