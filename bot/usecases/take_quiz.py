"""An exercise on one rule, a certification by role: what opens, and what comes of the answers.

Nothing is kept before it is answered. The questions follow from the person, the subject and the number of the
attempt, so that they are the same when the answers come; a form that was opened before another was answered,
or under other policies, counts for nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.draft import Draft
from bot.domain.findings import Verdict
from bot.domain.library import PublishedPolicies
from bot.domain.quizzes import CERTIFICATION, Question, certification_for, exercise_on, score_of
from bot.domain.rules import Rule
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import Job, Person, Received, Steps
from bot.usecases.form_views import CannotOpen, FormView
from bot.usecases.learning_ports import Attempt, AttemptKind
from bot.usecases.quiz_views import Answered, NoQuiz, QuizForm, QuizResult
from bot.usecases.review import Desk
from bot.usecases.talk import TalkPorts

EXERCISE_COUNTS = timedelta(days=90)
"""For so long an exercise that was passed is not offered again."""
AGAIN_AFTER = timedelta(days=1)
"""Between two attempts at a certification."""
ENDS_SOON = timedelta(days=30)
"""Before the end of a certificate, it may be renewed."""


def exercise_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """Three questions on the rule that the button names; for the author of the card alone."""
    card = ports.cards.card(received.card)
    if card is None:
        return CannotOpen("gone")
    if is_not_author(card.author, "exercise", received, person, ports):
        return CannotOpen("role")
    return _form("exercise", received.choice, received.place.team, person, ports)


def certification_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """Ten questions for the role in which the person posts."""
    team = received.place.team
    return _form("certification", role_of(team, person.id, ports), team, person, ports)


def role_of(team: str, person_id: str, ports: TalkPorts) -> str:
    """As which they said that they post."""
    speaker = ports.people.speaker(team, person_id)
    return speaker.role if speaker else "employee"


def attempts_at(
    kind: AttemptKind, subject: str, team: str, person_id: str, ports: TalkPorts
) -> Sequence[Attempt]:
    """Theirs, newest first."""
    mine = ports.learning.of_person(team, person_id)
    return [each for each in mine if (each.kind, each.subject) == (kind, subject)]


def not_now(kind: AttemptKind, before: Sequence[Attempt], now: datetime) -> NoQuiz | None:
    """Why it cannot be tried now, where that is so."""
    if not before:
        return None
    last = before[0]
    if kind == "exercise":
        until = last.at + EXERCISE_COUNTS
        return NoQuiz("certified", until) if last.passed and now < until else None
    if last.passed and last.until and now < last.until - ENDS_SOON:
        return NoQuiz("certified", last.until)
    if not last.passed and now < last.at + AGAIN_AFTER:
        return NoQuiz("wait", last.at + AGAIN_AFTER)
    return None


def _form(kind: AttemptKind, subject: str, team: str, person: Person, ports: TalkPorts) -> FormView:
    before, desk = attempts_at(kind, subject, team, person.id, ports), ports.desk()
    if no := not_now(kind, before, ports.clock.now()):
        return no
    number = len(before) + 1
    questions = _questions(kind, subject, number, team, person, desk)
    if not questions:
        return NoQuiz("none")
    rule = _rules(desk.policies).get(subject)
    title = rule.title.in_language(person.language) if rule else ""
    passing = desk.policies.firm.certification.passing if kind == "certification" else len(questions)
    return QuizForm(kind, subject, title, questions, number, desk.policies.library, passing)


def _rules(policies: PublishedPolicies) -> dict[str, Rule]:
    return {rule.id: rule for rule in policies.rules}


def _questions(
    kind: AttemptKind, subject: str, number: int, team: str, person: Person, desk: Desk
) -> tuple[Question, ...]:
    """Those of this attempt; none where the rules have not enough examples in that language."""
    seed = f"{team}:{person.id}:{kind}:{subject}:{number}"

    def verdict_of(text: str) -> Verdict:
        return desk.find(Draft(text), person.language).verdict

    if kind == "exercise":
        rule = _rules(desk.policies).get(subject)
        return exercise_on(rule, person.language, seed, verdict_of) if rule else ()
    weigh = desk.policies.firm.certification.weigh
    weighed = next((rules for role, rules in weigh.items() if role == subject), ())
    asked = certification_for(weighed, desk.policies, person.language, seed, verdict_of)
    return asked if len(asked) == CERTIFICATION else ()


def answer_quiz(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Keep how it went, once, and show it where the questions were, each with why."""

    def settle() -> bool:
        result = _settled(job, person, ports)
        ports.messenger.fill_form(job.received.form.get("view", ""), result, person.language)
        return isinstance(result, QuizResult)

    steps.run("settle the answers", settle)


def _settled(job: Job, person: Person, ports: TalkPorts) -> FormView:
    """What is shown: the result, or why the answers do not count."""
    sent, desk = job.received, ports.desk()
    kind: AttemptKind = "exercise" if sent.choice == "exercise" else "certification"
    team, now = sent.place.team, job.received_at
    carried, _, library = sent.form.get("decision", "").partition("|")
    if library != desk.policies.library:
        return NoQuiz("changed")
    if kind == "certification" and sent.card != role_of(team, person.id, ports):
        return NoQuiz("changed")
    before = attempts_at(kind, sent.card, team, person.id, ports)
    # The same form again, after a crash: what it made is looked past, and made again as it was.
    before = [each for each in before if each.event != sent.event]
    number = len(before) + 1
    if carried != str(number):
        return NoQuiz("answered")
    if no := not_now(kind, before, now):
        return no
    questions = _questions(kind, sent.card, number, team, person, desk)
    answers = [_chosen(sent.form.get(f"q{place}", "")) for place in range(len(questions))]
    score = score_of(questions, answers)
    attempt = _attempt(kind, sent, person, number, now, score, len(questions), desk.policies)
    if not questions or not ports.learning.settle(attempt):
        return NoQuiz("answered" if questions else "none")
    shown = tuple(
        _answered(question, given, person, desk.policies)
        for question, given in zip(questions, answers, strict=True)
    )
    return QuizResult(kind, attempt.passed, score, shown, attempt.until)


def _chosen(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 3 else None


def _attempt(
    kind: AttemptKind, sent: Received, person: Person, number: int, now: datetime, score: int, asked: int,
    policies: PublishedPolicies,
) -> Attempt:  # fmt: skip
    terms = policies.firm.certification
    passed = score >= (terms.passing if kind == "certification" else asked)
    until = now + timedelta(days=terms.days) if passed and kind == "certification" else None
    return Attempt(
        sent.place.team, person.id, kind, sent.card, number, now, score, asked, passed, policies.library,
        sent.event, until,
    )  # fmt: skip


def _answered(question: Question, given: int | None, person: Person, policies: PublishedPolicies) -> Answered:
    rule, language = _rules(policies)[question.rule], person.language
    return Answered(
        question,
        given,
        rule.title.in_language(language),
        rule.message.in_language(language),
        rule.lesson.in_language(language),
        clause_behind(rule.id, policies, person),
    )


def clause_behind(rule: str, policies: PublishedPolicies, person: Person) -> str:
    """Number and title of the first clause behind a rule, in the reader's language; "" without one."""
    links = policies.links.get(rule, ())
    found = next((each.citation for each in links if each.citation.language == person.language), None)
    return f"{found.clause} {found.title}" if found else ""
