import HTTPTypes

/// The conditions of a request, held against the state of a file (RFC 9110, 13).
struct Conditions {
  /// Whether the browser has this very state already: status 304.
  let isNotModified: Bool
  /// The range that is asked for; nil when it was asked for on a condition that does not hold.
  let range: String?

  /// - Parameters:
  ///   - tag: The entity tag, with its quotes; a strong one.
  ///   - modified: Seconds since 1970.
  init(_ fields: HTTPFields, tag: String, modified: Int) {
    if let tags = fields[.ifNoneMatch] {
      // 13.2.2: the date is not looked at when there are tags.
      isNotModified = Self.isOne(tag, of: tags)
    } else if let date = fields[.ifModifiedSince].flatMap({ HTTPDate($0) }) {
      isNotModified = modified <= date.seconds
    } else {
      isNotModified = false
    }
    let condition = fields[.ifRange]
    let holds = condition == nil || condition == tag || condition == HTTPDate(seconds: modified).text
    range = holds ? fields[.range] : nil
  }

  /// Compared weakly, as 13.1.2 says. A tag of this server has no comma in it.
  private static func isOne(_ tag: String, of list: String) -> Bool {
    list.split(separator: ",").contains { item in
      let name = item.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
      let text = String(name)
      return text == "*" || text == tag || text == "W/\(tag)"
    }
  }
}
