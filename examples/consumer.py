#!/usr/bin/env python3
"""Consumes enriched articles: prints each place and figure with the words of the text, and drops repeats.

usage: consumer.py AMQP_URI [--exchange news.enriched] [--key 'article.en.#'] [--count N]

Needs pika (Debian: python3-pika). Offsets are Unicode code points, as Python's strings are indexed.
"""

import argparse
import json
import sys
from collections import OrderedDict

import pika

# Repeats come within the time that a worker takes to start again; chosen: a day of a busy wire.
REMEMBERED = 100_000


class Seen:
    """The articles of late, by id and digest: a crash of a worker can repeat a message, never change it."""

    def __init__(self, size=REMEMBERED):
        self.size, self.keys = size, OrderedDict()

    def add(self, key):
        """Whether the key is new."""
        if key in self.keys:
            return False
        self.keys[key] = None
        if len(self.keys) > self.size:
            self.keys.popitem(last=False)
        return True


def words(article, span):
    """The words of a span: of the title, the body, or the hashtag with its index."""
    text = article[span["field"]]
    if span["field"] == "hashtags":
        text = text[span["index"]]
    return text[span["start"]:span["end"]]


def show(enriched):
    article, found = enriched["article"], enriched["enrichment"]
    print(f"{article['id']}: {article['title'] or ''}")
    for place in found["locations"]:
        mentions = ", ".join(words(article, mention) for mention in place["mentions"])
        print(f"  place  {place['name']} ({place['country_code']}): {mentions}")
    for figure in found["key_figures"]["figures"]:
        if figure["key"]:
            # `dozens` has no value.
            value = "some" if figure["value"] is None else f"{figure['value']:g}"
            print(f"  figure {value} {figure['unit'] or ''}: {words(article, figure)}")
    if found["key_figures"]["summary"]:
        print(f"  {found['key_figures']['summary']}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("uri")
    parser.add_argument("--exchange", default="news.enriched")
    parser.add_argument("--key", default="article.#")
    parser.add_argument("--count", type=int, help="end after this many different articles")
    arguments = parser.parse_args()
    channel = pika.BlockingConnection(pika.URLParameters(arguments.uri)).channel()
    # A queue of this consumer's own; a service would declare a durable quorum queue once.
    queue = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(queue, arguments.exchange, arguments.key)
    channel.basic_qos(prefetch_count=50)
    seen, count = Seen(), 0
    print("consuming", file=sys.stderr, flush=True)
    for method, properties, body in channel.consume(queue):
        # A correction or a kill has the id of its article and another digest; sources often give it no version.
        digest = (properties.headers or {}).get("dateline.digest")
        if seen.add((properties.message_id, digest)):
            show(json.loads(body))
            count += 1
        # Acknowledged once its work is done: a crash before this brings the message back.
        channel.basic_ack(method.delivery_tag)
        if count == arguments.count:
            break
    channel.connection.close()


if __name__ == "__main__":
    main()
