"""The sites that are looked at: the demonstration site, and small ones for what it cannot show at the same time."""

import pathlib
import re
import shutil
import subprocess
import sys

from browser import ROOT

# A site of each language that the theme speaks: its title, its sections, and the headlines of its stories.
LANGUAGES = {
    "de": (
        "Das Ostreyer Wochenblatt", {"rathaus": "Rathaus", "hafen": "Hafen"},
        ["Rat beschließt Hilfsfonds für das Hochwasser", "Nachtfähre fährt wieder", "Donaudampfschifffahrtsgesellschaft "
         "prüft Sonderfahrten für Überschwemmungsgeschädigte", "Ein Turm, vier Uhren", "Wehr", "Brücke bis März gesperrt",
         "Robben im Hafenbecken", "Der Markt zieht unter Dach"],
        "Am Morgen standen die Möbel auf der Straße, und niemand wusste, wohin damit."),
    "fr": (
        "La Lanterne d’Ostrey", {"mairie": "Mairie", "port": "Port"},
        ["Le conseil ouvre un fonds de 150 000 livres : qui peut demander ?", "Le bac de nuit repart", "« On a vu l’eau "
         "monter, marche après marche »", "Quatre horloges, une seule heure", "Le pont", "Fermé jusqu’en mars",
         "Des phoques au bassin", "Le marché d’hiver se met à l’abri"],
        "Au matin, les meubles étaient dans la rue, et personne ne savait qu’en faire."),
    "prs": (
        "فانوس آستری", {"shora": "شورا", "bandar": "بندر"},
        ["شورا صندوق کمک به سیل‌زدگان را باز کرد", "کشتی شب دوباره به راه افتاد", "پل گردان تا ماه مارچ به روی موترها بسته "
         "می‌ماند؛ پیاده‌ها از راه کنار رودخانه می‌گذرند و دکان‌داران از شورا جواب می‌خواهند", "ساعت برج درست شد", "سیل",
         "سه‌صد بیل و جایی برای گل", "فُک‌ها در بندر", "بازار زمستانی زیر سقف"],
        "صبح که شد، اسباب خانه‌ها روی سرک بود و کسی نمی‌دانست با آن چه کند."),
}
PARAGRAPHS = 6


def settings(title, language, sections, more=""):
    names = "".join(f"  {key}: {name}\n" for key, name in sections.items())
    text = f"title: {title}\nbase-url: https://example.org\nlanguage: {language}\ntime-zone: Europe/London\n{more}"
    return text + (f"sections:\n{names}" if names else "")


def gazette(folder, language):
    """A newspaper of eight stories in one language, with a story in another script among them."""
    title, sections, headlines, sentence = LANGUAGES[language]
    words = {"Content/site.yml": settings(title, language, sections, "accent: '#0b5d4e'\n")}
    for number, headline in enumerate(headlines):
        section = list(sections)[0 if number < 6 else 1]
        front = f"title: '{headline}'\ndate: 2026-11-{20 - number} 09:30\nauthors: ['Inês Carvalho', 'فرید نوری']\n"
        front += f"description: '{sentence}'\n" if number % 3 else ""
        front += "image: {src: /harbour.svg, alt: Houses by the water}\n" if number % 2 == 0 else ""
        front += "label: opinion\n" if number == 3 else ""
        front += "story: wend\ntags: [Wend]\n" if number < 3 else ""
        front += "corrections: [{date: 2026-11-20, text: '" + sentence + "'}]\n" if number == 1 else ""
        text = "\n\n".join([sentence + " " + sentence] * PARAGRAPHS)
        text += f"\n\n1. {headline}\n2. {sentence}\n\n| {title} | {headline} |\n|---|--:|\n| {sentence} | 1,204 |\n" if number == 0 else ""
        words[f"Content/{section}/n{number}.md"] = f"---\n{front}---\n\n{text}\n\n> {sentence}\n\n## {headline}\n\n{text}\n"
    foreign = "prs" if language != "prs" else "fr"
    _, _, other, line = LANGUAGES[foreign]
    words[f"Content/{list(sections)[0]}/foreign.md"] = (
        f"---\ntitle: '{other[2]}'\ndate: 2026-11-19 20:00\nlang: {foreign}\ndescription: '{line}'\n---\n\n{line}\n")
    words["Content/_data/views.yml"] = "".join(
        f"/{list(sections)[0 if n < 6 else 1]}/n{n}/: {10 ** n}\n" for n in range(8))
    write(folder, words)
    shutil.copy(ROOT / "Content/_static/pictures/gauge.svg", folder / "Content/_static/harbour.svg")


