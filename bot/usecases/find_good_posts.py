"""Read good posts: one whole, or those that a search finds by what they mean and by their words."""

from bot.domain.good_posts import answer
from bot.usecases.chat_ports import Person, Received
from bot.usecases.form_views import CannotOpen, FormView
from bot.usecases.good_post_meanings import near_posts
from bot.usecases.good_post_views import GoodPostsFound
from bot.usecases.good_posts import item_of, page_of, post_to_read, posts_to_read
from bot.usecases.talk import TalkPorts

_SHOWN = 5


def read_page(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The good post whole, for anybody of the firm, as long as it may be read."""
    post = post_to_read(ports.matters.matter(received.card), received.place.team, ports)
    return page_of(post) if post else CannotOpen("taken-back")


def search_good_posts(words: str, person: Person, team: str, ports: TalkPorts) -> GoodPostsFound:
    """Those that answer a search, best first; the newest where nothing is asked for."""
    posts = posts_to_read(team, ports)
    if words and posts:
        near = {each.id: each.cosine for each in near_posts(words, team, ports.clock.now(), ports)}
        found = [(answer(words, each.draft.text, near.get(each.matter.id, 0.0)), each) for each in posts]
        answers = [(score, each) for score, each in found if score is not None]
        posts = [each for _, each in sorted(answers, key=lambda scored: -scored[0])]
    return GoodPostsFound(words, tuple(item_of(each, person.id) for each in posts[:_SHOWN]))
