"""A set that nothing is tuned on: other families, other sentences and other ways of writing than the tuning set."""

# ruff: noqa: E501  # one case a line

from __future__ import annotations

import random

from anonymity.passages import Passage
from anonymity.tests.measuring import Plant, by_case

PEOPLE = [
    "Gurleen Kaur Sandhu", "Muhammad Bilal Chaudhry", "Wojciech Szczepański", "Małgorzata Nowak", "Oluwadamilola Adeyemi", "Ifeanyi Okafor",
    "Angharad ap Gwilym", "Llŷr Bevan-Rees", "Yousef al-Khatib", "Noor Abdelrahman", "Jean-Luc Mbala", "X Æther", "Precious Banks",
    "Sunny Gill", "River Carter", "Star Mason", "Pat Marsh", "Kit Baker", "Art Cross", "Drew Dale", "Rich Cook", "Sue Best", "Miles Church",
    "Victor Stone", "Pearl Walker", "Daisy Hunter", "Blessing Wood", "Christian Lamb", "Paige Rowbotham", "Lily-Mae Thackeray",
    "D'Angelo Whitlock", "Niamh Ní Bhriain", "Søren Kjær", "Zoë Müller", "Tuğba Yılmaz", "Seán McGrath", "Harjit Bains", "Anh Nguyen",
]  # fmt: skip
NICKNAMES = {"Oluwadamilola Adeyemi": ("Dami",), "Victor Stone": ("Vee",), "Paige Rowbotham": ("Pidge",)}
OTHERS = [
    ("date_of_birth", "2019-11-30"), ("date_of_death", "14 February 2022"), ("date", "8th June 2020"), ("address", "Flat 6, 212 Saltmarsh Road, Ebbsworth"),
    ("postcode", "JX12 8QT"), ("school", "Oakendean Church of England Academy"), ("place", "Hollin Cross Surgery"), ("place", "Ebbsworth"),
    ("phone", "+44 7700 900321"), ("email", "j.sandhu.home@example.org"), ("nhs_number", "9990000018"), ("condition", "Niemann-Pick disease"),
    ("reference", "EB/21/00473"), ("professional", "Prof. Meera Venkataraman"), ("professional", "PC 4471 Colin Tweddle"),
]  # fmt: skip
ALLOWED = (
    ("reviewer", "Deborah Stone"),
    ("pseudonym", "Child Wren"),
    ("public_body", "Ebbsworth Borough Council"),
    ("phone", "01632 960111"),
)

