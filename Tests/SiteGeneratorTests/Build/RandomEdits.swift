@testable import SiteGenerator

/// A small site in which everything is related to everything, and one edit after the other, the same for the same seed.
struct RandomEdits {
  private(set) var site: SiteFixture
  private(set) var program = "1"
  private var random: SeededGenerator
  private var count = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    site = SiteFixture("-- Content/about.md --\n---\ntitle: About\n---\n\nWho we are.\n")
    site.theme = Self.theme
    if !seed.isMultiple(of: 3) { site.theme["search.html"] = site.theme["authors.html"] }
    settings()
    for _ in 0..<6 { addArticle() }
    picture()
    section()
  }

  /// Makes one edit, and says which.
  mutating func next() -> String {
    count += 1
    let edits: [(String, (inout RandomEdits) -> Void)] = [
      ("add", { $0.addArticle() }), ("add", { $0.addArticle() }), ("remove", { $0.removeArticle() }),
      ("rename", { $0.renameArticle() }), ("rewrite", { $0.rewriteArticle() }), ("rewrite", { $0.rewriteArticle() }),
      ("one word", { $0.changeWord() }), ("one word", { $0.changeWord() }), ("nothing", { _ in }),
      ("settings", { $0.settings() }), ("template", { $0.template() }), ("picture", { $0.picture() }),
      ("clock", { $0.clock() }), ("clock", { $0.clock() }), ("nothing", { _ in }),
      ("moment", { $0.site.selection.now = $0.site.selection.now + $0.number(3000) }), ("section", { $0.section() }),
      ("comment", { $0.comment() }), ("data", { $0.data() }), ("views", { $0.views() }),
      ("program", { $0.program = "\($0.count)" }), ("words", { $0.words() }),
      ("drafts", { $0.site.selection.includesDrafts.toggle() }),
      ("future", { $0.site.selection.includesFuture.toggle() }), ("portable", { $0.site.isPortable.toggle() }),
    ]
    let edit = edits[number(edits.count)]
    edit.1(&self)
    return edit.0
  }

  /// Writes into the text of an article: words, links, cards, pictures.
  mutating func nextText() -> String {
    count += 1
    guard let path = anArticle() else { return "nothing" }
    let more = chance(2) ? "Word \(count).\n" : "\n\(text())"
    site.files[path]? += Array(more.utf8)
    return path
  }

  private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func chance(_ of: Int) -> Bool { number(of) == 0 }

  private var articles: [String] {
    site.files.keys.filter { $0.hasSuffix(".md") && !$0.hasSuffix("_index.md") && $0 != "Content/about.md" }.sorted()
  }

  private mutating func anArticle() -> String? {
    articles.isEmpty ? nil : articles[number(articles.count)]
  }

  // MARK: Articles

  private mutating func addArticle() {
    guard articles.count < 10 else { return removeArticle() }
    count += 1
    site.files["Content/\(["news", "world", "world/asia"][number(3)])/n\(count).md"] = article()
  }

  private mutating func removeArticle() {
    if let path = anArticle() { site.files[path] = nil }
  }

  private mutating func renameArticle() {
    guard let path = anArticle(), let bytes = site.files.removeValue(forKey: path) else { return }
    count += 1
    site.files["Content/\(["news", "world"][number(2)])/r\(count).md"] = bytes
  }

  private mutating func rewriteArticle() {
    if let path = anArticle() { site.files[path] = article() }
  }

  private mutating func changeWord() {
    if let path = anArticle() { site.files[path]? += Array("Word \(count).\n".utf8) }
  }

  private mutating func article() -> [UInt8] {
    var lines = ["title: Story \(number(50)) & more"]
    lines.append("date: \(day()) \(padded(number(24), 2)):00")
    lines.append("tags: [\(["t0", "t1", "t2", "T 3"][number(4)]), t\(number(6))]")
    lines.append("authors: [\(["ana", "Bo", "Cy"][number(3)])]")
    if chance(6) { lines.append("draft: true") }
    if chance(4) { lines.append("updated: 2026-12-\(29 + number(3))") }
    if chance(6) { lines.append("expires: 2027-01-0\(number(9) + 1)") }
    if chance(6) { lines.append("pinned: \(["true", "2026-12-\(padded(number(28) + 1, 2))"][number(2)])") }
    if chance(4) { lines.append("story: flood \(number(2))") }
    if chance(5) { lines.append("translation: key\(number(2))\nlang: \(["de", "ar"][number(2)])") }
    if chance(4) { lines.append("image: {src: /news/p.png, alt: A picture}") }
    if chance(4) { lines.append("corrections: [{date: 2026-11-\(number(9) + 18), text: Wrong \(number(9))}]") }
    if chance(6) { lines.append("aliases: [/old/\(number(30))/]") }
    if chance(6) { lines.append("noindex: true") }
    if chance(7) { lines.append("status: retracted\nreason: Not so \(number(9)).") }
    if chance(6) { lines.append("categories: [\(["world", "other"][number(2)])]") }
    if chance(8) { lines.append("template: special.html") }
    return Array("---\n\(lines.joined(separator: "\n"))\n---\n\n\(text())".utf8)
  }

  private mutating func day() -> String { "2026-\(padded(number(2) + 11, 2))-\(padded(number(28) + 1, 2))" }

  private mutating func text() -> String {
    var text = "Words \(number(99)) *with* marks.\n\n"
    for _ in 0..<number(3) {
      guard let other = anArticle()?.dropFirst("Content".count) else { break }
      text += chance(2) ? "\(other)\n\n" : "See [this](\(other)) and [tag](tag:t1).\n\n"
    }
    if chance(3) { text += "![P](/news/p.png)\n\n" }
    if chance(5) { text += "[](/news/film.mp4)\n\n" }
    if chance(4) { text += "## Heading \(number(5))\n\n# Too high\n\n" }
    return text + (chance(4) ? "Before.\n\n<!-- more -->\n\nAfter.\n" : "")
  }

  // MARK: Everything else

  private mutating func settings() {
    site.files["Content/site.yml"] = Array(
      """
      title: Site \(number(3))
      base-url: https://example.org/\(["", "sub/"][number(2)])
      lists: {items: \(number(2) + 3)}
      feeds: {items: \(number(3) + 3)}
      people:
        ana: {name: Ana \(number(3)), bio: Writes., portrait: /news/p.png}
      links: warn
      unknown-keys: warn

      """.utf8)
  }

  private mutating func template() {
    let name = ["article.html", "home.html", "tag.html", "section.html", "base.html"][number(5)]
    site.theme[name] = (site.theme[name] ?? []) + Array("{# \(count) #}".utf8)
    site.theme["assets/style.css"] = Array("body { order: \(number(3)) }\n".utf8)
  }

  private mutating func words() {
    site.theme["i18n/en.yml"]? += Array("extra\(count): Extra\n".utf8)
  }

  private mutating func picture() {
    var png = Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) }) + [0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    png += Array("IHDR".utf8) + [0, 0, 0, UInt8(number(3) + 1), 0, 0, 0, UInt8(number(3) + 1), 8, 2, 0, 0, 0]
    site.files["Content/news/p.png"] = png
    site.files["Content/news/film.mp4"] = chance(3) ? nil : Array("film \(count)".utf8)
    site.files["Content/news/film.png"] = chance(3) ? nil : png
  }

  private mutating func clock() {
    site.selection.now = Instant(seconds: SiteFixture.noon.seconds + (number(60) - 10) * 86_400 + number(86_400))
  }

  private mutating func section() {
    site.files["Content/world/_index.md"] =
      chance(4) ? nil : Array("---\ntitle: World \(number(5))\n---\n\nAbout [it](/about.md).\n".utf8)
  }

  private mutating func comment() {
    guard let slug = anArticle().map({ fileStem($0) }) else { return }
    let day = padded(number(20) + 10, 2)
    site.files["Content/_data/comments/\(slug)/c\(number(4)).yml"] = Array(
      "name: Reader \(number(9))\ndate: 2026-11-\(day)\nmessage: Well said *\(count)*.\n".utf8)
  }

  private mutating func data() {
    site.files["Content/_data/facts.yml"] = Array("fact: \(number(5))\n".utf8)
    site.files["Content/_data/abbreviations.yml"] = Array("WHO: World Health \(number(2))\n".utf8)
  }

  private mutating func views() {
    let lines = articles.map { "/\($0.dropFirst("Content/".count).dropLast(3))/: \(number(90))" }
    site.files["Content/_data/views.yml"] = Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  // MARK: A theme that reads what there is

  private static let theme: [String: [UInt8]] = {
    var theme = SiteFixture.plainTheme
    for (name, text) in templates { theme[name] = Array(text.utf8) }
    return theme
  }()

  private static let card =
    "<li><a href=\"{{ item.url }}\">{{ item.title }}</a> {{ item.description | default(\"\") }} {{ item.words }} {{ item.pinned }} {{ item.section.title if item.section }} {% for tag in item.tags %}{{ tag.title }} {% endfor %}{% for author in item.authors %}{{ author.title }} {% endfor %}{{ item.comment_count }}{% if item.image %}<img src=\"{{ item.image.url }}\" alt=\"{{ item.image.alt }}\" width=\"{{ item.image.width | default(\"\") }}\">{% endif %}</li>"

  private static let list =
    "{% extends \"base.html\" %}{% block main %}<ul>{% for item in list.articles %}\(card){% endfor %}</ul>{{ list.total }} {{ list.pages }}{% for link in page.breadcrumbs %}{{ link.title }}{% endfor %}{% endblock %}"

  private static let article =
    "{% extends \"base.html\" %}{% block main %}<h1>{{ article.title }}</h1>\n{{ article.content }}{% for item in article.related %}\(card){% endfor %}{% if article.previous %}{{ article.previous.title }}{% endif %}{% if article.next %}{{ article.next.title }}{% endif %}{% for item in article.translations %}{{ item.lang }}{{ item.url }}{% endfor %}{% if article.story %}{{ article.story.title }}{% for item in article.story.articles %}{{ item.title }}{% endfor %}{% endif %}{% for item in article.corrections %}{{ item.text }}{% endfor %}{{ article.corrections_fresh }}{{ article.views | default(\"\") }}{% for comment in article.comments %}{{ comment.name }}{{ comment.content }}{% endfor %}{{ article.summary }}{{ article.retracted }}{% endblock %}"

  private static let templates: [String: String] = [
    "base.html":
      "<!DOCTYPE html>\n<html lang=\"{{ page.lang }}\"><head><meta charset=\"utf-8\"><title>{{ page.title }} {{ site.title }}</title>\n{{ page.metadata }}</head>\n<body>{% for section in site.sections %}{{ section.title }} {{ section.count }} {% endfor %}{% block main %}{% endblock %}</body></html>\n",
    "article.html": article, "special.html": article.split(separator: "<h1>").joined(separator: "<h1>Special "),
    "home.html":
      "{% extends \"base.html\" %}{% block main %}{% if home.lead %}{{ home.lead.title }}{% endif %}{% for item in home.seconds %}{{ item.title }}{% endfor %}{% for block in home.blocks %}{{ block.section.title }}{% for item in block.articles %}{{ item.title }}{% endfor %}{% endfor %}{% for item in home.more %}{{ item.title }}{% endfor %}{% for item in site.most_read %}{{ item.title }}{{ item.views | default(\"\") }}{% endfor %}{{ data.facts.fact if data.facts is defined }}{% endblock %}",
    "section.html":
      "{% extends \"base.html\" %}{% block main %}{{ section.content }}{{ section.parent.title if section.parent }}{% for item in list.articles %}\(card){% endfor %}{% endblock %}",
    "tag.html": list, "author.html": list + "{# #}", "archive.html": list,
    "tags.html":
      "{% extends \"base.html\" %}{% block main %}{% for tag in site.tags %}{{ tag.title }} {{ tag.count }}{% for item in tag.articles %}{{ item.title }}{% endfor %}{% endfor %}{% endblock %}",
    "authors.html":
      "{% extends \"base.html\" %}{% block main %}{% for author in site.authors %}{{ author.title }} {{ author.words }}{% if author.portrait %}{{ author.portrait.width | default(\"\") }}{% endif %}{% endfor %}{% endblock %}",
    "corrections.html":
      "{% extends \"base.html\" %}{% block main %}{% for item in site.corrected %}{{ item.title }}{% for one in item.corrections %}{{ one.text }}{% endfor %}{% endfor %}{% endblock %}",
    "search.html":
      "{% extends \"base.html\" %}{% block main %}{{ now | date(\"d MMMM yyyy\") }}{{ site.updated | date(\"d MMMM yyyy\") if site.updated }}{% endblock %}",
  ]
}
