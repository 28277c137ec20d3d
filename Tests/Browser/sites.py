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
        words[f"Content/{section}/n{number}.md"] = f"---\n{front}---\n\n{text}\n\n> {sentence}\n\n## {headline}\n\n{text}\n"
    foreign = "prs" if language != "prs" else "fr"
    _, _, other, line = LANGUAGES[foreign]
    words[f"Content/{list(sections)[0]}/foreign.md"] = (
        f"---\ntitle: '{other[2]}'\ndate: 2026-11-19 20:00\nlang: {foreign}\ndescription: '{line}'\n---\n\n{line}\n")
    words["Content/_data/views.yml"] = "".join(
        f"/{list(sections)[0 if n < 6 else 1]}/n{n}/: {10 ** n}\n" for n in range(8))
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
    "demonstration": demonstration, "one": one, "none": none, "lone": lone,
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
