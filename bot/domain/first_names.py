"""Frequent first names of Québec, English Canada, France, the United Kingdom and the United States.

Folded. Those that a post uses as ordinary words are left out (April, Grant, Hope, Max, Penny, Will), and so
are those of cities, months and countries (Charlotte, Florence, May, France): a name beside a client, after a
title or given by the caller is hidden all the same.
"""

_FRENCH = """
adele adrien agathe agnes aicha alain albert alexandra alexandre alexis alice aline alix alphonse amandine
amelie anais andre andreanne andree angele angelique anick anik anne annick annie anouk antoine antonin
apolline ariane arianne arlette armand arnaud arthur astrid aubert aude audrey auguste aurelie aurelien
aymeric baptiste bastien beatrice benedicte benjamin benoit berenice bernadette bernard berthe bertrand
brigitte bruno camille carl carole caroline catherine cecile cedric celeste celine chantal charlene charles
chloe christelle christiane christine christophe claire clara clarisse claude claudette claudia claudie
claudine clemence clement cloe clothilde colette coline corentin corinne cyril cyrille damien daniel daniele
danielle danny daphne david delphine denis denise diane didier dominic dominique donatien doris dorothee
edith edmond edouard eleonore eliane elie eliott elisa elisabeth elise ella elodie eloi eloise emeline emile
emilie emilien emma emmanuel emmanuelle eric erika ernest estelle esther etienne eugene eugenie eva eveline
evelyne fabien fabienne fabrice fanny felicien felix fernand fernande flavie francine francis francois
francoise frederic frederique gabriel gabrielle gael gaelle gaetan gaston gautier genevieve georges gerald
geraldine gerard germain germaine ghislain ghislaine gilbert gilberte gilles gillian ginette gisele
guillaume gustave guy guylaine gwenaelle helene henri henriette herve hubert hugo hugues huguette ines irene
isaac isabelle ismael jacinthe jacob jacqueline jacques janick janie janine jasmine jean jeanne jeannine
jennifer jerome joanie joanne jocelyn jocelyne joel joelle johanne jonathan josee joseph josephine josette
josiane josianne jules julia julie julien julienne juliette justine karine karl katherine kathleen kelly-ann
kevin kim laetitia laurence laurent laurie lea leandre leo leon leonie leopold liette lilianne lilou linda
line lise lisette loic lois lorraine louis louise louison luc lucas luce lucette lucie lucien lucienne
ludivine ludovic lyne madeleine maelle maeva magali magalie maika manon marc marcel marcelin marcelle
margaux margot marguerite maria mariane marianne marie marielle mariette marilou marilyne marine mario
marion marise marjolaine marlene marthe martin martine maryse mathias mathieu mathilde matthieu maude
maurice maxence maxime medard melanie melissa melodie michel michele micheline michelle mireille monique
muriel mylene myriam nadege nadia nadine natacha nathalie nathan nicolas nicole noe noelle noemie normand
oceane odette odile olivia olivier ophelie oscar pascal pascale patrice patricia patrick paul paule paulette
pauline philippe pierre pierrette quentin rachel rachelle raoul raphael raphaelle raymond raymonde rejean
rejeanne remi remy renald renaud rene renee richard robert roberte robin roch rodolphe rodrigue roger roland
rolande romain romane rosalie rose roseline roxane roxanne sabine sabrina salome samuel sandra sandrine
sarah sasha sebastien serge severine simon simone solange solene sonia sophie stephane stephanie steve
steven suzanne sylvain sylvie tanguy thea theo theodore theophile therese thibault thierry thomas timothee
tristan ulysse valentin valentine valerie vanessa veronique vicky victor vincent violaine virginie viviane
william xavier yan yann yannick yoan yohan yolande yves yvette yvon yvonne zachary zoe
"""
_ENGLISH = """
aaron abigail adam adrian adriana aidan alan albert alex alexander alexandria alfie alfred alicia alison
allan allison alyssa amanda amelia amy andrea andrew angela ann anna annabel anthony antonia archie ashley
audrey barbara barry beatrix becky ben benedict bernice beth bethany betty beverley beverly bob bobby bonnie
bradley brandon brenda brendan brett brian bridget bruce bryan byron caitlin callum cameron candice carla
carmen carol carolyn cassandra cathy cecilia charlie cheryl chloe chris christina christopher cindy clare
clayton clifford clive colin colleen connor corey courtney craig curtis cynthia daisy dale dan dana darlene
darren dave dawson deborah debra declan denise dennis derek diana diane donald donna doreen doris dorothy
doug douglas duncan dustin dylan eddie edgar edmund edward edwin eileen elaine eleanor elizabeth ellen ellie
elliot emily emma eric erica erin ethan eugene evan evelyn ewan fatima felicity finlay fiona frances fred
freddie frederick gareth garry gary gavin gemma geoffrey george gerald gillian gina glen glenn gloria gordon
graham greg gregory gwen hannah harold harriet harrison harry harvey hazel heather heidi helen henry herbert
hilary howard hugh ian ingrid irene iris isabel isabella isaiah isla jack jackie jacob jaime jake james
jamie jane janet janice jared jasmine jason jayden jean jeff jeffrey jenna jennifer jenny jeremy jerome
jerry jesse jessica jill jim jimmy joan joanna joanne joe joel john johnny jon jonathan jose joseph joshua
joyce juan judith judy julia julian june-ann justin kaitlyn karen kate katherine kathleen kathryn kathy
katie kayla keira keith kelly kelsey ken kenneth kerry kevin kieran kimberley kimberly kirsten kristen
kristin kyle lara larry laura lauren laurie leah lee leonard leslie lewis liam lillian lily linda lindsay
lisa liz logan lois lori louis louise lucas lucy luke lydia lynn mackenzie madeline malcolm marcus margaret
maria marilyn marion marjorie marlon marsha marvin mary mason matt matthew maureen megan melanie melissa
michael michelle mildred miranda mitchell moira molly monica muriel nancy naomi natalie natasha nathan
nathaniel neil nelson niall nicholas nick nicola nigel noah nora norma norman oliver olivia oscar owen pam
pamela patricia patrick paul paula pauline peggy peter phil philip phillip phoebe phyllis priscilla rachel
ralph randall randy raymond rebecca reginald rhys ricardo richard rick rita robert roberta robin rodney
roger roland ron ronald rory rosemary rosie ross rowan roy ruth ryan sally sam samantha samuel
sandra sara sarah scott sean sebastian seth shane shannon sharon shaun shawn sheila shelley shirley sidney
sienna simon simone sonia sophia sophie spencer stacey stella stephanie stephen steve steven stewart stuart
susan suzanne sybil sylvia tamara tammy tanya tara ted teresa terry thelma theresa thomas tiffany tim
timothy tina todd tom tony tracey tracy trevor tyler valerie vanessa vera vernon veronica vincent vivian
walter wanda warren wayne wendy wesley whitney wilfred willow yolanda yvette yvonne zachary zoe
"""
_FROM_ELSEWHERE = """
abdel abdoulaye ahmed aisha alejandro aleksandra ali amadou amar amina aminata amir anh anil anita anjali
antonio aoife arjun assia bianca boris carlos chen ciaran deepak dmitri eduardo elena eoin ernesto fadi
farah fatou fatoumata fernando francesca giovanni giulia giuseppe gurpreet hamid hamza harpreet hassan
hiroshi huong hussein ibrahim igor imane ines isabela ivan jamal javier jing jorge jun kamal karim katarzyna
kenji khadija khaled khalid kofi kwame lakshmi latifa layla leila linh luca lucia luigi luis mahmoud mairead
malika mamadou manuel marco mariam marta mateo mehdi mei miguel mihai mohamed mohammad mohammed mourad
moussa mustafa nabil nadir natalia neville nguyen niamh nikolai noor nour oisin olga omar osei oumar pablo
padraig paolo pedro piotr pooja priya rachid rafael rahul rajesh rania ravi rosa sadia salma samir samira
sandeep sanjay saoirse sergio siddharth simran sinead siobhan sofia sofiane soraya stefan sunita svetlana
tariq thanh thi tomasz vijay vladimir wei xiao yasmina yasmine youssef yuki yusuf zainab zineb
"""

FIRST_NAMES = frozenset(f"{_FRENCH} {_ENGLISH} {_FROM_ELSEWHERE}".split())
