import Diagnostics

/// Where an article stands on the site, and what follows from the place of its file.
extension ArticleReader {
  func article(_ path: String, _ read: inout ReadFrontMatter) -> ArticleFields {
    let front = read.reader.result
    let name = ArticleName(path)
    let address = address(path, name, front, &read.reader.fields)
    let date = front.date ?? date(name, address)
    let isPage = parentFolder(path).isEmpty && name.date == nil && dateInPath(address) == nil
    var kind = front.kind ?? (isPage ? .page : .article)
    requireTitle(front, &read.reader)
    checkName(path, name, front, &read.reader.fields)
    if isPage, front.kind == nil, front.date != nil, let pair = front.places["date"] {
      read.reader.fields.report(.pageWithDate(pair.place(in: read.reader.fields.source)))
    }
    if kind == .article, date == nil, front.places["date"].map({ $0.value.isNull }) ?? true {
      let source = read.reader.fields.source
      read.reader.lenient(.dateMissing(path, front.places["date"]?.place(in: source) ?? source.place(line: 1)))
      // Where that is only a warning, what has no date cannot stand in a list by date.
      kind = .page
    }
    var article = ArticleFields(
      source: path, kind: kind, title: front.title ?? name.stem, date: date, address: address,
      section: kind == .page ? "" : sectionKey(name.folders))
    fill(&article, front, &read.reader.fields)
    return article
  }

  private func fill(_ article: inout ArticleFields, _ front: FrontMatter, _ fields: inout MetaReader) {
    article.updated = front.updated
    article.isDraft = front.isDraft
    article.expires = front.expires
    article.status = front.status
    article.reason = front.reason
    article.aliases = aliases(front, &fields)
    if let section = front.section { article.section = sectionKey(section) }
    article.tags = front.tags
    article.authors = front.authors
    article.standfirst = front.description.flatMap { $0.isEmpty ? nil : $0 }
    article.label = front.label
    article.ai = front.ai
    article.origin = front.origin
    article.corrections = front.corrections
    article.story = front.story
    article.pin = front.pin
    article.language = front.language
    article.translation = front.translation
    article.canonical = front.canonical
    article.takesComments = front.takesComments
    article.feed = front.feed
    article.isNoindex = front.isNoindex
    article.guid = front.guid
    article.template = front.template
    article.extra = front.extra
  }

  private func requireTitle(_ front: FrontMatter, _ reader: inout FrontMatterReader) {
    let source = reader.fields.source
    guard let title = front.title, !title.isEmpty else {
      // A title of the wrong type has its own message.
      guard front.places["title"].map({ $0.value.isNull || front.title == "" }) ?? true else { return }
      let why = "every article has a headline: `title: …`"
      return reader.lenient(
        .missingKey("title", why: why, front.places["title"]?.place(in: source) ?? source.place(line: 1)))
    }
    if title.utf8.count > settings.limits.title, let pair = front.places["title"] {
      reader.fields.report(.tooLong("title", settings.limits.title, pair.value.place(in: source)))
    }
  }

  /// `path`, or else the folders and the slug.
  private func address(
    _ path: String, _ name: ArticleName, _ front: FrontMatter, _ fields: inout MetaReader
  ) -> Address {
    if let text = front.path, let pair = front.places["path"] {
      return address(text, pair, &fields) ?? .home
    }
    let folders = name.folders.split(separator: "/").map { slugKey(String($0)) + "/" }.joined()
    let last = front.slug.flatMap { slugPart($0, front, &fields) } ?? slugKey(name.stem)
    if last.utf8.count > settings.limits.slug {
      let place = front.places["slug"]?.value.place(in: fields.source) ?? fields.source.place(line: 1)
      fields.report(.tooLong("slug", settings.limits.slug, place))
    }
    return Address("/\(folders)\(last)/")
  }

