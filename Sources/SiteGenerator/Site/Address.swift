import Bytes
import CommonMark

/// Where a page or a file stands on the site: a path from the site's root, as text that people can read.
///
/// `/world/harbour-bridge/` is a page in a folder of its own, `/feed.json` a file. The letters of every language stay as
/// they are (NFC); percent-encoding happens where an address is written. The path of `base-url` is not part of it.
struct Address: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Begins with `/`.
  let text: String

  /// For addresses that the program makes itself.
  init(_ text: String) { self.text = text }

  static let home = Address("/")

  var description: String { text }
  static func < (a: Address, b: Address) -> Bool { a.text < b.text }

  /// The address of something below this one: `/tags/` and `harbour/` is `/tags/harbour/`.
  func appending(_ part: String) -> Address { Address(text + part) }

  /// The file that a server answers with: `world/bridge/index.html`.
  var file: String {
    let path = String(text.dropFirst())
    return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
  }

  /// The first part that begins with a dot: servers and file systems hide such names. At the root, `.well-known` is
  /// there for sites to answer for themselves (RFC 8615).
  var hiddenPart: String? {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"))
    let rest = parts.first?.elementsEqual(".well-known".utf8) == true ? parts.dropFirst() : parts[...]
    return rest.first { $0.first == UInt8(ascii: ".") }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Percent-encoded as a URI path needs it (RFC 3986, 3.3): what is not unreserved, `/` or one of `!$&'()*+,;=:@` is
  /// encoded, byte by byte of its UTF-8.
  var encoded: String {
    text.contains(anyOf: Address.outsidePath) ? percentEncoded(text.utf8, keeping: Address.pathBytes) : text
  }

  /// Appends what `encoded` is.
  func appendEncoded(to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(text)
    guard bytes.contains(anyOf: Address.outsidePath, from: start) else { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(percentEncoded(text.utf8, keeping: Address.pathBytes))
  }

  /// Appends what `encoded` is, escaped for an attribute of HTML.
  func appendEscaped(to html: inout [UInt8]) {
    if text.contains(anyOf: Address.escaped) {
      appendEscapedAddress(encoded, to: &html)
    } else {
      html.append(text)
    }
  }

  private static let pathBytes = ByteSet("-._~/!$&'()*+,;=:@")
  private static let outsidePath = ByteSet { !pathBytes.contains($0) }
  /// What an attribute of HTML cannot have as it is.
  private static let escaped = ByteSet { outsidePath.contains($0) || $0 == 0x26 || $0 == 0x27 }
}

func percentEncoded(_ bytes: some Sequence<UInt8>, keeping kept: ByteSet) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(bytes.underestimatedCount + 16)
  for byte in bytes {
    if kept.contains(byte) {
      out.append(byte)
    } else {
      out.append(UInt8(ascii: "%"))
      out.append(hexDigit(byte >> 4))
      out.append(hexDigit(byte & 15))
    }
  }
  return String(decoding: out, as: UTF8.self)
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

/// Percent-encoding undone; nil when what comes out is not UTF-8. A `%` without two digits stands for itself.
func percentDecoded(_ text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  return percentDecoded(Array(text.utf8), isStrict: false).flatMap { String(validating: $0, as: UTF8.self) }
}

/// Percent-encoding undone, once (RFC 3986, 2.1).
///
/// - Parameter isStrict: Whether a `%` without two digits makes all of it nil; otherwise it stands for itself.
package func percentDecoded(_ bytes: some Collection<UInt8>, isStrict: Bool) -> [UInt8]? {
  var out: [UInt8] = []
  out.reserveCapacity(bytes.count)
  var rest = bytes[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      out.append(byte)
      continue
    }
    let digits = rest.prefix(2).compactMap(hexValue)
    if digits.count == 2 {
      out.append(digits[0] << 4 | digits[1])
      rest = rest.dropFirst(2)
    } else if isStrict {
      return nil
    } else {
      out.append(byte)
    }
  }
  return out
}

/// The value of a hexadecimal digit.
func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
