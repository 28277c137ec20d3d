#!/usr/bin/env python3
"""Takes pictures of every kind of page: 390, 768 and 1280 px, light and dark, in four languages, with and without script,
and printed. They are put into a folder, with contact sheets to look at first.

    python3 Tests/Browser/look.py [--only home,article] [--sites de,prs] [--widths 390] [--out FOLDER]
"""

import argparse
import base64
import io
import pathlib
import tempfile

from browser import ROOT, Browser, Server, need, pages
import sites

# What is looked at besides the first page of each kind: one page for each state that an article can be in.
STATES = [
    "/harbour/night-of-the-flood/", "/harbour/pump-two/", "/council/bridge-budget/", "/council/parking-charges/",
    "/council/minutes-16-november/", "/town/winter-timetable/", "/town/winter-market/", "/town/language-cafe-dari/",
    "/town/town-clock/", "/culture/winter-a-to-z/", "/harbour/nachtfaehre/", "/2016/06/fish-market-roof/",
]
TALLEST = 5000


def chosen(folder, name):
    """The pages to look at: the first of each kind, the second page of the front page, and the states."""
    found, kinds = [], set()
    for path, kind in pages(folder):
        if kind not in kinds or path in STATES or (name == "demonstration" and path == "/page/2/"):
            kinds.add(kind)
            found.append((path, kind))
    return found


def shoot(browser, address, width):
    """One page as a picture, from its top to its end."""
    from PIL import Image

    browser.open(address)
    # Pictures that are loaded when they come into sight have to be there.
    browser.script("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')")
    browser.wait("Promise.all([...document.images].map(i => i.decode().catch(() => 0))).then(() => done())")
    height = min(TALLEST, browser.script("return document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = browser.command("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
    return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")


def sheets(pictures, file, width):
    """Contact sheets of about 1500 px, which can be read without enlarging: pages side by side, each under its name."""
    from PIL import Image, ImageDraw

    scale, columns = {390: (0.75, 5), 768: (0.5, 4)}.get(width, (0.4, 3))
    small = [(n, p.resize((int(p.width * scale), int(p.height * scale)))) for n, p in pictures]
    for first in range(0, len(small), columns):
        row = small[first:first + columns]
        height = min(1500, max(p.height for _, p in row) + 24)
        result = Image.new("RGB", (sum(p.width + 12 for _, p in row), height), "#777")
        x = 0
        for name, picture in row:
            ImageDraw.Draw(result).text((x + 4, 6), name, fill="white")
            result.paste(picture, (x, 24))
            x += picture.width + 12
        result.save(f"{file}-{first // columns + 1}.png")


def main():
    need("PIL")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sitegen", default=ROOT / ".build/debug/sitegen")
    options.add_argument("--out", default=pathlib.Path(tempfile.gettempdir()) / "sitegen-pictures", type=pathlib.Path)
    options.add_argument("--sites", default=",".join(sites.MAKERS))
    options.add_argument("--only", default="", help="kinds of pages")
    options.add_argument("--widths", default="390,768,1280")
    options.add_argument("--ways", default="light,dark,print,noscript")
    asked = options.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    built = sites.build(asked.out, asked.sitegen, asked.sites.split(","))
    with Browser() as browser:
        for name, folder in built.items():
            kinds = [(p, k) for p, k in chosen(folder, name) if not asked.only or k in asked.only.split(",")]
            with Server(folder) as server:
                for way in asked.ways.split(","):
                    for width in map(int, asked.widths.split(",")):
                        # Paper and a page without script are looked at in one width.
                        if way in ("print", "noscript") and width != 768:
                            continue
                        browser.set(
                            width, dark=way == "dark", script=way != "noscript", media="print" if way == "print" else "")
                        pictures = [(f"{p} {k}", shoot(browser, server.address + p, width)) for p, k in kinds]
                        file = asked.out / f"{name}-{way}-{width}"
                        file.mkdir(exist_ok=True)
                        for (path, kind), (_, picture) in zip(kinds, pictures):
                            picture.save(file / f"{kind}{path.replace('/', '_')}.png")
                        sheets(pictures, file, width)
                        print(f"{file}-*.png: {len(pictures)} pages")


if __name__ == "__main__":
    main()
