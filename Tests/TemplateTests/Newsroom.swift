import Diagnostics
import Template

/// A small site to write templates for: two articles, one with everything and one with as little as there can be.
final class Newsroom: Sendable {
  struct Story: Sendable {
    let title: String
    let subtitle: String?
    let body: String
    let views: Int?
    let picture: Bool
    let section: Int
  }

  let stories: [Story]

  init(_ stories: [Story] = Newsroom.stories) { self.stories = stories }

  static let stories = [
    Story(
      title: "Harbour & bridge", subtitle: "A <b>bold</b> plan", body: "<p>Text of the “bridge”.</p>", views: 1204,
      picture: true, section: 0),
    Story(title: "Budget", subtitle: nil, body: "<p>Numbers.</p>", views: nil, picture: false, section: 1),
  ]

  static let section: RecordType = RecordType(
    "section", "A part of the site.", owner: Newsroom.self, tracked: 2
  ) {
    [
      Field("title", .text, "Its name.") { _, index in .text(["World", "Money"][index]) },
      Field("articles", .list(.record(article)), "What stands in it, newest first.", part: 1) { newsroom, index in
        let indices = newsroom.stories.indices.filter { newsroom.stories[$0].section == index }.map { Int32($0) }
        return .list(List(records: article, owner: newsroom, indices: indices))
      },
    ]
  }

  static let picture = RecordType("picture", "A picture with what is said about it.", owner: Newsroom.self) {
    [
      Field("src", .text, "Its address.") { _, _ in .text("/bridge.jpg") },
      Field("caption", .optional(.text), "What it shows.") { _, _ in .none },
    ]
  }

  static let article: RecordType = RecordType(
    "article", "A story and what is known about it.", owner: Newsroom.self, tracked: 1
  ) {
    [
      Field("title", .text, "The headline.") { .text($0.stories[$1].title) },
      Field("subtitle", .optional(.text), "A second line.") { $0.stories[$1].subtitle.map { .text($0) } ?? .none },
      Field("url", .text, "The address.") { _, index in .text("/story-\(index)/") },
      Field("content", .html, "The text.", part: 2) { .html(HTML(trusted: Array($0.stories[$1].body.utf8))) },
      Field("views", .optional(.integer), "How often it was read.") {
        $0.stories[$1].views.map { .integer($0) } ?? .none
      },
      Field("date", .instant, "When it was published.") { _, index in .instant(1_700_000_000 + index) },
      Field("section", .record(section), "Where it stands.", part: 1) {
        .record(Record(section, owner: $0, index: $0.stories[$1].section))
      },
      Field("image", .optional(.record(picture)), "The lead picture.") {
        $0.stories[$1].picture ? .record(Record(picture, owner: $0, index: 0)) : .none
      },
      Field("next", .optional(.record(article)), "The one after it.", part: 1) {
        $1 + 1 < $0.stories.count ? .record(Record(article, owner: $0, index: $1 + 1)) : .none
      },
      Field("tags", .list(.text), "What it is about.") { _, _ in .list(List([.text("sea"), .text("<steel>")])) },
      Field("extra", .mapping(.open), "Anything else.") { _, _ in
        .mapping(Mapping([("mood", .text("calm")), ("evil", .text("javascript:alert(1)"))]))
      },
    ]
  }

  static let kind = TemplateKind(
    "article", "The page of an article.",
    variables: [
      Variable("article", .record(article), "The article shown."),
      Variable("articles", .list(.record(article)), "All articles."),
      Variable("data", .mapping(.open), "Data of the site.", isShared: true),
    ])

  /// The variables of the page of an article.
  static func values(_ index: Int, _ data: [(String, Value)]) -> [Value] {
    let newsroom = Newsroom()
    return [
      .record(Record(article, owner: newsroom, index: index)),
      .list(List(records: article, owner: newsroom, indices: newsroom.stories.indices.map { Int32($0) })),
      .mapping(Mapping(data)),
    ]
  }

  static let date = Filter(
    "date", input: .instant, parameters: [Parameter("pattern", .text, default: .text("d"))], result: .text,
    "The instant as people write it.",
    check: { (_, arguments) throws(Complaint) in
      if case .text("bad")? = arguments[0] { throw Complaint("\"bad\" is no pattern", hint: "\"d MMMM\" is one") }
    },
    apply: { (input, arguments) throws(Complaint) in
      guard case .instant(let seconds) = input, case .text(let pattern) = arguments[0] else { return .none }
      return .text("\(pattern)@\(seconds)")
    })

  static let word = Filter(
    "t", input: .text, takesKeywords: true, result: .text, "A word of the theme.",
    apply: { (input, arguments) throws(Complaint) in
      guard case .text(let key) = input, case .mapping(let rest) = arguments[0] else { return .none }
      guard key != "missing" else { throw Complaint("no word \"missing\"") }
      return .text("\(key)/\(rest.count)")
    })

  static let link = Function(
    "link", parameters: [Parameter("to", .text), Parameter("text", .text, default: .text("here"))], result: .html,
    "A link.",
    apply: { (arguments) throws(Complaint) in
      guard case .text(let to) = arguments[0], case .text(let text) = arguments[1] else { return .none }
      return .html(HTML(trusted: Array("<a href=\"\(to)\">\(text)</a>".utf8)))
    })

  static let vocabulary = Vocabulary(kinds: [kind], filters: [date, word], functions: [link])
}

/// Templates in one text, each after a line `-- name`; the first is the entry, or the only one when there is no such line.
struct Theme {
  let sources: [String: Source]
  let entry: String

  init(_ text: String, name: String = "page.html") {
    guard text.hasPrefix("-- ") else {
      sources = [name: Source(path: "Templates/\(name)", text: text)]
      entry = name
      return
    }
    var sources: [String: Source] = [:]
    var names: [String] = []
    for part in ("\n" + text).split(separator: "\n-- ") {
      let end = part.firstIndex(of: "\n") ?? part.endIndex
      let name = String(part[..<end])
      names.append(name)
      let body = end == part.endIndex ? "" : String(part[part.index(after: end)...])
      sources[name] = Source(path: "Templates/\(name)", text: body)
    }
    self.sources = sources
    entry = names.first ?? name
  }

  func load(_ kind: TemplateKind = Newsroom.kind, limits: Limits = Limits()) throws -> Template {
    let set = try TemplateSet(sources: sources, entries: [entry: kind], vocabulary: Newsroom.vocabulary, limits: limits)
    guard let template = set.template(entry) else { throw Missing() }
    return template
  }

  struct Missing: Error {}
}

/// The page of the first article, or of another, as text.
func render(_ text: String, name: String = "page.html", article index: Int = 0, data: [(String, Value)] = []) throws
  -> String
{
  var output: [UInt8] = []
  try Theme(text, name: name).load().render(
    Newsroom.values(index, data), of: nil, subject: "Content/story-\(index).md", into: &output)
  return String(decoding: output, as: UTF8.self)
}

/// Everything that is wrong with a template, as a person sees it; the page when nothing is.
func failure(_ text: String, name: String = "page.html", article index: Int = 0, data: [(String, Value)] = []) -> String
{
  do {
    return "rendered: " + (try render(text, name: name, article: index, data: data))
  } catch let error as BuildFailure {
    return DiagnosticFormatter().format(error.diagnostics)
  } catch let error as Diagnostic {
    return DiagnosticFormatter().format(error)
  } catch {
    return "\(error)"
  }
}
