"""The last set: written after all tuning, measured once, and left as it was. Whole paragraphs, as reports have them."""

# ruff: noqa: E501  # one case a line

from __future__ import annotations

from anonymity.passages import Passage
from anonymity.tests.measuring import Plant, by_case

PEOPLE = [
    "Sunita Rai-Hughes", "Marek Zieliński", "Temitope Balogun", "Gethin Pugh", "Rashid al-Amin", "Charity Waters", "Victoria Rivers",
    "Bobby Short", "Kelly Law", "Jasmine Rose Peach", "Ray Sharp", "Melody Power", "Dolly Good", "Ash Moor", "Crystal Glass",
    "Fatoumata Diallo", "Zsófia Kovács", "Rhodri ab Owain", "Amrit Singh Gill", "Eilidh MacLeod",
]  # fmt: skip
NICKNAMES = {"Temitope Balogun": ("Temi",), "Bobby Short": ("Bobs",)}
OTHERS = [
    ("date_of_birth", "21/12/2017"), ("date", "1 March 2023"), ("address", "9 Larkspur Way, Dunholme"), ("postcode", "W1A 0AX"),
    ("school", "The Vine Infants' School"), ("place", "Saltergate Family Hub"), ("phone", "0113 496 0777"), ("email", "tiny.dancer@example.com"),
    ("nhs_number", "943 476 5919"), ("condition", "Angelman syndrome"), ("reference", "LA22-01984"), ("professional", "Sgt Nadia Iqbal"),
]  # fmt: skip
ALLOWED = (("reviewer", "Helen Power"), ("pseudonym", "Baby Juniper"), ("public_body", "Dunholme District Council"))
LEAD = "The Rapid Review met within fifteen days. Agencies brought chronologies, and the Panel agreed that a full review would follow. "
TAIL = (
    " Supervision did not pick this up. Managers told the author that the team may have been carrying too many cases."
)

