"""The set that the weights are tuned on: families, sentences and distractors of its own."""

# ruff: noqa: E501  # one case a line

from __future__ import annotations

import random

from anonymity.passages import Passage
from anonymity.tests.measuring import Plant, by_case, ways_in_addresses, ways_of_name

PEOPLE = [
    "Leila Haddad", "Reuben Ostrowski", "Chidinma Eze", "Siân Pritchard-Vale", "Will Hargrave", "May Dunstable", "Mark Penhallow",
    "Grace Winterton", "Hope Marchbank", "Jaxon West", "Keira Brown", "Summer Locke", "Rose Ferrier", "Faith Oyelaran", "Dylan Young",
    "Frank Skipwith", "Joy Abernathy", "Ivy Tarrant", "Poppy Grantley", "Dean Furlong", "April Quayle", "Jordan Hislop", "Connor O'Leary",
    "Hamish McAllister", "Tariq Mahmood", "Amber Field", "Robin Chase", "Ruby Page", "Jade King", "Sky Bishop", "Holly Green",
    "Jack White", "Bill Hardcastle", "Penny Price", "Dawn Castleford", "Angel Mbeki", "Eve Blackwood", "Heather Long",
]  # fmt: skip
NICKNAMES = {"Leila Haddad": ("Lulu",), "Reuben Ostrowski": ("Roo", "Benji")}
OTHERS = [
    ("date_of_birth", "3 August 2018"), ("date", "22/09/2021"), ("address", "117 Cobblers Yard, Penwick"), ("postcode", "QX7 2HD"),
    ("school", "St Aldhelm's Primary School"), ("place", "Penwick"), ("place", "Thornbeck Children's Home"), ("phone", "01632 960555"),
    ("email", "sparklehorse19@example.net"), ("nhs_number", "999 123 4563"), ("condition", "Menkes disease"), ("reference", "PX-2281/934"),
    ("professional", "Dr Imran Sethi"), ("professional", "Lucy Wainfleet"),
]  # fmt: skip

