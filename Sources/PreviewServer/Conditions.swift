import HTTPTypes
import SiteGenerator

/// The conditions of a request, held against the state of a file (RFC 9110, 13).
struct Conditions {
  /// Whether the state is another than the one that was asked for: status 412.
  let hasFailed: Bool
  /// Whether the browser has this very state already: status 304.
  let isNotModified: Bool
  /// The range that is asked for; nil when it was asked for on a condition that does not hold.
  let range: String?

  /// - Parameters:
  ///   - tag: The entity tag, with its quotes; a strong one.
  ///   - modified: The file has had this state since then. A date that cannot be read is as if it had not been said.
  init(_ fields: HTTPFields, tag: String, modified: Instant) {
    // 13.2.2: a date is not looked at when there are tags.
    if let tags = fields[.ifMatch] {
      hasFailed = !Self.isOne(tag, of: tags, isWeak: false)
    } else if let date = fields[.ifUnmodifiedSince].flatMap(FeedDate.http) {
      hasFailed = modified > date
    } else {
      hasFailed = false
    }
    if let tags = fields[.ifNoneMatch] {
      isNotModified = Self.isOne(tag, of: tags, isWeak: true)
    } else if let date = fields[.ifModifiedSince].flatMap(FeedDate.http) {
      isNotModified = modified <= date
    } else {
      isNotModified = false
    }
    let condition = fields[.ifRange]
    let holds = condition == nil || condition == tag || condition == modified.httpDate
    range = holds ? fields[.range] : nil
  }

  /// Compared weakly where 13.1.2 says so. A tag of this server has no comma in it.
  private static func isOne(_ tag: String, of list: String, isWeak: Bool) -> Bool {
    list.split(separator: ",").contains { item in
      let name = item.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
      let text = String(name)
      return text == "*" || text == tag || isWeak && text == "W/\(tag)"
    }
  }
}
