"""Names that stand for one another: short and pet forms, and spellings of one name from other scripts."""

from __future__ import annotations

from collections import defaultdict

_SHORT_FORMS = """
aaliyah ali liyah lia
abdul abdullah abdullahi abdulla abz
abigail abi abby abbie gail
abraham abe bram ibrahim
adam ads adz
adebayo bayo ade
adewale wale ade
adeola ola ade
agnieszka aga agusia
aisha ayesha eesha ash
alan al allan allen
albert al bert bertie
aleksander alek olek alex
aleksandra ola alex
alexander alex alec al sandy xander sasha lex zander
alexandra alex alexa sandra sandy lexi sasha lex
alfred alf alfie fred freddie
alice ali allie
alison ali allie
amanda mandy manda
amelia milly amy mia millie
amina ameena mina
andrea andi andy
andrew andy drew andre
andrzej jedrek andy
aneta anetka
angela angie ange
anna annie ania anya anka ana ann
anne annie nan nancy
annabel bella annie anna
anthony tony ant antony toni
antonia toni tonia
arabella bella ara
archibald archie
arthur art artie
barbara babs barb barbie basia
bartosz bartek
beatrice bea trixie bee
benjamin ben benny benji benjy
bernadette bernie
bernard bernie
beverley bev beverly
bolaji bola
bradley brad
bridget biddy bridie
bronwen bron
caitlin cait catie katie
callum cal
cameron cam
carol caz
caroline carrie caz caro lyn
cassandra cass cassie
catherine cath cathy kate katie cat kitty katy
cerys ces
charles charlie chas chuck chaz
charlotte charlie lottie char lotte
chibueze chibu
chidi chidiebere
chinonso nonso
chinedu nedu edu
chloe clo
christina chris tina chrissie chrissy
christine chris chrissie chrissy tina
christopher chris topher kit kris
clara clare
clementine clemmie clem
constance connie
cordelia delia
courtney court
craig craigy
cynthia cindy
cyril cy
daniel dan danny dani
danielle dani danni
dafydd dai dav daf
daphne daph
darren daz dazza
david dave davey davie dai
dawid dawidek
deborah deb debbie debs
denise den
dennis den denny
derek del rick
dimitri dima mitya
dominic dom nick
dominik domino
donald don donny
dorothy dot dotty dolly dottie
douglas doug dougie
duncan dunc
edmund ed eddie ned ted
edward ed eddie ted teddy ned
eleanor ellie nell nelly nora elle lenny
elizabeth liz lizzie beth betty eliza libby lizzy bess betsy lisa bessie lilibet elsie ela
elisabeth liz lizzie beth lisa
elzbieta ela
ellen nell ellie
emily em emmy millie emi
emma em emmy
emmanuel manny emeka
esther essie
eugene gene
evangeline eva evie
eve evie
evelyn eve evie lyn
ezekiel zeke
faith fay
fatima fatma fatou fati fatoumata
felicity flick fliss
florence flo flossie florrie
frances fran frankie franny
francesca fran frankie chess cesca
francis frank frankie fran
franciszek franek
frederick fred freddie freddy
gabriel gabe gab
gabriella gabby ella gaby gabi
gareth gaz gary
gary gaz gazza
gavin gav
geoffrey geoff jeff
george georgie geo
georgia george georgie
georgina georgie gina george
gerald gerry
gerard gerry ged
gillian gill jill gilly
giovanni gianni gio
grace gracie
graham gray
gregory greg
grzegorz grzes greg
gurpreet guri preet
guy guido
gwendolyn gwen
hannah han hanny
harold harry hal
harpreet harp preet
harriet hattie harry hats
harrison harry
harvey harv
hassan hasan hass
heather heath
helen nell nelly nellie lena
henrietta hettie etta
henry harry hal hank
hope hopey
hugh huw hughie
humphrey humph
hussein hussain hus
ifeoma ify ifeh
ikechukwu ike ik iyke
imogen immy imo immie
isaac ike zac
isabel izzy bel bella issy isla
isabella izzy bella issy bel
isabelle izzy belle issy
jack jacky jackie
jacob jake jay kuba
jacqueline jackie jacqui jacs
jakub kuba kubus jake
james jim jimmy jamie jem jay jimbo
jan janek jasiu
jane janey janie
janet jan
jason jay jase
jasmine jas jazz jasmin jaz
jaswinder jas jassi
jeffrey jeff
jennifer jen jenny jenni jennie
jeremiah jerry jez
jeremy jez jerry jem
jerome jerry
jessica jess jessie jessi
jerzy jurek
joanna jo joanne asia aska
joanne jo jojo
john johnny jon jack johnnie
jonathan jon jonny johnny nathan
jordan jordy
joseph joe joey jo
josephine jo josie jojo
joshua josh
joyce joy
julia jules julie
julian jules
julie jules
juliet jules
justin jus
kamaldeep kamal
karen kaz
katarzyna kasia kaska kate
katherine kate kathy katie kath kat katy kit kitty
kathleen kath kathy kate
kathryn kate kath kathy katie kat
keith keefy
kelly kel kell
kenneth ken kenny
kevin kev
khadija khadijah khadeeja dija
kimberley kim kimmy kimberly
kirsten kirsty
krystyna krysia
krzysztof krzys krzysiek kris chris
kwame kwam
lakshmi laxmi
latoya toya
laura lau laurie
lauren laurie loz
lawrence larry laurie lol
leanne lee
leonard len lenny leo
leroy roy
leslie les
lewis lew lou
lilian lily lil
lillian lily lil
llewellyn llew lyn
louis lou louie
louise lou lulu
lucas luke luc
lucinda lucy cindy
lucy lu luce
lukasz luk lukaszek
lydia lyds
lynette lyn
madeleine maddy maddie mads
magdalena magda
malcolm mal malc
malgorzata gosia malgosia
manpreet manny preet
marcus marc
margaret maggie meg peggy marge margie peg greta madge daisy
maria marie mary marysia
mariam maryam miriam mimi
marjorie marge
mark marky marko
martin marty mart
martha mattie
mary molly polly mae may
mateusz mati mat
matilda tilly tilda mattie
matthew matt matty mat
maureen mo
maurice mo
maxwell max
maximilian max
may maisie mae
megan meg meggie
melanie mel
melissa mel lissa missy
michael mike mick mickey micky mikey mitch
michal misiek
michelle shell chelle shelly
mildred millie
miranda randy mindy
mohammed mo moh mohd moe hammad
mollie molly
morgan mo
monica mon
muhammad mo md moh
nadine nads
naomi nomi
natalia natalka nat tala
natalie nat natty
natasha tasha nat tash
nathan nate nath
nathaniel nat nate nathan
neil neily
ngozi ngo
nicholas nick nicky nico
nicola nicky nic nikki nicci
nigel nige
nkechi kechi
nkechinyere nkechi kechi
norman norm
obinna obi
odhran odie
oisin osh
oliver ollie olly ol
olivia liv livvy livi
oluwaseun seun
oluwatobi tobi
oluwaseyi seyi
olufunmilayo funmi
oscar oz ozzy
owen owain
pamela pam
patricia pat patsy tricia trish paddy patty
patrick pat paddy rick packie
paul paulie
pauline paul
pawel pawelek
penelope penny pen nell
peter pete
philip phil pip
phillip phil pip
philippa pippa pip phil
phoebe phebes
piotr piotrek peter
polly pol
priscilla cilla pris
priyanka pri priya
przemyslaw przemek
rachel rach rachie
rajesh raj
rajinder raj
raymond ray
rebecca becky becca bex beck becs
reginald reg reggie
rhiannon rhi annon
richard rich dick rick richie ricky dickie
robert rob bob bobby robbie bert robby
roberta bobbie
roderick rod
rodney rod
roger rodge
ronald ron ronnie
rosalind ros roz
rosemary rosie rose
rose rosie rosa
rowan ro
roxanne roxy
rukhsana rox
ruth ruthie
ryszard rysiek
samantha sam sammy sami
samuel sam sammy
sandra sandy
sarah sally sara sadie
scarlett scar lettie
sean shaun
sebastian seb bas
selina sel
shannon shan
sharon shaz shazza
shaun shauny
sheila she
siobhan shiv
sian shan
sidney sid
silvester sly
simon si sim
sinead neady
sofia sofe sophie sof sofi
sophia sophie soph
sophie soph
stanislaw staszek stas
stanley stan
stefan stef
stephanie steph stef
stephen steve stevie ste
steven steve stevie ste
stewart stu
stuart stu
summer sum
susan sue susie suzie sukey
suzanne sue suzie
sylvia syl
tabitha tabby
tadeusz tadek
tamara tammy tam
tamika tam mika
tanya tan
tariq taz
terence terry tel
teresa terri tess tessa
theodore theo ted teddy
theophilus theo
theresa terri tess tessa
thomas tom tommy
tiffany tiff
timothy tim timmy
tobias toby
tomasz tomek tom
tracey trace tracy
tremaine trey
tristan tris
uchenna uche
valerie val
vanessa nessa ness
veronica ronnie vera
victor vic
victoria vicky tori vic vicki vix
vincent vince vinny
violet vi
virginia ginny ginger
vivian viv
vivienne viv
walter wally walt
waldemar waldek
wendy wend
wilfred wilf fred
wilhelmina mina billie minnie
william will bill billy willy liam wills willie
winifred winnie freda
winston win
wojciech wojtek
yasmin yas jasmine
yetunde yeti tunde
yusuf yousef jo
zachary zac zach zack zak
zainab zee zaynab zay
zbigniew zbyszek
zofia zosia
zoe zo
zuzanna zuzia
"""