FOR_NAMES = [
    "On the second visit {} was asleep upstairs.",
    "{} told the nurse that nothing had happened.",
    "Concerns about {} were first raised by the nursery.",
    "The health visitor weighed {} and found no concerns.",
    "Neighbours had seen {} in the garden after dark.",
    "An ambulance took {} to the emergency department.",
    "No one asked {} what life at home was like.",
    "Practitioners described {} as guarded.",
    "The house was shared with {} and two dogs.",
    "In June a letter was sent to {} at the old address.",
    "{} had been excluded twice.",
    "The panel learnt that {} attended only one appointment.",
    "Records held by the GP show that {} registered late.",
    "Her brother, {}, was not known to services.",
    "This was the last time that {} was seen alive.",
]
FOR_LABELS = ["{}", "Record of {}", "Genogram: {}", "Statement by {}", "{} (chronology)"]
FOR_OTHERS = {
    "date_of_birth": ["The red book gives {} as the date of birth.", "Born on {}, the baby was well.", "DOB: {}"],
    "date": ["Police were called on {} by a passer-by.", "After {} there were no more visits."],
    "address": ["Officers went to {} that evening.", "The tenancy was at {}."],
    "postcode": ["The parcel was sent to {} by mistake.", "Homes in {} were visited."],
    "school": ["Attendance at {} was poor.", "Staff from {} came to the meeting."],
    "place": ["They had moved to {} in the spring.", "The taxi came from {}."],
    "phone": ["Calls to {} were not answered.", "Tel: {}"],
    "email": ["Messages came from {} every day.", "Email: {}"],
    "nhs_number": ["The wrong notes were filed under {}.", "NHS No. {}"],
    "condition": ["The child had {} from birth.", "A diagnosis of {} was made."],
    "reference": ["See case file {} for details.", "Ref {}"],
    "professional": ["The assessment was signed by {}.", "{} chaired the conference."],
}
WAYS_OF_OTHERS = {
    "3 August 2018": [
        "3 August 2018", "3rd August 2018", "03/08/2018", "3/8/18", "3.8.18", "03-08-2018", "2018-08-03", "August 3, 2018", "Aug 3rd 2018",
        "3 Aug 2018", "the third of August 2018", "Friday 3 August", "Friday, 3rd August 2018", "3rd of August", "03 08 2018", "3-Aug-18",
        "the 3rd day of August 2018", "3 August\n2018", "3\u00a0August 2018", "third of August two thousand and eighteen",
    ],
    "22/09/2021": ["22 September 2021", "22nd Sept 2021", "22/9/21", "22.09.21", "2021/09/22", "Wednesday 22 September", "20-22 September 2021", "22nd of September", "the twenty-second of September", "September 22nd", "09/22/2021"],
    "117 Cobblers Yard, Penwick": ["117 Cobblers Yard, Penwick", "117 COBBLERS YARD", "117, Cobblers Yard", "117 Cobblers Yd", "117 Cobbler's Yard", "117 Cobblers\nYard", "117 Coblers Yard", "Cobblers Yard"],
    "QX7 2HD": ["QX7 2HD", "QX72HD", "qx7 2hd", "QX7  2HD", "QX7\n2HD", "QX7-2HD", "QX7\u00a02HD"],
    "St Aldhelm's Primary School": ["St Aldhelm's Primary School", "St. Aldhelm's", "Saint Aldhelm’s Primary", "ST ALDHELMS PRIMARY SCHOOL", "St Aldhelm's Primary", "St Aldelm's Primary School", "St Aldhelm's School"],
    "Penwick": ["Penwick", "PENWICK", "Pen-\nwick", "penwick", "Penwikc"],
    "Thornbeck Children's Home": ["Thornbeck Children's Home", "Thornbeck Childrens Home", "Thornbeck", "THORNBECK CHILDREN’S HOME"],
    "01632 960555": ["01632 960555", "01632960555", "(01632) 960555", "+44 1632 960555", "+44 (0)1632 960 555", "0044 1632 960555", "01632-960-555", "01632 96 05 55", "01632.960555"],
    "sparklehorse19@example.net": ["sparklehorse19@example.net", "SparkleHorse19@Example.net", "sparklehorse19 @ example.net", "sparklehorse19 at example dot net", "sparklehorse19", "sparklehorse19(at)example.net"],
    "999 123 4563": ["999 123 4563", "9991234563", "999-123-4563", "999.123.4563", "99 91 23 45 63", "999\u00a0123\u00a04563"],
    "Menkes disease": ["Menkes disease", "Menkes' disease", "menkes disease", "MENKES DISEASE", "Menke's disease", "Menkes"],
    "PX-2281/934": ["PX-2281/934", "PX 2281 934", "PX2281934", "px-2281-934", "PX/2281/934"],
    "Dr Imran Sethi": ["Dr Imran Sethi", "Dr Sethi", "Imran Sethi", "I. Sethi", "SETHI, Imran", "Dr I Sethi", "Sethi"],
    "Lucy Wainfleet": ["Lucy Wainfleet", "Ms Wainfleet", "Lucy", "Luce", "Lucinda Wainfleet"],
}  # fmt: skip
DISTRACTORS = """
Will the plan change anything for children?|Will professionals recognise this next time?|The father’s will was never found.|will be reviewed|What will be different|Agencies will report back.
May half-term fell in the same week.|The order was made in May.|It lapsed on 4 May 2016.|May and June were busy months.|Staff may not have known.|There may be other children.|From May until July nobody called.|By mid-May the plan had ended.|May saw three further referrals.
Mark schemes were not used.|The bruise left a mark.|Quality Mark accreditation was renewed.|Bench Mark 3 was not met.|This did not mark a change.|A Question Mark hung over the plan.|Mark each answer from one to five.
By the grace of good fortune he lived.|Grace periods are set in policy.|Staff showed grace under pressure.|Amazing Grace was sung at the funeral.|a period of grace
Hope Street Surgery closed in 2014.|We hope this helps.|Hope was expressed that things would improve.|It is to be hoped.|In the hope of change, a plan was drawn up.|The Hope Centre runs groups.
West Yorkshire Police attended.|The West area team was short of staff.|Families in the West of the county wait longer.|North West Ambulance Service responded.|West Midlands agencies took part.|west wing|A member of the West team called.
Brown envelopes piled up.|The Brown family centre is not a real place.|brown bruises|A Brown Bear toy was on the floor.|The liquid was brown.|Brown and yellow bruising was seen.
Summer holidays are a risk.|Over the Summer there were no visits.|The Summer term ended early.|During summer 2019 calls rose.|Summer activities were offered.|In the Summer of 2018 the family moved.
Numbers rose each year.|Rose Ward was full.|Concerns rose again.|Rose bushes lined the path.|He rose early.
Faith leaders were consulted.|The father acted in good faith.|Faith schools were included.|All Faith Communities should be asked.|faith and culture|Faith was important to the family.
Young people said they felt unheard.|Young Carers assessments were late.|The Young Person's Advisor left.|young children|Young mothers need more help.|A Young Offender Institution was named.
To be frank, this was poor.|Frank conversations are hard.|A frank exchange took place.|Talk to Frank is a drugs helpline.
Joy was short-lived.|There was joy in the room.|Joy and laughter were reported.
Ivy covered the wall.|The Ivy Trust gave evidence.
Poppy seeds were found.|Poppy Day was marked.
The Dean of the cathedral spoke.|Dean Park Surgery wrote.
In April the case closed.|April 2019 was the last contact.|April to June saw no visits.|Since April nothing has changed.
Children in Jordan were studied.|Jordan House is a refuge.
An Amber rating was given.|The plan was rated Amber.|amber alert
A robin sat on the sill.|Robin Hood Academy Trust|robin redbreast
Page 4 of the report|Page numbers were missing.|See page ten.
The King's Fund report was read.|King’s College Hospital|King Street
Sky News reported the trial.|The sky was dark.
Green Paper proposals were made.|Green spaces matter.|The Green team
White British families were most of the sample.|White goods were broken.|The White Paper was delayed.
The Children's Wellbeing Bill will change this.|Bill payments were missed.|An unpaid bill
Penny for your thoughts|Not a penny was spent.
The price was high.|Price lists|Full Price tickets
At dawn officers came.|Dawn raids were made.|Dawn broke.
Guardian angel schemes|Angel Delight was eaten.
On New Year's Eve the police came.|Christmas Eve 2017|on the eve of the hearing
Heather and gorse covered the moor.|heather
Long waits were usual.|How long did it take?|A Long Term Team took over.|Long Covid
Chase up letters were not sent.|The chase ended.
Field workers visited.|The field was muddy.|Field notes
The bishop wrote.|Bishop Street clinic|The Bishop of Durham spoke.
Jack and Jill Nursery Ltd is a chain.|A car jack was found.
Ruby slippers|Ruby Tuesday restaurant
Jade green walls|jade
Holly and mistletoe|Holly bushes
The Director, Sandra Peel, thanked all agencies.|Karen Malloy wrote the foreword.|The reviewer, Anita Rowe, met staff.|Professor Munro’s review was influential.|Sarah’s Law was discussed.|Clare's Law disclosures rose.
Guidance was issued on 5 August 2018.|The audit of 3 August 2017 was cited.|Version 3.8 of the tool|On 22 October 2021 the panel met.|Working Together 2018 applies.|Section 47 enquiries began.|About 22 per cent were late.
Childline is on 0800 1111.|Ring 01632 960999 for the partnership.|The reference number is PX-2281/935.|NHS England published data.
St Andrew's Primary School is not involved.|The school nurse called.|a children's home|Penrith was mentioned.|He was pen-pals with a friend.
"""


