"""The words that people in a made-up programme are made of. Names are trees, plants, birds and stones."""

from __future__ import annotations

FIRST = (
    "Rowan", "Hazel", "Heather", "Ash", "Bracken", "Fern", "Iris", "Ivy", "Alder", "Juniper", "Willow", "Linden",
    "Bryony", "Clover", "Daisy", "Elder", "Flax", "Gorse", "Holly", "Lichen", "Moss", "Myrtle", "Nettle", "Oak",
    "Poppy", "Reed", "Rush", "Sage", "Sedge", "Sorrel", "Tansy", "Thistle", "Thyme", "Violet", "Yarrow", "Aspen",
    "Birch", "Briar", "Cedar",
)  # fmt: skip
LAST = (
    "Wren", "Heron", "Flint", "Curlew", "Dipper", "Granite", "Lapwing", "Plover", "Slate", "Siskin", "Tern", "Whin",
    "Fulmar", "Gannet", "Marble", "Osprey", "Pebble", "Quartz", "Redstart", "Sandpiper", "Skylark", "Basalt", "Swift",
    "Teal", "Whimbrel", "Agate", "Bunting", "Chough", "Dunlin", "Eider", "Fieldfare", "Gneiss", "Kestrel", "Linnet",
    "Merlin", "Nuthatch", "Ouzel", "Petrel", "Jasper", "Schist", "Twite",
)  # fmt: skip
MIDDLE = ("", "Rain", "Snow", "Mist", "Frost", "Breeze", "Cloud", "Dew", "Hail", "Haar", "Smirr", "Gale")

INTERESTS = {
    "walking": 16, "football": 14, "music": 13, "cooking": 11, "fishing": 9, "dogs": 9, "gym": 8, "art": 7,
    "gardening": 7, "reading": 7, "films": 6, "video games": 6, "swimming": 6, "guitar": 5, "crafts": 5, "baking": 5,
    "running": 5, "pool": 5, "cycling": 4, "boxing": 4, "photography": 4, "knitting": 3, "cars": 4, "golf": 3,
    "bingo": 3, "darts": 3, "history": 3, "yoga": 3, "singing": 3, "birdwatching": 2, "hill walking": 3, "chess": 2,
    "joinery": 3, "poetry": 2, "drawing": 3, "five-a-side football": 5, "board games": 2, "sewing": 2,
    "meditation": 3, "wild swimming": 2, "church": 2, "volunteering": 3, "horse riding": 1,
}  # fmt: skip
LIVED = {
    "recovery": 30, "justice system": 26, "homelessness": 15, "mental health": 20, "bereavement": 10,
    "care experience": 9, "debt": 7, "family court": 6, "armed forces": 5,
}  # fmt: skip
LIFE_STAGE = {"young adult": 25, "mid-life": 50, "later life": 20, "": 12}
FAMILY = {"single": 34, "parent": 30, "partnered": 16, "carer": 8, "": 14}
FAITH = {"none": 40, "Christian": 22, "Muslim": 3, "Buddhist": 1, "": 40}
PATHWAY = {"mutual aid": 20, "SMART": 14, "own way": 24, "medication": 14, "church": 4, "": 25}
GENDER = {"man": 58, "woman": 37, "non-binary": 2, "": 3}
LANGUAGES = {"": 90, "English; Polish": 4, "English; Ukrainian": 1, "English; Scots": 5}
TRAINING = ("core", "listening", "group work", "young people", "first aid")

TREES = ("Alder", "Birch", "Cedar", "Elm", "Hawthorn", "Hazel", "Holly", "Juniper", "Larch", "Lime", "Maple", "Oak",
         "Pine", "Rowan", "Willow", "Yew", "Heron", "Curlew", "Lapwing", "Plover", "Tern", "Wren", "Kestrel",
         "Dunlin", "Eider", "Linnet", "Flint", "Granite", "Slate", "Quartz")  # fmt: skip


def name_of(index: int) -> str:
    """An invented name; the first 1,599 are two words, all up to 19,188 are different."""
    first = index % len(FIRST)
    last = (index // len(FIRST) + 17 * first + index) % len(LAST)
    middle = MIDDLE[index // (len(FIRST) * len(LAST)) % len(MIDDLE)]
    return " ".join(word for word in (FIRST[first], middle, LAST[last]) if word)