# All that Markdown can say, and what breaks a page: long words, wide tables, a heading below a heading, notes of notes.
EVERYTHING = """\
---
title: Everything that can stand in a text
date: 2026-11-20 09:30
updated: 2026-11-21
description: A page for those who look at the theme. It has each thing once, and the difficult ones twice.
image: {src: /harbour.svg, alt: Houses by the water, caption: "A caption, [not a link], that is long enough to be set
  in two lines on anything that is narrower than the desk of an editor, and then some more of it", credit: Ana Silva,
  licence: CC BY 4.0}
label: press-release
ai: {use: assisted, note: The table was drawn up by a program., reviewer: Ana Silva}
authors: [Ana Silva]
source: {name: The Other Paper, url: "https://other.example/story"}
tags: [one, two, "a subject with a long name that is wider than a telephone", Donaudampfschifffahrtsgesellschaftskapitän]
corrections: [{date: 2026-11-21, text: The number was wrong., kind: update}]
---

[[toc]]

The first paragraph has **strong**, *emphasis*, ~~struck~~, `code`, a [link](/), a note,[^1] and
Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft in it; <https://example.org/an/address/that/goes/on/and/on/until/it/is/wider/than/any/telephone>.

## A heading {#first}
### A smaller one right below it
#### And the smallest

> A quotation, which is
>
> two paragraphs long.
>
> > And one inside it.

> [!QUOTE] Ana Silva, mayor
> We will build it again.

| Place | Votes | Share | What the returning officer wrote beside it |
|:------|------:|:-----:|-------------------------------|
| *Quay* | 1,204 | 52.1 % | nothing at all, and that at length |
| Hill | 311 | 13.5 % | `recounted` |
| A ward with a very long name | 98 | 4.2 % | see the note[^2] |

| a | b |
|---|--:|
| 1 | 2 |

1. First
   - with a list below it
   - of two

     and a paragraph
2. Second

- [ ] asked the council
- [x] read the minutes

```sh
sitegen build --source newsroom --output /var/www/newsroom --base-url https://example.org/news/ --strict # a long line
if true; then
  echo "done"
fi
```

> [!NOTE]
> A note with the name that it has by itself.

> [!TIP]
> Ask the harbour office.

> [!IMPORTANT]
> Bring a lamp.

> [!WARNING] Do not cross
> The bridge is closed.

> [!CAUTION] A title that is so long that it does not stand in one line of a telephone
> Nor is the ferry.

::: factbox The bridge in numbers
- 112 metres
- 600 tonnes
:::

![The harbour](/harbour.svg "The old harbour, from a boat"){credit="Ana Silva" licence="CC BY 4.0"}

![A small one](/harbour.svg "It has 160 pixels"){width=160}

https://www.youtube.com/watch?v=dQw4w9WgXcQ

[](interview.mp3)

[](short.md)

---

The end.

[^1]: By *two* hours, said the harbour master.
[^2]: A note of two paragraphs.

    This is the second.
"""


