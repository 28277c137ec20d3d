#!/usr/bin/env python3
"""Takes pictures of every kind of page: 390, 768 and 1280 px, light and dark, in four languages, with and without script,
and printed on A4. They are put into a folder, with contact sheets to look at first.

    python3 Tests/Browser/look.py [--only home,article] [--sites de,prs] [--widths 390] [--out FOLDER]
"""

import argparse
import base64
import io
import pathlib
import shutil
import subprocess
import sys
import tempfile

from browser import MISSING, ROOT, Browser, Server, need, pages
import sites

# What is looked at besides the first page of each kind: one page for each state that an article can be in.
STATES = [
    "/harbour/night-of-the-flood/", "/harbour/pump-two/", "/council/bridge-budget/", "/council/parking-charges/",
    "/council/minutes-16-november/", "/council/vote/", "/harbour/gauge-at-mill-weir/", "/harbour/tides/", "/harbour/grey-seals/",
    "/harbour/dredging-records/", "/harbour/nachtfaehre/", "/town/winter-timetable/", "/town/winter-market/",
    "/town/paint-it-red/", "/town/language-cafe-dari/", "/town/lifeboat-open-day/", "/town/town-clock/",
    "/culture/winter-a-to-z/", "/culture/gull-elected/", "/letters/", "/2016/06/fish-market-roof/", "/archive/",
    "/archive/2026/", "/authors/maren-holt/", "/tags/flood/", "/news/everything/",
    # Of the newspapers in other languages: a table and a running story, a correction, a story in the other direction.
    "/rathaus/n0/", "/rathaus/n1/", "/rathaus/foreign/", "/mairie/n0/", "/mairie/n1/", "/mairie/foreign/",
    "/shora/n0/", "/shora/n1/", "/shora/foreign/",
]
TALLEST = 12_000


def chosen(folder, name):
    """The pages to look at: the first of each kind, the second page of the front page, and the states."""
    found, kinds = [], set()
    for path, kind in pages(folder):
        if kind not in kinds or path in STATES or (name == "demonstration" and path == "/page/2/"):
            kinds.add(kind)
            found.append((path, kind))
    return found


def show(browser, address):
    """Opens a page and waits for its pictures, those too that are loaded only when they come into sight."""
    browser.open(address)
    browser.script("document.querySelectorAll('img[loading=lazy]').forEach(i => i.loading = 'eager')")
    browser.wait("Promise.all([...document.images].map(i => i.decode().catch(() => 0))).then(() => done())")


def shoot(browser, address, width):
    """One page as a picture, from its top to its end."""
    from PIL import Image

    show(browser, address)
    height = min(TALLEST, browser.script("return document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    # A right-to-left page that is no longer than the window is shifted when more than the window is asked for.
    shot = browser.command("Page.captureScreenshot", format="png", captureBeyondViewport=height > 900, clip=clip)
    return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")


def paper(browser, address, file):
    """One page as a printer would put it on A4: its sheets side by side."""
    from PIL import Image

    show(browser, address)
    printed = browser.command("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=False)
    document = file.with_suffix(".pdf")
    document.write_bytes(base64.b64decode(printed["data"]))
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(document), str(document.with_suffix(""))], check=True)
    leaves = [Image.open(f).convert("RGB") for f in sorted(file.parent.glob(f"{file.stem}-*.png"))]
    result = Image.new("RGB", (sum(leaf.width + 8 for leaf in leaves), leaves[0].height), "#777")
    for number, leaf in enumerate(leaves):
        result.paste(leaf, (number * (leaf.width + 8), 0))
    for part in file.parent.glob(f"{file.stem}-*.png"):
        part.unlink()
    return result


def strips(pictures, scale, height):
    """The pictures as columns of one height: a long page goes on in the next column, short ones stand below each other."""
    columns, left = [], 0
    for name, picture in pictures:
        picture = picture.resize((int(picture.width * scale), int(picture.height * scale)))
        for top in range(0, picture.height, height):
            part = picture.crop((0, top, picture.width, min(picture.height, top + height)))
            if part.height + 14 > left:
                columns.append([])
                left = height + 14
            columns[-1].append((name if top == 0 else f"{name} …", part))
            left -= part.height + 14
    return columns


def sheets(pictures, file, width):
    """Contact sheets of about 1500 px, which can be read without enlarging: every page whole, under its name."""
    from PIL import Image, ImageDraw

    scale, across = {390: (1, 4), 768: (0.66, 3), 0: (1, 1)}.get(width, (0.5, 2))
    columns = strips(pictures, scale, 1500)
    for first in range(0, len(columns), across):
        row = columns[first:first + across]
        wide = max(part.width for column in row for _, part in column) + 8
        result = Image.new("RGB", (wide * len(row), 1530), "#777")
        for place, column in enumerate(row):
            y = 0
            for name, part in column:
                ImageDraw.Draw(result).text((place * wide + 2, y), name, fill="white")
                result.paste(part, (place * wide, y + 13))
                y += part.height + 14
        result.save(f"{file}-{first // across + 1:02}.png")


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
    if "print" in asked.ways and not shutil.which("pdftoppm"):
        sys.exit(MISSING.format("pdftoppm"))
    asked.out.mkdir(parents=True, exist_ok=True)
    built = sites.build(asked.out, asked.sitegen, asked.sites.split(","))
    with Browser() as browser:
        for name, folder in built.items():
            kinds = [(p, k) for p, k in chosen(folder, name) if not asked.only or k in asked.only.split(",")]
            with Server(folder) as server:
                for way in asked.ways.split(","):
                    for width in map(int, asked.widths.split(",")):
                        # Paper has one width, and a page without script is looked at in one.
                        if way in ("print", "noscript") and width != 768:
                            continue
                        browser.set(width, dark=way == "dark", script=way != "noscript")
                        file = asked.out / f"{name}-{way}-{width}"
                        file.mkdir(exist_ok=True)
                        pictures = []
                        for path, kind in kinds:
                            target, address = file / f"{kind}{path.replace('/', '_')}.png", server.address + path
                            picture = paper(browser, address, target) if way == "print" else shoot(browser, address, width)
                            picture.save(target)
                            pictures.append((f"{path} {kind}", picture))
                        sheets(pictures, file, 0 if way == "print" else width)
                        print(f"{file}-*.png: {len(pictures)} pages", flush=True)


if __name__ == "__main__":
    main()
