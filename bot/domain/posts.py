"""A draft laid out for reading: folded once, cut into sentences once."""

from bisect import bisect_left
from dataclasses import dataclass, field

from bot.domain.draft import Draft
from bot.domain.folding import FoldedText, fold
from bot.domain.sentences import Span, neighbourhood, sentence_index, sentence_spans


@dataclass(frozen=True, slots=True)
class Post:
    """The draft, its folded text, and the spans of its sentences in the folded text."""

    draft: Draft
    folded: FoldedText
    sentences: list[Span]
    known: dict[tuple[int, Span], bool] = field(default_factory=dict, compare=False, repr=False)
    """What conditions answered about a span: the same for every hit."""

    def sentences_of(self, span: Span) -> tuple[int, int]:
        """Indices of the first and last sentence that a folded span touches."""
        return sentence_index(self.sentences, span[0]), sentence_index(
            self.sentences, max(span[0], span[1] - 1)
        )

    def sentence_around(self, span: Span) -> Span:
        """The whole sentence, or sentences, that a folded span is in."""
        first, last = self.sentences_of(span)
        return self.sentences[first][0], self.sentences[last][1]

    def nearby(self, span: Span) -> Span:
        """Those and the sentence on each side."""
        return neighbourhood(self.sentences, *self.sentences_of(span))

    def folded_span(self, start: int, end: int) -> Span:
        """The folded span of a span of the text as given."""
        starts = self.folded.starts
        if starts is None:
            return start, end
        first = bisect_left(starts, start)
        return first, max(first + 1, bisect_left(starts, end))


def lay_out(draft: Draft) -> Post:
    """Fold a draft and cut it into sentences."""
    folded = fold(draft.text)
    return Post(draft, folded, sentence_spans(folded.plain))
