"""Words beside a word that tell whether it stands for a person."""

from __future__ import annotations

from anonymity.matching.wording import words

RELATIVES = words(
    """
    mother father mum mam mom dad mummy daddy brother sister sibling siblings twin son daughter child baby boy
    girl partner husband wife boyfriend girlfriend fiance uncle aunt auntie aunty cousin nephew niece nan nana
    nanna gran granny grandma grandad grandpa grandmother grandfather stepfather stepmother stepdad stepmum
    stepbrother stepsister stepson stepdaughter grandson granddaughter grandparent friend neighbour carer lodger
    ex toddler infant teenager fiancee godmother godfather pupil patient resident tenant
    """
)
TITLES = words(
    """
    mr mrs ms miss mx dr doctor prof professor sir rev reverend pc dc ds di dci sgt sergeant inspector constable
    nurse judge cllr councillor baby midwife teacher gp officer worker coroner paediatrician sw hv sister auntie
    aunty uncle aunt
    """
)
ROLES = words(
    """
    worker officer visitor nurse teacher midwife lead manager practitioner doctor paediatrician consultant
    constable clinician adviser advisor supervisor reviewer
    """
)
DEEDS = words(
    """
    said says told tells asked asks reported reports disclosed discloses denied denies stated states explained
    explains described describes attended attends arrived arrives lived lives moved moves stayed stays went goes
    came comes left leaves returned returns slept sleeps woke cried cries fell died ate eats drank drinks played
    plays smoked smokes felt feels thought thinks believed believes wanted wants knew knows refused refuses
    agreed agrees admitted admits phoned texted rang met meets spoke speaks saw sees heard hears visited visits
    took takes gave gives brought carried hit pushed shook punched slapped married separated presented weighed
    suffered sustained loved loves liked likes enjoyed enjoys hated collected dropped picked became kept lost
    made makes got received sat sits stood tried turned used walked ran wrote wore wears looked remained
    continued declined missed replied answered shouted screamed cooperated engaged disengaged alleged recalled
    remembered appeared seemed began started stopped worked works joined mentioned noted recorded complained
    insisted claimed contacted called threatened assaulted hurt injured bruised laughed smiled hid climbed
    crawled fed settled absconded self-harmed overdosed relapsed confided apologised didn't doesn't hadn't
    hasn't wasn't isn't couldn't wouldn't won't never
    """
)
BEING = words(
    """
    was is has had does did were would could should might can will be been being now then also often always
    usually sometimes later
    """
)
OPENING = words(
    """
    with when while where if because although though since after before once as and but so yet nor or for from
    to by of about at on in that how why what who then there here both neither either only even perhaps maybe
    did does do was is had has have were are could should would can also later today yesterday between beside
    besides despite unlike like whether until unless whenever seeing hearing asking telling however afterwards
    meanwhile thereafter instead now still again soon next
    """
)
LASTING = words(
    """
    saw sees brought brings began begins started starts came comes went goes ended remained appeared took gave
    made lost continued met looked seemed turned
    """
)
GRADES = words("good best strong young fair poor")
RATED = words("judged graded deemed rated rating rag coded flagged marked turned")
PERSONAL = words("himself herself themself themselves who whose whom aged")
ABOUT = words(
    """
    with to for from by about of told asked saw and but that when if because where while how whether said
    between against called named is was contact notes interview discussion conversation visit meeting statement
    account letter beside alongside like as than met seen
    """
)
DETERMINERS = words(
    """
    the a an this these those any each every no our its some another one which what whose such per half
    """
)
IN_TIME = words(
    """
    in on during since until till by last next this early late mid before after from throughout every through
    over around end of
    """
)
FOLLOWERS_IN_TIME = words(
    """
    half term holiday holidays break months month bank day school exam exams fair sales
    """
)
SEASONS_AND_MONTHS = words(
    """
    spring summer autumn winter january february march april may june july august september october november
    december easter christmas noel eid diwali
    """
)
DIRECTIONS = words("north south east west northern southern eastern western central mid upper lower")
ABSTRACT = words(
    """
    hope faith grace joy mercy charity love peace patience honour glory comfort trust justice prudence verity
    constance serenity harmony bliss clemency felicity courage wisdom blessing favour goodness destiny liberty
    unity victory fortune
    """
)
MODALS = words("will may might can must would")
COLOURS = words(
    """
    brown black white green grey gray blue red rose amber violet ruby olive hazel scarlet golden silver jade
    indigo
    """
)
PROPER_BUT_NO_PERSON = (
    SEASONS_AND_MONTHS
    | DIRECTIONS
    | words(
        """
    monday tuesday wednesday thursday friday saturday sunday christian church islam jordan chelsea chester kent
    devon paris sydney florence london lincoln york bradford preston lancaster stafford surrey england ireland
    wales scotland india israel china georgia virginia asia africa america europe washington carlisle kingston
    richmond sutton barnet camden white black british asian english young early best bill act page part section
    art sky star river green royal general park hill bishop king queen prince
    """
    )
)
GROUPS_AND_PLACES = words(
    """
    street road lane avenue close drive way crescent court place terrace gardens grove park hill house ward
    hospital hospice school primary academy nursery college university centre center clinic surgery practice
    church trust council county borough district area locality region team service services hub division wing
    yorkshire midlands sussex london lothian lancashire berkshire wales ham bromwich end side coast country bank
    bridge wood field farm station line group foundation charity project programme program scheme act bill
    report review inquiry paper guidance framework model tool toolkit strategy policy protocol code term holiday
    holidays day days sunday monday ball bear bears sauce bread rice sugar carers people persons person offender
    offenders offending british irish african caribbean asian european english minority ethnic lodge lodges
    hotel inn pub arms building room suite unit police constabulary fire safeguarding partnership board panel
    forum network alliance cottage villa tree bowl window garden library theatre museum ltd limited plc co llp
    sons associates solicitors cathedral parish diocese community family festival award prize fund appeal
    """
)
NUMBERED = words("mark page part section bill chapter appendix art level grade stage")
LAWS = words("law laws rule act")
HEADING_ROLE = words(
    """
    name names child mother father sibling worker author from to cc re dear subject signed contact initials by
    client patient
    """
)
HOUSEHOLD = words("family household siblings brothers sisters twins boys girls parents residence")
STATES = words(
    """
    seen told asked visited taken arrested known born excluded discharged placed moved living staying asleep
    aged unwell afraid scared hiding pregnant present absent admitted referred weighed examined interviewed
    charged convicted alone upset angry frightened crying years months weeks old brought removed adopted spoken
    met heard described supported bruised hurt registered enrolled married working drinking sleeping eating
    attending missing late guarded quiet happy
    """
)
SAID_OF_THINGS = words("expressed placed restored renewed offered given shared important central key vital essential")
