import Diagnostics

/// Finds where a key stands by reading its file again: errors that are seen only when all files are known are rare, and
/// a site of a million articles need not remember a million places.
struct FrontMatterPlaces: Sendable {
  let reader: ArticleReader

  /// The place of a key's value; of the file, when the key does not stand in it.
  func value(of key: String, in path: String) -> Place {
    guard let source = try? reader.source(path) else { return Place(path: reader.folder.display(path)) }
    guard let pair = try? reader.frontMatter(of: source).reader.result.places[key] else {
      return source.place(line: 1)
    }
    return pair.value.place(in: source)
  }

  /// The place of what gives an article its address: `path`, `slug`, or the file.
  func address(in path: String) -> Place {
    guard let source = try? reader.source(path) else { return Place(path: reader.folder.display(path)) }
    let places = (try? reader.frontMatter(of: source).reader.result.places)
    return (places?["path"] ?? places?["slug"])?.value.place(in: source) ?? source.place(line: 1)
  }

  /// The place of one item of a list, or of one field of a mapping.
  func item(_ text: String, of key: String, in path: String) -> Place {
    guard let source = try? reader.source(path),
      let pair = try? reader.frontMatter(of: source).reader.result.places[key]
    else { return value(of: key, in: path) }
    return find(text, in: pair.value)?.place(in: source) ?? pair.value.place(in: source)
  }

  private func find(_ text: String, in node: MetaNode) -> MetaNode? {
    switch node.value {
    case .scalar(let value, _): value.utf8.elementsEqual(text.utf8) ? node : nil
    case .sequence(let items): items.lazy.compactMap { find(text, in: $0) }.first
    case .mapping(let pairs): pairs.lazy.compactMap { find(text, in: $0.value) }.first
    }
  }
}
