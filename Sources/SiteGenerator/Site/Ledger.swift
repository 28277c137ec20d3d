import Bytes

/// `Content/ledger.tsv`: by which ids readers of the feeds know the articles, and where each has stood.
///
/// It is to a site what a lock file is to a package: written by a build at the desk, committed with the articles, and
/// only read everywhere else. One line an article, in order of first address, so that what two people publish at the same
/// time stands in different places and git merges it.
struct Ledger: Sendable {
  /// What is remembered of one article.
  struct Line: Sendable, Hashable {
    /// The id in the feeds, which never changes.
    var id: String
    var published: Instant
    /// What readers were told as its last change, when the text was as `text` says.
    var changed: Instant
    /// `Body.wording` of the text; 0 when it is not known.
    var text: UInt64
    /// The file below Content.
    var source: String
    /// Never empty; the first it had comes first, today's last.
    var addresses: [Address]
  }

  var lines: [Line] = []
  /// Lines that begin with `#`, besides the two that explain the columns.
  var comments: [String] = []
  /// Lines that were made one with another of the same article, as they were read.
  var mergedLines = 0
  /// The file as it was read; nil when there is none.
  var file: ContentHash?

  static let fileName = "ledger.tsv"
  static let heading = [
    "# Feed ids and addresses of what was published. `sitegen build` adds to it; commit it with the articles.",
    "# id\tpublished\tchanged\ttext\tfile\taddresses",
  ]
  static let columns = 6

  /// The file; the same for the same lines, in whatever order they are.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    for line in Ledger.heading + comments {
      out.append(line)
      out.append(0x0A)
    }
    let order = lines.indices.sorted { Ledger.isBefore(lines[$0], lines[$1]) }
    for position in order { lines[position].write(to: &out) }
    return out
  }

  private static func isBefore(_ a: Line, _ b: Line) -> Bool {
    guard let first = a.addresses.first, let second = b.addresses.first, first != second else { return a.id < b.id }
    return first < second
  }
}

extension Ledger.Line {
  /// As it stands in the file, with its end.
  fileprivate func write(to out: inout [UInt8]) {
    out.append(id)
    out.append(0x09)
    out.append(published.rfc3339(in: .utc))
    out.append(0x09)
    out.append(changed.rfc3339(in: .utc))
    out.append(0x09)
    out.append(text == 0 ? "-" : paddedHex(text))
    out.append(0x09)
    out.append(percentEncoded(source.utf8, keeping: Ledger.sourceBytes))
    out.append(0x09)
    out.append(addresses.map(\.encoded).joined(separator: " "))
    out.append(0x0A)
  }
}

extension Ledger {
  /// A name is written as it is, but for what would end the column; letters of other languages are encoded.
  fileprivate static let sourceBytes = ByteSet("-._~/!$&'()*+,;=:@ #[]{}")
}

private func paddedHex(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

/// A hash of what a text says: letters and digits, without case. Marks, white space and markup do not count, so that
/// what no reader would call a change is none.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo); never 0.
func wording(of text: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  let steps = wordingSteps
  // Without branches: where words end cannot be foreseen, and a wrong guess costs as much as five letters.
  for byte in text {
    let step = steps[Int(byte)]
    hash = (hash ^ step & 0xFF) &* (step >> 8)
  }
  return hash == 0 ? 1 : hash
}

/// What counts of each byte, in the lowest eight bits, and what is multiplied by: small letters for capitals, digits, and
/// what is not ASCII. What does not count is 0, with a factor of 1.
private let wordingSteps: [UInt64] = (UInt8.min...UInt8.max).map { byte in
  let prime: UInt64 = 0x100_0000_01B3
  return switch byte {
  case 0x41...0x5A: prime << 8 | UInt64(byte | 0x20)
  case 0x30...0x39, 0x61...0x7A, 0x80...: prime << 8 | UInt64(byte)
  default: 1 << 8
  }
}
