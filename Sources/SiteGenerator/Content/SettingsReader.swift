import Diagnostics
import Foundation

/// Reads `site.yml` by its closed vocabulary.
struct SettingsReader {
  var settings = Settings()
  var fields: MetaReader
  private var seen: Set<String> = []

  /// One key: the table that reads the file, checks it and documents it.
  struct Key: Sendable {
    let name: String
    let meaning: String
    let read: @Sendable (inout SettingsReader, MetaNode) -> Void
  }

  /// The settings of a file, and what deserves a warning.
  static func read(_ source: Source) throws(BuildFailure) -> (settings: Settings, warnings: [Diagnostic]) {
    var reader = SettingsReader(source)
    do throws(Diagnostic) {
      let root = try YAMLReader(source: source, limits: ContentLimits()).read(0..<source.bytes.count)
      guard let root, !root.isNull else { throw Diagnostic.settingsEmpty(source) }
      reader.readRoot(root)
    } catch {
      throw BuildFailure(error)
    }
    reader.finish(hasBaseURL: reader.seen.contains("base-url"))
    let errors = reader.fields.diagnostics
    guard !errors.contains(where: { $0.severity == .error }) else { throw BuildFailure(errors) }
    return (reader.settings, errors)
  }

  private init(_ source: Source) {
    fields = MetaReader(source: source, dates: DateReader(zone: .utc), limits: ContentLimits())
    fields.isSettings = true
  }

  private mutating func readRoot(_ root: MetaNode) {
    guard case .mapping(let pairs) = root.value else {
      return fields.report(.badValue("site.yml", "is made of lines `key: value`", root.place(in: fields.source)))
    }
    for pair in pairs {
      seen.insert(pair.key)
      if let key = Self.keys.first(where: { $0.name == pair.key }) {
        key.read(&self, pair.value)
        noteAddresses(pair.key, pair.value)
      } else {
        let names = Self.keys.map(\.name)
        fields.report(.unknownKey(pair.key, known: names, isFrontMatter: false, pair.place(in: fields.source)))
      }
    }
  }

  private mutating func finish(hasBaseURL: Bool) {
    if settings.title.isEmpty { settings.title = Self.untitled }
    guard !hasBaseURL else { return }
    fields.report(.noBaseURL(fields.source.path))
  }

  /// The title of a site that has none, neither here nor in `_index.md`.
  static let untitled = "Untitled site"

