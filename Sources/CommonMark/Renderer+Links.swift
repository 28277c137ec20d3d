import Bytes

extension Renderer {
  /// Writes the opening tag of the link at `index`; says whether its text is its address.
  @discardableResult
  mutating func openLink(_ index: Int) -> Bool {
    guard let node = inlines[index].node else { return false }
    scratch.removeAll(keepingCapacity: true)
    node.appendAddress(to: &scratch)
    cleanScratch()
    guard mayLink else {
      result.html.append("<a>")
      return false
    }
    result.html.append("<a href=\"")
    writeAddress(isPicture: false)
    let isOutside = isOutside(scratch)
    let isBare = text[inlines[index + 1].range].elementsEqual(scratch)
    scratch.removeAll(keepingCapacity: true)
    node.appendTitle(to: &scratch)
    cleanScratch()
    if !scratch.isEmpty {
      result.html.append("\" title=\"")
      appendEscapedHTML(scratch[...], to: &result.html)
    }
    if isOutside { writeRel() }
    result.html.append("\">")
    return isBare
  }

  /// Writes the link that a bare address is.
  mutating func writeAutolink(_ inline: Inline) {
    scratch = autolinks[inline.payload]
    result.html.append("<a href=\"")
    writeAddress(isPicture: false)
    if isOutside(scratch) { writeRel() }
    result.html.append("\">")
    appendEscapedHTML(text[inline.range], to: &result.html)
    result.html.append("</a>")
  }

  /// Whether a link may lead to the address in `scratch`. That of a reader has to say on which site it is: there is no
  /// telling what a path in a comment would be relative to. Otherwise it is an `a` without an address, which is text.
  private var mayLink: Bool {
    if options.trusted || isOtherHost(scratch) { return true }
    if case .write = judge(scratch[...], isPicture: false) { return true }
    return false
  }

  /// `//shop.example/`: another site, by the scheme of the page.
  private func isOtherHost(_ address: [UInt8]) -> Bool { address.starts(with: "//".utf8) }

  /// Ends the attribute that is open and begins those that links to other sites have.
  private mutating func writeRel() {
    if let rel = options.outsideRel {
      result.html.append("\" rel=\"")
      appendEscapedHTML(rel, to: &result.html)
    }
    if options.newTab { result.html.append("\" target=\"_blank") }
  }

  private func isOutside(_ address: [UInt8]) -> Bool {
    guard options.outsideRel != nil || options.newTab else { return false }
    if !options.trusted { return true }
    if isOtherHost(address) { return isOutside(Array("https:".utf8) + address) }
    guard let scheme = scheme(of: address[...]), scheme == "http" || scheme == "https" else { return false }
    return !options.ownAddresses.contains { address.starts(with: $0.utf8) }
  }

  /// Writes the address in `scratch` into the attribute that is open, or leaves a hole, or a finding.
  private mutating func writeAddress(isPicture: Bool) {
    switch judge(scratch[...], isPicture: isPicture) {
    case .write where options.allowedSchemes == nil: appendEscapedAddress(scratch[...], to: &result.html)
    case .write: appendEscapedAddress(withOneFragment(scratch)[...], to: &result.html)
    case .resolve where !options.trusted: appendEscapedAddress(("https:".utf8 + scratch)[...], to: &result.html)
    case .resolve: leaveHole(.link, to: String(decoding: scratch, as: UTF8.self))
    case .refuse(let scheme): refuse(scheme, String(decoding: scratch, as: UTF8.self))
    }
  }

  mutating func refuse(_ scheme: String, _ destination: String) {
    find(.scheme(scheme, destination: destination), text: destination)
  }

  mutating func leaveHole(_ kind: Hole.Kind, to destination: String) {
    result.holes.append(Hole(offset: result.html.count, destination: destination, kind: kind, lines: lines))
  }

  /// Leaves a hole for the image at `index`, or writes what may stand instead.
  mutating func writeImage(_ index: Int, isFigure: Bool = false) {
    guard let node = inlines[index].node else { return }
    scratch.removeAll(keepingCapacity: true)
    node.appendAddress(to: &scratch)
    cleanScratch()
    let destination = String(decoding: scratch, as: UTF8.self)
    let alt = alternativeText(index)
    if case .refuse(let scheme) = judge(scratch[...], isPicture: true) {
      refuse(scheme, destination)
      appendEscapedHTML(alt, to: &result.html)
      return
    }
    guard options.trusted else {
      writePictureLink(destination, alt)
      return
    }
    let payload = inlines[index].payload
    let attributes = payload > 0 ? pictureAttributes[payload - 1] : PictureAttributes()
    var picture = Picture(alt: alt, isFirst: !hasPicture, isFigure: isFigure, width: attributes.width)
    if options.extensions.contains(.figures), !attributes.isDecorative, !alt.utf8.contains(where: { !isSpace($0) }) {
      find(.emptyAlt(destination: destination), text: destination)
    }
    if !isFigure {
      scratch.removeAll(keepingCapacity: true)
      node.appendTitle(to: &scratch)
      cleanScratch()
      picture.title = String(decoding: scratch, as: UTF8.self)
    }
    hasPicture = true
    leaveHole(.picture(picture), to: destination)
  }

  /// A reader's picture: a link, so that nothing is loaded from elsewhere.
  private mutating func writePictureLink(_ destination: String, _ alt: String) {
    result.html.append(mayLink ? "<a href=\"" : "<a")
    if mayLink {
      writeAddress(isPicture: false)
      if isOutside(scratch) { writeRel() }
      result.html.append("\"")
    }
    result.html.append(">")
    appendEscapedHTML(alt.isEmpty ? destination : alt, to: &result.html)
    result.html.append("</a>")
  }

  /// What is to be done with an address.
  enum Judgement {
    case write
    /// The host knows where it leads.
    case resolve
    /// It has this scheme, which is not allowed, or nothing else.
    case refuse(String)
  }

  func judge(_ address: ArraySlice<UInt8>, isPicture: Bool) -> Judgement {
    guard let scheme = scheme(of: address) else { return .resolve }
    guard let allowed = options.allowedSchemes else { return .write }
    if options.ownSchemes.contains(scheme) { return .resolve }
    if scheme == "data", isPicture, isRasterImage(address) { return .write }
    return allowed.contains(scheme) && !isNothing(address.dropFirst(scheme.utf8.count + 1)) ? .write : .refuse(scheme)
  }
}

/// Whether what follows the scheme of an address leads nowhere: `mailto:`, `https://`.
package func isNothing(_ rest: some Sequence<UInt8>) -> Bool {
  rest.allSatisfy { $0 == UInt8(ascii: "/") || $0 <= 0x20 }
}

/// The scheme of an address, in lower case (RFC 3986, 3.1); nil when it is relative.
func scheme(of address: ArraySlice<UInt8>) -> String? {
  guard let first = address.first, isLetter(first) else { return nil }
  if address.starts(with: "https:".utf8) { return "https" }
  for (length, byte) in address.enumerated() {
    switch byte {
    case UInt8(ascii: ":"): return String(decoding: address.prefix(length).map(lowerCased), as: UTF8.self)
    case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
    case _ where isLetter(byte): continue
    default: return nil
    }
  }
  return nil
}

/// Whether a `data:` address holds a picture that can hold no script.
func isRasterImage(_ address: ArraySlice<UInt8>) -> Bool {
  let start = address.prefix(32).map(lowerCased)
  return ["png", "gif", "jpeg", "webp", "avif"].contains { type in
    start.starts(with: "data:image/\(type);".utf8) || start.starts(with: "data:image/\(type),".utf8)
  }
}

func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

func lowerCased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
