import Diagnostics

/// Looks for keys that are aliases of lists and mappings, before Yams does: it compares keys with all that their aliases
/// stand for, which a few lines can make as much as a library holds.
struct YAMLKeys {
  private let source: Source
  private let range: SourceRange
  /// The names of anchors that stand before a list or a mapping.
  private var collections: Set<[UInt8]> = []

  init(_ source: Source, _ range: SourceRange) {
    self.source = source
    self.range = range
  }

  mutating func check() throws(Diagnostic) {
    let bytes = source.bytes
    guard bytes[range].contains(UInt8(ascii: "*")), bytes[range].contains(UInt8(ascii: "&")) else { return }
    for index in range {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), mayBegin(at: index) else { continue }
      let name = bytes[(index + 1)..<range.upperBound].prefix(while: isOfName)
      let next = bytes[name.endIndex..<range.upperBound].first { $0 != 0x20 && $0 != 0x09 }
      if byte == UInt8(ascii: "&") {
        if next.map({ "[{\r\n#".utf8.contains($0) }) ?? true { collections.insert(Array(name)) }
      } else if collections.contains(Array(name)), next == UInt8(ascii: ":") || before(index) == UInt8(ascii: "?") {
        throw .yamlKeyIsNotText(source.place(at: index))
      }
    }
  }

  /// Whether a value may begin at a position.
  private func mayBegin(at index: Int) -> Bool {
    index == range.lowerBound || " \t\r\n[{,".utf8.contains(source.bytes[index - 1])
  }

  private func before(_ index: Int) -> UInt8? {
    source.bytes[range.lowerBound..<index].last { $0 != 0x20 && $0 != 0x09 }
  }

  private func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
