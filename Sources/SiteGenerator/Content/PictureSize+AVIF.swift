extension PictureSize {
  /// AVIF (HEIF, ISO/IEC 23008-12): the properties of the primary item say how large it is, what is cut off, and
  /// whether it is turned.
  init?(avif bytes: [UInt8]) {
    guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    var boxes = BoxReader(bytes[...])
    guard let meta = boxes.first("meta")?.dropFirst(4) else { return nil }
    var parts = BoxReader(meta)
    var primary: Int?
    var properties: [(type: String, content: ArraySlice<UInt8>)] = []
    var associations: [Int]?
    while let box = parts.next() {
      switch box.type {
      case "pitm": primary = primaryItem(box.content)
      case "iprp":
        var inner = BoxReader(box.content)
        while let part = inner.next() {
          if part.type == "ipco" { properties = allBoxes(part.content) }
          if part.type == "ipma", associations == nil { associations = propertyIndices(part.content, of: primary) }
        }
      default: continue
      }
    }
    let own = associations.map { $0.filter(properties.indices.contains).map { properties[$0] } } ?? properties
    self.init(properties: own)
  }

  /// In the order in which they stand, as readers apply them (6.5.1).
  private init?(properties: [(type: String, content: ArraySlice<UInt8>)]) {
    var size: (width: Int, height: Int)?
    for (type, content) in properties {
      switch type {
      case "ispe" where content.count >= 12 && size == nil:
        size = (bigEndian(content.dropFirst(4).prefix(4)), bigEndian(content.dropFirst(8).prefix(4)))
      case "clap" where content.count >= 16:
        guard let width = quotient(content.prefix(8)), let height = quotient(content.dropFirst(8).prefix(8)) else {
          continue
        }
        size = (width, height)
      case "irot" where content.first.map { $0 & 1 == 1 } ?? false: size = size.map { ($0.height, $0.width) }
      default: continue
      }
    }
    guard let size else { return nil }
    self.init(width: size.width, height: size.height)
  }
}

/// Walks over the boxes of a container (ISO/IEC 14496-12, 4.2).
private struct BoxReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func next() -> (type: String, content: ArraySlice<UInt8>)? {
    guard rest.count >= 8 else { return nil }
    var size = bigEndian(rest.prefix(4))
    var header = 8
    let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
    if size == 1 {
      // Eight bytes of size follow; no box of that length matters here.
      guard rest.count >= 16, rest.dropFirst(8).prefix(4).allSatisfy({ $0 == 0 }) else { return nil }
      size = bigEndian(rest.dropFirst(12).prefix(4))
      header = 16
    } else if size == 0 {
      size = rest.count
    }
    guard size >= header else { return nil }
    let content = rest.dropFirst(header).prefix(size - header)
    rest = rest.dropFirst(size)
    return (type, content)
  }

  mutating func first(_ type: String) -> ArraySlice<UInt8>? {
    while let box = next() { if box.type == type { return box.content } }
    return nil
  }
}

private func allBoxes(_ bytes: ArraySlice<UInt8>) -> [(type: String, content: ArraySlice<UInt8>)] {
  var reader = BoxReader(bytes)
  var boxes: [(type: String, content: ArraySlice<UInt8>)] = []
  while let box = reader.next() { boxes.append(box) }
  return boxes
}

/// `pitm` (ISO/IEC 14496-12, 8.11.4).
private func primaryItem(_ content: ArraySlice<UInt8>) -> Int? {
  let width = content.first == 0 ? 2 : 4
  return content.count >= 4 + width ? bigEndian(content.dropFirst(4).prefix(width)) : nil
}

/// The properties of an item, by their position in `ipco` from 0 (`ipma`: ISO/IEC 23008-12, 9.3.1).
private func propertyIndices(_ content: ArraySlice<UInt8>, of item: Int?) -> [Int]? {
  guard let version = content.first, content.count >= 8, let item else { return nil }
  let isWide = content.dropFirst(3).first.map { $0 & 1 == 1 } ?? false
  let idWidth = version == 0 ? 2 : 4
  var rest = content.dropFirst(8)
  while rest.count > idWidth {
    let id = bigEndian(rest.prefix(idWidth))
    let count = Int(rest.dropFirst(idWidth).first ?? 0)
    rest = rest.dropFirst(idWidth + 1)
    let width = isWide ? 2 : 1
    guard rest.count >= count * width else { return nil }
    if id == item {
      return (0..<count).map { bigEndian(rest.dropFirst($0 * width).prefix(width)) & (isWide ? 0x7FFF : 0x7F) - 1 }
    }
    rest = rest.dropFirst(count * width)
  }
  return nil
}

/// A fraction of two numbers of four bytes, as a whole number.
private func quotient(_ bytes: ArraySlice<UInt8>) -> Int? {
  let divisor = bigEndian(bytes.dropFirst(4).prefix(4))
  return divisor > 0 ? bigEndian(bytes.prefix(4)) / divisor : nil
}
