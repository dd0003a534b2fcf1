"""What a review teaches: the lessons of its rules, on a page of its author's own."""

from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import Person, Received
from bot.usecases.form_views import CannotOpen, FormView
from bot.usecases.note_disagreement import rules_found
from bot.usecases.quiz_views import Lesson, Lessons
from bot.usecases.replay import archived_day
from bot.usecases.take_quiz import clause_behind
from bot.usecases.talk import TalkPorts, archived_body_of


def lessons_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """What the rules teach that found something in the card's draft; for its author alone."""
    card = ports.cards.card(received.card)
    if card is None:
        return CannotOpen("gone")
    if is_not_author(card.author, "learn", received, person, ports):
        return CannotOpen("role")
    body = archived_body_of(card.review, ports) if card.review and card.state == "shown" else None
    if body is None:
        return CannotOpen("gone")
    policies = ports.desk.under(body["review"]["versions"]["library"], archived_day(body)).policies
    rules = {rule.id: rule for rule in policies.rules}
    return Lessons(
        tuple(
            Lesson(
                rules[each].title.in_language(person.language),
                rules[each].lesson.in_language(person.language),
                next(iter(rules[each].examples.good.texts_in(person.language)), ""),
                next(iter(rules[each].examples.bad.texts_in(person.language)), ""),
                clause_behind(each, policies, person),
            )
            for each in rules_found(body)
            if each in rules
        )
    )