NAMED = {
    "Gurleen Kaur Sandhu": ["Gurleen Sandhu", "GURLEEN KAUR SANDHU", "Sandhu, Gurleen", "G.K. Sandhu", "Gurleen Kaur", "Ms Sandhu", "gurleen.sandhu", "Gurlen Sandhu", "Miss G Sandhu", "Sandhu G K"],
    "Muhammad Bilal Chaudhry": ["Mohammed Chaudhry", "M. B. Chaudhry", "Mohammad Bilal Choudhury", "Bilal Chaudhry", "CHAUDHRY Muhammad", "Mr Chaudhary", "muhammad chaudhry"],
    "Wojciech Szczepański": ["Wojciech Szczepanski", "Wojtek Szczepański", "Szczepański", "W. Szczepanski", "Szczepanski’s", "Wojciech\nSzczepański", "SZCZEPAŃSKI, WOJCIECH", "Woj-\nciech", "Szczepaňski"],
    "Małgorzata Nowak": ["Gosia Nowak", "Malgorzata", "M Nowak", "Mrs Nowak", "Mal­gorzata Nowak", "Nowak, M."],
    "Oluwadamilola Adeyemi": ["Dami", "Dami Adeyemi", "Oluwadamilola", "Oluwa-\ndamilola Adeyemi", "O. Adeyemi", "Adeyemi's", "OluwadamilolaAdeyemi", "Oluwadamilola Adeyami"],
    "Ifeanyi Okafor": ["IFEANYI", "ifeanyi okafor", "Okafor", "I. Okafor", "Ifeanyi O.", "I.O.", "I f e a n y i", "Ｉｆｅａｎｙｉ Okafor", "Ifeany Okafor"],
    "Angharad ap Gwilym": ["Angharad Ap Gwilym", "Angharad", "A. ap Gwilym", "ap Gwilym", "Angharad ap-Gwilym", "Angharad apGwilym", "Angharad Gwilym"],
    "Llŷr Bevan-Rees": ["Llyr Bevan Rees", "Llyr Bevan-Rees", "Llŷr", "L Bevan-Rees", "Llŷr Bevan", "Llyr Rees", "Mr Bevan-Rees", "LlyrBevanRees", "Bevan–Rees", "Bevan-\nRees"],
    "Yousef al-Khatib": ["Yusuf al Khatib", "Youssef Al-Khatib", "Al-Khatib", "Y. al-Khatib", "Yousef Alkhatib", "Khatib, Yousef", "Yousef’s"],
    "Noor Abdelrahman": ["Noor", "Nur Abdulrahman", "N. Abdelrahman", "Noor Abdel Rahman", "Abdelrahmans", "NOOR ABDELRAHMAN"],
    "Jean-Luc Mbala": ["Jean Luc Mbala", "Jean-Luc", "JeanLuc", "J-L Mbala", "J. Mbala", "Jean‑Luc’s", "MBALA"],
    "X Æther": ["X Aether", "Æther"],
    "Precious Banks": ["Precious Banks", "Precious", "P. Banks", "Ms Banks", "Precious's", "precious.banks"],
    "Sunny Gill": ["Sunny Gill", "Sunny", "Mr Gill", "GILL, Sunny", "Sunny’s"],
    "River Carter": ["River", "River's", "R. Carter", "River Carter"],
    "Star Mason": ["Star", "Star Mason", "Mrs Mason", "MASON, S."],
    "Pat Marsh": ["Pat", "Patricia Marsh", "Pat Marsh’s", "P Marsh", "Marsh"],
    "Kit Baker": ["Kit", "Kit Baker", "Christopher Baker", "Mr Baker", "K. Baker"],
    "Art Cross": ["Art", "Arthur Cross", "Art Cross", "Art's"],
    "Drew Dale": ["Drew", "Andrew Dale", "D. Dale", "Drew Dale"],
    "Rich Cook": ["Rich", "Richard Cook", "Mr Cook", "Richie", "rich cook"],
    "Sue Best": ["Sue", "Susan Best", "Mrs Best", "S. Best", "Sue's"],
    "Miles Church": ["Miles", "Miles Church", "M. Church", "Miles’"],
    "Victor Stone": ["Vee", "Victor", "Vic Stone", "Mr Stone", "V Stone"],
    "Pearl Walker": ["Pearl", "Pearl Walker", "Pearl’s"],
    "Daisy Hunter": ["Daisy", "Daisy Hunter", "HUNTER Daisy", "Miss Hunter"],
    "Blessing Wood": ["Blessing", "Blessing Wood", "B. Wood"],
    "Christian Lamb": ["Christian", "Chris Lamb", "Christian Lamb", "Lamb, Christian"],
    "Paige Rowbotham": ["Pidge", "Paige", "Rowbotham", "Rowbottham", "Paige Rowbotam", "P.R."],
    "Lily-Mae Thackeray": ["Lily Mae", "LilyMae", "Lily-Mae Thackeray", "Lily-Mae’s", "Lily Thackeray", "Thackery"],
    "D'Angelo Whitlock": ["DAngelo Whitlock", "D’Angelo", "D. Whitlock", "D'Angelo Whitlock's", "Whitlok"],
    "Niamh Ní Bhriain": ["Niamh Ni Bhriain", "Niamh", "Ní Bhriain", "N. Ní Bhriain"],
    "Søren Kjær": ["Soren Kjaer", "Søren", "S. Kjær", "KJÆR"],
    "Zoë Müller": ["Zoe Mueller", "Zoe Muller", "Zoë", "Z Müller", "Zoё Müller"],
    "Tuğba Yılmaz": ["Tugba Yilmaz", "YILMAZ, Tugba", "Tuğba", "T. Yılmaz"],
    "Seán McGrath": ["Sean Mc Grath", "Shaun McGrath", "SEAN MCGRATH", "Sean MacGrath", "McGrath’s", "S McGrath"],
    "Harjit Bains": ["Harjit", "H. Bains", "Harjit Bains", "Bains' statement"],
    "Anh Nguyen": ["Anh Nguyen", "Nguyen", "A. Nguyen", "NGUYEN, Anh", "Nguyễn"],
}  # fmt: skip
SENTENCES = [
    "It took three attempts before anyone saw {} in person.",
    "When police arrived, {} was hiding behind the sofa.",
    "The paediatrician remembered that {} smiled throughout.",
    "Bruises on {} were put down to a fall from a trampoline.",
    "Both families blamed {} for what followed.",
    "At handover the night staff spoke only about {}.",
    "The allocated worker never met {}.",
    "School had emailed {} twice that week.",
    "Afterwards {} moved in with a relative in another county.",
    "The police record gives {} as the caller.",
    "Neither grandparent had heard from {} since Christmas.",
    "“I miss {},” said one of the cousins.",
]
ENCODED = [
    ("Gurleen Kaur Sandhu", "gurleen-kaur-sandhu", "https://example.org/tributes/gurleen-kaur-sandhu?ref=share", "address"),
    ("Paige Rowbotham", "rowbotham", "mailto:paige.rowbotham1%40example.org", "address"),
    ("Noor Abdelrahman", "Tm9vciBBYmRlbHJhaG1hbg==", "https://example.org/u?d=Tm9vciBBYmRlbHJhaG1hbg==", "address"),
    ("Jean-Luc Mbala", "jeanluc.mbala", "jeanluc.mbala@example.org", "address"),
    ("Seán McGrath", "Se%C3%A1n", "https://example.org/q=Se%C3%A1n%20McGrath", "address"),
    ("Victor Stone", "victorstone", "instagram.com/victorstone_x", "address"),
    ("Harjit Bains", "HarjitBains", "SCR_HarjitBains_v2", "label"),
    ("Zoë Müller", "zoe_mueller", "bookmark_zoe_mueller", "label"),
    ("Anh Nguyen", "anhnguyen", "photo-anhnguyen-2020.jpg", "label"),
    ("Daisy Hunter", "DaisyHunter", "DaisyHunter.docx", "label"),
    ("Niamh Ní Bhriain", "N&#xED;", "Niamh N&#xED; Bhriain", "label"),
    ("Ifeanyi Okafor", "iokafor", "iokafor@example.org", "address"),
    ("Wojciech Szczepański", "szczepanski", "#JusticeForSzczepanski", "prose"),
]  # fmt: skip
WRITTEN = {
    "2019-11-30": ["30 November 2019", "30th November 2019", "30/11/19", "30.11.2019", "November 30th, 2019", "30-Nov-2019", "Saturday 30 November", "30th of Nov", "the thirtieth of November 2019", "20191130", "30/11/2019", "Sat 30th Nov 2019"],
    "14 February 2022": ["14/02/2022", "14th Feb 2022", "February 14th 2022", "14.2.22", "Monday, 14 February", "2022-02-14", "the fourteenth of February"],
    "8th June 2020": ["8 June 2020", "08/06/20", "8.6.2020", "Monday 8th June 2020", "8 Jun 20", "6-8 June 2020", "June 8, 2020"],
    "Flat 6, 212 Saltmarsh Road, Ebbsworth": ["212 Saltmarsh Road", "Flat 6, 212 Saltmarsh Rd", "212 SALTMARSH ROAD, EBBSWORTH", "Saltmarsh Road", "212 Salt marsh Road", "212, Saltmarsh Road", "212 Saltmash Road"],
    "JX12 8QT": ["JX12 8QT", "JX128QT", "jx12 8qt", "JX12\u00a08QT", "JXI2 8QT", "J X 1 2 8 Q T"],
    "Oakendean Church of England Academy": ["Oakendean Academy", "Oakendean CofE Academy", "Oakendean Church of England Academy", "OAKENDEAN", "Oakendene Church of England Academy"],
    "Hollin Cross Surgery": ["Hollin Cross Surgery", "Hollin Cross", "hollin cross surgery", "Hollin-Cross Surgery"],
    "Ebbsworth": ["Ebbsworth", "EBBSWORTH", "Ebbs-\nworth", "Ebsworth", "Ebbsworth's"],
    "+44 7700 900321": ["07700 900321", "07700900321", "0044 7700 900 321", "07700-900-321", "+44(0)7700900321", "077 0090 0321"],
    "j.sandhu.home@example.org": ["j.sandhu.home@example.org", "J.Sandhu.Home@EXAMPLE.ORG", "j.sandhu.home [at] example [dot] org", "mailto:j.sandhu.home@example.org"],
    "9990000018": ["999 000 0018", "9990000018", "999-000-0018", "999 0000 018"],
    "Niemann-Pick disease": ["Niemann-Pick disease", "Niemann Pick disease", "Niemann–Pick", "niemann-pick", "Neimann-Pick disease"],
    "EB/21/00473": ["EB/21/00473", "EB 21 00473", "EB2100473", "eb-21-00473"],
    "Prof. Meera Venkataraman": ["Meera Venkataraman", "Professor Venkataraman", "M. Venkataraman", "Venkatraman", "Meera"],
    "PC 4471 Colin Tweddle": ["Colin Tweddle", "PC Tweddle", "C. Tweddle", "Tweddle"],
}  # fmt: skip
FRAMES = {
    "date_of_birth": ["The certificate says {}.", "Date of birth {}"], "date_of_death": ["Death was confirmed on {}."], "date": ["The conference sat on {} for two hours."],
    "address": ["They were traced to {} by housing."], "postcode": ["The delivery went to {} instead."], "school": ["A teacher at {} kept notes."],
    "place": ["Nobody in {} had been asked."], "phone": ["A text from {} said so."], "email": ["Replies from {} stopped."], "nhs_number": ["Filed under {} in error."],
    "condition": ["Tests for {} were positive."], "reference": ["See {} for the log."], "professional": ["The minutes name {} as chair."],
}  # fmt: skip
DISTRACTORS = """
Precious time was lost.|Banks and building societies were asked.|A sunny afternoon|Gill nets were found.|The river burst its banks.|River Street Clinic moved.|A five-star rating was given.|Star charts were used at home.|The mason repaired the wall.|
A pat on the back|The marsh flooded.|A first aid kit was missing.|The Baker Street hub closed.|Art therapy was offered.|State of the Art equipment|The Arts Council helped.|He drew a picture.|Officers drew up a plan.|The Dale ward has ten beds.|Cross-border working failed.|A cross word was said.|
The rich detail of records|Cook from scratch classes ran.|To sue the council was considered.|In the child's best interests, a plan was made.|Best practice was followed.|Best Interests Assessors were trained.|Three miles away|Miles of paperwork|The Church ran a group.|Church Street Practice replied.|
The victor was announced.|No stone was left unturned.|Pearl Harbor was on television.|Daisy chains were made.|Dog walkers found a bag.|A baby walker was used.|The hunter gave up.|It was a blessing.|Wood panels hid the damp.|Christian values guided the home.|The Christian Union met on Mondays.|Spring lamb|
Deborah Stone led the review.|Ms Stone is an independent reviewer.|Ebbsworth Borough Council accepted this.|Call 01632 960111 for advice.|Child Wren was three.|Best Start in Life funding|Rich in detail, the chronology helped.|Sue Ryder Care is a charity.|Art is long.|
Guidance of 30 November 2018 applied.|On 14 February 2020 the rules changed.|June 2020 saw a rise in calls.|The 8th meeting was in June.|The call lasted 14 minutes.|Saltmarshes are protected.|The Academy trust replied.|A surgery appointment was missed.|niemann is a surname|
In Norway the model works.|Professor Eileen Munro wrote on this.|The officer, PC 1182, agreed.|Sixteen people came.|NHS numbers were checked.|The Kit Kat was eaten.|Drew Carey was on the television.|Star Wars figures lay about.|Will it be enough?|Dale Farm evictions were recalled.|Mason jars stood in a row.|
Hunter Valley is in Australia.|Church of England schools took part.|Walker Road|the Baker family is not part of this review|Cross Lane Children's Centre|Precious few visits were made.|Marsh & Co Solicitors|Pat answers were given.|Best Bar None scheme|Lamb Lane|Stone House care home
"""


def plants(seed: int = 7) -> list[Plant]:
    """Every way of writing of every term, each in two sentences, and the distractors."""
    rng = random.Random(seed)
    sharing = by_case(PEOPLE)
    number_of = {name: f"t{n}" for n, name in enumerate(PEOPLE, 1)}
    made = [
        Plant(Passage("body", sentence.format(text)), number_of[name], "name", text, sharing(text))
        for name, texts in NAMED.items()
        for text in texts
        for sentence in rng.sample(SENTENCES, 2)
    ]
    made += [
        Plant(Passage("link", whole, manner), number_of[name], "encoded", text) for name, text, whole, manner in ENCODED
    ]  # type: ignore[arg-type]
    for number, (kind, value) in enumerate(OTHERS, len(PEOPLE) + 1):
        made += [
            Plant(Passage("body", frame.format(text)), f"t{number}", kind, text)
            for text in WRITTEN[value]
            for frame in FRAMES[kind]
        ]
    texts = [text for line in DISTRACTORS.strip().splitlines() for text in line.strip("|").split("|")]
    return made + [Plant(Passage("body", text), "", "distractor", "") for text in texts]
