import Diagnostics

extension FrontMatterField {
  static let journalism: [FrontMatterField] = [
    FrontMatterField(
      "description", "text", "One or two sentences for lists, search engines and feeds; otherwise the first paragraph.",
      synonyms: ["excerpt", "summary"]
    ) { reader, key, node in reader.result.description = reader.plainText(key, node) },
    FrontMatterField(
      "image", "path, or `{src, alt, caption, credit, licence}`",
      "The lead picture; `alt` is required, and `alt: \"\"` says that it only decorates. In `cover: {…}` the picture may be called `image` as well.",
      synonyms: ["cover", "images"], read: readImage),
    FrontMatterField(
      "label", "`report`, `opinion`, `analysis`, `review`, `sponsored`, `press-release` or `satire`",
      "Shown to the reader, at the top of the entry in feeds, and in the structured data."
    ) { reader, key, node in reader.result.label = reader.fields.choice(key, node) },
    FrontMatterField(
      "ai", "`none`, `assisted`, `generated`, or `{use, note, reviewer}`",
      "How a machine helped to write it: the disclosure that the reader sees; who reviewed it by name, or by a key of `people`.",
      read: readAI),
    FrontMatterField(
      "source", "`{name, url}`", "Where the story came from when it was first published elsewhere.", read: readOrigin),
    FrontMatterField(
      "corrections", "list of `{date, text, kind}`",
      "`text` is plain text; `kind`: `correction`, `clarification` or `update`.",
      read: readCorrections),
    FrontMatterField("story", "text", "Groups the articles of one running story.") { reader, key, node in
      reader.result.story = reader.fields.line(key, node)
    },
    FrontMatterField("pinned", "true, false, or date until", "To the top of the lists.", read: readPin),
  ]

  static let publishing: [FrontMatterField] = [
    FrontMatterField("comments", "true or false", "Whether the article takes comments.") { reader, key, node in
      reader.result.takesComments = reader.fields.bool(key, node) ?? true
    },
    FrontMatterField("feed", "`full`, `summary` or `none`", "How it appears in the feeds.") { reader, key, node in
      reader.result.feed = reader.fields.choice(key, node)
    },
    FrontMatterField("noindex", "true or false", "Kept from search engines and sitemaps.") { reader, key, node in
      reader.result.isNoindex = reader.fields.bool(key, node) ?? false
    },
    FrontMatterField(
      "guid", "text",
      "The feed id of an imported article; with a scheme (`https:`, `urn:`, `tag:`), or Atom makes one of it by `base-url`."
    ) { reader, key, node in
      reader.result.guid = reader.fields.line(key, node)
    },
  ]

  static func readImage(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    if case .scalar = node.value {
      if let src = reader.fields.line(key, node) { reader.result.image = FrontMatterPicture(src: src) }
      return
    }
    var picture = FrontMatterPicture(src: "")
    // As themes of Hugo have it.
    let sources = key == "cover" ? ["src", "image"] : ["src"]
    reader.fields.fields(
      key, node,
      sources.map { name in (name, { picture.src = $0.line(name, $1) ?? "" }) } + [
        // Empty quotation marks say that it only decorates; nothing at all says nothing.
        ("alt", { picture.alt = $1.isNull ? nil : $0.line("alt", $1) ?? "" }),
        ("caption", { picture.caption = $0.line("caption", $1) }),
        ("credit", { picture.credit = $0.line("credit", $1) }),
        ("licence", { picture.licence = $0.line("licence", $1) }),
      ])
    let place = node.place(in: reader.fields.source)
    if picture.src.isEmpty {
      reader.fields.report(.missingKey("src", why: "the path or address of the picture", place))
    } else {
      reader.result.image = picture
    }
  }

  static func readAI(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    if case .scalar = node.value {
      reader.result.ai = degree(&reader, key, node).map { AIUse(degree: $0) }
      return
    }
    var use: MetaNode?
    var ai = AIUse(degree: .assisted)
    reader.fields.fields(
      key, node,
      [
        ("use", { use = $1 }),
        ("note", { ai.note = $0.line("note", $1) }),
        ("reviewer", { ai.reviewer = $0.line("reviewer", $1) }),
      ])
    guard let use else {
      let why = "one of none, assisted, generated"
      reader.fields.report(.missingKey("use", why: why, node.place(in: reader.fields.source)))
      return
    }
    guard let degree = degree(&reader, "use", use) else { return }
    ai.degree = degree
    reader.result.ai = ai
  }

