"""A command of the library is told from a question, and a file that is a policy from one beside a post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.conversation import understand, understand_policy, understand_reply
from bot.domain.policy_commands import (
    PolicyCommand,
    may_be_upload,
    named_document,
    read_policy_command,
    speaks_of_policies,
)
from bot.domain.versions import WantedVersion


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("list", "list", ""),
        ("  Liste ", "list", ""),
        ("voir PMS/fr", "show", "PMS/fr"),
        ("show Article 26", "show", "Article 26"),
        ("montrer § 4", "show", "§ 4"),
        ("search client testimonials", "search", "client testimonials"),
        ("chercher  des témoignages", "search", "des témoignages"),
        ("TÉLÉVERSER", "upload", ""),
        ("déposer", "upload", ""),
        ("diff PMS/fr@4", "diff", "PMS/fr@4"),
        ("comparer rules@7", "diff", "rules@7"),
        ("publier PMS", "publish", "PMS"),
        ("historique", "history", ""),
        ("rollback 4-77aa01bc", "rollback", "4-77aa01bc"),
        ("revenir", "rollback", ""),
        ("annuler", "rollback", ""),
        ("couverture", "coverage", ""),
    ],
)
def test_a_command_is_known_in_both_languages(text: str, verb: str, rest: str) -> None:
    command = PolicyCommand(verb, rest)  # type: ignore[arg-type]

    assert read_policy_command(text) == command
    assert understand_policy(text).command == command
    assert understand(f" /policy {text}").command == command
    assert understand_reply(f"/politique {text}", "Un brouillon").command == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Puis-je nommer un client?",
        "show me what I may say about returns",
        "list of restricted issuers",
        "publier sur LinkedIn le dimanche, c'est permis?",
        "history of the rule on testimonials",
        "annuler un billet déjà publié",
        "coverage of analysts",
        "listing",
    ],
)
def test_everything_else_stays_a_question(text: str) -> None:
    assert read_policy_command(text) is None
    assert understand_policy(text).meaning in ("question", "help")


@given(st.text(max_size=60))
def test_any_text_is_a_command_or_a_question(text: str) -> None:
    assert understand_policy(text).meaning in ("policy", "question", "help", "thanks")


def test_what_is_named_is_read() -> None:
    assert PolicyCommand("diff", "PMS/fr@4").wanted == WantedVersion("PMS", "fr", 4)
    assert PolicyCommand("show", "PMS-5.2").wanted is None


@pytest.mark.parametrize(
    ("names", "text", "upload"),
    [
        (["Politique.DOCX"], "", True),
        (["a.pdf", "b.md"], "Nouvelle version du code d'éthique", True),
        (["a.pdf"], "new version of the policy, please", True),
        (["a.pdf"], "PMS/fr", True),
        (["a.pdf"], "Voici mon billet pour lundi", False),
        (["a.pdf"], "La politique monétaire change tout. " * 9, False),
        (["photo.png"], "", False),
        (["a.pdf", "photo.png"], "", False),
        (["macro.docm"], "", True),
        (["politique.odt"], "nouvelle version de la politique", True),
        (["politique.odt"], "Voici mon billet pour lundi", False),
        ([], "", False),
    ],
)
def test_a_file_is_a_policy_where_no_post_comes_with_it(names: list[str], text: str, upload: bool) -> None:
    assert may_be_upload(names, text) is upload


def test_a_post_about_a_document_is_short_to_be_taken_for_a_word_about_it() -> None:
    assert speaks_of_policies("la politique")
    assert not speaks_of_policies("la politique " * 20)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nouvelle version de PMS/fr, svp", "PMS/fr"),
        ("pms/en", "PMS/en"),
        ("le CE", "CE/fr"),
        ("PMS", None),
        ("PMS/fr et CE", None),
        ("la politique", None),
        ("", None),
    ],
)
def test_a_few_words_may_name_the_document(text: str, named: str | None) -> None:
    known = [WantedVersion("PMS", "fr"), WantedVersion("PMS", "en"), WantedVersion("CE", "fr")]
    found = named_document(text, known)

    assert (str(found) if found else None) == named
