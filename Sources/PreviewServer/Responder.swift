import HTTPTypes
import SiteGenerator

/// Answers requests: a function from a request, and what is shown at that moment, to an answer.
struct Responder: Sendable {
  let site: PreviewSite
  /// A word of this process that pages of other sites cannot know.
  let token: String

  /// - Parameter port: Where this server listens.
  func answer(_ request: HTTPRequest, port: Int) -> Answer {
    guard isLocal(request.authority, port) else {
      return .text(.forbidden, "This server answers requests for localhost:\(port) and 127.0.0.1:\(port) alone.")
    }
    // The first `Host` is the authority; a second one makes the request a bad one (RFC 9112, 3.2).
    guard Self.host.map({ request.headerFields[values: $0].isEmpty }) ?? true else {
      return .text(.badRequest, "The request has two hosts.")
    }
    guard request.method == .get || request.method == .head else {
      return .text(.methodNotAllowed, "This server knows GET and HEAD.", [.allow: "GET, HEAD"])
    }
    guard let target = try? RequestTarget(request.path ?? "") else {
      return .text(.badRequest, "This is not the address of a page.")
    }
    if target.path.utf8.starts(with: LivePage.root(token).utf8) { return live(target) }
    let (snapshot, notice) = site.current
    guard let snapshot else { return placeholder(notice) }
    return answer(request, target, snapshot)
  }

  private static let host = HTTPField.Name("Host")

  /// A page of another site can make a browser send requests here, under a name of its own that leads to this machine;
  /// the name gives it away.
  private func isLocal(_ authority: String?, _ port: Int) -> Bool {
    guard let name = authority?.lowercased() else { return false }
    let names = ["localhost", "127.0.0.1"]
    return names.contains { name == "\($0):\(port)" || (port == 80 && name == $0) }
  }

  private func live(_ target: RequestTarget) -> Answer {
    switch target.path.utf8.dropFirst(LivePage.root(token).utf8.count) {
    case let name where name.elementsEqual("live.js".utf8):
      return Answer(.ok, [.contentType: mediaType(of: "live.js")], .bytes(PackageResources.live_js))
    case let name where name.elementsEqual("events".utf8):
      let shown = target.field("path").flatMap { try? RequestTarget($0) }
      let events = site.events(for: shown, version: target.field("version") ?? "")
      return Answer(.ok, [.contentType: "text/event-stream"], .events(events))
    case let name where name.elementsEqual("marks.json".utf8):
      let marks = site.current.snapshot?.markedAddresses ?? [:]
      return Answer(.ok, [.contentType: mediaType(of: "marks.json")], .bytes(LivePage.marks(marks)))
    default:
      return notFound
    }
  }

  /// There is no site yet: it is being built, or it has never been whole.
  private func placeholder(_ notice: PreviewSite.Notice?) -> Answer {
    let title = if case .failed = notice { "The site cannot be built" } else { "The site is being built" }
    let fields: HTTPFields = [.contentType: mediaType(of: "index.html"), .cacheControl: "no-store", .retryAfter: "1"]
    return Answer(.serviceUnavailable, fields, .bytes(LivePage.page(title: title, token: token)))
  }

  private func answer(_ request: HTTPRequest, _ target: RequestTarget, _ snapshot: SiteSnapshot) -> Answer {
    switch snapshot.find(target) {
    case .file(let path, let file):
      return serve(path, file, request, snapshot)
    case .folder:
      let written = (request.path ?? "").prefix { $0 != "?" && $0 != "#" }
      return redirect(to: "\(written)/" + (target.query.isEmpty ? "" : "?\(target.query)"))
    case .nothing where target.path == "/" && !snapshot.basePath.isEmpty:
      return redirect(to: snapshot.basePath + "/")
    case .nothing:
      guard let file = snapshot.files["404.html"], let html = page("404.html", file, snapshot) else { return notFound }
      return Answer(.notFound, [.contentType: mediaType(of: "404.html")], .bytes(html))
    }
  }

  private var notFound: Answer { .text(.notFound, "There is no such page.") }

  private func redirect(to location: String) -> Answer { .text(.found, "Over there.", [.location: location]) }

  private func serve(_ path: String, _ file: StoredFile, _ request: HTTPRequest, _ snapshot: SiteSnapshot) -> Answer {
    let type = mediaType(of: path)
    let isPage = type.hasPrefix("text/html")
    let tag = "\"\(snapshot.version(of: path, file))\(isPage ? "-\(token.prefix(8))" : "")\""
    var fields: HTTPFields = [.contentType: type, .acceptRanges: "bytes", .eTag: tag]
    fields[.lastModified] = file.modified.httpDate
    let conditions = Conditions(request.headerFields, tag: tag, modified: file.modified)
    // A range is defined for GET alone (RFC 9110, 14.2).
    let range = request.method == .get ? conditions.range : nil
    if conditions.hasFailed { return Answer(.preconditionFailed, fields) }
    if conditions.isNotModified { return Answer(.notModified, fields) }
    if isPage {
      guard let html = page(path, file, snapshot) else { return unreadable }
      return part(of: html.count, range, fields) { .bytes(Array(html[$0])) }
    }
    return part(of: file.size, range, fields) { .file(file, $0) }
  }

  /// A page with what the preview adds; nil when its bytes cannot be read.
  private func page(_ path: String, _ file: StoredFile, _ snapshot: SiteSnapshot) -> [UInt8]? {
    guard let html = try? file.bytes.readAll(), html.count == file.size else { return nil }
    return LivePage(
      token: token, version: snapshot.version(of: path, file), mark: snapshot.marks[path],
      hasMarks: !snapshot.marks.isEmpty
    ).added(to: html)
  }

  private var unreadable: Answer { .text(.internalServerError, "The file cannot be read.") }

  /// All of a file, or what the request asks for of it.
  private func part(
    of size: Int, _ range: String?, _ fields: HTTPFields, _ body: (Range<Int>) -> Answer.Body
  ) -> Answer {
    var fields = fields
    switch ByteRange(range, size: size) {
    case .whole:
      return Answer(.ok, fields, body(0..<size))
    case .part(let range):
      fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
      return Answer(.partialContent, fields, body(range))
    case .unsatisfiable:
      fields[.contentRange] = "bytes */\(size)"
      return Answer(.rangeNotSatisfiable, fields)
    }
  }
}