def everything(folder):
    """One article with all that a text can hold, and comments four deep that hold some of it."""
    short = "---\ntitle: Gone\ndate: 2026-11-19\n---\n\nA short text, and the story before.\n"
    words = {
        "Content/site.yml": settings("Everything", "en", {"news": "News"}), "Content/news/everything.md": EVERYTHING,
        "Content/news/short.md": short, "Content/news/interview.mp3": "no sound",
        "Content/news/after.md": short.replace("Gone", "A headline that is as long as those of the next morning "
                                               "usually are").replace("19", "21"),
    }
    for number in range(6):
        reply = f"reply-to: c{number - 1}\n" if number else ""
        words[f"Content/_data/comments/everything/c{number}.yml"] = (
            f"name: Reader {number}\ndate: 2026-11-2{number // 3} 10:0{number}\n{reply}status: approved\nmessage: |\n"
            "  A comment with `code`, a www.example.org/long/address/without/any/end/that/one/could/see and\n\n"
            "  > a quotation\n\n  - and\n  - a list\n")
    words["Content/_data/views.yml"] = "/news/everything/: 1204330\n/news/short/: 0\n/news/after/: 1\n"
    write(folder, words)
    shutil.copy(ROOT / "Content/_static/pictures/gauge.svg", folder / "Content/_static/harbour.svg")


def one(folder):
    """One article in the whole site, without a picture, a description, an author or a section."""
    write(folder, {
        "Content/site.yml": settings("The Only One", "en", {}),
        "Content/2026-11-20-first.md": "---\ntitle: The first story\nkind: article\n---\n\nThere is nothing else yet.\n"})


def none(folder):
    """No article at all, and a section that waits for its first."""
    write(folder, {
        "Content/site.yml": settings("Not Yet", "en", {"world": "World"}),
        "Content/world/_index.md": "---\ntitle: World\n---\n\nSoon.\n"})


def lone(folder):
    """Sections of one, two, three and five stories; a picture for a masthead; no story beside the lead, no most read."""
    words = {"Content/site.yml": settings(
        "Lone", "en", {"one": "One", "two": "Two", "three": "Three", "five": "Five"},
        "masthead: {text: The Lone Star, picture: /name.svg}\nhome: {seconds: 0, stories: 5, most-read: 0}\n")}
    day = 20
    for count, section in ((2, "one"), (2, "two"), (3, "three"), (5, "five")):
        for number in range(count):
            picture = "image: {src: /harbour.svg, alt: Houses by the water}\n" if number % 2 == 0 else ""
            words[f"Content/{section}/{number}.md"] = (
                f"---\ntitle: Story {number + 1} of {count} in this section of the paper\ndate: 2026-11-{day:02}\n{picture}"
                "---\n\nA sentence or two that say what it is about, and why anyone should go on reading it today.\n")
            day -= 1
    words["Content/_static/name.svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="96" viewBox="0 0 720 96"><rect width="720" height="96" '
        'rx="10" fill="#123"/><text x="360" y="66" font-size="56" font-family="serif" text-anchor="middle" fill="#fff">'
        "★ The Lone Star ★</text></svg>")
    write(folder, words)
    shutil.copy(ROOT / "Content/_static/pictures/gauge.svg", folder / "Content/_static/harbour.svg")


def demonstration(folder):
    """The site of this repository, with Pagefind's index where Pagefind is on the machine."""
    shutil.copytree(ROOT / "Content", folder / "Content", dirs_exist_ok=True)
    with (folder / "Content/site.yml").open("a") as file:
        file.write("\nsearch: pagefind\n")


def write(folder, files):
    (folder / "Content/_static").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


MAKERS = {
    "demonstration": demonstration, "one": one, "none": none, "lone": lone, "everything": everything,
    **{language: lambda folder, language=language: gazette(folder, language) for language in LANGUAGES},
}


def build(folder, sitegen, names):
    """Makes and builds the sites; their Output by name. The clock is fixed: live, pinned and new are what they are."""
    built = {}
    for name in names:
        site = pathlib.Path(folder) / "sites" / name
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True)
        MAKERS[name](site)
        command = [str(sitegen), "build", "--quiet", "--now", "2026-11-22T18:00:00Z", "--source", str(site)]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{name}: {' '.join(command)}\n{result.stderr}")
        for line in re.findall(r"^.*warning: .*$", result.stderr, re.M):
            print(f"{name}: {line}")
        built[name] = site / "Output"
    return built
