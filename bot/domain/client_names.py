"""Names that the words around them tie to a client: a purchase, a file, a word of thanks.

Capitals matter, so the text is read as given. What is found is a suspicion, not a proof: the rule
that asks for it adds its own conditions (colleagues, guests and invented people are not clients).
"""

import re
from collections.abc import Iterator

from bot.domain.sentences import Span

# Words about a client's business, in lower case: without one of them no name is looked for.
_ABOUT_CLIENTS = re.compile(
    r"client|confi|famil|polic|dossier|file|claim|réclam|votre |ton |your |chez nous|maison|home|hypoth|"
    r"mortgage|condo|"
    r"signed|signé|trust|choos|chos|chois|assuré|customer|policyholder|portfolio|portefeuille|compte|"
    r"account|prêt|loan|couple|assurance|insurance|"
    r"retraite|duplex|dett|debt|placement|invest|pension|succession|estate|rente|annuit|reer|celi|ferr|rrsp|rrif|"
    r"préauto|approval| plan|rendez-vous|appointment|fidélité|loyalty|crédit|credit|saisie|foreclosure|tfsa|vrai nom|real name|bond|clés|keys|testament|relevé|statement|faillite|bankrupt"
)
_NAME = r"(?<![\w-])[A-ZÀ-ÝŒ][\w’'.]{0,24}\w(?:-[A-ZÀ-Ýa-zà-ÿ][\w’']{1,24}){0,3}"
_FULL = (
    rf"{_NAME}(?: (?:de |du |des |la |le |d['’]|van |von |St-|et |& |and |"
    rf"e ){{0,2}}{_NAME}){{0,4}}(?: \d{{1,3}}\b)?(?: (?:Co|Inc|Ltd|Ltée)\b\.?)?"
)
_TWO = rf"{_NAME}(?: (?:de |du |des |la |d['’])?{_NAME}){{1,4}}"
_TITLE = r"(?:M\.|MM\.|Mme|Mmes|Mlle|[Mm]onsieur|[Mm]adame|Dr\.?|Dre|Me|Mr\.?|Mrs\.?|Ms\.?|Miss)"
_CLIENT_WORD = (
    r"(?:client(?:e|s|es)?|customers?|assurée?s?|policyholders?|prospecte?s?|couple de clients|patiente?s?)"
)
_WHOSE = (
    r"\b(?:[Mm]on|[Mm]a|[Mm]es|[Nn]otre|[Nn]os|[Uu]ne?|[Dd]es|[Mm]y|[Oo]ur|[Aa]n?|de mes|de nos|d['’]une?|"
    r"[Cc]ette|[Cc]e|[Ll]a|[Ll]e)"
)
_ADJECTIVE = (
    r"(?: (?:nouve(?:au|aux|l|lle|lles)|très|chère?s?|plus|récente?s?|fidèles?|ancien(?:ne|s|nes)?|"
    r"vieux|vieille|premi(?:er|ère)s?|belles?|beaux|bons?|"
    r"tout|toute|vedette|star|top|meilleure?s?|jeunes?|gentil(?:le|s)?|adorables?|préférée?s?|new|newest|latest|dear|"
    r"longtime|long-time|lovely|favou?rite|"
    r"wonderful|amazing|great|first|loyal|former|oldest|best)){0,3}"
)
_NOT_NAMES = re.compile(
    # A firm of the trade is an employer or a rival, seldom a client.
    r"^(?:.*\b(?:Mutu\w+|Ban[kq]\w*|Insurance|Assurances?|Capital|Cr[eé]dit|Wealth|Financi\w+|Caisse|Brok\w+|Courtage)|"
    r"REER|CELI|CELIAPP|REEE|FERR|RRSP|TFSA|FHSA|RESP|PME|VIP|TI|IT|CA|UK|US|USA|Québec|Quebec|Ontario|"
    r"Canada|Montréal|Montreal|Toronto|"
    r"France|Paris|Gestion|Service|Services|Success|Experience|Relations?|Premium|Premier|Facebook|"
    r"LinkedIn|Instagram|Google|Slack|Zoom|Excel|"
    r"Lundi|Mardi|Mercredi|Jeudi|Vendredi|Monday|Tuesday|Wednesday|Thursday|Friday|First|Focus|Care|"
    r"Advisory|Onboarding|Appreciation|Day|"
    r"Hier|Aujourd.*|Récemment|Souvent|Parfois|Bref|Oui|Non|Merci|Bonjour|Imaginez|Honnêtement|Yesterday|"
    r"Today|Recently|Often|Honestly|Thanks|"
    r"Imagine|Noël|Christmas|Le|La|Les|Un|Une|The|Ils?|Elles?|On|Je|Nous|Vous|Tu|We|They|He|She|I|It|If|Si|"
    r"AMF|OCRI|ARC|CRA|CSF|AI|IA|"
    r"Équipe|Team|Everyone|Everybody|Tous|Toutes|Tout|All|Folks|Friends|Amis|Gang|Mesdames|Messieurs|"
    r"Ladies|Colleagues|Collègues|Dieu|God)\b"
)
_CALLED = re.compile(
    rf"{_WHOSE}{_ADJECTIVE} {_CLIENT_WORD}(?: (?:de longue date|of mine|depuis \w+ \w+|préférée?s?|"
    rf"et amie?s?|and friends?|nommée?s?|named|called|qui s['’]appelle|this \w+|ce mois-ci|today|cette semaine))?"
    rf"(?:,| :|:| \(| –| —)? ?(?:(?:la|le|les|l['’]|the|chez) ?)?(?:(?:belle|beau|bonne?|chère?|lovely|dear) )?(?P<quote>(?:{_TITLE} )?{_FULL})"
)
_LEADS_IN = (
    r"(?:Chez|À|Avec|Pour|Par|Selon|Depuis|Dans|Comme|Sans|Mais|Et|Quand|At|With|For|By|From|Since|In|Like|Unlike|"
    r"Without|But|And|When)"
)
_APPOSED = re.compile(
    rf"(?!{_LEADS_IN} )(?P<quote>(?:{_TITLE} )?{_TWO}|{_TITLE} {_NAME}|{_NAME} (?:et|and|&) {_NAME})(?:,| \(| –| —) ?"
    rf"(?:(?:ma|mon|mes|notre|nos|une?|de mes|my|our|a|an|one of (?:my|our)){_ADJECTIVE} )?{_CLIENT_WORD}\b"
)
_GAP = r"(?:(?!(?:,|et|à|and|to) (?:nos|our) clients\b(?! (?:depuis|since|for)|,))[^.!?\n])"
"""A character between a name and what is said of it: "…, nos clients applaudissent" speaks of others."""
_AT_A_PLACE = re.compile(r"\b(?:chez|at|in|inside) (?:la |le |les |l['’]|the )?$", re.IGNORECASE)
_BEFORE_A_NAME = 12
_CLIENTS_THERE = re.compile(r",? ?\b(?:(?:nos|mes|les|our|my|the) )?(?:clients|clientes|customers)\b")
_SINCE = re.compile(
    rf"(?P<quote>(?:{_TITLE} )?{_FULL}),? (?:(?:est|sont|is|are|was|has been|have been|était|étaient)"
    rf"(?: (?:aussi|maintenant|now|also|désormais))? )?"
    rf"(?:(?:ma|mon|notre|une?|my|our|a|an|mes|nos) )?{_CLIENT_WORD} (?:depuis|since|for (?:over |"
    rf"more than )?\w+ years|chez nous|of (?:ours|mine)|with us|de longue date|de la firme|du bureau)"
)
_GREETED = re.compile(
    rf"\b(?:Bonjour|Bonsoir|Salut|Allo|Allô|Chère?|Hi|Hello|Hey|Dear|Coucou|Good (?:morning|afternoon)|"
    rf"Réponse à|En réponse à|Reply to|In reply to|Re ?:|Pour|À|To|Rappel à|Note (?:à|to))"
    rf"[ ,:]+(?P<quote>(?:{_TITLE} )?{_FULL})"
    r"[^\n]{0,120}?\b(?:votre|vos|ton|ta|tes|your)(?: [\w$€£.,]+)? (?:police|dossier|réclamation|demande|"
    r"prêt|hypothèque|compte|chèque|prime|remboursement|"
    r"renouvellement|indemnité|placement|portefeuille|virement|transfert|paiement|reer|REER|CELI|policy|"
    r"file|claim|application|loan|mortgage|account|cheque|"
    r"premium|refund|renewal|payout|portfolio|transfer|payment|RRSP|TFSA|pension|coverage|annuity|"
    r"statement)s?\b"
    r"[^.!?\n]{0,60}?(?:\b(?:est|sont|a été|ont été|a bien|is|are|was|were|has|have|went|sera|seront|"
    r"will be|vient|just|arrive|arrived|landed|cleared|expires?|échoit|"
    r"approuvée?|approved|refusée?|denied|still|toujours)\b|\d)"
)
_OF_THE_FILE = re.compile(
    rf"\b(?:dossier|police|compte|portefeuille|réclamation|succession|hypothèque|prêt|placements?|demande|"
    rf"file|policy|account|portfolio|claim|estate|mortgage|loan)"
    rf"s? (?:de|d['’]|à|du couple|of|for) ?(?P<quote>{_TITLE} {_FULL}|{_TWO})|"
    rf"(?P<whose>{_TITLE} {_NAME}|{_TWO})['’]s (?:policy|file|account|claim|portfolio|mortgage|loan|estate|"
    rf"will|pension)\b"
)
_HOUSEHOLD = re.compile(
    rf"\b(?P<quote>(?:(?:[Ll]a |à la |aux? )?(?:famille|couple|familles|Famille) (?:de )?{_FULL}|"
    rf"[Tt]he {_NAME}(?: {_NAME})? (?:family|couple)|[Tt]he {_NAME}s\b|"
    rf"[Ll]es {_NAME}(?:-{_NAME})?|{_NAME}['’]s family\b))(?={_GAP}{{0,90}}?\b(?:confiance|confié|clients?|hypothèque|maison|"
    rf"condo|clés|trust(?:s|ed|ing)? (?:us|me|our|my|in us|in me)|(?:their|your|the) trust|mortgage|home|keys|choosing|policy|police|retraite|portefeuille|"
    r"faillite|bankruptcy|dettes|debt|saisie|foreclosure|signé|closed|refusée?|approuvée?|approved|turned down|assurée?s?|insured|prêt|loan|dossier)\b)"
)
_CHEERED = re.compile(
    rf"\b(?:[Ff]élicitations?|[Bb]ravo|[Bb]ienvenue|[Mm]erci|[Cc]ongrats|[Cc]ongratulations|[Ww]elcome|"
    rf"[Tt]hank you|[Tt]hanks|[Cc]heers|[Hh]eureu(?:x|se) pour|[Cc]ontente? pour|[Hh]appy for|[Ff]i(?:er|"
    rf"ère) de|[Pp]roud of|[Ss]hout-?out|[Cc]hapeau)"
    rf"(?: (?:encore|infiniment|again|so much|aboard|home|onboard))*,?(?: (?:à|aux|to|for|pour|de|"
    rf"parmi nous à))?(?: (?:la|le|les|l['’]|the))? ?(?P<quote>(?:{_TITLE} )?{_FULL})"
    rf"{_GAP}{{0,70}}?"
    r"\b(?:(?:première|nouvelle|leur|sa|ta|votre) (?:\w+ )?(?:maison|propriété|acquisition|"
    r"demeure|hypothèque|préapprobation)|nouveau (?:condo|chalet|chez-soi|nid)|premier (?:condo|chalet|"
    r"achat)|"
    r"(?:sa|leur|ta|votre) confiance|(?:m['’]|nous )avoir (?:choisie?s?|confié|fait confiance)|(?:first|"
    r"new|dream|forever|their|her|his|your) (?:\w+ )?(?:home|house|condo|mortgage|cottage|flat|place)|"
    r"closing (?:on|day)|closed on|"
    r"got (?:their|the|her|his) keys|trusting (?:us|me)|trust in (?:us|me)|choosing (?:us|me)|clients?|"
    r"prêt (?:approuvé|hypothécaire)|remise des clés|debt[- ]free|libres? de (?:toute )?dettes?|paid off|"
    r"mortgage[- ]free|refinanc\w+)\b"
)
_SIGNED = re.compile(
    rf"(?P<quote>(?:{_TITLE} )?{_FULL})(?: ?\([^)\n]{{0,60}}\)|,[^,.!?\n]{{1,50}},)? (?:vient de signer|"
    rf"vient de nous confier|viennent de signer|a signé avec nous|ont signé avec nous|nous (?:a|ont)"
    rf" (?:choisie?s?|confié)|m['’](?:a|ont) (?:choisie?|confié)|nous confie|nous font confiance|"
    r"nous fait confiance|est (?:maintenant |désormais )?(?:mon|ma|notre) cliente?|est cliente? chez|"
    r"just signed (?:with|on)|signed (?:with|on with) (?:us|me)|(?:has )?(?:chose|chosen|hired|picked)"
    r" (?:us|me)|trusts (?:us|me)|"
    r"(?:vient de|a|ont|viennent de) (?:transfér|déménag|confi|pass|amen|sign|migr)"
    r"\w+ [^.!?\n]{0,60}?(?:chez nous|avec nous|chez moi|à notre (?:équipe|cabinet))|"
    r"(?:has |have )?(?:just |recently )?(?:moved|switched|transferred|brought|signed|migrated)"
    r" [^.!?\n]{0,60}?(?:to|with) (?:us|me|our (?:team|firm))|"
    r"is (?:now )?(?:my|our|a) (?:new(?:est)? )?client|joined us as a client|"
    r"(?:has )?moved (?:\w+ ){1,3}(?:over )?to (?:us|me))\b"
)
_AMONG = re.compile(
    rf"\b(?:compter|accueillir|accueille|accueillons|avoir|accompagner|servir|welcome|welcoming|count|have|"
    rf"serve|onboarded|onboarding|signed|landed)(?: (?:enfin|maintenant|la|le|les|the|l['’]))* ?"
    rf"(?P<quote>{_FULL})[^.!?\n]{{0,30}}? (?:(?:parmi|comme|en tant que|dans|among|as|to)(?: (?:nos|mes|"
    rf"notre|un|une|nouveau|nouvelle|our|my|a|an|one of|new|newest|latest|grande|famille de)"
    rf")* clients?e?s?)\b"
)
_HELPED = re.compile(
    rf"\b(?:avec|aidé|accompagné|rencontré|conseillé|aider|accompagner|reçu|with|helped|guided|advised|met|"
    rf"helping|assisted) (?P<quote>(?:{_TITLE} )?{_NAME} (?:et|and|&) {_NAME}|{_TITLE} {_FULL})"
    r"(?=[^\n]{0,160}\b(?:duplex|triplex|maison|condo|chalet|hypothèque|dettes|faillite|portefeuille|"
    r"assurance|succession|REER|CELI|retraite|house|home|mortgage|cottage|debts?|bankruptcy|portfolio|"
    r"insurance|estate|RRSP|TFSA|retire\w*|clients?)\b)"
)
_TITLED = re.compile(
    rf"(?P<quote>(?:{_TITLE} (?:et|and|&) )?{_TITLE} {_FULL})(?: ?\([^)\n]{{0,60}}\))?[^.!?\n]{{0,80}}?\b(?:son|sa|ses|leurs?|his|her|"
    rf"their) (?:\w+ )?(?:portefeuille|police|dossier|hypothèque|prêt|compte|placements?|REER|CELI|FERR|"
    rf"testament|clause|"
    r"assurances?|succession|rente|réclamation|renouvellement|contrat|bond|portfolio|policy|file|mortgage|loan|account|"
    r"investments?|insurance|coverage|RRSP|TFSA|ISA|pension|estate|claim|savings|renewal|annuity)\b"
)
_SERVED = re.compile(
    r"\b(?:accompagner|accompagne|accompagnons|servir|assurer|assurons|conseiller|conseillons|"
    r"looked after|looking after|serving|served|insuring|insured|advising|advised|work(?:ed|ing)? with)"
    rf"(?: (?:la|le|les|the))? (?P<quote>{_FULL})"
    r"(?=[^.!?\n]{0,60}?\b(?:assurances?|régime|portefeuille|placements|group|benefits|pension plan|"
    r"insurance|portfolio|payroll)\b)|"
    rf"(?P<whose>{_TWO})['’]s (?:group (?:benefits|plan|insurance)|"
    r"benefits plan|pension plan|insurance|portfolio)\b"
)
_PAPERS = (
    r"(?:police|dossier|réclamation|demande|prêt|hypothèque|compte|chèque|prime|remboursement|renouvellement|"
    r"indemnité|placement|portefeuille|virement|transfert|paiement|retrait|rente|rendez-vous|faillite|"
    r"préautorisation|préapprobation|assurance|testament|REER|CELI|FERR|policy|file|claim|application|loan|"
    r"mortgage|account|cheque|premium|refund|renewal|payout|portfolio|transfer|payment|withdrawal|bankruptcy|"
    r"marge|carte|crédit|plan|retraite|line of credit|credit card|retirement|appointment|annuity|pre-approval|insurance|will|RRSP|RRIF|TFSA|ISA|pension|coverage|statement)s?"
)
_WRITTEN_TO = re.compile(
    rf"(?:^|[\n.!?] ?|\b(?:Chère?|Dear|Bonjour|Bonsoir|Hello|Hi|Hey|Good morning|Rappel (?:pour|à)|Reminder (?:for|to)|Note (?:à|to)) )"
    rf"(?P<quote>(?:{_TITLE} (?:et|and|&) )?{_TITLE} {_FULL}|(?<=(?:Cher|Dear|hère) ){_NAME})(?: ?[,:]|,? je |,? I )[^\n]{{0,60}}?"
    rf"\b(?:votre|vos|ton|ta|tes|your)(?: [\w$€£.,'’]+){{0,3}}? (?:{_PAPERS}\b|mari\b|femme\b|husband|wife|prêt|loan)"
)
_CELEBRATED = re.compile(
    rf"\b(?:[Ff]élicitations?|[Bb]ravo|[Bb]ienvenue|[Mm]erci|[Cc]ongrats|[Cc]ongratulations|[Ww]elcome|[Tt]hank you|"
    rf"[Tt]hanks|[Ss]ympathies|[Cc]ondoléances|[Cc]ondolences|[Ss]orry for|[Hh]eureu(?:x|se) pour|[Hh]appy for|"
    rf"[Ff]i(?:er|ère) de|[Pp]roud of|[Aa]nniversaire|[Bb]irthday|[Cc]hapeau|[Cc]lin d['’]œil)"
    rf"(?: [\w’']+){{0,7}}?,?(?: (?:à|aux|to|for|pour|de))?(?: (?:la famille|la|le|les|the|my friend|mon ami))? "
    rf"(?P<quote>(?:{_TITLE} )?{_FULL})(?=[^\n]{{0,170}}?"
    rf"(?:\b(?:[Ll]eurs?|[Ss]a|[Ss]on|[Ss]es|[Tt]heir|[Hh]er|[Hh]is) (?:\w+ ){{0,2}}?{_PAPERS}\b|"
    r"\b(?:[Cc]lés|[Kk]eys|avec notre aide|with our help|(?:avec|chez|with) (?:nous|moi|us|me)\b|"
    r"dettes|debts?|fidélité|loyalty|la police|the policy|assurance vie|life insurance|(?<!à )(?<!et )nos clients|client family|new policy)))"
)
_ADMITTED = re.compile(
    rf"\b(?:[Bb]ienvenue|[Ww]elcome)[^.!?\n]{{0,40}}?(?:clients?|clientèle|client family)(?:,| à| to)? (?P<quote>{_FULL})"
)
_PAPERS_OF = re.compile(
    rf"\b(?:relevé|texto|message|courriel|portefeuille|statement|text|e-?mail|message)s?"
    rf"(?: (?:reçu|d['’]hier|received|sent|ce matin|hier))* (?:de|d['’]|que|from|of|that)? ?"
    rf"(?P<quote>(?:{_TITLE} )?{_NAME}(?: [A-Z]\.)?)(?= (?:m['’]a|nous a|sent|wrote|left)|[^\n]{{0,110}}?"
    r"(?:performance|portefeuille|placements?|REER|hypothèque|portfolio|returns|RRSP|mortgage|policy))|"
    rf"(?P<whose>{_NAME})['’]s (?:statement|portfolio|account balance)\b"
)
_CALLED_BY_NAME = re.compile(
    rf"(?:s['’]appelle|[Nn]ame is|vrai (?:nom|prénom)[^.\n]{{0,60}}?:|real name[^.\n]{{0,60}}?:|"
    rf"[Cc]liente?(?: vedette| star)? (?:du mois|this month|this week|de l['’]année|de la semaine|of the (?:month|week|year))(?: is| est|,| :|:))"
    rf"(?: le| la| the)?(?: groupe)? (?P<quote>{_FULL})"
)
_LABELLED = re.compile(
    r"(?:(?:(?:^|[\n.!?•] ?)(?:[Nn]om (?:du |de la |de (?:mon|ma|notre) )?)?|\b(?:[Mm]on|[Mm]a|[Nn]otre|[Mm]y|[Oo]ur|[Nn]ew|[Nn]ouveau|[Nn]ouvelle) )"
    r"[Cc]lient(?:e|['’]s)?(?: name)?(?P<plain>)|"
    r"\b(?:[Dd]onnées|[Dd]ossier|[Ff]iche|[Cc]oordonnées|[Rr]enseignements|[Ii]nfos?)(?: du| de la)? cliente?|"
    r"\b[Cc]lient(?:['’]s)? (?:data|details|info|information|file|record|profile|contact)) ?: ?"
    rf"(?P<quote>(?:{_TITLE} )?(?!(?:Hi|Hey|Hello|Allo|Allô|Salut|Bonsoir|Cher|Chère|Dear|Good|Est) )"
    r"[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ](?: [A-ZÀ-Ý][\w'’-]*[a-zà-ÿ]){1,2})"
    r"(?(plain)(?=\s*(?:[,;(/\n–—-]|\.\s|\.?$))|(?=[ ,;(:–—-][^\n]{0,60}?\d{3}))"
)
_THEIRS = re.compile(
    rf"(?P<quote>{_NAME} (?:et|and|&|pis) {_NAME})(?=[^\n]{{0,170}}?(?:\b(?:[Ll]eurs?|[Tt]heir) (?:\w+ ){{0,3}}?"
    rf"{_PAPERS}\b|\b(?:on a réussi|we saved|we helped|we got them)))|"
    rf"\b(?:[Pp]hoto|[Ss]elfie|[Pp]icture|[Pp]ic)\b[^.!?\n]{{0,25}}?(?:: |of |de |avec |with |d['’])"
    rf"(?P<whose>(?:{_TITLE} )?{_FULL})(?=[^\n]{{0,150}}?\b(?:clients?|hypothèque|saisie|police|mortgage|"
    r"foreclosure|policy|rente|annuity|keys|clés)\b)"
)
_WITH_ME = re.compile(
    rf"(?P<quote>(?:{_TITLE} )?{_TWO})(?= ?(?:\([^)\n]{{0,90}}\)|, [^.!?\n]{{0,110}},)?[^.!?\n]{{0,100}}?"
    r"(?:mon bureau|notre bureau|my office|our office|(?:avec|with) (?:moi|nous|me|us)\b))"
    r"(?=[^\n]{0,260}?\b(?:[Ss]ign\w*|hypothèque|mortgage|polic\w+|prêt|loan|assurances?|insurance|larmes|"
    r"tears|testament|will|REER|RRSP)\b)"
)
_ARTICLE = re.compile(r"^(?:La|Le|Les|The) (?=[A-ZÀ-Ý])")
_OCCASION = (
    r"élicit|ravo|ienvenue|erci |ongrat|elcome|hank|ympathies|ondol|orry for|(?:eux|euse) pour|appy for|"
)
_NAMED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    # Each form, and the cheap test without which it cannot match.
    (_WRITTEN_TO, re.compile(r"(?:M|Mme|Mlle|adame|onsieur|Mrs?|Ms|Miss|Dr|hère?|Dear)\.? [A-ZÀ-Ý]")),
    (
        _CELEBRATED,
        re.compile(_OCCASION + r"[Ff]i(?:er|ère) de|roud of|nniversaire|irthday|hapeau|lin d['’]œil"),
    ),
    (_ADMITTED, re.compile(r"ienvenue|elcome")),
    (
        _PAPERS_OF,
        re.compile(r"relevé|texto|message|courriel|portefeuille|statement|text|mail|['’]s (?:port|acc)"),
    ),
    (_CALLED_BY_NAME, re.compile(r"s['’]appelle|ame is|vrai |real name|lient")),
    (_THEIRS, re.compile(r"\w (?:et|and|&|pis) [A-ZÀ-Ý]|[Pp]hoto|elfie|[Pp]ic")),
    (_WITH_ME, re.compile(r"(?:mon|notre|my|our) (?:bureau|office)|(?:avec|with) (?:moi|nous|me|us)\b")),
    (_HELPED, re.compile(r"(?:avec|aidée?|aider|é|er|reçu|with|ed|met|ing) [A-ZÀ-Ý]")),
    (_TITLED, re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|[Mm]onsieur|[Mm]adame|Dre?|Me|Mrs?|Ms|Miss)\.? [A-ZÀ-Ý]")),
    (_CALLED, re.compile(r"client|customer|assuré|policyholder|prospect|patient")),
    (_LABELLED, re.compile(r"lient\S*(?: \w+)? ?:")),
    (_APPOSED, re.compile(r"client|customer|assuré|policyholder|prospect|patient")),
    (
        _SINCE,
        re.compile(
            r"(?:clients?|clientes?|assurée?s?|customers?|holders?) (?:depuis|since|for|chez|of|with|de|du)"
        ),
    ),
    (_GREETED, re.compile(r"\b(?:votre|vos|ton|ta|tes|your) ")),
    (_OF_THE_FILE, re.compile(r"s? (?:de|d['’]|à|du couple|of|for) ?[A-ZÀ-Ýmd]|['’]s [pfaclmew]")),
    (_HOUSEHOLD, re.compile(r"amille|couple|amily|[Tt]he [A-Z]\w+s\b|[Ll]es [A-ZÀ-Ý]")),
    (
        _CHEERED,
        re.compile(
            r"maison|propriété|acqui|demeure|hypoth|préappro|condo|chalet|chez-soi|nid|achat|confi|choisi|home|house|"
            r"mortgage|cottage|flat|place|clos|keys|trust|choos|client|prêt|clés|debt|dette|paid off|refinanc"
        ),
    ),
    (_SERVED, re.compile(r"(?:r|ne|ns|r|after|ing|ed|with) (?:la |le |les |the )?[A-ZÀ-Ý]|['’]s [gbpi]")),
    (
        _SIGNED,
        re.compile(
            r"(?:chez|avec) (?:nous|moi)|à notre|vient de|nous (?:a|ont|confie|fait|font)|m['’](?:a|ont)|"
            r"(?:mon|ma|notre|my|our|new\w*|a) clients?|client(?:e)? chez|a client|"
            r"(?:with|to|chose|chosen|hired|picked|trusts) (?:us|me|our)|just signed on"
        ),
    ),
    (_AMONG, re.compile(r"(?:parmi|comme|tant que|dans|among|as|to) [^.!?\n]{0,40}client")),
)


def find_client_names(text: str) -> Iterator[Span]:
    """Spans of `text` that name a person, a household or a firm as somebody's client."""
    if not _ABOUT_CLIENTS.search(text.lower()):
        return
    for form, cue in _NAMED:
        for match in form.finditer(text) if cue.search(text) else ():
            group = "quote" if match.start("quote") >= 0 else "whose"
            name = _ARTICLE.sub("", match.group(group))
            span = match.span(group)
            if len(name) > 2 and not _NOT_NAMES.match(name) and not _is_a_place(text, span):
                yield span


def _is_a_place(text: str, name: Span) -> bool:
    """Whether clients are met there and none is named: "at Maple Bank, our clients wait"."""
    there = _CLIENTS_THERE.match(text, name[1])
    return bool(there and _AT_A_PLACE.search(text, max(0, name[0] - _BEFORE_A_NAME), name[0]))