NAMED = [
    ("t1", "Sunita Rai-Hughes", "Housing had a note from {} about the boiler."), ("t1", "Sunita Rai", "A cousin of {} raised the alarm."), ("t1", "Mrs Rai-Hughes", "{} did not open the door."),
    ("t1", "S. Rai Hughes", "The form was countersigned by {}."), ("t1", "SUNITA", "The card read “for {} with love”."), ("t1", "Rai-\nHughes", "The name {} was on the bell."), ("t1", "sunita raihughes", "The text came from {} at midnight."),
    ("t2", "Marek Zielinski", "{} worked nights at the depot."), ("t2", "Mark Zieliński", "His manager knew him as {}."), ("t2", "Zieliński M.", "The rota lists {} twice."), ("t2", "Zielinsky", "A neighbour spelt it {}."), ("t2", "Marek’s", "It was {} idea to leave."), ("t2", "M.Z.", "The diary mentions {} on most days."),
    ("t3", "Temi", "{} said she was fine."), ("t3", "Balogun, Temitope", "File of {}."), ("t3", "T Balogun", "The parcel was for {}."), ("t3", "Temitope  Balogun", "The register has {} as absent."), ("t3", "Temitop Balogun", "One email calls her {}."), ("t3", "Temitope B.", "The teacher wrote of {} with warmth."),
    ("t4", "Gethin", "The dog belonged to {}."), ("t4", "Mr Pugh", "Nobody rang {} back."), ("t4", "G. Pugh", "The receipt is made out to {}."), ("t4", "PUGH", "The envelope was marked {}."), ("t4", "Ge\u200bthin Pugh", "The CCTV shows {} leaving."),
    ("t5", "Rashid Al Amin", "{} translated for his wife."), ("t5", "Rasheed al-Amin", "The passport says {}."), ("t5", "al-Amin", "A letter to {} came back."), ("t5", "R. al-Amin", "{} signed for it."),
    ("t6", "Charity", "No one had told {} about the hearing."), ("t6", "Charity Waters", "{} slept downstairs."), ("t6", "Waters", "Officers found that {} had gone."), ("t6", "Ms Waters", "The duty worker saw {} at noon."), ("t6", "Charity’s", "By then {} bruises had faded."),
    ("t7", "Vicky Rivers", "A friend, {}, was staying too."), ("t7", "Victoria", "Her sister {} was six."), ("t7", "Rivers", "In interview {} denied it."), ("t7", "V. Rivers", "Bail was granted to {}."),
    ("t8", "Bobby", "The twins and {} shared a room."), ("t8", "Bobs", "At nursery {} hid under tables."), ("t8", "Robert Short", "The birth certificate reads {}."), ("t8", "Short", "The constable noted that {} smelt of alcohol."), ("t8", "bobby short", "tell them {} did it"),
    ("t9", "Kelly", "It fell to {} to call for help."), ("t9", "Miss Law", "{} was not believed."), ("t9", "Law", "Her grandmother said that {} never came."), ("t9", "LAW Kelly", "Entry 14: {}."),
    ("t10", "Jasmine", "A bruise was seen on {} that week."), ("t10", "Jas Peach", "Friends call her {}."), ("t10", "Jasmine Peach", "{} was three."), ("t10", "J. R. Peach", "The prescription for {} was not collected."), ("t10", "Yasmin Peach", "The clinic wrote {} in error."),
    ("t11", "Ray", "The children were afraid of {} when he drank."), ("t11", "Raymond Sharp", "{} was on bail."), ("t11", "Sharp", "Later {} moved out."), ("t11", "Ray Sharp’s", "{} van was seized."),
    ("t12", "Melody", "Only {} spoke to the officer."), ("t12", "Melody Power", "{} missed four appointments."), ("t12", "M Power", "The debt was in the name of {}."),
    ("t13", "Dolly", "Grandmother took {} home."), ("t13", "Good", "Asked about it, {} said nothing."), ("t13", "Dolly Good", "{} was born early."),
    ("t14", "Ash", "Both boys feared that {} would return."), ("t14", "Moor", "Police knew {} well."), ("t14", "Ashley Moor", "In court {} pleaded guilty."),
    ("t15", "Crystal", "The worker met {} at the gate."), ("t15", "Crystal Glass", "{} had a new partner."),
    ("t16", "Fatou Diallo", "Everyone knew her as {}."), ("t16", "Fatumata Diallo", "The roll has {}."), ("t16", "Diallo", "The {} children were seen together."),
    ("t17", "Zsofia Kovacs", "{} spoke little English."), ("t17", "KOVÁCS Zsófia", "The Hungarian record names {}."), ("t17", "Zsófi", "At home she was {}."),
    ("t18", "Rhodri ab Owain", "{} is now an adult."), ("t18", "Rhodri", "Welsh lessons helped {} settle."), ("t18", "Rhodri Owain", "His badge said {}."),
    ("t19", "Amrit Gill", "The sponsor was {}."), ("t19", "A. S. Gill", "Cheques went to {}."), ("t19", "Gill", "The report says that {} left first."),
    ("t20", "Eilidh McLeod", "{} had just turned two."), ("t20", "Eilidh Mac Leod", "Nursery spelt it {}."), ("t20", "Eilidh", "The photograph shows {} smiling."), ("t20", "Macleods", "The {} had moved twice."),
]  # fmt: skip
WRITTEN = {
    "date_of_birth": ["21 December 2017", "21st Dec 2017", "21.12.17", "December 21st", "Thursday 21 December 2017", "2017/12/21", "21st of December two thousand and seventeen"],
    "date": ["1st March 2023", "01.03.23", "Wed 1 March", "March 1st, 2023", "the first of March 2023", "1 Mar 23"],
    "address": ["9 Larkspur Way", "No. 9 Larkspur Way", "9 LARKSPUR WAY", "Larkspur Way, number 9", "9 Larkspurr Way", "9 Lark-\nspur Way"],
    "postcode": ["W1A 0AX", "w1a0ax", "W1A OAX"], "school": ["The Vine Infants' School", "Vine Infants School", "the vine infant school", "Vine Infants"],
    "place": ["Saltergate Family Hub", "Saltergate", "SALTERGATE FAMILY HUB", "Saltergate Hub"], "phone": ["0113 496 0777", "01134960777", "+44 113 496 0777", "(0113) 4960 777"],
    "email": ["tiny.dancer@example.com", "Tiny.Dancer@Example.com", "tiny dot dancer at example dot com"], "nhs_number": ["943 476 5919", "9434765919", "943.476.5919"],
    "condition": ["Angelman syndrome", "Angelman's syndrome", "angelman syndrome", "Angleman syndrome"], "reference": ["LA22-01984", "LA2201984", "LA 22 01984", "la22/01984"],
    "professional": ["Nadia Iqbal", "Sgt Iqbal", "N. Iqbal", "IQBAL", "Sergeant Nadia Iqball"],
}  # fmt: skip
DISTRACTORS = """
Charity workers ran a food bank.|Charity shops were mentioned.|The waters were muddied.|Troubled Waters is a project name.|Victoria Road Surgery has closed.|Rivers and canals were searched.|The Victoria Climbié inquiry changed practice.
In short, nobody asked.|Short breaks were offered.|Short-term placements failed.|The Short Breaks team closed the case.|Family law is complex.|Law enforcement was informed.|Section 20 of the Law Reform Act|Law and order were discussed.
Jasmine rice was served.|A peach was eaten.|A ray of light|X-ray results were lost.|Ray of Sunshine is a charity.|Sharp objects were removed.|Sharp rises were seen.|Knife crime has risen sharply.|Power cuts were common.|Power of attorney was explained.|Helen Power chaired the panel.
Good practice was found.|Good enough parenting was assumed.|Good Samaritans stopped.|Ofsted rated it Good.|The Good Practice Guide was followed.|Dolly mixture was in the bag.|Ash trays were full.|Ash Wednesday fell that week.|Ash trees lined the lane.|Moor Lane was closed.|The moor was searched.|Crystal clear advice|Crystal meth was found.|Glass was broken.|Glass bottles
Melody Makers is a music group.|A melody was heard.|On 21 December 2018 it reopened.|The 1 March 2022 meeting was cancelled.|By March 2023 nine cases were open.|Larkspur grows in gardens.|The vine had died.|Infants were not weighed.|The Family Hub opens late.|Baby Juniper was six weeks old.|Dunholme District Council agreed.
The gill of the fish|Call the helpline on 0808 800 5000.|NHS 111 was rung.|Mr Patel, a witness, was kind.|Angel wings were drawn.|LA22 is a form number.|A sergeant attended.|Will practitioners know?|May this never happen again.
"""


def plants() -> list[Plant]:
    """Every plant within a paragraph; every distractor in one too."""
    sharing = by_case(PEOPLE)
    made = [
        Plant(Passage("body", LEAD + frame.format(text) + TAIL), term, "name", text, sharing(text))
        for term, text, frame in NAMED
    ]
    for number, (kind, _) in enumerate(OTHERS, len(PEOPLE) + 1):
        made += [
            Plant(Passage("body", f"{LEAD}It was recorded as {text} by the agency.{TAIL}"), f"t{number}", kind, text)
            for text in WRITTEN[kind]
        ]
    texts = [text for line in DISTRACTORS.strip().splitlines() for text in line.split("|")]
    return made + [Plant(Passage("body", f"{LEAD}{text}{TAIL}"), "", "distractor", "") for text in texts]
