"""Letters of other alphabets that look like Latin ones, and Latin letters that carry a stroke or a tail."""

from __future__ import annotations

_CYRILLIC = (
    "аa вb сc ԁd еe ёe ѐe һh іi їi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy ѵv ԝw хx үy ҽe ԍg "
    "Аa Вb Сc Еe Ёe Ѐe Нh Һh Іi Їi Јj Кk Ӏl Мm Оo Рp Ԛq Ѕs Тt Уy Ѵv Ԝw Хx Үy Ԍg Ԁd"
)
_GREEK = "αa βb γy εe ηn ιi κk νv οo ρp τt υu χx ωw ϲc ϳj Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx Ϲc Ϳj"
_OTHERS = "օo սu հh ոn ց9 Օo Սu ⅼl ⅰi ⅽc ⅾd ⅿm ⅴv ⅹx ǀl ꓲl Ꭺa Ᏼb Ꮯc Ꭼe Ꮋh Ꭻj Ꮶk Ꮮl Ꮇm Ꮲp Ꭱr Ꭲt Ꮃw Ꮓz"
_STROKES = (
    "łl Łl øo Øo đd Đd ıi ɩi ɪi ħh Ħh ŧt Ŧt ɑa ɡg ɢg ɴn ʀr ʟl ʏy ᴀa ʙb ᴄc ᴅd ᴇe ʜh ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz "
    "ɓb Ɓb ɗd Ɗd ƙk Ƙk ŋn Ŋn ɔo ɛe ẹe ọo ƒf ɨi ʉu ƶz Ɖd ɖd ðd Ðd ℓl"
)
_TWO = {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ə": "e", "Ə": "e"}

LOOKALIKES: dict[str, str] = {
    pair[0]: pair[1] for row in (_CYRILLIC, _GREEK, _OTHERS, _STROKES) for pair in row.split()
} | _TWO
