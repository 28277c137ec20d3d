import Diagnostics

/// The sentences about what is wrong in front matter and settings, one function a sentence.
extension Diagnostic {
  static func frontMatterUnclosed(_ fence: String, _ line: LineCursor.Line, _ source: Source) -> Diagnostic {
    Diagnostic(
      id: "front-matter-unclosed", "the front matter that begins here never ends", at: source.place(line.content),
      hint: "add a line `\(fence)` after the last key")
  }

  static func frontMatterMissing(_ source: Source) -> Diagnostic {
    let text = source.bytes.drop { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
    let isLate = text.startIndex > 0 && (text.starts(with: Array("---".utf8)) || text.starts(with: Array("+++".utf8)))
    return Diagnostic(
      id: "front-matter-missing",
      source.bytes.isEmpty ? "the file is empty" : "the file has no front matter", at: source.place(line: 1),
      hint: isLate
        ? "take away what is empty above it: front matter begins with the first line, at its beginning"
        : "begin it with a line `---`, a line `title: …` and a line `---`")
  }

  static func frontMatterTooLong(_ limit: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "front-matter-too-long", "the front matter is longer than \(limit) bytes", at: place,
      hint: "move long text below it, or raise `limits: {front-matter: …}` in site.yml")
  }

  static func frontMatterNotMapping(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "front-matter-not-a-mapping", "front matter is made of lines `key: value`", at: place,
      hint: "the smallest is `title: The headline`")
  }

  static func yamlBroken(_ problem: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "yaml-broken", "this is not YAML: \(problem)", at: place,
      hint: "text with `: ` or a mark such as [ ] { } # & * ! | > ' \" % @ in front belongs between quotes")
  }

  /// - Parameter isClosedLater: In another line, by a mark that belongs to another text.
  static func quotationUnclosed(_ place: Place, isClosedLater: Bool = false) -> Diagnostic {
    let fault = isClosedLater ? "not closed in its line" : "never closed"
    return Diagnostic(
      id: "yaml-broken", "this is not YAML: the quotation mark that stands here is \(fault)", at: place,
      hint: "put another one behind the text; inside of it, \\\" stands for one within \"…\", and '' within '…'")
  }

  static func quotationEndsEarly(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "yaml-broken", "this is not YAML: the text in quotes ends here, and more stands behind it", at: place,
      hint: "inside of a text in quotes, \\\" stands for one within \"…\", and '' within '…'")
  }

  static func cutByComment(_ key: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "text-cut-short", "\"\(key)\" ends here: what stands behind ` #` is a comment", at: place,
      hint: "put the whole text between quotes; or, if a comment is meant, a space behind the `#`")
  }

  static func yamlTooDeep(_ limit: Int, _ place: Place) -> Diagnostic {
    Diagnostic(id: "yaml-too-deep", "this is nested more than \(limit) levels deep", at: place)
  }

  static func yamlTooManyNodes(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "yaml-too-large", "this is too large once its aliases (`*name`) are followed", at: place,
      hint: "write the values out")
  }

  static func yamlKeyIsNotText(_ place: Place) -> Diagnostic {
    Diagnostic(id: "yaml-key-not-text", "a key has to be text", at: place)
  }

  static func tomlBroken(_ problem: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "toml-broken", "this is not TOML: \(problem)", at: place,
      hint: "text stands between quotes, dates do not: title = \"A\", date = 2026-10-11")
  }

  static func jsonBroken(_ problem: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "json-broken", "this is not JSON: \(problem)", at: place)
  }

  static func duplicateKey(_ key: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "duplicate-key", "\"\(key)\" stands here a second time", at: place, hint: "keep one of the two")
  }

  /// - Parameters:
  ///   - other: Words that are understood as well.
  ///   - suggested: Of them, when it is known what is meant; otherwise the one that is the most alike.
  ///   - isNested: Whether it stands in the value of another key.
  static func unknownKey(
    _ key: String, known: [String], other: [String] = [], suggested: String? = nil, isFrontMatter: Bool,
    isNested: Bool = false, _ place: Place
  ) -> Diagnostic {
    let suggestion = (suggested ?? nearest(to: key, in: known + other)).map { "did you mean \"\($0)\"? " } ?? ""
    let way =
      isFrontMatter && !isNested
      ? "data of your own belongs under `extra:`" : "there is: \(known.sorted().joined(separator: ", "))"
    return Diagnostic(
      id: isFrontMatter ? "front-matter-unknown-key" : "settings-unknown-key", "unknown key \"\(key)\"", at: place,
      hint: suggestion + way)
  }

  static func commentStatusKey(_ key: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "front-matter-unknown-key", "unknown key \"\(key)\"", at: place,
      hint: "whether a comment is shown is said by `status: approved`, `status: pending` or `status: spam`")
  }

  static func wrongType(_ key: String, expected: String, found: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "wrong-type", "\"\(key)\" takes \(expected), and this is \(found)", at: place)
  }

  static func missingKey(_ key: String, why: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "missing-key", "\"\(key)\" is missing", at: place, hint: why)
  }

  static func notAChoice(_ key: String, _ value: String, _ choices: [String], _ place: Place) -> Diagnostic {
    let suggestion = nearest(to: value, in: choices).map { "did you mean \"\($0)\"? " } ?? ""
    return Diagnostic(
      id: "not-a-choice", "\"\(key)\" cannot be \"\(value)\"", at: place,
      hint: suggestion + "there is: \(choices.joined(separator: ", "))")
  }

  static func notADate(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "date-unreadable", "\"\(text)\" is not a date", at: place,
      hint: "write 2026-10-11, 2026-10-11 18:30 or 2026-10-11T18:30:00+02:00")
  }

  static func noSuchDate(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "date-does-not-exist", "there is no such date: \(text)", at: place)
  }

  static func specialTime(_ text: String, taken: String, isSkipped: Bool, _ zone: String, _ place: Place) -> Diagnostic
  {
    Diagnostic(
      .warning, id: "date-clock-change",
      "\(text) \(isSkipped ? "does not exist" : "comes twice") in \(zone), where the clocks change; taken as \(taken)",
      at: place, hint: "write the offset with it: \(taken)")
  }

  static func badText(_ key: String, _ what: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "text-forbidden-character", "\"\(key)\" holds \(what), which a headline or name cannot have", at: place,
      hint: "delete it; editors show it as an escape or not at all")
  }

  static func tooLong(_ key: String, _ limit: Int, unit: String = "bytes", _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "value-too-long", "\"\(key)\" is longer than \(limit) \(unit)", at: place,
      hint: "`limits:` in site.yml raises it")
  }

  static func badValue(_ key: String, _ problem: String, hint: String? = nil, _ place: Place) -> Diagnostic {
    Diagnostic(id: "bad-value", "\"\(key)\" \(problem)", at: place, hint: hint)
  }

  static func sayTwice(_ key: String, _ other: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "duplicate-key", "\"\(key)\" and \"\(other)\" mean the same, and both stand here", at: place,
      hint: "keep one of the two")
  }

  /// - Parameters:
  ///   - field: `draft`, `date` or `expires`.
  ///   - counts: The one of the two keys that is taken.
  static func sayTwice(_ key: String, _ other: String, _ field: String, counts: String, _ place: Place) -> Diagnostic {
    let (what, why) =
      switch field {
      case "date": ("when this is published", "the later one")
      case "expires": ("until when this is published", "the earlier one")
      default: ("whether this is published", "the stricter one")
      }
    return Diagnostic(
      id: "duplicate-key", "\"\(key)\" and \"\(other)\" both say \(what): \"\(counts)\" counts, \(why)", at: place,
      hint: "keep one of the two")
  }

  static func heldBackElsewhere(_ key: String, _ hint: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "front-matter-held-back", "\"\(key)\" would hold this back elsewhere, and is not understood here", at: place,
      hint: hint)
  }
}

