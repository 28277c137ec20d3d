/// What of a picture's EXIF data (CIPA DC-008, 4.6: a TIFF file) is published: how the picture is turned, who made it and
/// who has the rights. Where it was taken, when, and with which camera is not.
struct EXIFData: Sendable, Hashable {
  /// 1 to 8; 1 is upright, and 5 to 8 are turned by a quarter.
  var orientation = 1
  /// As the camera wrote them, without the zero at the end; empty for none.
  var artist: [UInt8] = []
  var copyright: [UInt8] = []

  var isTurned: Bool { (5...8).contains(orientation) }
  var isEmpty: Bool { orientation == 1 && artist.isEmpty && copyright.isEmpty }

  init() {}

  /// Nil when it is no TIFF file.
  init?(_ tiff: ArraySlice<UInt8>) {
    let isLittle = tiff.starts(with: "II".utf8)
    guard isLittle || tiff.starts(with: "MM".utf8) else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= tiff.count else { return nil }
      let bytes = tiff.dropFirst(offset).prefix(count)
      return isLittle ? littleEndian(bytes) : bigEndian(bytes)
    }
    func text(_ entry: Int) -> [UInt8] {
      guard number(entry + 2, 2) == Self.ascii, let count = number(entry + 4, 4), count <= Self.longest,
        let offset = count > 4 ? number(entry + 8, 4) : entry + 8, offset + count <= tiff.count
      else { return [] }
      return Array(tiff.dropFirst(offset).prefix(count).prefix { $0 != 0 })
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return }
    for index in 0..<entries {
      let entry = directory + 2 + index * 12
      switch number(entry, 2) {
      case Self.orientationTag: orientation = number(entry + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil } ?? 1
      case Self.artistTag: artist = text(entry)
      case Self.copyrightTag: copyright = text(entry)
      case nil: return
      default: continue
      }
    }
  }

  /// A TIFF file of one directory with nothing else in it.
  var tiff: [UInt8] {
    var entries: [(tag: Int, type: Int, value: [UInt8])] = []
    if orientation != 1 { entries.append((Self.orientationTag, Self.short, [UInt8(orientation), 0])) }
    if !artist.isEmpty { entries.append((Self.artistTag, Self.ascii, artist + [0])) }
    if !copyright.isEmpty { entries.append((Self.copyrightTag, Self.ascii, copyright + [0])) }
    var directory: [UInt8] = little(entries.count, 2)
    var values: [UInt8] = []
    let start = 8 + 2 + entries.count * 12 + 4
    for (tag, type, value) in entries {
      directory += little(tag, 2) + little(type, 2) + little(type == Self.short ? 1 : value.count, 4)
      if value.count <= 4 {
        directory += value + [UInt8](repeating: 0, count: 4 - value.count)
      } else {
        directory += little(start + values.count, 4)
        // Values begin at even offsets (TIFF 6.0, section 2).
        values += value.count % 2 == 0 ? value : value + [0]
      }
    }
    return Array("II*\0".utf8) + little(8, 4) + directory + little(0, 4) + values
  }

  private static let orientationTag = 0x0112
  private static let artistTag = 0x013B
  private static let copyrightTag = 0x8298
  private static let ascii = 2
  private static let short = 3
  /// Bytes of a name or a notice: longer ones are no such thing.
  static let longest = 4096
}
