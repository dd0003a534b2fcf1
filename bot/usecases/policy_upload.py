"""Take in the file that an owner gave, by the form or in a message, and show what it changes."""

from bot.domain.draft import Language
from bot.domain.policy_commands import may_be_upload, named_document
from bot.domain.versions import RULES, VersionRef, WantedVersion, read_wanted
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.chat_ports import CannotShow, FileRef, Job, Person, Received, Steps
from bot.usecases.library_ports import FileRefused
from bot.usecases.policy_answers import changes_by, known_documents
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.policy_roles import on_record, policy_of, refused
from bot.usecases.policy_views import FileNotTaken, PolicyAtWork, PolicyView
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import place_of_answer, tell, tell_sender

NEW, FOUND_OUT = "new", "auto"
"""Stand in the form for a document that the library does not have, and for what nobody says."""


def answer_upload(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The form: its file becomes a draft version, and its owner sees what it changes."""

    def answer() -> str:
        refusal = refused("upload", person, ports)
        if refusal:
            tell_sender(refusal, job, person, ports)
        else:
            _take_in(job, wish_of_form(job.received), person, ports)
        return job.received.event

    steps.run("take in the file", answer)


def taken_from_message(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> bool:
    """Take in the files of an owner's message that come with no post; False where that is not what it is.

    An employee who is no owner has sent a post with something attached, as ever. An owner who changes the
    words of such a message has given nothing new. Raises `TryLater`.
    """
    if ports.policy is None or not looks_like_upload(job.received):
        return False

    def answer() -> bool:
        policy = policy_of(ports)
        if not ports.roles.has(person.id, "policy-owner"):
            return False
        if job.received.kind == "edit":
            return True
        named = named_document(job.received.text, known_documents(policy))
        wish = WantedDocument(named.document, named.language) if named else WantedDocument()
        _take_in(job, wish, person, ports)
        return True

    return steps.run("take in the files", answer)


def looks_like_upload(said: Received) -> bool:
    """Whether files came with no text, or with a few words about policies."""
    return may_be_upload([each.name for each in said.files], said.text)


def wish_of_form(said: Received) -> WantedDocument:
    """What the form says the file is."""
    form = said.form
    spoken = form.get("language", "")
    language: Language | None = "fr" if spoken == "fr" else "en" if spoken == "en" else None
    chosen = form.get("document", "")
    if chosen == NEW:
        return WantedDocument(form.get("id", "").strip(), language, form.get("title", "").strip())
    named = read_wanted(chosen)
    if chosen == FOUND_OUT or named is None or named.document == RULES:
        return WantedDocument(language=language)
    return WantedDocument(named.document, language or named.language)


def is_new_id(text: str) -> bool:
    """Whether a document may be called that."""
    return read_wanted(text) == WantedVersion(text.strip()) and text.strip().lower() != RULES


def _take_in(job: Job, wish: WantedDocument, person: Person, ports: TalkPorts) -> None:
    place = place_of_answer(job, person, ports)
    for part, file in enumerate(job.received.files):
        tell(job, place, PolicyAtWork("reading"), person, ports, part)
        tell(job, place, _taken(file, wish, person, policy_of(ports)), person, ports, part)


def _taken(file: FileRef, wish: WantedDocument, person: Person, policy: PolicyPorts) -> PolicyView:
    try:
        added = add_file(policy.files.fetch(file), wish, on_record(person), policy.life)
    except FileRefused as why:
        there = read_wanted(why.detail) if why.code == "same" else None
        if there is None or there.number is None:
            return FileNotTaken(why.code, why.detail)
        known = VersionRef(there.document, there.language, there.number)
        return changes_by(known, policy, known=True)
    except CannotShow:  # it was removed meanwhile, or the chat service keeps it to itself
        return FileNotTaken("gone")
    return changes_by(added.version, policy, known=added.known)
