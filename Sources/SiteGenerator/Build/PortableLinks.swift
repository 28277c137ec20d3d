import CommonMark

/// A page whose links into the site are relative and name the file, so that the folder can be opened from disk, zipped,
/// or put under any path.
func portable(_ html: [UInt8], at address: Address, base: BaseURL) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(html.count + 1024)
  var position = 0
  let from = "/" + address.file
  forEachAddress(in: html) { found in
    guard let relative = relativeReference(html[found.range], from: from, base: base) else { return }
    result += html[position..<found.range.lowerBound]
    appendEscapedHTML(relative, to: &result)
    position = found.range.upperBound
  }
  return result + html[position...]
}

/// The relative link from one page to another.
func portableLink(to target: Address, from address: Address) -> String {
  relativePath(from: percentEncodedPath("/" + address.file), to: percentEncodedPath("/" + target.file))
}

/// Nil for what does not lead into the site by a root-relative address.
private func relativeReference(_ written: ArraySlice<UInt8>, from: String, base: BaseURL) -> String? {
  let text = decodedAttribute(written)
  guard text.hasPrefix(base.path + "/"), !text.hasPrefix("//") else { return nil }
  let end = text.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.endIndex
  let path = String(text[..<end].dropFirst(base.path.count))
  let file = path.hasSuffix("/") ? path + "index.html" : path
  return relativePath(from: percentEncodedPath(from), to: file) + text[end...]
}

/// Both sides of a relative path are compared as they are written in URLs.
private func percentEncodedPath(_ path: String) -> String { Address(path).encoded }
