/// What the HTML of an entry has to be, so that every reader shows it: elements of the clean list, each closed,
/// addresses absolute.
struct FeedContentRules {
  private let bytes: [UInt8]
  private var open: [HTMLName] = []
  private var problems: [String] = []

  /// What is wrong with a content, each once.
  static func problems(of content: [UInt8]) -> [String] {
    var rules = FeedContentRules(bytes: content)
    rules.run()
    return rules.problems
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      guard let tag = HTMLTag(bytes, at: index) else {
        report("has a < in its content that begins no tag")
        index += 1
        continue
      }
      check(tag)
      index = tag.end
    }
    for name in open.reversed() { report("has an element in its content that is not closed: \(text(name))") }
  }

  private mutating func check(_ tag: HTMLTag) {
    let name = HTMLName(tag.name)
    guard case .kept(let element) = FeedElements.fate(of: tag.name) else {
      return report(
        "has an element in its content that readers do not know: \(String(decoding: tag.name, as: UTF8.self))")
    }
    if tag.isEnd {
      if open.last == name { open.removeLast() } else { report("has a stray end tag in its content: \(text(name))") }
      return
    }
    for attribute in tag.attributes { check(attribute) }
    if !element.isVoid { open.append(name) }
  }

  private mutating func check(_ attribute: HTMLTag.Attribute) {
    switch FeedAttribute(attribute.name) {
    case nil: report("has an attribute in its content that readers do not know: \(text(attribute.name))")
    case .text: break
    case .address, .picture: check(address: String(decoding: withoutReferences(attribute.value), as: UTF8.self))
    case .pictureSet:
      for candidate in withoutReferences(attribute.value).split(separator: UInt8(ascii: ",")) {
        let parts = candidate.split(separator: 0x20)
        if let address = parts.first { check(address: String(decoding: address, as: UTF8.self)) }
      }
    }
  }

  private mutating func check(address: String) {
    if !isIRI(address) { report("has an address in its content that is not absolute: \(address)") }
  }

  private func text(_ name: HTMLName) -> String {
    var bytes: [UInt8] = []
    name.write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func report(_ problem: String) {
    if problems.count < 10, !problems.contains(problem) { problems.append(problem) }
  }
}
