"""A policy owner reads a text that is offered, and accepts it for colleagues to read, or says why not."""

from bot.domain.matters import MatterState
from bot.usecases.asked_role import lacks_role
from bot.usecases.chat_ports import Job, Person, Received, Steps
from bot.usecases.close_matter import close_matter, known_matter, matter_to_close
from bot.usecases.form_views import CannotOpen, FormView
from bot.usecases.good_post_views import GoodPostSettleForm
from bot.usecases.good_posts import good_post
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import name_of, titles_of
from bot.usecases.offer_good_post import show_how_it_stands
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender


def settle_good_post_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The text, whose it is, and what the rules in force find in it by now."""
    if lacks_role("policy-owner", "judge-example", received, person, ports):
        return CannotOpen("role")
    matter = known_matter(received.card, "good-post", received.place.team, ports)
    if matter is None or matter.state == "taken-back":
        return CannotOpen("gone")
    if matter.author == person.id:
        return CannotOpen("own-text")
    if not matter.is_waiting:
        return CannotOpen("decided")
    post = good_post(matter, ports)
    if post is None:
        return CannotOpen("gone")
    found = tuple(dict.fromkeys(each.rule for each in post.found.findings))
    titles = titles_of(found, person.language, ports)
    author = name_of(matter.author, ports)
    return GoodPostSettleForm(matter, post.draft.text, author, post.named, titles, post.passes)


def answer_settle_good_post(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Accept it or decline it, once; its author is told in the thread. What passes no more is declined."""

    def settle() -> str:
        matter = matter_to_close("policy-owner", "judge-example", "good-post", job, person, ports)
        form = job.received.form
        accepts, note = form.get("outcome") == "accepted", form.get("note", "").strip()
        if matter is None or form.get("outcome") not in ("accepted", "declined"):
            return ""
        post = good_post(matter, ports)
        if accepts and matter.is_waiting and not (post and post.passes):
            tell_sender(NotDone("fails"), job, person, ports)
            return ""
        state: MatterState = "accepted" if accepts else "declined"
        settled = close_matter(matter, state, {"note": note}, job, person, ports)
        return settled.id if settled else ""

    if matter_id := steps.run("settle the offer", settle):
        show_how_it_stands(matter_id, steps, ports)