  private static func degree(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) -> AIUse.Degree? {
    guard let text = reader.fields.line(key, node), text != "none" else { return nil }
    if let degree = AIUse.Degree(rawValue: text) { return degree }
    reader.fields.report(
      .notAChoice(key, text, ["none", "assisted", "generated"], node.place(in: reader.fields.source)))
    return nil
  }

  private static func readOrigin(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    var origin = Origin(name: "")
    reader.fields.fields(
      key, node,
      [
        ("name", { origin.name = $0.line("name", $1) ?? "" }),
        (
          "url",
          { fields, node in
            guard let text = fields.line("url", node) else { return }
            if isWebURL(text) {
              origin.url = text
            } else {
              fields.report(.badValue("url", "is not a web address", hint: urlHint, node.place(in: fields.source)))
            }
          }
        ),
      ])
    if origin.name.isEmpty {
      let why = "who published it first"
      reader.fields.report(.missingKey("name", why: why, node.place(in: reader.fields.source)))
    } else {
      reader.result.origin = origin
    }
  }

  private static func readCorrections(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    for item in reader.fields.items(key, node) {
      var date: Instant?
      var text: String?
      var kind = Correction.Kind.correction
      reader.fields.fields(
        key, item,
        [
          ("date", { date = $0.date("date", $1) }),
          ("text", { text = $0.line("text", $1) }),
          ("kind", { kind = $0.choice("kind", $1) ?? .correction }),
        ])
      if let date, let text, !text.isEmpty {
        reader.result.corrections.append(Correction(date: date, text: text, kind: kind))
      } else if case .mapping = item.value {
        let why = "a correction says when and what: {date: …, text: …}"
        let missing = date == nil ? "date" : "text"
        reader.fields.report(.missingKey(missing, why: why, item.place(in: reader.fields.source)))
      }
    }
    // Ties stay in the order of the file.
    let newestFirst = reader.result.corrections.enumerated().sorted {
      ($1.element.date, $0.offset) < ($0.element.date, $1.offset)
    }
    reader.result.corrections = newestFirst.map(\.element)
  }

  private static func readPin(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    guard let text = reader.fields.line(key, node) else { return }
    if text.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
      if let until = reader.fields.date(key, node) { reader.result.pin = .until(until) }
    } else if let pinned = reader.fields.bool(key, node, expected: "true, false, or the date until which") {
      reader.result.pin = pinned ? .yes : .no
    }
  }

  static func readTaxonomies(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) {
    var tags: [String] = []
    var authors: [String] = []
    var categories: [String] = []
    for pair in reader.fields.mapping(key, node) ?? [] {
      let names = reader.fields.lines(pair.key, pair.value)
      switch pair.key {
      case "authors", "author", "people": authors += names
      case "categories", "category", "section", "sections": categories += names
      default: tags += names
      }
    }
    reader.result.tags = unique(reader.result.tags + tags)
    if reader.result.authors.isEmpty { reader.result.authors = unique(authors) }
    reader.result.categories += categories
  }

  static func readURL(_ reader: inout FrontMatterReader, _ key: String, _ node: MetaNode) -> String? {
    guard let text = reader.fields.line(key, node) else { return nil }
    if isWebURL(text) { return text }
    reader.fields.report(.badValue(key, "is not a web address", hint: urlHint, node.place(in: reader.fields.source)))
    return nil
  }
}

let urlHint = "it begins with https:// or http://"

/// Whether a text is an absolute http or https URL without white space.
func isWebURL(_ text: String) -> Bool {
  guard text.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "h") else { return false }
  let bytes = Array(text.utf8)
  let rest =
    text.lowercased().hasPrefix("https://")
    ? bytes.dropFirst(8) : text.lowercased().hasPrefix("http://") ? bytes.dropFirst(7) : []
  guard let first = rest.first, first != UInt8(ascii: "/") else { return false }
  return !rest.contains { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\"") }
}

/// Each text once, in the order of its first place; compared by bytes.
func unique(_ texts: [String]) -> [String] {
  guard texts.count > 1 else { return texts }
  if texts.count <= 8 {
    return texts.indices.filter { place in !texts[..<place].contains { $0.utf8.elementsEqual(texts[place].utf8) } }
      .map { texts[$0] }
  }
  var seen: Set<[UInt8]> = []
  return texts.filter { seen.insert(Array($0.utf8)).inserted }
}