def distractors() -> list[str]:
    """Sentences in which none of the terms is meant."""
    return [text for line in DISTRACTORS.strip().splitlines() for text in line.split("|")]


def _manner(way: str) -> str:
    return "label" if "file" in way else "address"


def plants(seed: int = 7) -> list[Plant]:
    """Every way of writing of every term, each in a sentence of its own, and the distractors."""
    rng = random.Random(seed)
    sharing = by_case(PEOPLE)
    made: list[Plant] = []
    for number, name in enumerate(PEOPLE, 1):
        for way, text in ways_of_name(name, rng):
            sentence = rng.choice(FOR_NAMES if rng.random() < 0.8 else FOR_LABELS)
            made.append(Plant(Passage("body", sentence.format(text)), f"t{number}", way, text, sharing(text)))
        made += [
            Plant(Passage("link", whole, _manner(way)), f"t{number}", way, text, sharing(text))  # type: ignore[arg-type]
            for way, text, whole in ways_in_addresses(name)
        ]
        made += [
            Plant(Passage("body", rng.choice(FOR_NAMES).format(nick)), f"t{number}", "nickname", nick)
            for nick in NICKNAMES.get(name, ())
        ]
    for number, (kind, value) in enumerate(OTHERS, len(PEOPLE) + 1):
        made += [
            Plant(Passage("body", s.format(text)), f"t{number}", kind, text)
            for text in WAYS_OF_OTHERS[value]
            for s in FOR_OTHERS[kind]
        ]
    return made + [Plant(Passage("body", text), "", "distractor", "") for text in distractors()]
