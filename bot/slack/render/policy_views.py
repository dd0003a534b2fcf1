"""Every view of the policy library as a Slack message."""

from bot.domain.draft import Language
from bot.slack.render.policy import (
    draw_at_work,
    draw_cases_unreadable,
    draw_choose_file,
    draw_file_not_taken,
    draw_going_back,
    draw_nothing_to_do,
    draw_owners_only,
    draw_policy_changes,
    draw_published,
)
from bot.slack.render.policy_coverage import draw_policy_coverage
from bot.slack.render.policy_impact import draw_policy_impact
from bot.slack.render.policy_lists import (
    draw_no_such_policy,
    draw_policy_clauses,
    draw_policy_found,
    draw_policy_history,
    draw_policy_list,
)
from bot.slack.render.policy_news import draw_policy_news
from bot.slack.render.rich_text import Message
from bot.usecases import policy_views as shown


def draw_policy(view: shown.PolicyView, language: Language) -> Message:  # noqa: C901 - one line a view
    """The message that shows this view to a reader of this language."""
    match view:
        case shown.PolicyList():
            return draw_policy_list(view, language)
        case shown.PolicyClauses():
            return draw_policy_clauses(view, language)
        case shown.PolicyFound():
            return draw_policy_found(view, language)
        case shown.NoSuchPolicy():
            return draw_no_such_policy(view, language)
        case shown.OwnersOnly():
            return draw_owners_only(view, language)
        case shown.ChooseFile():
            return draw_choose_file(view, language)
        case shown.PolicyAtWork():
            return draw_at_work(view, language)
        case shown.FileNotTaken():
            return draw_file_not_taken(view, language)
        case shown.PolicyChanges():
            return draw_policy_changes(view, language)
        case shown.PolicyPublished():
            return draw_published(view, language)
        case shown.GoingBack():
            return draw_going_back(view, language)
        case shown.NothingToDo():
            return draw_nothing_to_do(view, language)
        case shown.CasesUnreadable():
            return draw_cases_unreadable(view, language)
        case shown.PolicyImpact():
            return draw_policy_impact(view, language)
        case shown.PolicyHistory():
            return draw_policy_history(view, language)
        case shown.PolicyCoverage():
            return draw_policy_coverage(view, language)
        case shown.PolicyNews():
            return draw_policy_news(view, language)
