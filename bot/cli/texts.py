"""What the command line says, in both languages; a test holds that no text is missing."""

from bot.domain.draft import DraftRefused, Language

TEXTS: dict[str, dict[Language, str]] = {
    "verdict.ok": {
        "fr": "Rien relevé; ce n'est pas une approbation",
        "en": "Nothing found; this is not an approval",
    },
    "verdict.approval": {"fr": "À soumettre à la conformité", "en": "Needs compliance"},
    "verdict.revise": {"fr": "À revoir avant de publier", "en": "Revise before posting"},
    "verdict.block": {"fr": "Ne pas publier", "en": "Do not post"},
    "severity.suggestion": {"fr": "suggestion", "en": "suggestion"},
    "severity.approval": {"fr": "accord de la conformité", "en": "compliance decides"},
    "severity.revise": {"fr": "à corriger", "en": "to correct"},
    "severity.block": {"fr": "bloquant", "en": "blocking"},
    "no-clause": {
        "fr": "Les documents de la firme sont muets sur ce point.",
        "en": "The firm's documents are silent on this point.",
    },
    "other-language": {
        "fr": "clause disponible en anglais seulement",
        "en": "clause available in French only",
    },
    "missing-words": {"fr": "Mots qui manquent: {words}", "en": "Missing words: {words}"},
    "near-example": {"fr": "Proche de l'exemple: {example}", "en": "Close to the example: {example}"},
    "omission": {"fr": "il manque quelque chose", "en": "something is missing"},
    "more": {"fr": "Aussi relevé", "en": "Also found"},
    "rewrite": {
        "fr": "Version proposée, relue par toutes les règles",
        "en": "Suggested version, reviewed by every rule",
    },
    "proposal": {
        "fr": "Un autre billet sur le même sujet, relu par toutes les règles",
        "en": "A different post on the same topic, reviewed by every rule",
    },
    "why-proposal.block": {
        "fr": "Aucune retouche ne suffit à ce texte. Voici autre chose à publier:",
        "en": "No edit saves this text. Here is something else to post:",
    },
    "why-proposal.revise": {
        "fr": "Une fois la promotion retirée, il ne reste rien à publier. Voici de quoi la remplacer:",
        "en": "Nothing is left to post without the promotion. Here is something in its place:",
    },
    "rewrite.needs-approval": {
        "fr": "Cette version aussi doit passer par la conformité.",
        "en": "This version also needs compliance.",
    },
    "no-rewrite": {
        "fr": "Aucune version à proposer: {ask} peut vous aider.",
        "en": "No version to suggest: {ask} can help you.",
    },
    "changes": {"fr": "Ce qui a changé", "en": "What changed"},
    "added": {"fr": "ajouté", "en": "added"},
    "removed": {"fr": "retiré", "en": "removed"},
    "not-reviewed": {"fr": "Non examiné: {parts}", "en": "Not reviewed: {parts}"},
    "part.image": {"fr": "l'image", "en": "the image"},
    "part.video": {"fr": "la vidéo", "en": "the video"},
    "part.link": {"fr": "la page derrière le lien", "en": "the page behind the link"},
    "versions": {
        "fr": "Bibliothèque {library} · règles {rules} · sans modèle de langage",
        "en": "Library {library} · rules {rules} · no language model",
    },
    "archived": {"fr": "Archivé sous {id}", "en": "Archived as {id}"},
    "refused.empty": {
        "fr": "Il n'y a pas de texte à relire: collez votre brouillon.",
        "en": "There is no text to review: paste your draft.",
    },
    "refused.too-long": {
        "fr": "Ce texte est trop long ({detail} caractères): envoyez-le en plusieurs parties.",
        "en": "This text is too long ({detail} characters): send it in parts.",
    },
    "refused.not-text": {
        "fr": "Ce contenu n'est pas du texte: collez le texte du billet.",
        "en": "This content is not text: paste the text of the post.",
    },
    "refused.unknown-platform": {
        "fr": "Plateforme inconnue; choisissez parmi {detail}.",
        "en": "Unknown platform; choose one of {detail}.",
    },
    "refused.unknown-role": {
        "fr": "Rôle inconnu; choisissez parmi {detail}.",
        "en": "Unknown role; choose one of {detail}.",
    },
    "paste": {
        "fr": "Collez le brouillon, puis Ctrl-D sur une ligne vide.",
        "en": "Paste the draft, then Ctrl-D on an empty line.",
    },
    "input.closed": {
        "fr": "L'entrée standard est fermée: donnez un fichier, ou un texte à lire.",
        "en": "Standard input is closed: give a file, or a text to read.",
    },
    "input.unreadable": {
        "fr": "Impossible de lire l'entrée standard: {why}.",
        "en": "Cannot read standard input: {why}.",
    },
    "output.unwritable": {
        "fr": "Impossible d'écrire la réponse: {why}.",
        "en": "Cannot write the answer: {why}.",
    },
    "jsonl.not-with": {
        "fr": "Avec --jsonl, chaque ligne parle pour elle-même: retirez {options}.",
        "en": "With --jsonl each line speaks for itself: leave out {options}.",
    },
    "line.too-long": {
        "fr": "ligne {line}: plus de 1 Mo, le reste n'a pas été lu",
        "en": "line {line}: longer than 1 MB, the rest was not read",
    },
    "line.not-utf-8": {
        "fr": "ligne {line}: ce n'est pas du texte UTF-8",
        "en": "line {line}: this is not UTF-8 text",
    },
    "line.bad-json": {
        "fr": "ligne {line}: ce n'est pas un objet JSON",
        "en": "line {line}: this is not a JSON object",
    },
    "line.bad-id": {
        "fr": "ligne {line}: `id` doit être un texte ou un nombre",
        "en": "line {line}: `id` must be a string or a number",
    },
    "line.bad-text": {
        "fr": "ligne {line}: `text` doit être un texte",
        "en": "line {line}: `text` must be a string",
    },
    "line.bad-lang": {
        "fr": "ligne {line}: `lang` doit être fr, en ou mixed",
        "en": "line {line}: `lang` must be fr, en or mixed",
    },
    "line.bad-author": {
        "fr": (
            "ligne {line}: `author` doit être un nom, ou un objet avec `name` (texte), `role` "
            "et `profile_shows_affiliation` (true ou false)"
        ),
        "en": (
            "line {line}: `author` must be a name, or an object with `name` (a string), `role` "
            "and `profile_shows_affiliation` (true or false)"
        ),
    },
    "line.internal": {
        "fr": "cette ligne n'a pas pu être relue ({kind})",
        "en": "this line could not be reviewed ({kind})",
    },
    "replay.same": {"fr": "Même résultat que le {at}.", "en": "Same result as on {at}."},
    "replay.different": {"fr": "Différent du {at}: {parts}.", "en": "Different from {at}: {parts}."},
    "file.unreadable": {"fr": "Impossible de lire {file}: {why}.", "en": "Cannot read {file}: {why}."},
    "chat.hello": {
        "fr": (
            "Bonjour! Je suis Vigie. Collez un brouillon (plusieurs paragraphes au besoin) "
            "et appuyez sur Entrée: "
            "je le lis à la lumière des politiques de {firm}."
        ),
        "en": (
            "Hello! I am Vigie. Paste a draft (several paragraphs if you like) and press Enter: "
            "I read it against {firm}'s policies."
        ),
    },
    "chat.help": {
        "fr": (
            "Un message est un brouillon. Autres commandes:\n"
            "  ? votre question        les clauses qui s'en approchent\n"
            "  /encore                 une autre version du dernier texte\n"
            "  /plateforme x           linkedin, x, facebook, instagram, threads, bluesky ou mastodon\n"
            "  /langue en              mes messages en anglais (ou fr)\n"
            "  /aide, /quitter"
        ),
        "en": (
            "A message is a draft. Other commands:\n"
            "  ? your question         the clauses closest to it\n"
            "  /another                another version of the last text\n"
            "  /platform x             linkedin, x, facebook, instagram, threads, bluesky or mastodon\n"
            "  /lang fr                my messages in French (or en)\n"
            "  /help, /quit"
        ),
    },
    "chat.prompt": {"fr": "brouillon", "en": "draft"},
    "chat.platform": {"fr": "Plateforme: {platform}", "en": "Platform: {platform}"},
    "chat.lang": {"fr": "Je vous réponds en français.", "en": "I answer in English."},
    "chat.unknown": {
        "fr": "Je ne connais pas cette commande; /aide les énumère.",
        "en": "I do not know that command; /help lists them.",
    },
    "chat.no-draft": {"fr": "Il n'y a pas encore de brouillon.", "en": "There is no draft yet."},
    "chat.bye": {"fr": "À bientôt.", "en": "See you soon."},
    "chat.closest": {
        "fr": "Les clauses les plus proches (je ne réponds pas à leur place):",
        "en": "The closest clauses (I do not answer in their place):",
    },
    "working.review": {"fr": "Je lis le brouillon…", "en": "Reading the draft…"},
    "working.search": {"fr": "Je cherche dans les documents…", "en": "Searching the documents…"},
    "rules.failed": {
        "fr": "Le jeu de règles est refusé: {count} exemple(s) en échec.",
        "en": "The rule pack is refused: {count} failing example(s).",
    },
    "rules.sound": {
        "fr": "{rules} règles et {topics} sujets de ressource: les {examples} exemples passent.",
        "en": "{rules} rules and {topics} resource topics: all {examples} examples pass.",
    },
    "rules.unknown": {"fr": "Aucune règle ne s'appelle {rule}.", "en": "No rule is called {rule}."},
    "rules.silent": {"fr": "(documents muets)", "en": "(documents silent)"},
    "rules.bad": {"fr": "À relever:", "en": "Found:"},
    "rules.good": {"fr": "À laisser passer:", "en": "Left alone:"},
    "rules.core": {
        "fr": "quand il ne reste rien d'utile sans les phrases relevées",
        "en": "when nothing useful remains without the marked sentences",
    },
    "rules.framed": {"fr": "bien encadré ({elements})", "en": "properly framed ({elements})"},
    "rules.present": {"fr": "avec: {words}", "en": "with: {words}"},
    "rules.absent": {"fr": "sans: {words}", "en": "without: {words}"},
    "policies.published": {
        "fr": "Bibliothèque {library} en vigueur: {documents} documents, {clauses} clauses, {rules} règles.",
        "en": "Library {library} in force: {documents} documents, {clauses} clauses, {rules} rules.",
    },
    "policies.unchanged": {
        "fr": "Rien n'a changé: la bibliothèque {library} est en vigueur.",
        "en": "Nothing changed: library {library} is in force.",
    },
    "policies.gap": {
        "fr": "Aucune clause ne soutient la règle {rule}: vos documents sont muets sur ce point.",
        "en": "No clause supports the rule {rule}: your documents are silent on this point.",
    },
    "step.reading": {"fr": "Lecture des documents et des règles", "en": "Reading documents and rules"},
    "step.checking": {
        "fr": "Essai des règles sur leurs exemples",
        "en": "Trying the rules on their examples",
    },
    "step.embedding": {"fr": "Calcul du sens des clauses", "en": "Working out what the clauses mean"},
    "step.linking": {
        "fr": "Recherche de la clause de chaque règle",
        "en": "Finding the clause behind each rule",
    },
    "step.indexing": {"fr": "Construction de l'index", "en": "Building the index"},
    "step.publishing": {"fr": "Mise en vigueur", "en": "Putting in force"},
    "step.rebuilding": {"fr": "Reconstruction de l'index", "en": "Building the index again"},
    "doctor.ok": {"fr": "ok", "en": "ok"},
    "doctor.warning": {"fr": "attention", "en": "warning"},
    "doctor.problem": {"fr": "problème", "en": "problem"},
    "doctor.index.complete": {"fr": "complet", "en": "complete"},
    "doctor.index.absent": {
        "fr": "absent ou abîmé: il sera reconstruit à la prochaine recherche",
        "en": "missing or damaged: built again at the next search",
    },
    "unexpected": {
        "fr": "Quelque chose a mal tourné (réf. {reference}); rien n'est perdu, réessayez.",
        "en": "Something went wrong (ref. {reference}); nothing is lost, try again.",
    },
}


def say(key: str, language: Language, **values: object) -> str:
    """One text with its values filled in. Raises KeyError for an unknown key."""
    return TEXTS[key][language].format(**values)


def refusal(refused: DraftRefused, language: Language) -> str:
    """Why a draft was not reviewed, as a sentence to its author."""
    return say(f"refused.{refused.code}", language, detail=refused.detail)
