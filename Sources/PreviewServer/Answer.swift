import HTTPTypes

/// What a request is answered with.
struct Answer: Sendable {
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    case file(StoredFile, Range<Int>)
    case events(AsyncStream<LiveEvent>)
  }

  var status: HTTPResponse.Status
  var fields: HTTPFields
  var body: Body

  /// What every answer carries: no guessing of types, no use by other sites, and nothing kept without asking again.
  private static let always: HTTPFields = {
    var fields = HTTPFields()
    fields[.xContentTypeOptions] = "nosniff"
    fields[.crossOriginResourcePolicy] = "same-origin"
    fields[.cacheControl] = "no-cache"
    return fields
  }()

  init(_ status: HTTPResponse.Status, _ fields: HTTPFields = [:], _ body: Body = .none) {
    self.status = status
    self.fields = Self.always
    for field in fields { self.fields[field.name] = field.value }
    self.body = body
    if let length = self.length { self.fields[.contentLength] = String(length) }
  }

  /// A line of text.
  static func text(_ status: HTTPResponse.Status, _ line: String, _ fields: HTTPFields = [:]) -> Answer {
    var fields = fields
    fields[.contentType] = "text/plain; charset=utf-8"
    return Answer(status, fields, .bytes(Array((line + "\n").utf8)))
  }

  /// Nil for what has no end.
  private var length: Int? {
    switch body {
    case .none: status == .notModified ? nil : 0
    case .bytes(let bytes): bytes.count
    case .file(_, let range): range.count
    case .events: nil
    }
  }
}
