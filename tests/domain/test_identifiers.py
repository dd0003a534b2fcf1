"""Numbers and names that identify a person: proven where they can be, quiet where they are not."""

import time

import pytest

from bot.domain.identifiers import CHECKED, find_identifiers
from bot.domain.rules import Identifier

ALL: tuple[Identifier, ...] = (
    "sin",
    "card",
    "iban",
    "nir",
    "ramq",
    "account",
    "policy-number",
    "phone",
    "email",
    "person-near-client",
)


def _found(text: str, *which: Identifier) -> list[str]:
    return [text[start:end] for _, (start, end) in find_identifiers(text, which)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Son NAS est le 046 454 286.", "046 454 286"),
        ("SIN: 046-454-286, as she told me", "046-454-286"),
        ("son nas, 046454286, est au dossier", "046454286"),
        ("le 130 692 544 de ma cliente", "130 692 544"),
        ("temporary SIN 900 000 019 on the form", "900 000 019"),
    ],
)
def test_a_social_insurance_number_is_found_whatever_its_first_digit(text: str, number: str) -> None:
    assert _found(text, "sin") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "046 454 287 fails Luhn",
        "Un budget de 104 200 000 $ sur trois ans",
        "Nous étions 046454286 fois trop optimistes",
        "000 000 000",
        "Ligne du bureau: 1 800 555-0100",
        "The index closed at 24,515.20, volume 100 000 000 shares",
    ],
)
def test_a_number_that_fails_luhn_or_has_neither_cue_nor_separator_is_not_a_sin(text: str) -> None:
    assert _found(text, "sin") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sa carte 4539 1488 0343 6467 a été refusée", "4539 1488 0343 6467"),
        ("card 4539-1488-0343-6467 was declined", "4539-1488-0343-6467"),
        ("carte 4539148803436467", "4539148803436467"),
        ("Amex 3782 822463 10005", "3782 822463 10005"),
    ],
)
def test_a_card_number_is_found_with_or_without_its_separators(text: str, number: str) -> None:
    assert _found(text, "card") == [number]


@pytest.mark.parametrize(
    "text", ["4539 1488 0343 6468", "1111 1111 1111 1111", "2019 2020 2021 2022", "2025-2026"]
)
def test_a_number_that_is_no_card_is_not_taken_for_one(text: str) -> None:
    assert _found(text, "card") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("IBAN FR14 2004 1010 0505 0001 3M02 606 pour le virement", "FR14 2004 1010 0505 0001 3M02 606"),
        ("IBAN: GB29NWBK60161331926819.", "GB29NWBK60161331926819"),
        ("send it to GB29 NWBK 6016 1331 9268 19 please", "GB29 NWBK 6016 1331 9268 19"),
        ("fr14 2004 1010 0505 0001 3m02 606", "fr14 2004 1010 0505 0001 3m02 606"),
    ],
)
def test_an_iban_is_found_whole_and_nothing_of_the_next_word(text: str, number: str) -> None:
    assert _found(text, "iban") == [number]


def test_an_iban_with_a_wrong_digit_is_not_found() -> None:
    assert _found("IBAN FR14 2004 1010 0505 0001 3M02 607", "iban") == []


@pytest.mark.parametrize(
    "text",
    ["2 55 08 14 168 025 38", "255081416802538", "1 85 05 2B 588 157 86", "1.85.05.2B.588.157-86"],
)
def test_a_french_social_security_number_is_found_by_its_key(text: str) -> None:
    assert _found(f"Son numéro de sécu, {text}, est au dossier", "nir") == [text]
    assert _found(f"Son numéro de sécu, {text[:-1]}9, est au dossier", "nir") == []


@pytest.mark.parametrize("text", ["TREM 5562 1415", "TREM55621415", "GAGL 8003 2217"])
def test_a_quebec_health_number_is_found(text: str) -> None:
    assert _found(f"Carte soleil {text}", "ramq") == [text]


