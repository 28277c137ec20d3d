/// An element of a document that `XMLReader` has read.
struct XMLElement: Sendable {
  struct Attribute: Sendable {
    let name: String
    let value: String
  }

  /// By what namespace it is of, whatever prefix the document gives it: `atom:link`, `content:encoded`, `item`; of a
  /// namespace that no rule knows `{address}link`.
  let name: String
  let attributes: [Attribute]
  /// Where its start tag begins, in bytes.
  let offset: Int
  var children: [XMLElement] = []
  /// What stands directly within it, references resolved.
  var bytes: [UInt8] = []

  subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  func first(_ name: String) -> XMLElement? {
    children.indices.first { children[$0].name == name }.map { children[$0] }
  }

  func all(_ name: String) -> [XMLElement] {
    children.indices.filter { children[$0].name == name }.map { children[$0] }
  }

  /// Its text without the space around it, which no format gives a meaning.
  var text: String { String(decoding: trimmed, as: UTF8.self) }
  var trimmed: ArraySlice<UInt8> { trimmedXML(bytes) }
  /// The text of its first child of this name; nil when there is none.
  func text(of name: String) -> String? { first(name)?.text }
}

private func trimmedXML(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
  guard let first = bytes.firstIndex(where: { !isXMLSpace($0) }), let last = bytes.lastIndex(where: { !isXMLSpace($0) })
  else { return [] }
  return bytes[first...last]
}

func isXMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

/// The namespaces that rules know, by the prefix with which they name them.
enum XMLNamespace {
  static let prefixes = [
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    xml: "xml",
  ]

  /// Bound to `xml` without being declared (Namespaces in XML 1.0, 3).
  static let xml = "http://www.w3.org/XML/1998/namespace"

  /// What the names of a namespace begin with: `atom:`; nothing for no namespace.
  static func prefix(of namespace: String) -> String {
    namespace.isEmpty ? "" : prefixes[namespace].map { $0 + ":" } ?? "{\(namespace)}"
  }
}