_SPELLINGS = """
aaliyah aliyah aliya alia aleeyah
abdallah abdullah abdulla abdellah
abdulrahman abdurrahman abdurahman abdelrahman abdirahman
ahmad ahmed ahmet achmed
aidan aiden aydan
aisha ayesha aysha aishah aaishah aicha aïsha aishat
ali aly
alisha aleesha alicia alesha
amina aminah ameena aaminah
amir ameer emir
anas anass
ann anne
bilal belal billal
bryan brian bryon
caitlin kaitlyn catelyn kaitlin katelyn
catherine katherine kathryn catharine katharine cathryn katheryn
cian kian keane
claire clare clair
dariusz darius
deniz denis dennis
elizabeth elisabeth
eoin owen eoghan
erik eric erick
fatima fatimah fatema faatimah fatma
farooq faruk farouk faruq
fiona ffion
gabriela gabriella
geoffrey jeffrey jeffery
hamza hamzah hamzeh
hanna hannah hana
hasan hassan hasaan
hussain hussein husain husayn hussayn hossain hosein huseyin
ibrahim ebrahim ibraheem
iman imaan eman
isa eesa issa
ishaq ishak isaac
ismail ismael ishmael esmail
jamil jameel
jon john
jonathan jonathon johnathan
kaleb caleb
karim kareem
karl carl
kelly kelley kellie
khadija khadijah khadeeja kadija hadija
khalid khaled
laila layla leila leyla layla
lewis louis
luis louis
maria mariah mariya
mariam maryam miriam maryum mariyam meryem
mark marc marek
mahmoud mahmood mahmud mehmood
mathew matthew
michael micheal michal mikael
mohammed muhammad mohammad mohamed muhammed mohamad muhamed mohamud mohd mahomed mehmet
mustafa mustapha moustafa
nasir naseer nasser
natalia natalya
niamh neve nieve
nicholas nicolas nikolas
noor nur nour noora
oluwaseun oluseun
omar umar omer
osman usman uthman othman
philip phillip filip
rachel rachael
rahim raheem
rania raniya
rashid rasheed rachid
rebecca rebekah rebecka
ruqayyah ruqaya rukaya roqaya
saad sa'ad
sabrina sabreena
said saeed sayeed sayed
salma selma
sara sarah
sean shaun shawn
shaikh sheikh sheik shaykh
sharif shareef cherif
sinead shinead
siobhan shevaun chevonne
sofia sophia zofia sofya
stephen steven stefan
suleiman sulaiman suleman soliman suleyman
syed sayed sayyid saiyed
taha tahaa
tariq tarek tarik tareq
theresa teresa
thomas tomas
umair omair
yahya yahia
yasin yaseen yassin
yasmin yasmeen jasmin yasmine jasmine
yusuf yousef yousuf youssef yusef yousaf josef
yunus younis younus yunis
zainab zaynab zeinab zeynep zainub
zakariya zakaria zakariyya zachariah
zara zahra zahraa
begum begam
bhatti bhati
chaudhry chaudhary choudhury chowdhury chaudhri choudhary choudhry
dhillon dillon
ghulam gulam
hosseini husseini
iqbal eqbal
jahangir jehangir
kaur cour
khatun khatoon
malik malick
mirza meerza
oconnor oconner
qureshi quraishi koreshi
rehman rahman
siddique siddiqui siddiqi
smith smyth smythe
sheikh shaikh shaykh
uddin udin
ullah ulla
wojciechowski wojciehowski
"""


def _table(rows: str, *, by_first: bool) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for first, *others in (row.split() for row in rows.strip().splitlines()):
        group = {first, *others}
        for name in group:
            table[name] |= {first} if by_first and name != first else group
        table[first] |= group
    return {name: frozenset(group - {name}) for name, group in table.items()}


_BY_SHORT_FORM = _table(_SHORT_FORMS, by_first=True)
_LONG_FORMS = frozenset(row.split()[0] for row in _SHORT_FORMS.strip().splitlines())
_BY_SPELLING = _table(_SPELLINGS, by_first=False)


def short_forms(name: str) -> frozenset[str]:
    """What a folded given name is shortened to, and what it may itself be short for."""
    same = {name, *_BY_SPELLING.get(name, ())}
    near = {short for spelling in same for short in _BY_SHORT_FORM.get(spelling, ())}
    whole = {long for long in near if long in _LONG_FORMS}
    return frozenset(near | {short for long in whole for short in _BY_SHORT_FORM[long] if name not in _LONG_FORMS}) - {
        name
    }


def spellings(name: str) -> frozenset[str]:
    """Other spellings of a folded name that comes from another script or tongue."""
    return _BY_SPELLING.get(name, frozenset())
