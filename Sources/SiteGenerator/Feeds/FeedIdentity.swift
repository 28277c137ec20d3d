import Bytes

/// The id by which readers know an article again; it stays when the address changes.
func feedID(of index: Site.Index, in site: Site) -> String {
  let position = Int(index)
  return position < site.identities.count
    ? site.identities[position].id : feedID(of: site.article(index), site.settings)
}

/// The id of an article that no ledger knows: `guid`, else a `tag:` URI (RFC 4151) of the site's authority, the day of
/// first publication and the address.
///
/// It must never change, or the story comes up as new in every reader.
func feedID(of article: Article, _ settings: Settings) -> String {
  if let guid = article.feedGUID { return guid }
  let day = article.date.map { $0.day(in: settings.zone) } ?? "1970-01-01"
  return tagURI(of: settings.baseURL, day: day, path: article.address.encoded)
}

extension Article {
  /// `guid`, as feeds have it; nil when nothing is left of it.
  var feedGUID: String? {
    guard let guid = self.guid else { return nil }
    let text = String(decoding: plainLine(guid), as: UTF8.self)
    return text.isEmpty ? nil : text
  }
}

/// The id as Atom needs it, which must be an IRI with a scheme (RFC 4287, 4.2.6): a guid that is not one becomes part
/// of a `tag:` URI.
func atomID(_ id: String, in site: Site) -> String {
  if hasScheme(id) { return uri(id) }
  return tagURI(
    of: site.settings.baseURL, day: "1970-01-01", path: "/guid/" + percentEncoded(id.utf8, keeping: tagBytes))
}

/// Bytes that stand for themselves in the last part of a `tag:` URI.
private let tagBytes = ByteSet("-._~/")

private let authorityBytes = ByteSet("-.")

private func tagURI(of base: BaseURL, day: String, path: String) -> String {
  // An authority is a name of the DNS: nothing but an address in brackets, of IPv6, would not be one.
  let host = base.host.utf8.allSatisfy(authorityBytes.contains) ? base.host : "localhost"
  return "tag:\(host),\(day):\(base.path)\(path)"
}

extension Ledger {
  /// Where the site was published, `example.org/news`, as the ids say that it has given itself; nil when there is none.
  var home: String? {
    for line in lines where line.id.hasPrefix("tag:") {
      // Ids that articles have brought along from elsewhere do not end in their address.
      guard let comma = line.id.firstIndex(of: ","), let address = line.addresses.first?.encoded,
        line.id.hasSuffix(address)
      else { continue }
      let path = line.id[comma...].dropFirst(",2026-10-11:".count).dropLast(address.count)
      return "\(line.id[..<comma].dropFirst("tag:".count))\(path)"
    }
    return nil
  }
}

/// Whether text begins with a scheme and a colon, and has no space.
private func hasScheme(_ text: String) -> Bool {
  guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon > text.utf8.startIndex else { return false }
  let scheme = text.utf8[..<colon]
  return !text.utf8.contains(0x20) && scheme.first.map(isHTMLLetter) == true
    && scheme.allSatisfy { isHTMLLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
}