  private func slugPart(_ text: String, _ front: FrontMatter, _ fields: inout MetaReader) -> String? {
    guard let pair = front.places["slug"] else { return nil }
    let place = pair.value.place(in: fields.source)
    if text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: "\\")) {
      fields.report(
        .badValue("slug", "is one part of an address, without a slash", hint: "`path:` takes a whole one", place))
      return nil
    }
    let part = slug(text)
    if part.isEmpty { fields.report(.badValue("slug", "has neither a letter nor a digit", place)) }
    return part.isEmpty ? nil : part
  }

  private func aliases(_ front: FrontMatter, _ fields: inout MetaReader) -> [Address] {
    guard let pair = front.places["aliases"] else { return [] }
    return front.aliases.compactMap { address($0, pair, &fields) }
  }

  /// A whole address as people write it: with or without slashes around it, percent-encoded or not.
  private func address(_ text: String, _ pair: MetaPair, _ fields: inout MetaReader) -> Address? {
    let place = pair.value.place(in: fields.source)
    guard let decoded = percentDecoded(text) else {
      fields.report(.badValue(pair.key, "is not UTF-8 when its %-escapes are resolved", place))
      return nil
    }
    let parts = decoded.split(separator: "/").map(String.init)
    // What other generators fill in: `/:year/:title/`, `/{{ page.fileSlug }}/`.
    if parts.contains(where: { $0.hasPrefix(":") || $0.utf8.contains(UInt8(ascii: "{")) }) {
      fields.report(
        .badAddress(
          pair.key, text, "has a placeholder that nothing fills in", hint: "write the address itself: /2026/vote/",
          place))
      return nil
    }
    if text.hasPrefix("https://") || text.hasPrefix("http://") {
      fields.report(
        .badAddress(pair.key, text, "names a site", hint: "write what follows the site's name: /2026/vote/", place))
      return nil
    }
    let isFile = !decoded.hasSuffix("/") && ["html", "htm", "xml", "json", "txt"].contains(fileExtension(decoded))
    let address = Address("/" + parts.joined(separator: "/") + (isFile || parts.isEmpty ? "" : "/"))
    do {
      _ = try OutputPath(address.file)
    } catch {
      fields.report(.badAddress(pair.key, text, "\(error)", place))
      return nil
    }
    guard let hidden = address.hiddenPart else { return address }
    let problem = "has the part \"\(hidden)\", and names that begin with a dot are not published"
    fields.report(.badAddress(pair.key, text, problem, place))
    return nil
  }

  /// The day that the name of the file has, or its address.
  private func date(_ name: ArticleName, _ address: Address) -> Instant? {
    (name.date ?? dateInPath(address)).map { settings.zone.instant($0, secondOfDay: 0).instant }
  }

  /// `/2026/10/11/vote/`, as sites that come from Zola and Jekyll have it.
  private func dateInPath(_ address: Address) -> CivilDate? {
    let parts = address.text.split(separator: "/")
    for index in parts.indices.dropLast(3) {
      var scanner = DigitScanner(parts[index...].prefix(3).joined(separator: "-"))
      if let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
        let day = scanner.number(2), scanner.isAtEnd
      {
        return CivilDate(year: year, month: month, day: day)
      }
    }
    return nil
  }

  func checkTimes(_ article: ArticleFields, _ front: FrontMatter, _ fields: inout MetaReader) {
    guard let date = article.date else { return }
    if let updated = article.updated, updated < date, let pair = front.places["updated"] {
      fields.report(.updatedBeforeDate(pair.value.place(in: fields.source)))
    }
    if isUpdatedInFuture(article), let pair = front.places["updated"] {
      fields.report(.updatedInFuture(pair.value.place(in: fields.source)))
    }
    if article.status == .retracted, let pair = front.places["status"] {
      let place = pair.value.place(in: fields.source)
      if article.reason?.isEmpty ?? true { fields.report(.retractedWithoutReason(place)) }
      if article.updated == nil, article.corrections.isEmpty { fields.report(.retractedWithoutDate(place)) }
    }
    if let expires = article.expires, expires <= date, let pair = front.places["expires"] {
      fields.report(.expiresBeforeDate(pair.value.place(in: fields.source)))
    }
  }
}

extension ArticleReader {
  /// What a warning says, until the clock has come so far.
  func isUpdatedInFuture(_ article: ArticleFields) -> Bool {
    guard let date = article.date, let updated = article.updated else { return false }
    return updated > selection.now && date <= selection.now
  }
}

extension Diagnostic {
  /// The same, said of a file that is called otherwise: the folder of Content may be named from another place.
  func moved(to path: String) -> Diagnostic {
    func moved(_ place: Place?) -> Place? {
      place.map {
        Place(path: path, line: $0.line, column: $0.column, width: $0.width, excerpt: $0.excerpt)
      }
    }
    return Diagnostic(
      severity, id: id, message, at: moved(place), hint: hint,
      notes: notes.map { Note($0.message, place: moved($0.place)) })
  }
}

/// What the path of an article's file says.
struct ArticleName {
  /// The folders of its address, which are its section; for a bundle, those above its own.
  let folders: String
  /// The name without date and extension; for a bundle, its folder's.
  let stem: String
  /// A date in front of the name: `2026-10-11-vote.md`.
  let date: CivilDate?

  /// `folders` of a path, and nothing else.
  static func sectionFolder(of path: String) -> String {
    isBundle(path) ? parentFolder(parentFolder(path)) : parentFolder(path)
  }

  /// A folder that holds an article with its pictures.
  private static func isBundle(_ path: String) -> Bool { path.hasSuffix("/index.md") }

  init(_ path: String) {
    let isBundle = Self.isBundle(path)
    let named = isBundle ? parentFolder(path) : path
    folders = parentFolder(named)
    let full = isBundle ? fileName(named) : fileStem(named)
    var scanner = DigitScanner(full)
    if let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), let date = CivilDate(year: year, month: month, day: day),
      scanner.skip("-") || scanner.skip("_") || scanner.isAtEnd
    {
      let rest = String(decoding: Array(full.utf8).dropFirst(scanner.index), as: UTF8.self)
      self.date = date
      stem = rest.isEmpty ? full : rest
    } else {
      date = nil
      stem = full
    }
  }
}
