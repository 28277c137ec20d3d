import Diagnostics

/// What is known of files of Content and Templates that have no page of their own.
extension PreparedSite {
  /// - Parameter path: Below Content, where the file is.
  func explanation(ofSource path: String) -> Explanation {
    var explanation = Explanation(inputs.content.display(path), isPublished: false)
    if path == "site.yml" {
      describeSettings(&explanation)
    } else if path == Ledger.fileName {
      explanation.add("remembers", "the feed ids and addresses of \(counted(files.ledger.lines.count, "article"))")
      explanation.add("written by", "`sitegen build`, which adds what is new; it is committed with the articles")
    } else if files.listing.comments.contains(path) {
      describe(comment: path, &explanation)
    } else if files.listing.data.contains(path) {
      describe(data: path, &explanation)
    } else {
      explanation.add("not published", reasonForNoAddress(path))
    }
    return explanation
  }

  private func describeSettings(_ explanation: inout Explanation) {
    let settings = site.settings
    explanation.add("settings", "of the whole site: `sitegen docs settings` explains the keys")
    explanation.add("title", settings.title)
    explanation.add("base-url", settings.baseURL.description)
    explanation.add("language", settings.language)
    explanation.add("time-zone", settings.zone.identifier)
    explanation.add("sections", settings.sections.map(\.key).joined(separator: ", "))
    explanation.add("people", settings.people.map(\.key).joined(separator: ", "))
    explanation.add("feeds", settings.feeds.custom.map { "\($0.address) (\($0.title))" })
  }

  private func describe(data path: String, _ explanation: inout Explanation) {
    var keys = path.split(separator: "/").dropFirst().map(String.init)
    keys[keys.count - 1] = fileStem(path)
    if keys == ["views"] {
      explanation.add("counts", "how often \(counted(site.views.count { $0 != nil }, "article")) of the site were read")
    } else if keys == ["abbreviations"] {
      let count = site.settings.markdown.house.abbreviations.count
      explanation.add("explains", "\(counted(count, "abbreviation")), each where a text has it first")
    }
    let name = "data." + keys.joined(separator: ".")
    explanation.add("data", "what templates call `\(name)`")
    // A template may go on from a part: `{% set teams = data.teams %}`.
    let naming = templates(naming: ["data.\(keys[0])", "data[\"\(keys[0])\"]", "data['\(keys[0])']"])
    explanation.add("named in", naming.isEmpty ? ["no template"] : naming)
    explanation.add("used by", pages(showing: Set(naming)))
  }

  private func describe(comment path: String, _ explanation: inout Explanation) {
    let thread = path.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/")
    let comment = try? files.places.reader.readComment(path)
    if let comment {
      explanation.add("comment", "of \(comment.comment.name), \(comment.comment.date.rfc3339(in: site.settings.zone))")
      explanation.add("answers", comment.replyTo)
    }
    switch ThreadFinder(site.articles).find(thread) {
    case .one(let index):
      explanation.add("on", site.articles[index].address.text)
      explanation.add("shown", visibility(of: comment, on: site.articles[index]))
    case .many(let indices):
      explanation.add("shown", "no: \"\(thread)\" is the last part of \(counted(indices.count, "address"))")
    case .none:
      let all = files.articles.map(\.article)
      if case .one(let index) = ThreadFinder(all).find(thread) {
        explanation.add("shown", "no: \(inputs.content.display(all[index].source)) is not published")
      } else {
        explanation.add("shown", "no: no article is called \"\(thread)\"")
      }
    }
  }

  private func visibility(of comment: LoadedComment?, on article: Article) -> String {
    guard let comment else { return "no: its `status` is not `approved`" }
    guard article.takesComments else { return "no: the article has `comments: false`" }
    if comment.comment.date > site.now { return "not before its date" }
    return "yes"
  }

  /// Why a file of Content has no address.
  private func reasonForNoAddress(_ path: String) -> String {
    let parts = path.split(separator: "/")
    if parts.contains(where: { $0.hasPrefix("_") || isLeftover($0) }) {
      return "its name, or that of a folder above it, marks it as not meant for readers"
    }
    if let bundle = files.listing.bundle(of: path) {
      return "it belongs to \(inputs.content.display(bundle))/index.md, which is not published"
    }
    return "its kind is not published beside articles; \(inputs.content.display("_static")) takes any file"
  }

  /// `Templates/i18n/de.yml`, or the built-in theme's of that name.
  func explanation(ofWords language: String) -> Explanation {
    let sources = theme.wordSources[language] ?? []
    let own = sources.last { !$0.path.hasPrefix("theme:") }
    let builtIn = sources.first { $0.path.hasPrefix("theme:") }
    func words(_ source: Source?) -> [String: Words.Entry] { source.flatMap { try? Theme.words($0) } ?? [:] }
    var explanation = Explanation((own ?? builtIn)?.path ?? "i18n/\(language).yml", isPublished: false)
    explanation.add("words", "\(words(own ?? builtIn).count), in the language \(language)")
    if own != nil, builtIn != nil {
      let replaced = words(own).filter { key, entry in words(builtIn)[key].map { $0 != entry } ?? false }
      explanation.add("replaces", replaced.isEmpty ? "none of the built-in theme's" : list(replaced.keys.sorted()))
    }
    let added = Set(words(own).keys).subtracting(words(builtIn).keys)
    explanation.add("adds", own == nil || added.isEmpty ? nil : list(added.sorted()))
    explanation.add("shows", places(ofWords: language))
    return explanation
  }

  private func places(ofWords language: String) -> [String] {
    let tag = site.settings.language
    var places: [String] = []
    if tag == language || tag.hasPrefix(language + "-") {
      places.append("on every page: the site's language is \(tag)")
    } else if language == "en" {
      places.append("where \(tag), the site's language, lacks a word")
    }
    let texts = site.articles.count { article in
      article.language.map { $0 != tag && ($0 == language || $0.hasPrefix(language + "-")) } ?? false
    }
    if texts > 0 {
      places.append("in the text of \(counted(texts, "article")) in that language: notes, contents, callouts")
    }
    return places.isEmpty ? ["nowhere: neither the site nor an article is in that language"] : places
  }

  private func list(_ keys: [String]) -> String {
    keys.prefix(8).joined(separator: ", ") + (keys.count > 8 ? ", … \(keys.count) in all" : "")
  }
}

/// What is known of a file of Output that no step plans.
extension PreparedSite {
  func explanation(ofStanding path: String, output: String, standing: (String) -> [UInt8]?) -> Explanation {
    var explanation = Explanation("\(output)/\(path)", isPublished: false)
    let manifest = standing(".sitegen/manifest").map { Manifest(reading: $0) }
    if path.hasPrefix(".sitegen/") {
      explanation.add("kept by", "sitegen: what it owns in \(output), and nothing that readers see")
    } else if path.hasPrefix("pagefind/") {
      explanation.add("made from", "the pages of articles, by the program pagefind, for `search: pagefind` in site.yml")
    } else if manifest?.records.contains(where: { $0.path.text == path }) == true {
      explanation.add("made by", "an earlier build; nothing makes it any more")
      explanation.add("next build", errors.isEmpty ? "removes it" : nil)
    } else {
      explanation.add("made by", "somebody else: no build has written it, and none touches it")
    }
    return explanation
  }
}

/// `1 article`, `3 articles`.
private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : noun.hasSuffix("s") ? "es" : "s")"
}
