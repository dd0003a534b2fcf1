"""The words by which a draft is known as a reply to somebody, in French and in English; folded."""

import re

ADDRESSED = re.compile(
    r"^\W*(?:@[\w.]+|(?:bonjour|bonsoir|salut|allo|chere?|madame|mademoiselle|monsieur|mme|mlle|m\.|hi|hello|hey|dear|good (?:morning|"
    r"afternoon|evening)|mrs?\.?|ms\.?|miss)\b)(?!,? (?:a tou|tout le monde|all\b|every|team\b|folks|friends|amis|collegues|linkedin|les\b|"
    r"mesdames|colleagues|there,? (?:all|every)|gang|crew|world|monde|communaute|community|abonn|follow|reseau|network))"
)
"""Begins with whom it speaks to, and not with everybody."""
NAMED = re.compile(
    r"^\W*(?:(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Aa]llô|[Cc]h[eè]re?|Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening))[ ,]+)?"
    r"(?:M\.|Mme|Mlle|Madame|Monsieur|Mr\.?|Mrs\.?|Ms\.?|Miss)?[ ,]*(?<=[ ,.])(?:[A-ZÀ-Þ][\w'’-]+ ?){1,2}[,:.] "
    r"|\b(?:question|remarque|vu|raison|[Oo]ui|[Nn]on|[Yy]es|[Nn]o|[Rr]ight|spotted|point|asking|demander|poser)(?: la question)?, [A-ZÀ-Þ][\w'’-]+ ?[!:.,]",
    re.M,
)
"""Somebody's name, where one says it to them; on the text as it is written."""
REPLIES = re.compile(
    r"\b(?:(?:en )?repon(?:se|dre|ds|dant) (?:(?:courte |rapide )?a )?(?:@|(?:votre|ta|vos|ton|la) (?:\w+ )?(?:question|plainte|commentaire|message|avis)"
    r"|ceux qui|celles)|(?:in (?:reply|response|answer)|repl\w+|respond\w*|answer) to (?:@|(?:your|the) (?:question|complaint|comment|message|"
    r"review)|those who)|(?:to )?answer(?:ing)? your|short answer to your)"
)
THANKS = re.compile(
    r"\b(?:merci|thanks?(?: you)?|thx)(?: beaucoup| infiniment| bien| so much| a lot)?,?(?: (?:de|d'avoir|pour|a vous|for)| de nous)? ?"
    r"(?:nous |l'avoir |avoir |from )?(?:(?:votre|ta|ton|la|your|the|this) (?:\w+ )?(?:question|commentaire|message|avis|franchise|remarque|"
    r"signalement|temoignage|retour|feedback|comment|note|review|candou?r|honesty|patience)|(?:nous (?:l')?(?:avoir|en avoir|fai|signal|ecri)|"
    r"(?:l')?avoir (?:signale|ecrit|dit|pris|partage|fait)|pris le temps|fait part)|(?:de |d')?(?:poser|demander|l'avoir)|(?:asking|"
    r"letting|telling|writing|reaching|raising|sharing|flagging|being|taking the time|bringing|pointing|your (?:question|patience)))"
)
COMPLAINT = re.compile(
    r"\b(?:plaintes?|insatisfaction|mecontente\w*|deceptions?|decue?s?|frustr\w+|desagrements?|inconvenien\w+|excuses?|(?:je )?m'excuse|desolee?s?|"
    r"navree?s?|regrett\w+|colere|fachee?s?|choquee?s?|pardon|mauvais(?:e)? (?:experience|service)|critique|attriste\w*|deplais\w*|"
    r"a une etoile|contrairement a ce que vous|personne ne vous|pas le service|aurions du|n'aurait pas du|(?:reclamation|demande) "
    r"(?:a ete|est|fut) (?:rejetee|refusee)|complaints?|disappoint\w*|dissatisf\w+|unhappy|upset|apolog\w+|sorry|anger|angry|annoy\w*|"
    r"bad experience|poor service|let (?:you )?down|criticism|one-star|contrary to what you|nobody (?:calls|called|answers)|not the "
    r"service|isn't the service|(?:l'avoir|avoir) (?:signale|rapporte)\w*|letting us know|should have (?:called|done|told|answered)|(?:claim|request|application) (?:was|has been) (?:rejected|declined|"
    r"denied)|raise(?:d)? seriously|signalement|on our side|de notre part)\b"
)
HEARD = re.compile(
    r"\b(?:votre|ton|ta|your) (?:\w+ ){0,2}(?:frustration|deception|colere|insatisfaction|mecontentement|plainte|critique|signalement|"
    r"disappointment|anger|dissatisfaction|complaint|criticism|experience|(?:one|two)-star|avis a une etoile)\b"
    r"|^.{0,60}\b(?:vous|tu) (?:\w+ ){0,3}(?:fachee?s?|choquee?s?|decue?s?|mecontente?s?)\b|\byou(?:'re| are)? (?:\w+ ){0,5}(?:upset|angry|unhappy|"
    r"disappointed|frustrated)\b|^\W*(?:\w+,? )?(?:(?:je|nous|on|we|i|i'm|we're|please|toutes|so|very|vraiment)(?: \w+){0,3} )?(?:desolee?s?|"
    r"navree?s?|sorry|apolog\w+|nos excuses pour (?:l|le|la|cette?|ces?|votre)|excuses (?:pour|for)|regrett\w+|regret)(?!,? (?:pas de|no) )[ ,]|\b(?:vous avez|you(?:'ve)?) (?:vecu|went through|been through|go "
    r"through)|\b(?:mett?[sez]+|gave|give|left|leave|laiss\w+) (?:nous |us )?(?:une|a|one) (?:etoile|star)\b"
    r"|^\W*(?:vous dites|you say) (?:que )?(?:personne|nobody|no one)"
)
"""A complaint taken up, said to whoever made it."""
YOURS = re.compile(
    r"\b(?:vous|votre|vos|tu|te|toi|ton|ta|tes|your?|you're|you've|yours)\b|\b[tm]'(?:as|es|avez)\b|\b(?:ici|here) ce n'est pas l'endroit"
)
TO_MANY = re.compile(
    r"\b(?:a tous|a toutes|tout le monde|toutes et a tous|everyone|everybody|you all|thank you all|to all|vos questions|your questions|plusieurs|"
    r"a few people|many of you|certains d'entre vous|on me demande|i'm often asked|une question revient|one question keeps)\b"
)
"""Said to whoever reads."""
ASKED = re.compile(
    r"^\W*(?:@[\w.]+ )?(?:[\w.' -]{0,40}[,!:.] ?)?(?:(?:vous|tu) (?:(?:m'avez|m'as|nous avez) (?:demande|ecrit|pose)|(?:me |nous |vous |te )?"
    r"(?:demandez|demandes|demandiez)(?!-)|voulez savoir|veux savoir|dites que|dis que)\b|you(?:'re| are)? (?:ask(?:ed|ing)?|wondering|say|said|"
    r"mention(?:ed)?|want to know|wrote)\b|(?:(?:tres|bonne|excellente|belle|super|good|great|excellent|fair|interesting|lovely) )+question|"
    r"(?:question|remarque) (?:legitime|pertinente)|bien vu|well spotted|(?:good|bon) point)\b"
)
"""Takes up what somebody asked or said."""
CASE_OF = re.compile(
    r"\b(?:dans (?:votre|ta) (?:cas|situation)|a (?:votre|ta) place|si j'etais (?:vous|toi)|(?:d'apres|selon|vu) (?:vos chiffres|tes chiffres|votre (?:situation|age|revenu|dossier)|ton (?:age|revenu)|ta situation|"
    r"ce que (?:vous|tu))|(?:comme|puisque) (?:vous|tu) (?:etes|es|avez|as)|(?:avec|a) (?:deux|trois|un|une|\d+) (?:enfants?|ans)\b[^.!?]{0,40}\b(?:vous|"
    r"tu|te)\b|si (?:vous avez|tu as) \d+|in your (?:case|situation|shoes|position)|if i were you|(?:from|based on|given|going by|judging by) "
    r"(?:what you|your (?:numbers?|figures?|age|income|salary|situation|file|details))|(?:since|as) you(?:'re| are| have)|if you(?:'re| are) \d+|with (?:two|three|one|a|\d+) (?:kids?|children)|"
    r"like yours|comme l[ea] (?:tien(?:ne)?|votre))\b"
)
"""Speaks of one person's situation."""
QUOTED = re.compile(r"^\W*[«“\"][^»”\"\n]{4,200}\? ?[»”\"]|^> ?.{3,200}\n")
"""Begins with somebody's question."""

