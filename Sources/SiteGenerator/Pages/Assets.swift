/// The theme's assets under names that change with their bytes, so that browsers may keep them for ever.
struct Assets: Sendable {
  struct File: Sendable {
    var address: Address
    var bytes: [UInt8]
  }

  /// By the name in `Templates/assets`.
  private(set) var files: [String: File] = [:]

  /// `accent` is the colour of `site.yml`, which the style sheet begins with.
  init(_ assets: [String: [UInt8]], accent: String?) {
    for (name, bytes) in assets where fileExtension(name) != "css" { files[name] = Self.file(name, bytes) }
    // Style sheets come last: they name other assets, by names that are only known then.
    for (name, bytes) in assets where fileExtension(name) == "css" {
      var css = withoutComments(renamed(bytes, in: name))
      if let accent, name == "style.css" { css += "\n:root{--accent:\(accent)}\n".utf8 }
      files[name] = Self.file(name, css)
    }
  }

  var addresses: [String: Address] { files.mapValues(\.address) }

  private static func file(_ name: String, _ bytes: [UInt8]) -> File {
    let fingerprint = ContentHash(bytes).hexadecimal.prefix(10)
    let stem = name.dropLast(fileExtension(name).isEmpty ? 0 : fileExtension(name).utf8.count + 1)
    let suffix = fileExtension(name).isEmpty ? "" : ".\(fileExtension(name))"
    return File(address: Address("/assets/\(stem).\(fingerprint)\(suffix)"), bytes: bytes)
  }

  /// A style sheet in which each `url(…)` that names another asset names its published file.
  private func renamed(_ css: [UInt8], in name: String) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let start = css[position...].firstRange(of: Array("url(".utf8)) {
      guard let end = css[start.upperBound...].firstIndex(of: UInt8(ascii: ")")) else { break }
      let written = css[start.upperBound..<end]
      let quotes: [UInt8] = [0x20, 0x22, 0x27]
      let path = String(
        decoding: written.drop { quotes.contains($0) }.reversed().drop { quotes.contains($0) }.reversed(), as: UTF8.self
      )
      result += css[position..<start.upperBound]
      if let target = normalized(path, in: parentFolder(name)), let file = files[target] {
        result += relativePath(from: "/assets/\(name)", to: file.address.text).utf8
      } else {
        result += written
      }
      position = end
    }
    return result + css[position...]
  }
}

/// A style sheet without its comments and its indentation: they are for those who change it, not for those who read the
/// site. What stands in quotation marks is left as it is.
func withoutComments(_ css: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(css.count)
  var quote: UInt8?
  var position = 0
  while position < css.count {
    let byte = css[position]
    if let open = quote {
      if byte == UInt8(ascii: "\\"), position + 1 < css.count {
        result.append(byte)
        position += 1
      } else if byte == open || byte == 0x0A {
        quote = nil
      }
      result.append(css[position])
    } else if byte == UInt8(ascii: "/"), css[position...].starts(with: Array("/*".utf8)) {
      // A comment that has no end goes to the end of the file, as in CSS.
      let end = css[(position + 2)...].firstRange(of: Array("*/".utf8))?.upperBound ?? css.count
      // `1px/* to */2px` are two lengths, and `a/* with */.b` is one element: a space would be wrong as well.
      if let last = result.last, last > 0x20, end < css.count, css[end] > 0x20 { result += "/**/".utf8 }
      position = end - 1
    } else if byte == 0x20 || byte == 0x09 || byte == 0x0A, result.last ?? 0x0A == 0x0A {
      // The beginning of a line, or an empty one.
    } else {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      result.append(byte)
    }
    position += 1
  }
  return result
}

/// The relative reference that leads from one path to another: `../style.css`.
func relativePath(from: String, to: String) -> String {
  let source = from.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let target = to.split(separator: "/", omittingEmptySubsequences: false)
  var shared = 0
  while shared < source.count, shared < target.count - 1, source[shared] == target[shared] { shared += 1 }
  let up = String(repeating: "../", count: source.count - shared)
  let path = up + target[shared...].joined(separator: "/")
  return path.isEmpty ? "./" : path
}
