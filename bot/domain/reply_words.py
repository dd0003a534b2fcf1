"""The words with which people ask for something in the thread of a review, in French and in English.

Folded: lower case, no accents, apostrophes as spaces. What is no such word makes a reply unclear, never a guess.
"""

import re

AROUND = frozenset(
    """
    a ai aimerais aimeriez alors an and any as assez au aussi aux avec be beaucoup bien bit bonjour but c ca can ce cela celui
    celle cette could d de des did do does done du elle en encore est et etre faire faites fais fait for from give gimme
    gros have hello hi i if il into is it its j je just juste l la le les les leur little lot m ma made mais make makes making
    me mes merci met mettez mets mettre mets moi mon much must my need needs new no nouveau nouvelle of ok okay on or ou
    our par passe plait peu peut peux please plutot possible post pour pourrais pourriez pouvez quand que quelque qui
    quite rather rends rendre rendez review rewrite reecris reecrire reecrivez s salut se serait should so some somewhat
    sound sounds soit sois sonne sont stp still sur svp t te texte text thank thanks that the them then there they this to
    toi too tone ton ta tes trop tu un une up us version versions vigie vos votre was were veux voudrais voulez vous want wish with would write
    y you your ecris ecrire ecrivez tell dis dites it redo refais refaire refaites encore again try essaie essayez one
    maintenant now brouillon draft message publication billet proposition suggestion suggested propose way facon
""".split()
)
"""Words that carry a wish and change nothing of it."""