PERSONAL = re.compile(
    r"\b(?:votre|ton|ta|vos|your) (?:\w+ )?(?:dossier|contrat|compte|police|reclamation|numero|pret|hypotheque|prime|solde|virement|remboursement|"
    r"file|policy|account|claim|contract|loan|mortgage|premium|balance|transfer|refund|reference)\b[^.!?\n]{0,60}\b(?:a ete|est|n'a|etait|ne |"
    r"n'etait|parce|car|was|is|has|had|did|didn't|because|shows?|indique|montre|refus\w+|declin\w+|reject\w+|rejet\w+)\b|\b(?:numero de (?:contrat|"
    r"police|dossier|client|compte)|(?:policy|claim|file|account|client|reference) number)\b|\b(?:vous|tu) (?:a(?:vez|s) (?:oublie|omis|manque|signe|"
    r"retire|rate|accepte)|n'avez pas (?:paye|lu|signe|repondu))|\b(?:you (?:forgot|failed|missed|signed|withdrew|agreed|didn't (?:pay|"
    r"read|sign|answer)))|\bvous a appele\w*|\bcalled you (?:\w+ )?times?\b"
    r"|\b(?:a|at) (?:votre|ton|your) age\b|\ba \d\d ans\b|\b(?:vous avez|tu as) \d\d ans\b|(?:^|[!?.,;:] ?)(?:at|aged) [2-9]\d\b"
    r"(?! ?(?:%|percent|:|[ap]\.?m|o'clock))|\byou(?:'re| are) [2-9]\d\b(?! ?%)|\b(?:votre|ton|ta|your) (?:divorce|separation|maladie|"
    r"diagnostic|deuil|salaire|revenu|conjointe?|illness|diagnosis|salary|income|husband|wife|spouse)\b|\b(?:with|avec) (?:that much|as "
    r"much|autant|tant d[e'])"
)
"""Details of somebody's case, or a request for them in public."""
FAULT = re.compile(
    r"\b(?:(?:c'est|c'etait|il s'agit d'|was|is|it's|that's|that was|this was) (?:entierement |bien |clairement |entirely |clearly )?(?:notre|de notre|une "
    r"(?:erreur|faute)(?: de notre part)?|a mistake(?: on our (?:side|part))?|our (?:fault|mistake|error))|erreur de notre part|nous (?:sommes "
    r"(?:responsables|fautifs)|avons (?:commis|fait) une (?:erreur|faute)|aurions du)|nous (?:vous )?(?:rembourserons|dedommagerons|indemniserons)|"
    r"we (?:are (?:responsible|at fault|liable)|made (?:a|an) (?:mistake|error)|should have|will (?:refund|compensate))|mistake on our "
    r"(?:side|part)|our fault)\b"
)
"""Admits a fault, or promises money, before anybody looked."""
ACKNOWLEDGES = re.compile(
    r"\b(?:merci|thank\w*|thx|desolee?s?|navree?s?|sorry|apolog\w+|excuses?|regrett\w*|(?:je|nous|on) compren\w+|i understand|we understand|"
    r"vous avez raison|you(?:'re| are) right|you have every right|bonne question|(?:good|great|fair) question|(?:nous avons|j'ai|on a) bien "
    r"(?:recu|note|lu)|we(?:'ve| have) (?:received|read)|is heard|est entendue?|prenons? (?:\w+ ){0,3}au serieux|take (?:\w+ ){0,5}seriously)\b"
)
