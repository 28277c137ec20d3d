import CommonMark
import Diagnostics
import Synchronization

/// What rules know of the site whose files they look at; for any thread.
final class CheckedSite: Sendable {
  let base: BaseURL
  let now: Instant
  /// What is dated later must not be in any feed; nil when the site is made with what is still to come.
  let latest: Instant?
  /// Whether something stands at an address.
  let isThere: @Sendable (Address) -> Bool
  /// The article or page that made what stands at an address; nil for lists and feeds.
  let source: @Sendable (Address) -> Place?
  /// The headline of the article or page that stands at an address.
  let title: @Sendable (Address) -> String?
  /// Whether what stands at an address is a page that leads on to another one.
  let isRedirect: @Sendable (Address) -> Bool
  private let known = KnownAddresses()

  init(
    base: BaseURL, now: Instant, latest: Instant?, isThere: @escaping @Sendable (Address) -> Bool,
    source: @escaping @Sendable (Address) -> Place?, title: @escaping @Sendable (Address) -> String?,
    isRedirect: @escaping @Sendable (Address) -> Bool = { _ in false }
  ) {
    (self.base, self.now, self.latest) = (base, now, latest)
    (self.isThere, self.source, self.title, self.isRedirect) = (isThere, source, title, isRedirect)
  }

  /// The address on this site that a URL leads to; nil for other sites and for what is no URL.
  func address(of url: String) -> Address? {
    let start = base.origin + base.path + "/"
    guard url.utf8.starts(with: start.utf8) else { return nil }
    let rest = url.utf8.dropFirst(start.utf8.count - 1).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return String(rest).flatMap(percentDecoded).map { Address($0) }
  }

  /// Whether a URL of this site leads nowhere.
  func isDead(_ url: String) -> Bool { address(of: url).map { !isThere($0) } ?? false }

  /// What is known of a URL that stands in a page: a site has the same ones on page after page.
  func state(of url: ArraySlice<UInt8>) -> KnownAddresses.State {
    known.state(of: url) { url in !isAbsolute(url) ? .notAbsolute : isDead(url) ? .dead : .there }
  }

  /// Whether a headline is shown with character references that its author did not write: `&amp;` for `&`.
  func isEscapedTwice(_ text: ArraySlice<UInt8>, at address: Address) -> Bool {
    guard text.contains(UInt8(ascii: "&")), let title = title(address), !text.elementsEqual(title.utf8) else {
      return false
    }
    return decodedAttribute(text) == title
  }

  func article(at url: String?) -> Place? { url.flatMap(address).flatMap(source) }
}

extension CheckedSite {
  convenience init(_ prepared: PreparedSite) {
    let plan = prepared.plan
    let folder = prepared.inputs.content
    let site = prepared.site
    self.init(
      base: site.settings.baseURL, now: site.now, latest: prepared.inputs.selection.includesFuture ? nil : site.now,
      isThere: { plan.file(at: $0) != nil },
      source: { address in
        guard case .article(let source, _)? = plan.file(at: address)?.owner else { return nil }
        return Place(path: folder.display(source))
      },
      title: { address in
        guard case .page(let page)? = plan.file(at: address)?.content, let index = page.kind.article else {
          return nil
        }
        return site.article(index).title
      },
      isRedirect: { if case .redirect? = plan.file(at: $0)?.content { true } else { false } })
  }
}

/// Where addresses lead that have been looked at; for any thread.
final class KnownAddresses: Sendable {
  enum State: Sendable { case there, dead, notAbsolute }

  /// By the hash of the address: those of one site are millions at most.
  private let states = Mutex<[UInt64: State]>([:])

  func state(of url: ArraySlice<UInt8>, _ find: (String) -> State) -> State {
    let hash = addressHash(url.span)
    if let state = states.withLock({ $0[hash] }) { return state }
    let state = find(String(decoding: url, as: UTF8.self))
    states.withLock { $0[hash] = state }
    return state
  }
}

/// FNV-1a, 64 bits: for addresses and ids of one site, which are millions at most.
func addressHash(_ bytes: Span<UInt8>) -> UInt64 {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in bytes.indices { value = (value ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
  return value
}

/// A rule that is broken, in one file.
struct BrokenRule: Sendable {
  let rule: CheckRule
  let severity: Diagnostic.Severity
  /// What is wrong, as a sentence that begins after the address of the file.
  let message: String
  let hint: String?
  /// The article that the matter came from.
  let place: Place?
  let address: Address
}

/// Collects what is wrong with one file.
struct Findings {
  let site: CheckedSite
  let address: Address
  private(set) var all: [BrokenRule] = []

  init(_ site: CheckedSite, _ address: Address) {
    self.site = site
    self.address = address
  }

  mutating func add(
    _ rule: CheckRule, _ message: String, of entry: ParsedEntry? = nil, at place: Place? = nil,
    _ severity: Diagnostic.Severity = .error, hint: String? = nil
  ) {
    // A broken document has as many errors as it has lines: the first ones are enough to see why.
    guard all.count < 100 else { return }
    let name = entry.flatMap { $0.title ?? $0.id }.map { "the entry \"\($0)\" " } ?? ""
    all.append(
      BrokenRule(
        rule: rule, severity: severity, message: name + message, hint: hint,
        place: place ?? site.article(at: entry?.link) ?? site.source(address), address: address))
  }
}

extension BrokenRule {
  /// One message for what is wrong in the same way in many files: an article is in as many feeds as it has tags.
  static func diagnostics(_ findings: [BrokenRule]) -> [Diagnostic] {
    struct Matter: Hashable {
      let rule: CheckRule
      let message: String
      let place: Place?
    }
    var order: [Matter] = []
    var files: [Matter: [BrokenRule]] = [:]
    for finding in findings {
      let matter = Matter(rule: finding.rule, message: finding.message, place: finding.place)
      if files[matter] == nil { order.append(matter) }
      files[matter, default: []].append(finding)
    }
    return order.compactMap { matter in files[matter].flatMap(diagnostic) }
  }

  private static func diagnostic(_ findings: [BrokenRule]) -> Diagnostic? {
    guard let first = findings.first else { return nil }
    let others = Set(findings.map(\.address)).count - 1
    let note = Diagnostic.Note("and the same in \(others) more file\(others == 1 ? "" : "s")")
    return Diagnostic(
      first.severity, id: first.rule.rawValue, "\(first.address): \(first.message)", at: first.place, hint: first.hint,
      notes: others > 0 ? [note] : [])
  }
}