SHORTER = re.compile(
    r"\b(?:plus (?:court|bref|breve|concis|serre|compact)\w*|(?:trop|moins) longu?e?s?|raccourci\w*|abrege\w*|condens\w*|resserr\w*"
    r"|shorter|shorten\w*|briefer|tighter|tighten\w*|trim\w*|(?:too|less|not so) (?:long|wordy|verbose)"
    r"|more (?:concise|brief|compact|succinct)|cut (?:it )?(?:down|short|in half)|concise?|succinct|half (?:the|as) (?:length|long)"
    r"|moitie (?:moins long|plus court)|coupe\w* (?:en deux|de moitie)|reduis\w*|reduire|reduce (?:it|the length)"
    r"|(?:en|in) (?:une|deux|trois|one|two|three|[1-5]) (?:phrase|ligne|sentence|line)s?)\b"
)
TONE = re.compile(
    r"\b(?:(?:plus|moins|more|less|un ton|d un ton) (?:plus |moins |more |less )?(?:chaleureu\w+|chaud|amica\w+|humain\w*|sympa\w*|"
    r"personnel\w*|convivial\w*|formel\w*|professionnel\w*|serieu\w+|sobre\w*|simple\w*|clair\w*|technique\w*|froid\w*|robotique\w*|familie\w+|"
    r"dynamique\w*|enthousiaste\w*|positi\w+|naturel\w*|direct\w*|modeste\w*|humble\w*|drole\w*|leger|legere|vivant\w*|punch\w*|warm\w*|friendly|"
    r"human\w*|personal\w*|approachable|formal\w*|professional\w*|serious\w*|simple|clear|technical|cold|robotic|casual\w*|natural\w*|"
    r"enthusiastic|positive|energetic|engaging|lively|funny|fun|conversational|corporate|stiff|jargon|salesy)"
    r"|warmer|friendlier|simpler|simplif\w+|clearer|plainer|kinder|softer|livelier|funnier|easier to (?:read|understand|follow)|vulgaris\w+"
    r"|(?:en|avec des|in) (?:mots simples|langage clair|langage simple|plain (?:words|language|english))|(?:facile|faciles) a (?:lire|comprendre)"
    r"|moins de jargon|sans jargon|without jargon|no jargon)\b"
)
TRANSLATE = re.compile(
    r"\b(?:(?:tradui\w+|translat\w+)(?: (?:it|this|le|la|ca|that|mon texte|my text))?(?: (?:en|in|into|to|vers l))?"
    r"|(?:en|in|into|to|version|vers l))? ?\b(?P<language>anglais\w*|englais|english|francais\w*|french)\b|\b(?:tradui\w+|translat\w+)\b"
)
APPROVE = re.compile(
    r"\b(?:approuv\w+|approv\w+|(?:valid(?:e|es|er|ez|ee)|validate|autoris(?:e|er|ez|es)|authori[sz]e)|sign (?:it )?off|feu vert|green light"
    r"|(?:good|ready|clear|cleared|ok|okay|fine|safe) to (?:go|post|publish|share)|pret(?:e)? a (?:publier|poster|partager)"
    r"|(?:puis je|je peux|peux je|peut on|on peut|can i|may i|could i|can we|should i) (?:le |la |l |now |maintenant )?(?:publier|poster|partager|"
    r"publish|post|share|go ahead)|(?:est ce|c est|is it|is this|it s|is that|all) (?:que c est )?(?:ok|okay|bon|correct|conforme|good|fine|"
    r"alright|compliant|acceptable|clean|allowed|permis)(?: (?:now|maintenant|cette fois|comme ca|pour publier|then|enough|to go))+"
    r"|say (?:it s|it is|that it is) (?:ok|approved|fine)|dis (?:que|moi que) c est (?:ok|bon|correct)"
    r"|mark (?:it|this) (?:as )?(?:ok|approved|done)|change (?:the|le) verdict)\b"
)
IS_IT_FINE = re.compile(
    r"\b(?:(?:est ce(?: que)? )?(?:c est|c)|is it|is this|is that|it s|this) (?:que c est )?"
    r"(?:ok|okay|bon|correct|conforme|good|fine|alright|compliant|acceptable|clean|allowed|permis)\b"
)
"""The same where it is asked: at its end stands a question mark."""
WHY = re.compile(
    r"^(?:ok |mais |but |and |et |hmm |bonjour |so |alors )*(?:pourquoi|pkoi|pq|why|how come|en quoi|explique\w*|explain\w*"
    r"|(?:peux tu |pouvez vous |tu peux |can you |could you |please )+(?:m |me )?expli\w+"
    r"|c est quoi (?:le|ton|votre|mon) probleme|(?:quel est|ou est|il est ou) (?:le|mon) probleme|qu est ce qui (?:ne va pas|cloche|va pas|pose)"
    r"|what s (?:wrong|the (?:problem|issue|matter))|what is (?:wrong|the (?:problem|issue|matter))|whats (?:wrong|the (?:problem|issue))"
    r"|where s the (?:problem|issue)|which (?:clause|rule|word|sentence)s?|quel(?:le)?s? (?:clause|regle|mot|phrase|article)s?"
    r"|what (?:clause|rule|did i do)|(?:is|was) (?:that|this|it) (?:really|still) an? (?:problem|issue)|c est vraiment un probleme"
    r"|je (?:ne )?comprends pas|i (?:do not|don t|dont) (?:understand|get it|see why|see the problem))\b"
)
ABOUT_A_PROBLEM = frozenset(
    """
    probleme problemes problem problems issue issues wrong interdit interdite forbidden allowed permis permise prohibited
    refuse refused rejected bloque blocked block bloquer flag flagged signale signalee marque marked souligne clause
    clauses rule rules regle regles article verdict revise reviser corriger correct changer change changed
    enleve enlevee enlever retire retiree removed remove taken out supprime grave serious mal bad pas not
    cloche va pose poses pourquoi why risque risky conforme compliant conformite compliance
""".split()
)
PARTS = frozenset(
    """
    mot mots word words phrase phrases sentence sentences hashtag hashtags tag tags mot-cle emoji emojis emoticone titre
    title lien link question nom name chiffre chiffres number numbers figure figures premiere first derniere dernier last
    premier second deuxieme troisieme third paragraphe paragraph ligne line debut beginning opening fin end ending accroche
    hook conclusion introduction intro citation quote liste list mention merci exemple example anecdote histoire story
    certification designation diplome phrase texte
""".split()
)
KEEP = re.compile(
    r"^(?:ok |mais |but |and |et |stp |svp |please |non |no )*(?:(?:je veux|j aimerais|je voudrais|peux tu|pouvez vous|tu peux|on peut|il faut|"
    r"i want to|i d like to|i would like to|can you|could you|can we|can i|let me|je tiens a) )?(?:garde[rzs]?|conserve[rzs]?|laisse[rzs]?|keep|leave|preserve|"
    r"remet\w*|put back|bring back|(?:don t|dont|do not) (?:remove|delete|drop|cut|touch|change)|"
    r"(?:ne |n )?(?:retire|enleve|supprime|touche|coupe|change)\w* (?:pas|jamais))\b"
)
WHAT_IF = re.compile(
    r"^(?:ok |mais |but |and |et |oui |alors |so )*(?:(?:que se passe t il|ca change quoi|qu arrive t il|what happens|is it (?:ok|fine)|c est ok) )?"
    r"(?:si (?:jamais )?(?:j |je |on |nous )(?:y )?(?:r?ajout\w*|met\w*|ecri\w*|inclu\w*|glisse\w*|mentionn\w*)|(?:what )?if (?:i|we) (?:also )?"
    r"(?:add\w*|put|include\w*|write|mention\w*|insert\w*)|(?:can|could|may|should) (?:i|we) (?:also )?(?:add|put|include|mention|insert)"
    r"|(?:puis je|je peux|j peux|peut on|on peut|est ce que je peux|pourrais je) (?:y )?(?:r?ajouter|mettre|inclure|mentionner))\b"
)
TYPED_WELL = (
    AROUND
    | ABOUT_A_PROBLEM
    | PARTS
    | frozenset(
        word
        for line in """
    plus moins court courte courts bref concis long longue raccourcis raccourcir raccourci raccourcissez abrege condense
    shorter shorten brief concise long wordy less more warmer warm friendlier friendly formal professional serious
    simpler simple simplify simplifie clearer clear chaleureux chaleureuse amical amicale humain humaine formel formelle
    professionnel professionnelle serieux serieuse clair claire technique naturel personnel sympathique personal human
    franchise franchises simples mots langage facile casual natural english anglais anglaise french francais francaise translate traduis traduire traduisez
    translation traduction pourquoi explique expliquer explain keep garde garder gardez conserve laisse leave remove
    ajoute ajouter ajoutais approuve approuver approve approved approuvez valide valider publier poster publish
    what if why really vraiment
    """.splitlines()
        for word in line.split()
    )
)
"""What a mistyped word is taken for, where it is one letter away."""
