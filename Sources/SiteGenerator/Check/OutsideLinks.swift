import CommonMark
import Diagnostics

/// Asks addresses of other sites whether they are still there. The library opens no connection: the command does, and
/// only for `check --external`.
public protocol OutsideLinkProbe: Sendable {
  /// The answers of those that could be asked, by address.
  func ask(_ urls: [String]) async -> [String: OutsideLinkAnswer]
}

/// What another site says of an address.
public enum OutsideLinkAnswer: Sendable, Hashable, Codable {
  case there
  /// There for readers perhaps, but not for a program: 401, 403, 429.
  case refused(status: Int)
  /// It redirects for good (RFC 9110, 15.4.2 and 15.4.9).
  case moved(to: String)
  /// 404, 410 and other answers that mean that nothing is there.
  case missing(status: Int)
  /// No answer, and why.
  case unreachable(String)
  /// A host of this machine or of a private network, which is not asked.
  case isPrivate
}

/// The links of a site to other sites, each with all places that have it.
struct OutsideLinks {
  private enum Origin {
    case article(Int, hole: Int)
    case section(Int, hole: Int)
    case frontMatter(Int, key: String)
    /// A link of a text, which stands there as it was written.
    case text(String)
    case settings
  }

  private let prepared: PreparedSite
  private var origins: [String: [Origin]] = [:]

  init(_ prepared: PreparedSite) {
    self.prepared = prepared
    for (index, targets) in prepared.links.articles.enumerated() {
      for (hole, target) in targets.enumerated() { add(target, .article(index, hole: hole)) }
    }
    for (index, targets) in prepared.links.sections.enumerated() {
      for (hole, target) in targets.enumerated() { add(target, .section(index, hole: hole)) }
    }
    for (index, article) in prepared.site.articles.enumerated() {
      add(linksIn: article.body, of: article.source)
      add(article.origin?.url, .frontMatter(index, key: "source"))
      add(article.canonical, .frontMatter(index, key: "canonical"))
      if let image = article.image { add(image.target, .frontMatter(index, key: "image")) }
    }
    for section in prepared.site.sections { add(linksIn: section.body, of: section.source ?? "") }
    let settings = prepared.site.settings
    for link in settings.footer { add(link.target, .settings) }
    for url in settings.social + settings.people.flatMap({ $0.links + [$0.website].compactMap { $0 } }) {
      add(url, .settings)
    }
  }

  /// Links that lead elsewhere stand in the text as they are; those that lead into the site are holes in it.
  private mutating func add(linksIn body: Body, of source: String) {
    let html = prepared.view.bodies.html(body.html)
    var urls: [String] = []
    forEachAddress(in: html) { found in urls.append(decodedAttribute(html[found.range])) }
    for url in urls { add(url, .text(source)) }
  }

  private mutating func add(_ target: LinkTarget, _ origin: Origin) {
    if case .url(let url) = target { add(url, origin) }
  }

  /// What follows `#` is the browser's affair and is not asked for. Links to this site are looked at in its pages.
  private mutating func add(_ url: String?, _ origin: Origin) {
    guard let url, isWebURL(url), !url.hasPrefix(prepared.site.settings.baseURL.description) else { return }
    let end = url.utf8.firstIndex(of: UInt8(ascii: "#")) ?? url.endIndex
    origins[String(url[..<end]), default: []].append(origin)
  }

  var urls: [String] { origins.keys.sorted() }

  /// What is to be said about the answers: each address once, at its first place.
  func diagnostics(_ answers: [String: OutsideLinkAnswer]) -> [Diagnostic] {
    urls.compactMap { url in
      guard let answer = answers[url], let origins = origins[url], let first = origins.first else { return nil }
      return Diagnostic.outsideLink(url, answer, others: origins.count - 1) { place(of: first, url) }
    }
  }

  private func place(of origin: Origin, _ url: String) -> Place? {
    let reader = prepared.files.places.reader
    switch origin {
    case .article(let index, let hole):
      return LinkPlaces(reader, prepared.site.articles[index]).places(of: [hole]).first
    case .section(let index, let hole):
      let path = prepared.site.sections[index].source ?? ""
      return LinkPlaces(reader, indexPath: path).places(of: [hole]).first
    case .frontMatter(let index, let key):
      return prepared.files.places.item(url, of: key, in: prepared.site.articles[index].source)
    case .settings: return literal(url, in: "site.yml")
    case .text(let path): return literal(url, in: path)
    }
  }

  private func literal(_ url: String, in path: String) -> Place? {
    guard let source = try? prepared.files.places.reader.source(path) else { return nil }
    return source.bytes.firstRange(of: Array(url.utf8)).map { source.place($0) } ?? Place(path: source.path)
  }
}

extension Diagnostic {
  fileprivate static func outsideLink(
    _ url: String, _ answer: OutsideLinkAnswer, others: Int, place: () -> Place?
  ) -> Diagnostic? {
    let notes = others > 0 ? [Note("and so do \(others) more link\(others == 1 ? "" : "s")")] : []
    switch answer {
    case .there, .refused: return nil
    case .moved(let target):
      return Diagnostic(
        .warning, id: "outside-link-moved", "\(url) has moved for good", at: place(), hint: "write \(target)",
        notes: notes)
    case .missing(let status):
      return Diagnostic(
        .warning, id: "outside-link-missing", "nothing is at \(url) any more (the answer is \(status))", at: place(),
        hint: "link what took its place, or a copy in an archive of the web", notes: notes)
    case .unreachable(let why):
      return Diagnostic(
        .warning, id: "outside-link-unreachable", "\(url) does not answer: \(why)", at: place(),
        hint: "open it in a browser; the site may be down for an hour, or gone", notes: notes)
    case .isPrivate:
      return Diagnostic(
        .warning, id: "outside-link-private", "\(url) is on a private network, where readers are not", at: place(),
        hint: "link an address that everybody can open", notes: notes)
    }
  }
}
