#!/usr/bin/env python3
"""Measures `sitegen serve` from saving a file to the event that the browser hears: the watch, the build and the way to
the browser included. It writes a site of its own, edits it in several ways, and prints medians.

    python3 Tests/Benchmarks/Build/serve.py --sitegen PATH [--articles 10000] [--runs 10] [--scratch /dev/shm]
"""

import argparse
import pathlib
import random
import re
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
SECTIONS = ["world", "local", "business", "sport", "culture", "science"]
WORDS = "the harbour council bridge minister budget election storm and they were said it would of in not years".split()
LIMIT = 120


def write_site(folder, count):
    """As many articles as the other rows have, of the same length: 2.8 KB, four of 200 tags, one of 40 authors."""
    dice = random.Random(1)
    content = folder / "Content"
    for section in SECTIONS:
        (content / section).mkdir(parents=True)
    (content / "site.yml").write_text(
        "title: Bench\nbase-url: https://bench.example/\nlists: {items: 20}\nfeeds: {items: 20}\n")
    for number in range(count):
        text = "\n\n".join(" ".join(dice.choices(WORDS, k=75)) + "." for _ in range(7))
        tags = ", ".join(f"tag {tag}" for tag in dice.sample(range(200), 4))
        year, day = 2016 + number * 10 // count, number % 28 + 1
        article(content, number).write_text(
            f"---\ntitle: Story {number}\ndate: {year}-{number % 12 + 1:02}-{day:02}T12:00:{number % 60:02}Z\n"
            f"tags: [{tags}]\nauthors: [Author {dice.randrange(40)}]\ndescription: A story.\n---\n\n{text}\n")


def article(content, number):
    return content / SECTIONS[number % len(SECTIONS)] / f"story-{number}.md"


class Preview:
    """The command, and a browser that looks at the front page."""

    def __init__(self, command, folder):
        start = time.monotonic()
        self.process = subprocess.Popen([command, "serve", "-s", folder], stdout=subprocess.PIPE, text=True)
        found = None
        for line in self.process.stdout:
            if found := re.match(r"http://127\.0\.0\.1:(\d+)/", line):
                break
        if not found:
            sys.exit("sitegen serve did not begin")
        self.ready = time.monotonic() - start
        self.port = int(found.group(1))
        page = self.ask("/", True)
        script, version = re.search(rb'src="([^"]+)live\.js" data-version="([^"]*)"', page).groups()
        self.events = self.ask(f"{script.decode()}events?path=/&version={version.decode()}", False)
        self.heard = b""
        self.wait(1)

    def ask(self, target, is_whole):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)
        close = "Connection: close\r\n" if is_whole else ""
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{close}\r\n".encode())
        if not is_whole:
            return connection
        return b"".join(iter(lambda: connection.recv(65_536), b""))

    def wait(self, count):
        """Until so many events have come."""
        while self.heard.count(b"data: ") < count:
            part = self.events.recv(65_536)
            if not part:
                sys.exit("sitegen serve has ended")
            self.heard += part

    def edit(self, path, change):
        """Seconds from saving a file to the event; nothing else happens before and afterwards."""
        text = change(path.read_text() if path.exists() else "")
        # What has come since belongs to other changes.
        while select.select([self.events], [], [], 0)[0]:
            self.heard += self.events.recv(65_536)
        count = self.heard.count(b"data: ")
        start = time.monotonic()
        path.write_text(text)
        self.wait(count + 1)
        seconds = time.monotonic() - start
        time.sleep(0.5)
        return seconds


def measure(preview, folder, runs):
    content, templates = folder / "Content", folder / "Templates"
    numbers = iter(range(1_000_000))

    def median(path, change, runs=runs):
        return statistics.median(preview.edit(path(), change) for _ in range(runs))

    def longer(text):
        return text + f"\nParagraph {next(numbers)}.\n"

    def retitled(text):
        return re.sub("^title: .*$", f"title: Headline {next(numbers)}", text, count=1, flags=re.M)

    def own(name):
        """A file of the theme that the site takes over: that it does is not measured."""
        path = templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Until it has been looked at once more, as files are that were written a moment before.
        time.sleep(6)
        preview.edit(path, lambda _: (ROOT / "Templates" / name).read_text())
        return path

    yield "the first text", preview.edit(article(content, 100), longer)
    yield "a text", median(lambda: article(content, 100), longer)
    yield "a headline", median(lambda: article(content, 200), retitled)
    yield "an article more", median(
        lambda: content / "world" / f"new-{next(numbers)}.md",
        lambda _: f"---\ntitle: New {next(numbers)}\ndate: 2026-01-01\n---\n\nText.\n")
    style, template = own("assets/style.css"), own("article.html")
    few = min(runs, 3)
    yield "the style sheet", median(lambda: style, lambda text: text + f"\n/* {next(numbers)} */\n", few)
    yield "a template", median(
        lambda: template, lambda text: text.replace("<article", f"<article data-n=\"{next(numbers)}\"", 1), few)
    yield "the settings", median(lambda: content / "site.yml", retitled, few)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sitegen", required=True)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--scratch", help="where the site is written: a folder in memory, if there is one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.scratch) as name:
        folder = pathlib.Path(name)
        write_site(folder, options.articles)
        preview = Preview(options.sitegen, name)
        try:
            # As somebody does who looks at the page before he writes.
            time.sleep(8)
            print(f"| `serve`, {options.articles} articles | from saving to the event |\n|---|---:|")
            print(f"| ready | {preview.ready:.2f} s |")
            for row, seconds in measure(preview, folder, options.runs):
                print(f"| {row} | {seconds:.3f} s |", flush=True)
        finally:
            preview.process.terminate()
            preview.process.wait()


if __name__ == "__main__":
    main()
