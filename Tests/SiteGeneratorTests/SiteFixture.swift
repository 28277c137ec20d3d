import DefaultTheme
import Diagnostics
import Testing

@testable import SiteGenerator

/// A whole site inside one string:
///
///     -- Content/site.yml --
///     title: Test
///     -- Content/world/a.md --
///     …
struct SiteFixture {
  var files: [String: [UInt8]] = [:]
  var theme = SiteFixture.plainTheme
  var selection = Selection(now: SiteFixture.noon)
  var baseURL: String?
  var isPortable = false
  var jobs = 2
  var pictureMaker: (any PictureMaker)?

  /// 2026-11-22T12:00:00Z
  static let noon = Instant(seconds: 1_795_348_800)

  init(_ text: String) {
    var path: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        path = String(line.dropFirst(3).dropLast(3))
        files[path ?? ""] = []
      } else if let path {
        files[path, default: []] += Array(line.utf8) + [0x0A]
      }
    }
    if files["Content/site.yml"] == nil {
      files["Content/site.yml"] = Array("title: Test\nbase-url: https://example.org/\n".utf8)
    }
  }

  /// One article with this front matter.
  static func article(_ frontMatter: String, text: String = "Text.", settings: String? = nil) -> SiteFixture {
    var fixture = SiteFixture("-- Content/news/a.md --\n---\n\(frontMatter)\n---\n\n\(text)\n")
    if let settings { fixture.files["Content/site.yml"] = Array(settings.utf8) }
    return fixture
  }

  func folder(_ name: String) -> MemoryFolder {
    let prefix = name + "/"
    let own = files.filter { $0.key.hasPrefix(prefix) }
    return MemoryFolder(
      name: name, Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.utf8.count)), $0.value) }))
  }

  var inputs: BuildInputs {
    var inputs = BuildInputs(
      content: folder("Content"), templates: folder("Templates"), theme: theme, selection: selection)
    inputs.baseURL = baseURL
    inputs.isPortable = isPortable
    inputs.jobs = jobs
    inputs.pictureMaker = pictureMaker
    return inputs
  }

  /// Builds the site, or throws every error.
  @discardableResult
  func build() async throws(BuildFailure) -> MemoryOutput {
    let output = MemoryOutput()
    output.report = try await SiteGenerator.build(inputs, into: output)
    return output
  }

  /// What a person sees when the build fails; empty when it does not.
  func errors() async -> String {
    do throws(BuildFailure) {
      try await build()
      return ""
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }

  /// What a person sees of a build that goes well but has warnings.
  func warnings() async throws -> String {
    DiagnosticFormatter().format(try await build().report?.warnings ?? [])
  }

  /// A theme that shows everything in as few bytes as can be.
  static let plainTheme: [String: [UInt8]] = [
    "base.html":
      "<!DOCTYPE html>\n<html lang=\"{{ page.lang }}\"><head><meta charset=\"utf-8\"><title>{{ page.title }}</title>\n{{ page.metadata }}</head>\n<body>{% block main %}{% endblock %}</body></html>\n",
    "home.html": list, "section.html": list, "tag.html": list, "author.html": list, "archive.html": list,
    "article.html":
      "{% extends \"base.html\" %}{% block main %}<h1>{{ article.title }}</h1>\n{{ article.content }}{% for item in article.related %}<a href=\"{{ item.url }}\">{{ item.title }}</a>\n{% endfor %}{% endblock %}",
    "page.html":
      "{% extends \"base.html\" %}{% block main %}<h1>{{ article.title }}</h1>\n{{ article.content }}{% endblock %}",
    "tags.html": other, "authors.html": other, "subscribe.html": other, "corrections.html": other, "search.html": other,
    "404.html": other, "assets/style.css": "body { color: black }\n",
    "i18n/en.yml":
      "archive: Archive\ntags: Tags\nauthors: Authors\nsubscribe: Subscribe\nsearch: Search\nnot_found: Not found\ncorrections: Corrections\ndate_month: LLLL yyyy\n",
  ].mapValues { Array($0.utf8) }

  private static let list =
    "{% extends \"base.html\" %}{% block main %}<ul>{% for item in list.articles %}<li><a href=\"{{ item.url }}\">{{ item.title }}</a></li>{% endfor %}</ul>{% if list.next %}<a href=\"{{ list.next }}\">next</a>{% endif %}{% endblock %}"
  private static let other = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock %}"
}

/// Keeps what a build makes.
final class MemoryOutput: OutputSink {
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var order: [String] = []
  var report: BuildReport?

  func write(_ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, as stage: OutputStage) {
    files[path.text] = bytes
    order.append(path.text)
  }

  func copy(_ sourceFile: String, to path: OutputPath, as stage: OutputStage) {
    files[path.text] = Array(sourceFile.utf8)
    order.append(path.text)
  }

  func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

  var all: String {
    files.sorted { $0.key < $1.key }.map { "-- \($0.key) --\n\(String(decoding: $0.value, as: UTF8.self))" }.joined(
      separator: "\n")
  }
}