  static let keys: [Key] = [
    Key(name: "title", meaning: "The name of the site.") { $0.settings.title = $0.fields.line("title", $1) ?? "" },
    Key(name: "description", meaning: "One or two sentences about the site.") {
      $0.settings.description = $0.fields.line("description", $1)
    },
    Key(name: "base-url", meaning: "Where the site is served, `https://example.org/news/`.") {
      guard let text = $0.fields.line("base-url", $1) else { return }
      guard let url = BaseURL(text) else {
        let hint = "such as https://example.org/ or https://example.org/news/"
        let problem = "is not the address of a site"
        return $0.fields.report(.badValue("base-url", problem, hint: hint, $1.place(in: $0.fields.source)))
      }
      $0.settings.baseURL = url
    },
    Key(name: "language", meaning: "The language of the site, a tag of BCP 47; otherwise `en`.") {
      guard let tag = $0.fields.line("language", $1) else { return }
      if let (problem, hint) = problem(ofLanguageTag: tag) {
        return $0.fields.report(.badValue("language", problem, hint: hint, $1.place(in: $0.fields.source)))
      }
      $0.settings.language = tag
    },
    Key(name: "time-zone", meaning: "The zone of dates without one, a name such as `Europe/Lisbon`; otherwise UTC.") {
      guard let name = $0.fields.line("time-zone", $1) else { return }
      guard let zone = Zone(identifier: name) else {
        let near = nearest(to: name, in: TimeZone.knownTimeZoneIdentifiers).map { "did you mean \"\($0)\"? " } ?? ""
        let hint = near + "the names are those of the IANA database, such as Europe/Lisbon or Asia/Kabul"
        let problem = "is not the name of a time zone"
        return $0.fields.report(.badValue("time-zone", problem, hint: hint, $1.place(in: $0.fields.source)))
      }
      $0.settings.zone = zone
    },
    Key(name: "copyright", meaning: "The notice of rights, shown in the footer and in the feeds.") {
      $0.settings.copyright = $0.fields.line("copyright", $1)
    },
    Key(name: "logo", meaning: "A picture in `_static`, by its address: `/logo.svg`.") {
      $0.settings.logo = $0.address("logo", $1).map { Picture(target: .site($0, suffix: ""), alt: "") }
    },
    Key(name: "icon", meaning: "The site's icon in `_static`, by its address: `/favicon.svg`.") {
      $0.settings.icon = $0.address("icon", $1)
    },
    Key(name: "accent", meaning: "The theme's colour, `#8b1a1a`.") { reader, node in
      guard let text = reader.fields.line("accent", node) else { return }
      guard CSSColor.isOne(text) else {
        let place = node.place(in: reader.fields.source)
        let near = nearest(to: text, in: CSSColor.names).map { "did you mean \"\($0)\"? " } ?? ""
        let hint = near + "such as \"#8b1a1a\", a name of CSS, or rgb(), hsl() or oklch()"
        return reader.fields.report(.badValue("accent", "is not a colour", hint: hint, place))
      }
      reader.settings.accent = text
    },
    Key(
      name: "masthead",
      meaning:
        "The name at the top of each page: a text, or `{text, picture}` with the address of a picture in `_static`; otherwise the title."
    ) { $0.readMasthead($1) },
    Key(
      name: "home",
      meaning:
        "The front page, `{lead, seconds, sections, stories, most-read}`: `picture` or `newest` first (`picture`), stories beside the lead (3), sections with a block (those of the menu), stories in a block (4), most read (5)."
    ) { $0.readHome($1) },
    Key(
      name: "search",
      meaning:
        "`directory`: the search page lists sections, subjects and archive; `pagefind`: it searches an index that the program `pagefind` makes after each build."
    ) { $0.settings.search = $0.fields.choice("search", $1) ?? .directory },
    Key(name: "sections", meaning: "Sections in the order of the menu: `key: {title, description}`.") {
      $0.readSections($1)
    },
    Key(name: "people", meaning: "Who writes: `key: {name, role, bio, portrait, email, url, links, fediverse}`.") {
      $0.readPeople($1)
    },
    Key(name: "feeds", meaning: feedsMeaning) {
      $0.readFeeds($1)
    },
    Key(name: "lists", meaning: "`{items}`: articles on one page of a list.") { $0.readLists($1) },
    Key(name: "images", meaning: imagesMeaning) { $0.readImages($1) },
    Key(name: "markdown", meaning: markdownMeaning) { $0.readMarkdown($1) },
    Key(name: "social", meaning: "Addresses of the site's profiles elsewhere.") {
      $0.settings.social = $0.urls("social", $1)
    },
    Key(name: "footer", meaning: "Links at the foot of each page: a list of `{title, url}`.") { $0.readFooter($1) },
    Key(name: "policies", meaning: policiesMeaning) { $0.readPolicies($1) },
    Key(
      name: "unknown-keys",
      meaning:
        "`error`, or `warn` for a site that comes from another generator: unknown keys and templates, a missing title, date or `alt` are then warnings."
    ) {
      $0.settings.unknownKeys = $0.fields.choice("unknown-keys", $1) ?? .error
    },
    Key(name: "links", meaning: "`error`, or `warn`: what a link of this site that leads nowhere is.") {
      $0.settings.links = $0.fields.choice("links", $1) ?? .error
    },
    Key(
      name: "url-schemes",
      meaning:
        "Schemes of links that are allowed besides http, https, mailto and tel; never javascript, vbscript and data."
    ) { $0.readSchemes($1) },
    Key(name: "servers", meaning: serversMeaning) { $0.readServers($1) },
    Key(name: "limits", meaning: "`{article, front-matter, depth, tags, title, slug}`: how much is taken from a file.")
    {
      $0.readLimits($1)
    },
    Key(name: "extra", meaning: "Anything else, for templates: `site.extra`.") {
      if $0.fields.mapping("extra", $1) != nil { $0.settings.extra = $0.fields.data("extra", $1) }
    },
  ]
}

extension MetaReader {
  /// Absolute web addresses.
  mutating func urls(_ key: String, _ node: MetaNode) -> [String] {
    lines(key, node).filter { text in
      if isWebURL(text) { return true }
      report(.badValue(key, "is not a web address", hint: urlHint, node.place(in: source)))
      return false
    }
  }
}

private let policiesMeaning =
  "Addresses of the pages that say how the newsroom works, by "
  + Settings.Policy.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "."

private let feedsMeaning =
  "`{items, content, hub, archives, custom}`: entries in a feed, `full`, `summary` or `none` (in no feed), a WebSub hub; which lists "
  + "keep their older articles in archives, `none`, `site` or `all`; further feeds, a list of "
  + "`{path, title, sections, tags, labels, exclude: {sections, tags, labels}, max-age, items, content}`. "
  + "A section's `_index.md` may say `feeds: {items, content, hub}` for itself and those below it."

/// `/about/?a#b` or an absolute URL; nil for anything else.
func linkTarget(_ text: String?) -> LinkTarget? {
  guard let text else { return nil }
  if text.hasPrefix("/"), !text.hasPrefix("//") {
    let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
    return .site(Address(String(text[..<end])), suffix: String(text[end...]))
  }
  return isWebURL(text) || text.hasPrefix("mailto:") ? .url(text) : nil
}

/// The key of a section: each folder's name as it stands in addresses.
func sectionKey(_ path: String) -> String {
  path.split(separator: "/").map { slugKey(String($0)) }.joined(separator: "/")
}
