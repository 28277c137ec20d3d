import Diagnostics

/// The words by which other generators and programs hold back what they stand in. Passed over as unknown keys, they would
/// publish it.
enum HoldingBack {
  static let hint =
    "`draft: true` keeps it from being published; if it is public, take the line out, or put it under `extra:`"
  static let hintOfSection =
    "a section cannot be held back: say `draft: true` in each of its articles, or keep the folder outside of Content"
  private static let hintOfLists =
    "`kind: page` keeps it out of all lists and feeds, `draft: true` from being published"

  /// What to write in place of a key that nobody knows here; nil when it holds nothing back.
  static func hint(_ pair: MetaPair) -> String? {
    switch folded(pair.key) {
    // Zola, Hugo; Hugo's `pubdate` and `unpublishdate` are other names of what is known here.
    case "render": isNever(pair.value) ? hint : nil
    case "headless", "private", "hidden", "unpublished", "isdraft": pair.value.isTrue ? hint : nil
    case "publish", "public": pair.value.isFalse ? hint : nil
    case "build":
      nested(pair.value).contains { folded($0.key) == "render" && isNever($0.value) }
        ? hint : nested(pair.value).contains { folded($0.key) == "list" && isNever($0.value) } ? hintOfLists : nil
    // Not each of those inside of it anew: their number would double with every level.
    case "cascade": nested(pair.value).contains { folded($0.key) != "cascade" && isSaid($0) } ? hint : nil
    case "pubdate", "embargo": pair.value.isNull ? nil : "`date:` says from when on it is published"
    case "unpublishdate": pair.value.isNull ? nil : "`expires:` says until when it is published"
    // WordPress
    case "password": pair.value.isNull || pair.value.isWord(of: [""]) ? nil : hint
    case "visibility": pair.value.isNull || pair.value.isWord(of: ["public", ""]) ? nil : hint
    case "eleventyexcludefromcollections": pair.value.isFalse || pair.value.isNull ? nil : hintOfLists
    default: nil
    }
  }

  /// Whether a section's file says so, of itself or of what is below it.
  static func isSaid(_ pair: MetaPair) -> Bool {
    switch folded(pair.key) {
    case "draft": pair.value.isTrue
    case "published": pair.value.isFalse
    default: hint(pair) != nil
    }
  }

  /// Whether a comment's file says by another word than `status` that it is not to be shown.
  static func isSaid(ofComment pair: MetaPair) -> Bool {
    switch folded(pair.key) {
    case "draft", "hidden", "deleted", "private", "rejected", "unapproved", "isdraft", "ishidden", "isdeleted",
      "isspam",
      "ispending", "isprivate", "isrejected", "trash", "trashed":
      !pair.value.isFalse && !pair.value.isNull
    case "published", "visible", "public", "ispublished", "isvisible", "isapproved", "ispublic", "publish", "show":
      pair.value.isFalse
    default: false
    }
  }

  /// Whether a key that nobody knows is a slip of the pen for one that holds an article back: other capitals, or one
  /// letter that is wrong in a key whose value would fit.
  static func isNearMiss(_ pair: MetaPair) -> Bool {
    let key = folded(pair.key)
    if ["draft", "published", "date", "publishdate", "expires", "expirydate", "status"].contains(key) { return true }
    if ["draft", "published"].contains(where: { isOneSlip(key, $0) }) {
      return pair.value.isTrue || pair.value.isFalse || pair.value.isNull
    }
    guard ["publishdate", "expires", "expirydate"].contains(where: { isOneSlip(key, $0) }) else { return false }
    guard case .scalar(let text, _) = pair.value.value else { return false }
    return text.utf8.first.map { $0 &- 0x30 < 10 } ?? false
  }

  /// Whether one letter is missing, too many or another one, or two neighbours have changed places.
  private static func isOneSlip(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    let start = zip(a, b).prefix { $0 == $1 }.count
    let (restOfA, restOfB) = (a.dropFirst(start), b.dropFirst(start))
    let end = zip(restOfA.reversed(), restOfB.reversed()).prefix { $0 == $1 }.count
    let (left, right) = (restOfA.dropLast(end), restOfB.dropLast(end))
    return max(left.count, right.count) == 1 || (left.count == 2 && left.elementsEqual(right.reversed()))
  }

  /// `render: false`, `render: never`, `list: local`.
  private static func isNever(_ node: MetaNode) -> Bool { node.isFalse || node.isWord(of: ["never", "link", "local"]) }

  /// The pairs of a mapping, or of each mapping of a list; of those inside of them as well.
  private static func nested(_ node: MetaNode) -> [MetaPair] {
    var (pairs, open) = ([MetaPair](), [node])
    while let node = open.popLast() {
      switch node.value {
      case .scalar: continue
      case .sequence(let items): open += items
      case .mapping(let found):
        pairs += found
        open += found.map(\.value)
      }
    }
    return pairs
  }

  /// Without case, `-` and `_`.
  private static func folded(_ key: String) -> String {
    String(decoding: key.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }, as: UTF8.self)
  }
}
