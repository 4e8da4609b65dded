"""A few sentences of a leaflet in each language, for the tests of what is printed."""

from __future__ import annotations

PHONE = "01642 130 700"

# title, audience, what it is, a list of two, what it is not (heading and line), three steps, contact, call
WORDS = {
    "en": (
        "When a child has died or been seriously hurt",
        "This leaflet is for parents and carers.",
        "We look at what happened, so that other children are safer. You can ask somebody to read this with you.",
        ("You can tell us about your child.", "You can stop at any time."),
        ("What this review is not", "It does not look for somebody to blame."),
        ("We write to you.", "We meet you, if you want to.", "You can read the report before others do."),
        "Somebody you can talk to",
        f"You can call us on {PHONE}. We are here for you.",
    ),
    "pl": (
        "Gdy dziecko zmarło lub doznało poważnej krzywdy",
        "Ta ulotka jest dla rodziców i opiekunów.",
        "Sprawdzamy, co się stało, żeby inne dzieci były bezpieczniejsze. Można poprosić kogoś o wspólne czytanie.",
        ("Mogą Państwo opowiedzieć nam o swoim dziecku.", "W każdej chwili można przerwać."),
        ("Czym ten przegląd nie jest", "Nie szuka osoby, którą można obwinić."),
        ("Piszemy do Państwa.", "Spotykamy się, jeśli Państwo chcą.", "Mogą Państwo przeczytać raport przed innymi."),
        "Z kim można porozmawiać",
        f"Można zadzwonić pod numer {PHONE}. Jesteśmy dla Państwa.",
    ),
    "pa": (
        "ਜਦੋਂ ਕਿਸੇ ਬੱਚੇ ਦੀ ਮੌਤ ਹੋ ਗਈ ਹੋਵੇ ਜਾਂ ਉਸ ਨੂੰ ਗੰਭੀਰ ਸੱਟ ਲੱਗੀ ਹੋਵੇ",
        "ਇਹ ਪਰਚਾ ਮਾਪਿਆਂ ਅਤੇ ਦੇਖਭਾਲ ਕਰਨ ਵਾਲਿਆਂ ਲਈ ਹੈ।",
        "ਅਸੀਂ ਦੇਖਦੇ ਹਾਂ ਕਿ ਕੀ ਹੋਇਆ ਸੀ, ਤਾਂ ਜੋ ਹੋਰ ਬੱਚੇ ਵੱਧ ਸੁਰੱਖਿਅਤ ਰਹਿਣ। ਤੁਸੀਂ ਕਿਸੇ ਨੂੰ ਇਹ ਤੁਹਾਡੇ ਨਾਲ ਪੜ੍ਹਨ ਲਈ ਕਹਿ ਸਕਦੇ ਹੋ।",
        ("ਤੁਸੀਂ ਸਾਨੂੰ ਆਪਣੇ ਬੱਚੇ ਬਾਰੇ ਦੱਸ ਸਕਦੇ ਹੋ।", "ਤੁਸੀਂ ਕਿਸੇ ਵੀ ਸਮੇਂ ਰੁਕ ਸਕਦੇ ਹੋ।"),
        ("ਇਹ ਸਮੀਖਿਆ ਕੀ ਨਹੀਂ ਹੈ", "ਇਹ ਕਿਸੇ ਨੂੰ ਦੋਸ਼ੀ ਠਹਿਰਾਉਣ ਲਈ ਨਹੀਂ ਹੈ।"),
        ("ਅਸੀਂ ਤੁਹਾਨੂੰ ਚਿੱਠੀ ਲਿਖਦੇ ਹਾਂ।", "ਜੇ ਤੁਸੀਂ ਚਾਹੋ ਤਾਂ ਅਸੀਂ ਤੁਹਾਨੂੰ ਮਿਲਦੇ ਹਾਂ।", "ਤੁਸੀਂ ਰਿਪੋਰਟ ਦੂਜਿਆਂ ਤੋਂ ਪਹਿਲਾਂ ਪੜ੍ਹ ਸਕਦੇ ਹੋ।"),
        "ਕੋਈ ਜਿਸ ਨਾਲ ਤੁਸੀਂ ਗੱਲ ਕਰ ਸਕਦੇ ਹੋ",
        f"ਤੁਸੀਂ ਸਾਨੂੰ {PHONE} ਉੱਤੇ ਫ਼ੋਨ ਕਰ ਸਕਦੇ ਹੋ। ਅਸੀਂ ਤੁਹਾਡੇ ਲਈ ਇੱਥੇ ਹਾਂ।",
    ),
    "ur": (
        "جب کوئی بچہ فوت ہو گیا ہو یا اسے شدید نقصان پہنچا ہو",
        "یہ کتابچہ والدین اور دیکھ بھال کرنے والوں کے لیے ہے۔",
        "ہم دیکھتے ہیں کہ کیا ہوا تھا، تاکہ دوسرے بچے زیادہ محفوظ رہیں۔ آپ اسے کسی کے ساتھ پڑھ سکتے ہیں۔",
        ("آپ ہمیں اپنے بچے کے بارے میں بتا سکتے ہیں۔", "آپ کسی بھی وقت رک سکتے ہیں۔"),
        ("یہ جائزہ کیا نہیں ہے", "یہ کسی کو قصوروار ٹھہرانے کے لیے نہیں ہے۔"),
        ("ہم آپ کو خط لکھتے ہیں۔", "اگر آپ چاہیں تو ہم آپ سے ملتے ہیں۔", "آپ رپورٹ دوسروں سے پہلے پڑھ سکتے ہیں۔"),
        "کوئی جس سے آپ بات کر سکتے ہیں",
        f"آپ ہمیں {PHONE} پر فون کر سکتے ہیں۔ ہم آپ کے لیے موجود ہیں۔",
    ),
    "ar": (
        "عندما يموت طفل أو يصاب بأذى خطير",
        "هذه النشرة موجهة إلى الآباء والأمهات ومقدمي الرعاية.",
        "ننظر في ما حدث لكي يكون الأطفال الآخرون أكثر أمانا. يمكنك أن تطلب من شخص ما أن يقرأها معك.",
        ("يمكنك أن تخبرنا عن طفلك.", "يمكنك أن تتوقف في أي وقت."),
        ("ما ليست عليه هذه المراجعة", "هي لا تبحث عن شخص تلومه."),
        ("نكتب إليك رسالة.", "نلتقي بك إذا أردت ذلك.", "يمكنك قراءة التقرير قبل الآخرين."),
        "شخص يمكنك التحدث إليه",
        f"يمكنك الاتصال بنا على الرقم {PHONE} في أي وقت. نحن هنا من أجلك.",
    ),
    "ro": (
        "Când un copil a murit sau a fost rănit grav",
        "Acest pliant este pentru părinți și îngrijitori.",
        "Ne uităm la ce s-a întâmplat, pentru ca alți copii să fie mai în siguranță. Puteți citi împreună cu cineva.",
        ("Ne puteți povesti despre copilul dumneavoastră.", "Vă puteți opri oricând."),
        ("Ce nu este această analiză", "Nu caută pe cineva de învinuit."),
        ("Vă scriem.", "Ne întâlnim, dacă doriți.", "Puteți citi raportul înaintea altora."),
        "Cineva cu care puteți vorbi",
        f"Ne puteți suna la {PHONE}. Suntem aici pentru dumneavoastră.",
    ),
    "bn": (
        "যখন কোনো শিশু মারা গেছে বা গুরুতর আঘাত পেয়েছে",
        "এই প্রচারপত্রটি বাবা-মা এবং যত্নকারীদের জন্য।",
        "কী ঘটেছিল তা আমরা দেখি, যাতে অন্য শিশুরা আরও নিরাপদ থাকে। আপনি কাউকে আপনার সঙ্গে এটি পড়তে বলতে পারেন।",
        ("আপনি আমাদের আপনার শিশুর কথা বলতে পারেন।", "আপনি যেকোনো সময় থামতে পারেন।"),
        ("এই পর্যালোচনা কী নয়", "এটি কাউকে দোষী খোঁজার জন্য নয়।"),
        ("আমরা আপনাকে চিঠি লিখি।", "আপনি চাইলে আমরা আপনার সঙ্গে দেখা করি।", "অন্যদের আগে আপনি প্রতিবেদনটি পড়তে পারেন।"),
        "কথা বলার জন্য একজন",
        f"আপনি আমাদের {PHONE} নম্বরে ফোন করতে পারেন। কর্তৃপক্ষ আপনার প্রশ্নের উত্তর দেবে।",
    ),
    "so": (
        "Marka ilmo uu dhinto ama si xun u dhaawacmo",
        "Buug-yarahan waxaa loogu talagalay waalidiinta iyo daryeelayaasha.",
        "Waxaan eegnaa wixii dhacay si carruurta kale ay u badbaadaan. Waxaad weydiisan kartaa qof inuu kula akhriyo.",
        ("Waxaad nooga sheekayn kartaa ilmahaaga.", "Waad joojin kartaa wakhti kasta."),
        ("Waxa aanu dib-u-eegistani ahayn", "Ma raadiso qof la eedeeyo."),
        ("Warqad baan kuu soo qornaa.", "Waan kula kulannaa haddii aad rabto.", "Warbixinta waad akhrin kartaa."),
        "Qof aad la hadli karto",
        f"Waxaad naga soo wici kartaa {PHONE}. Waxaan u joognaa adiga.",
    ),
}
LANGUAGES = tuple(WORDS)