@pytest.mark.parametrize("text", ["REER 2026 2027", "CELI 7000 2026", "PAGE 9999 9999"])
def test_four_letters_and_eight_digits_that_hold_no_date_are_no_health_number(text: str) -> None:
    assert _found(text, "ramq") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bonjour M. Lavoie, votre police 30-771-45 est bien en vigueur", "30-771-45"),
        ("your policy 30-771-45 is still in force", "30-771-45"),
        ("Le dossier 2024-58813 est réglé", "2024-58813"),
        ("claim no. AB-4471892 was paid", "AB-4471892"),
        ("Contrat d'assurance no H778-20114", "H778-20114"),
    ],
)
def test_a_policy_or_file_number_is_found_beside_its_word(text: str, number: str) -> None:
    assert _found(text, "policy-number") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Un contrat de 2026 à 2027",
        "Le dossier 2025-2026 des taxes scolaires",
        "Notre politique 2026 est en ligne",
        "Un prêt 250 000 $ sur 25 ans",
        "The claim: 40,000 people retire poor",
        "votre police de 100 000 $",
    ],
)
def test_years_and_amounts_beside_such_a_word_are_not_file_numbers(text: str) -> None:
    assert _found(text, "policy-number") == []


def test_an_account_number_is_found_and_an_amount_in_an_account_is_not() -> None:
    assert _found("Compte no 00152-1234567 à son nom", "account") == ["00152-1234567"]
    assert _found("account number 12345678", "account") == ["12345678"]
    assert _found("Un compte de 50 000 $ et 25 000 $ de côté", "account") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Écrivez à lucie.gagnon@courriel.ca", "lucie.gagnon@courriel.ca"),
        ("lucie.gagnon arobase courriel.ca", "lucie.gagnon arobase courriel.ca"),
        ("lucie.gagnon (arobase) courriel point ca", "lucie.gagnon (arobase) courriel point ca"),
        ("lucy at mail dot com", "lucy at mail dot com"),
        ("lucy [at] mail [dot] com", "lucy [at] mail [dot] com"),
    ],
)
def test_an_email_address_is_found_even_written_out(text: str, address: str) -> None:
    assert _found(text, "email") == [address]


@pytest.mark.parametrize(
    "text", ["Merci à @marie.gagnon", "Look at this. Company profits rose", "We met at noon."]
)
def test_a_mention_or_the_word_at_is_not_an_email_address(text: str) -> None:
    assert _found(text, "email") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Son cell: 418 555-0144", "418 555-0144"),
        ("Call her on 416-555-0144.", "416-555-0144"),
        ("Son portable: 06 39 98 12 34", "06 39 98 12 34"),
    ],
)
def test_a_telephone_number_is_found_once(text: str, number: str) -> None:
    assert _found(text, "phone") == [number]


@pytest.mark.parametrize(
    "text", ["Le plafond est de 7 000 $ en 2026", "De 2019 à 2026", "Up 12.5% since 2009", "3 x 250 $"]
)
def test_amounts_years_and_rates_are_no_identifier_of_any_kind(text: str) -> None:
    assert _found(text, *ALL) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bienvenue à notre nouveau client, la Boulangerie Tremblay!", "Boulangerie Tremblay"),
        ("Ma cliente Sophie hésitait encore.", "Sophie"),
        ("Sophie Tremblay, ma cliente depuis dix ans, part vendredi.", "Sophie Tremblay"),
        ("Nathalie et Steve, clients depuis 2014, ont signé.", "Nathalie et Steve"),
        ("Bonjour Julie, ta réclamation a été refusée.", "Julie"),
        ("Hi Mr. Lowe, your policy is still in force.", "Lowe"),
        ("Merci à Jean-François Côté de m'avoir confié son hypothèque!", "Jean-François Côté"),
        ("Thank you to the Patel family for trusting us with their mortgage!", "Patel"),
        ("Harbour Bakery just signed with us.", "Harbour Bakery"),
        ("Le dossier de Mme Gagnon est réglé.", "Gagnon"),
        ("M. Bergeron (87 ans) m'a confié la gestion de son portefeuille.", "Bergeron"),
        ("Madame Fortier, le chèque de votre défunt mari a été déposé lundi.", "Fortier"),
        ("Dear Paul, your $25,000 RRIF withdrawal will go out Thursday.", "Paul"),
        ("So sorry for Linda, who lost her Mike. At least the policy was in order.", "Linda"),
        ("Un immense bravo à Samuel et Audrey, clés en main aujourd'hui!", "Samuel et Audrey"),
        ("Look at the text Steve sent me this morning about his portfolio", "Steve"),
        ("I'll post Richard's statement in the comments", "Richard"),
        ("Mon client du mois est Gilles, de la cantine", "Gilles"),
        ("Welcome to the client family, Dave and Priya!", "Dave and Priya"),
        ("Gaétan Thivierge, que plusieurs connaissent, est sorti de mon bureau avec sa police.", "Thivierge"),
        ("Selfie with Denise and her girls in front of the home we saved from foreclosure", "Denise"),
    ],
)
def test_a_name_is_found_where_its_words_tie_it_to_a_client(text: str, name: str) -> None:
    assert any(name in each for each in _found(text, "person-near-client"))