/// The sentences about one file of Content.
extension Diagnostic {
  static func notPublished(_ path: String, _ kind: String) -> Diagnostic {
    let what = kind.isEmpty ? "a file without an extension" : "a .\(kind) file"
    return Diagnostic(
      .warning, id: "file-not-published", "\(what) beside articles is not published", at: Place(path: path),
      hint: "what is published as it is belongs into Content/_static")
  }

  static func fileTooLong(_ path: String, _ size: Int, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "file-too-long", "the file has \(size) bytes, and at most \(limit) are read", at: Place(path: path),
      hint: "split it, or raise `limits: {article: …}` in site.yml")
  }

  static func invalidUTF8(_ source: Source, _ offset: Int) -> Diagnostic {
    let byte = String(source.bytes[offset], radix: 16, uppercase: true)
    return Diagnostic(
      id: "text-not-utf8", "this is not UTF-8: the byte \(byte.utf8.count < 2 ? "0" : "")\(byte)",
      at: source.place(offset..<offset + 1), hint: "save the file as UTF-8")
  }

  static func dateMissing(_ path: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "date-missing", "the article has no date", at: place,
      hint: "add `date: 2026-10-11`, name the file 2026-10-11-\(fileName(path)), or say `kind: page`")
  }

  static func badAddress(
    _ key: String, _ text: String, _ problem: String, hint: String? = nil, _ place: Place
  ) -> Diagnostic {
    Diagnostic(
      id: "address-impossible", "\"\(key)\" cannot be an address: \"\(text)\" \(problem)", at: place, hint: hint)
  }

  static func updatedBeforeDate(_ place: Place) -> Diagnostic {
    Diagnostic(id: "updated-before-date", "`updated` lies before `date`", at: place)
  }

  static func updatedInFuture(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "updated-in-future", "`updated` lies in the future", at: place,
      hint: "feeds would say so until then, and readers would miss the next real update")
  }

  static func retractedWithoutReason(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "retracted-without-reason", "the article is retracted, and nothing says why", at: place,
      hint: "add `reason: …`: it is all that readers see of the article")
  }

  static func retractedWithoutDate(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "retracted-without-date", "the article is retracted, and nothing says when", at: place,
      hint: "add `updated: …`: feed readers show an entry anew when it has changed")
  }

  static func expiresBeforeDate(_ place: Place) -> Diagnostic {
    Diagnostic(id: "expires-before-date", "`expires` does not lie after `date`", at: place)
  }
}

