#!/usr/bin/env python3
"""Publishes the new and changed items of a feed (RSS or Atom) to Dateline, each as one message.

usage: feed_publisher.py AMQP_URI FEED_URL [--exchange news.raw] [--key feed] [--seen FILE]

Run it every few minutes (cron, a systemd timer). FILE remembers the digests of what was sent. Needs pika (Debian:
python3-pika). Each message keeps what stands around the item: the feed's title, language and address.
"""

import argparse
import copy
import hashlib
import pathlib
import sys
import urllib.request
import xml.etree.ElementTree as ElementTree

import pika

# Bytes of a feed that are read at most.
LONGEST = 16 * 1024 * 1024


def is_item(element):
    return element.tag.rpartition("}")[2] in ("item", "entry")


def messages(feed):
    """The feed as one document for each of its items."""
    root = ElementTree.fromstring(feed)
    parent = next((element for element in root.iter() if any(map(is_item, element))), root)
    items = [element for element in parent if is_item(element)]
    for item in items:
        parent[:] = [element for element in parent if not is_item(element)] + [item]
        yield ElementTree.tostring(copy.deepcopy(root), encoding="utf-8", xml_declaration=True), ElementTree.tostring(item)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("uri")
    parser.add_argument("feed")
    parser.add_argument("--exchange", default="news.raw")
    parser.add_argument("--key", default="feed")
    parser.add_argument("--seen", type=pathlib.Path, default=pathlib.Path("feed.seen"))
    arguments = parser.parse_args()
    seen = set(arguments.seen.read_text().split()) if arguments.seen.exists() else set()
    with urllib.request.urlopen(arguments.feed, timeout=30) as response:
        feed = response.read(LONGEST)
    connection = pika.BlockingConnection(pika.URLParameters(arguments.uri))
    channel = connection.channel()
    # Each publish waits for the broker's confirm, and fails if no queue is bound.
    channel.confirm_delivery()
    properties = pika.BasicProperties(content_type="application/xml", delivery_mode=2)
    count = 0
    for body, item in messages(feed):
        digest = hashlib.sha256(item).hexdigest()
        if digest not in seen:
            channel.basic_publish(arguments.exchange, arguments.key, body, properties, mandatory=True)
            # Written at once: what was sent before a crash is not sent again.
            with arguments.seen.open("a") as file:
                file.write(digest + "\n")
            seen.add(digest)
            count += 1
    connection.close()
    print(f"{count} published", file=sys.stderr)


if __name__ == "__main__":
    main()
