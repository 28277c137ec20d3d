import Bytes

/// Appends text as HTML: `&`, `<`, `>` and `"` are escaped, which is right in text and in quoted attributes.
public func appendEscapedHTML(_ text: String, to output: inout [UInt8]) {
  var text = text
  text.withUTF8 { bytes in unsafe appendEscaped(bytes, to: &output) }
}

/// Appends UTF-8 as HTML: `&`, `<`, `>` and `"` are escaped, which is right in text and in quoted attributes.
public func appendEscapedHTML(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
  unsafe text.withUnsafeBufferPointer { bytes in unsafe appendEscaped(bytes, to: &output) }
}

/// The same for a part of `text`.
func appendEscapedHTML(_ text: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
  unsafe text.withUnsafeBufferPointer { bytes in
    unsafe appendEscaped(UnsafeBufferPointer(rebasing: bytes[range]), to: &output)
  }
}

/// Appends an address as libcmark writes it in an attribute: what no URL may hold is percent-encoded, and `&` and `'`
/// are escaped for HTML.
public func appendEscapedAddress(_ address: String, to output: inout [UInt8]) {
  if address.contains(anyOf: escapedInAddress) {
    appendEscapedAddress(Array(address.utf8)[...], to: &output)
  } else {
    output.append(utf8: address)
  }
}

/// Appends an address (UTF-8) as libcmark writes it in an attribute.
public func appendEscapedAddress(_ address: ArraySlice<UInt8>, to output: inout [UInt8]) {
  for byte in address {
    switch byte {
    case UInt8(ascii: "&"): output.append("&amp;")
    case UInt8(ascii: "'"): output.append("&#x27;")
    case _ where !escapedInAddress.contains(byte): output.append(byte)
    default:
      output.append(UInt8(ascii: "%"))
      output.append(hexadecimal(byte >> 4))
      output.append(hexadecimal(byte & 15))
    }
  }
}

/// An address with a single `#`, where its fragment begins: a fragment has none, so that others are percent-encoded
/// (RFC 3986, 3.5).
public func withOneFragment(_ address: String) -> String {
  guard let mark = address.utf8.firstIndex(of: UInt8(ascii: "#")),
    address.utf8[mark...].dropFirst().contains(UInt8(ascii: "#"))
  else { return address }
  return String(decoding: withOneFragment(Array(address.utf8)), as: UTF8.self)
}

/// The same for the bytes of an address.
func withOneFragment(_ address: [UInt8]) -> [UInt8] {
  guard let mark = address.firstIndex(of: UInt8(ascii: "#")) else { return address }
  var result = Array(address[...mark])
  for byte in address[(mark + 1)...] {
    if byte == UInt8(ascii: "#") { result.append("%23") } else { result.append(byte) }
  }
  return result
}

/// What an address cannot have as it is, in an attribute.
private let escapedInAddress: ByteSet = {
  let kept = ByteSet("!#$%()*+,-./:;=?@_~")
  return ByteSet { !kept.contains($0) }
}()

private func hexadecimal(_ digit: UInt8) -> UInt8 {
  digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
}

private func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
  var start = 0
  var index = 0
  let end = bytes.count
  while index < end {
    if unsafe bytes.hasPlainEight(at: index) {
      index += 8
      continue
    }
    let byte = unsafe bytes[index]
    // All four are below 0x3F, and so is little of a text.
    if byte > 0x3E || byte < 0x22 {
      index += 1
      continue
    }
    let replacement: StaticString
    switch byte {
    case UInt8(ascii: "&"): replacement = "&amp;"
    case UInt8(ascii: "<"): replacement = "&lt;"
    case UInt8(ascii: ">"): replacement = "&gt;"
    case UInt8(ascii: "\""): replacement = "&quot;"
    default:
      index += 1
      continue
    }
    unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    output.append(replacement)
    index += 1
    start = index
  }
  unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
}
