import Bytes

/// Writes JSON: keys in the order they are given, no white space but a line an item, so that a difference is readable.
struct JSONWriter: Sendable {
  private(set) var bytes: [UInt8] = []
  private let place: Escaping
  private var needsComma = false
  private var needsBreak = false

  /// JSON for a file, or for a `script` element of HTML.
  init(inScript: Bool = false) { place = inScript ? .scriptJSON : .json }

  mutating func object(_ key: StaticString? = nil, _ members: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), key, members)
  }

  /// A member that is an object, with a name that is not the program's own.
  mutating func object(named key: String, _ members: (inout JSONWriter) -> Void) {
    value(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
    object(nil, members)
  }

  mutating func array(_ key: StaticString, _ values: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), key, values)
  }

  /// A member of an object, cleaned as text of one line; nothing when there is no value.
  mutating func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    name(key)
    string(text)
  }

  /// A member that is an absolute address of the site.
  mutating func member(_ key: StaticString, _ base: BaseURL, _ address: Address, suffix: StaticString = "") {
    name(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(base, address, escapedFor: place)
    bytes.append(suffix)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A member that is where a link leads, as an absolute address.
  mutating func member(_ key: StaticString, _ base: BaseURL, _ target: LinkTarget) {
    name(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(base, target, escapedFor: place)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A member that is an instant (RFC 3339); nothing when there is none.
  mutating func member(_ key: StaticString, _ instant: Instant?, in zone: Zone) {
    guard let instant else { return }
    name(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(rfc3339: instant, in: zone)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func member(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    name(key)
    bytes.append(decimal: number)
  }

  mutating func member(_ key: StaticString, _ flag: Bool) {
    name(key)
    bytes.append(flag ? "true" : "false")
  }

  /// A member that is a list of texts; nothing when the list is empty.
  mutating func member(_ key: StaticString, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    array(key) { for text in texts { $0.value(text) } }
  }

  /// A member whose string has been escaped already.
  mutating func member(_ key: StaticString, escaped: [UInt8]) {
    name(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(bytes: escaped)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func value(_ text: String) {
    comma()
    string(text)
  }

  /// A part that another writer made: members of an object or values of an array, without a comma at either end.
  mutating func append(_ part: [UInt8]) {
    guard !part.isEmpty else { return }
    comma()
    bytes.append(bytes: part)
  }

  /// The same, of a text that holds several.
  mutating func append(_ text: [UInt8], _ part: Range<Int>) {
    guard !part.isEmpty else { return }
    comma()
    bytes.append(bytes: text, part)
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// What comes next begins a line of its own.
  mutating func breakLine() { needsBreak = true }

  /// The whole document, with an end to its last line.
  var document: [UInt8] { bytes + [0x0A] }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(line: text, escapedFor: place)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func name(_ key: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(key)
    bytes.append("\":" as StaticString)
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    if needsBreak { bytes.append(0x0A) }
    needsBreak = false
  }

  private mutating func nest(
    _ opening: UInt8, _ closing: UInt8, _ key: StaticString?, _ content: (inout JSONWriter) -> Void
  ) {
    if let key { name(key) } else { comma() }
    bytes.append(opening)
    needsComma = false
    content(&self)
    bytes.append(closing)
    needsComma = true
  }
}