/// The sentences about settings and data.
extension Diagnostic {
  static func settingsMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "settings-missing", "there is no site.yml, so this is not the folder of a site", at: Place(path: path),
      hint: "`sitegen new FOLDER` makes a site; `--source FOLDER` names one that is elsewhere")
  }

  static func settingsEmpty(_ source: Source) -> Diagnostic {
    Diagnostic(
      id: "settings-empty", "site.yml says nothing", at: Place(path: source.path),
      hint: "take it back from the last commit; a new one begins with `title: …` and `base-url: https://example.org/`")
  }

  static func noBaseURL(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "settings-no-base-url", "there is no `base-url`, so feeds and sitemap lead to \(BaseURL.preview)",
      at: Place(path: path), hint: "write where the site will be served: `base-url: https://example.org/`")
  }

  /// - Parameter home: Where it was served, without the scheme.
  static func baseURLLost(_ home: String, _ path: String) -> Diagnostic {
    Diagnostic(
      id: "settings-no-base-url",
      "there is no `base-url`, and the ledger knows articles that were published", at: Place(path: path),
      hint: "take the line back from the last commit, or write where the site is served: `base-url: https://\(home)/`")
  }

  static func viewsUnreadable(_ what: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "views-unreadable", "\(what) has no count", at: place,
      hint: "each line is an address and a number: /world/bridge/: 1204")
  }

  static func nameTwice(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "name-twice", "two files have this name, one with composed and one with decomposed characters",
      at: Place(path: path), hint: "rename or delete one: é can be one character, or e and an accent")
  }

  static func dataTwice(_ keys: [String], _ place: Place, _ other: String) -> Diagnostic {
    Diagnostic(
      id: "data-twice", "`data.\(keys.joined(separator: "."))` is this file and \(other)", at: place,
      hint: "rename one of them, or put all into one")
  }
}