@pytest.mark.parametrize(
    "text",
    [
        "Félicitations à toute l'équipe",
        "Félicitations à toute l'équipe et à nos clients!",
        "Mes clients me demandent souvent si ça vaut la peine.",
        "Récemment, un client m'a posé une bonne question.",
        "Our Client Services desk opens at nine.",
        "Nos clients REER reçoivent leur relevé en février.",
        "My clients ask: fixed or variable?",
        "Bonjour à tous, votre relevé arrive en janvier.",
        "La Banque du Canada publie son taux mercredi.",
        "Bonjour à tous, votre police expire parfois sans avis.",
        "Photo de notre équipe devant la maison des jeunes.",
        "Thanks to our volunteers for the keys to a good evening.",
    ],
)
def test_clients_in_general_and_greetings_to_everybody_name_nobody(text: str) -> None:
    assert _found(text, "person-near-client") == []


def test_what_arithmetic_proves_is_what_must_never_leave() -> None:
    assert frozenset({"sin", "card", "iban", "nir"}) == CHECKED


def test_only_what_was_asked_for_is_found_and_each_find_says_its_kind() -> None:
    text = "NAS 046 454 286, lucie@courriel.ca"
    assert [name for name, _ in find_identifiers(text, ("email", "sin"))] == ["email", "sin"]
    assert _found(text, "email") == ["lucie@courriel.ca"]


def test_a_text_without_digit_at_sign_or_client_holds_nothing() -> None:
    assert _found("Acheter une maison, ça se prépare.", *ALL) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Aaaa Bbbb Cccc 12 34 56 78 client " * 900,
        "Aa-" * 13_000 + " client votre Aa",
        "a" * 39_990 + " @b",
        "Merci à " + "Aa " * 12_000 + "client",
    ],
)
def test_no_text_however_odd_takes_more_than_a_moment(text: str) -> None:
    started = time.process_time()
    list(find_identifiers(text, ALL))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Notre client Jean Tremblay a signé.", ["Jean Tremblay"]),
        ("Chez Jean Tremblay, notre client, tout va bien.", ["Jean Tremblay"]),
        ("The Tremblay family trusts us.", ["The Tremblay family"]),
        ("Les Tremblay, nos clients depuis dix ans, déménagent.", ["Les Tremblay"]),
        ("Merci à Jean et Marie Gagnon, nos clients, pour leur confiance.", ["Jean et Marie Gagnon"]),
        ("Chez Desjardins, nos clients passent avant tout.", []),
        ("At Maple Bank, our clients come first.", []),
        ("Bienvenue chez Banque Lamontagne, nos clients le savent.", []),
        ("Selon Morningstar, les clients partent trop tôt.", []),
        ("The Argos trust their coach, and our clients trust us.", []),
        ("Les Alouettes ont gagné, nos clients ont dansé.", []),
        ("Merci aux Canadiens et à nos clients.", []),
    ],
)
def test_a_name_is_a_client_s_when_the_words_say_so_and_not_because_clients_are_met_there(
    text: str, names: list[str]
) -> None:
    assert _found(text, "person-near-client")[:1] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Client data: John Smith, card 4111 1111 1111 1111", ["John Smith"]),
        ("Dossier client: Marie Tremblay, NAS 046 454 286", ["Marie Tremblay"]),
        ("Nom du client: Marie Tremblay", ["Marie Tremblay"]),
        ("Our client: Mary O'Brien.", ["Mary O'Brien"]),
        ("Client information: Holiday Hours", []),
        ("Client: Bonjour Julie, je veux vendre.", []),
        ("Client: REER Max", []),
        ("Clients: Jeunes Familles, Retraités", []),
        ("Notre promesse client: Toujours Présents.", []),
    ],
)
def test_a_label_ties_a_name_to_a_client_where_it_names_one_or_a_number_follows(
    text: str, names: list[str]
) -> None:
    assert _found(text, "person-near-client")[:1] == names
