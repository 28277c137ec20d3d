#!/usr/bin/env python3
"""Looks at `sitegen serve` through a headless Chromium: a page changes when its file is saved, a message comes over it and
goes, a style sheet is replaced without loading the page again, and the place where one reads stays.

    python3 Tests/Browser/serve.py [PATH-OF-SITEGEN]
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time

from browser import ROOT, need

LIMIT = 60
SETTINGS = "title: Harbour\nbase-url: https://harbour.example/\n"
ARTICLE = "---\ntitle: {title}\ndate: 2026-11-01\n{more}---\n\n" + "A paragraph of the story.\n\n" * 200


def until(what, condition):
    """Waits for a condition; how long that took, in seconds."""
    start = time.monotonic()
    while time.monotonic() - start < LIMIT:
        try:
            if condition():
                print(f"  {what}: {time.monotonic() - start:.2f} s")
                return
        except Exception as error:  # A page that is being loaded has nothing to ask.
            if time.monotonic() - start > LIMIT - 1:
                raise error
        time.sleep(0.01)
    sys.exit(f"failed: {what}")


def check(what, holds):
    if not holds:
        sys.exit(f"failed: {what}")
    print(f"  {what}")


class Site:
    """A site in a folder of its own, and the command that serves it."""

    def __init__(self, folder, command):
        self.folder = pathlib.Path(folder)
        self.write("Content/site.yml", SETTINGS)
        self.write("Content/world/bridge.md", ARTICLE.format(title="The bridge", more=""))
        style = (ROOT / "Templates/assets/style.css").read_text()
        self.write("Templates/assets/style.css", style)
        self.style = style
        self.process = subprocess.Popen([command, "serve", "--drafts"], cwd=folder, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if found := re.match(r"http://\S+", line):
                self.address = found.group()
                return
        sys.exit("failed: the command ended")

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def chromium():
    need("selenium")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1000,800"]:
        options.add_argument(argument)
    return webdriver.Chrome(options=options)


def walk(site, browser):
    run = browser.execute_script
    browser.get(site.address + "world/bridge/")
    until("the page is there", lambda: run("return document.title").startswith("The bridge"))
    until("it listens", lambda: run("return document.querySelector('script[data-version]') !== null"))
    time.sleep(1)

    run("window.mark = 1; scrollTo({top: 900, behavior: 'instant'})")
    site.write("Content/world/bridge.md", ARTICLE.format(title="The bridge opens", more=""))
    until("a saved file is shown", lambda: run("return document.title").startswith("The bridge opens"))
    check("the page was loaded again", run("return window.mark") is None)
    until("the place where one was reading is kept", lambda: abs(run("return scrollY") - 900) < 2)

    run("window.mark = 2")
    wrong = ARTICLE.format(title="The bridge opens", more="drfat: <b>true</b>\n")
    site.write("Content/world/bridge.md", wrong)
    overlay = "return document.querySelector('#sitegen-overlay pre')?.textContent ?? null"
    until("what is wrong is shown", lambda: run(overlay) is not None)
    check("with its place, its line and the caret", run(overlay).startswith(
        'Content/world/bridge.md:4:1: error: unknown key "drfat" [front-matter-unknown-key]\n'
        "  4 | drfat: <b>true</b>\n    | ^^^^^\n  hint: did you mean \"draft\"?"))
    check("as text", run("return document.querySelector('#sitegen-overlay b')") is None)
    check("over the page as it was", run("return window.mark") == 2)
    site.write("Content/world/bridge.md", ARTICLE.format(title="The bridge opens", more=""))
    until("it goes when it is mended", lambda: run(overlay) is None)
    check("without loading the page again", run("return window.mark") == 2)

    color = "return getComputedStyle(document.body).backgroundColor"
    before = run(color)
    site.write("Templates/assets/style.css", site.style + "\nbody { background: rgb(1, 2, 3) !important }\n")
    until("a style sheet is replaced", lambda: run(color) == "rgb(1, 2, 3)")
    check("without loading the page again", run("return window.mark") == 2 and before != "rgb(1, 2, 3)")
    until("the old one is gone", lambda: run("return document.querySelectorAll('link[rel=stylesheet]').length") == 1)

    site.write("Content/world/ferry.md", ARTICLE.format(title="The ferry", more="draft: true\n"))
    links = "return [...document.querySelectorAll('a[href$=\"/world/ferry/\"]')].map(link => link.textContent.trim())"
    browser.get(site.address + "world/")
    until("a draft is marked in a list", lambda: any(link.endswith("The ferry draft") for link in run(links)))
    run("window.mark = 3")
    site.write("Content/about.md", "---\ntitle: About\n---\n")
    until("another page is there", lambda: run(
        "const r = new XMLHttpRequest(); r.open('GET', '/about/', false); r.send(); return r.status") == 200)
    time.sleep(1)
    check("a page that did not change is left alone", run("return window.mark") == 3)
    browser.get(site.address + "world/bridge/")

    site.write("Content/world/bridge.md", wrong)
    until("a message comes again", lambda: run(overlay) is not None)
    browser.get(site.address)
    until("and is shown over another page that is opened", lambda: run(overlay) is not None)
    site.write("Content/world/bridge.md", ARTICLE.format(title="The bridge", more=""))
    until("it goes there as well", lambda: run(overlay) is None)


def main():
    command = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/debug/sitegen").resolve()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(folder, command)
        browser = chromium()
        try:
            walk(site, browser)
        finally:
            browser.quit()
            site.process.terminate()
            site.process.wait()
    print("done")


if __name__ == "__main__":
    main()
