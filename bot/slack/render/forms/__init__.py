"""Forms and pages as Slack modals: pure, and legal whatever the texts in them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.domain.draft import Language
from bot.slack.render.forms.good_posts import (
    draw_good_post_form,
    draw_good_post_page,
    draw_good_post_settle_form,
    offer_errors,
    settle_errors,
)
from bot.slack.render.forms.media import alt_text_errors, draw_alt_text_form, draw_poll_to_copy
from bot.slack.render.forms.notice import draw_notice_form, notice_errors
from bot.slack.render.forms.pages import (
    draw_at_work,
    draw_cannot_open,
    draw_clause,
    draw_text_to_copy,
    draw_what_changed,
)
from bot.slack.render.forms.parts import View
from bot.slack.render.forms.policy import draw_policy_form, policy_errors
from bot.slack.render.forms.quiz import QUIZ_FORMS
from bot.slack.render.forms.request import (
    answer_errors,
    decision_errors,
    draw_answer_form,
    draw_decision_form,
    draw_request_form,
    request_errors,
)
from bot.slack.render.forms.review import draw_review_form, review_errors
from bot.slack.render.forms.speaker import draw_speaker_form
from bot.slack.render.forms.watch import WATCH_CHECKS, WATCH_FORMS
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import (
    AltTextForm,
    AnswerForm,
    AtWork,
    CannotOpen,
    ClauseWhole,
    DecisionForm,
    FormView,
    NoticeForm,
    PolicyForm,
    PollToCopy,
    RequestForm,
    ReviewForm,
    SpeakerForm,
    TextToCopy,
    WhatChanged,
)
from bot.usecases.good_post_views import GoodPostForm, GoodPostPage, GoodPostSettleForm

__all__ = ["View", "draw_form", "form_errors"]

_DRAWN: Mapping[type[Any], Callable[[Any, Language], View]] = {
    AtWork: draw_at_work,
    CannotOpen: draw_cannot_open,
    ClauseWhole: draw_clause,
    TextToCopy: draw_text_to_copy,
    PollToCopy: draw_poll_to_copy,
    AltTextForm: draw_alt_text_form,
    SpeakerForm: draw_speaker_form,
    NoticeForm: draw_notice_form,
    WhatChanged: draw_what_changed,
    PolicyForm: draw_policy_form,
    ReviewForm: draw_review_form,
    RequestForm: draw_request_form,
    DecisionForm: draw_decision_form,
    AnswerForm: draw_answer_form,
    GoodPostForm: draw_good_post_form,
    GoodPostSettleForm: draw_good_post_settle_form,
    GoodPostPage: draw_good_post_page,
    **WATCH_FORMS,
    **QUIZ_FORMS,
}
_CHECKED: Mapping[str, Callable[[Received, Language, datetime], dict[str, str]]] = {
    "policy": lambda sent, language, now: policy_errors(sent, language),
    "review": review_errors,
    "request": request_errors,
    "decision": decision_errors,
    "answer": answer_errors,
    "alt-text": lambda sent, language, now: alt_text_errors(sent, language),
    "good-post": lambda sent, language, now: offer_errors(sent, language),
    "good-post-settle": lambda sent, language, now: settle_errors(sent, language),
    "notice": notice_errors,
    **WATCH_CHECKS,
}


def draw_form(view: FormView, language: Language) -> View:
    """The modal that shows this form or page to a reader of this language."""
    return _DRAWN[type(view)](view, language)


def form_errors(sent: Received, language: Language, now: datetime) -> dict[str, str]:
    """What can be seen to be wrong with a form that was sent, by field; {} where it can be kept."""
    check = _CHECKED.get(sent.choice)
    return check(sent, language, now) if check else {}
