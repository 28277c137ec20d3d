/// A path below `Output`, with `/`, that cannot leave the folder and that no file system refuses.
///
/// Two paths are equal when their bytes are; `folded` finds those that only some file systems tell apart.
public struct OutputPath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// With `/` between its parts, and none at its ends: `world/bridge/index.html`.
  public let text: String
  /// For these, `String` compares bytes, and does it at once.
  private let isASCII: Bool
  /// Whether it has nothing that folding would change.
  private let isFolded: Bool

  /// At most this many bytes in all: the limit of macOS, the shortest of those in use.
  public static let longest = 1024
  /// At most this many bytes between two `/`.
  static let longestPart = 255

  /// - Throws: why no file may be written there.
  public init(_ text: String) throws(Problem) {
    let bytes = text.utf8.span
    guard !bytes.isEmpty else { throw .empty }
    guard bytes[0] != UInt8(ascii: "/") else { throw .absolute }
    guard bytes.count <= Self.longest else { throw .tooLong }
    (isASCII, isFolded) = try Self.checkCharacters(text, bytes)
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "/") {
      try Self.check(bytes, start..<index)
      start = index + 1
    }
    self.text = text
  }

  /// What `folder` gave for another path: it has been checked with it.
  init(folder: String) {
    text = folder
    isASCII = folder.utf8.allSatisfy { $0 < 0x80 }
    isFolded = isASCII && !folder.utf8.contains(where: Self.isCapital)
  }

  public var description: String { text }

  /// The folder that the file lies in, without the last `/`; empty for a file at the top.
  public var folder: String {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(text[..<slash])
  }

  /// Whether there is a dot in the name of the file, and in those of the folders above it.
  var dots: (inName: Bool, inFolder: Bool) {
    var (inFolder, inPart) = (false, false)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "/") {
        inFolder = inFolder || inPart
        inPart = false
      } else if byte == Self.dot {
        inPart = true
      }
    }
    return (inPart, inFolder)
  }

  public static func == (left: OutputPath, right: OutputPath) -> Bool {
    if left.isASCII, right.isASCII { return left.text == right.text }
    return left.text.utf8.elementsEqual(right.text.utf8)
  }

  public static func < (left: OutputPath, right: OutputPath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// Equal bytes are canonically equivalent, so that the hash of `String` is right, and fast.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// One value for all paths that a file system without case would take for one.
  ///
  /// To be compared as a `String`, which sees canonical equivalence: `e` with U+0301 clashes with `é`, as on a Mac.
  /// Folding is simple (one scalar for one), so that `Straße` and `Strasse` stay two, as they do on APFS and NTFS.
  var folded: String {
    if isFolded { return text }
    if let ascii = foldedASCII { return ascii }
    return text.unicodeScalars.reduce(into: "") { $0.unicodeScalars.append(Self.fold($1)) }
  }

  private var foldedASCII: String? {
    var bytes = [UInt8]()
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      bytes.append(Self.isCapital(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// Lower case of the upper case, which joins `ς` with `σ`; but `ı` is not an `i` (CaseFolding.txt, C and S).
  private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\u{131}" { return scalar }
    let upper = single(scalar.properties.uppercaseMapping) ?? scalar
    return single(upper.properties.lowercaseMapping) ?? upper
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}

extension OutputPath {
  /// Why a text is not a path below `Output`, as the end of a sentence that begins with the path.
  public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    case empty, absolute, tooLong, ownFolder
    case emptyPart
    case dots(String)
    case character(Unicode.Scalar)
    case reserved(String)
    case trailing(String)
    case partTooLong(String)

    public var description: String {
      switch self {
      case .empty: "is empty"
      case .absolute: "begins with \"/\""
      case .tooLong: "is longer than \(OutputPath.longest) bytes"
      case .ownFolder: "begins with \".sitegen\", which is kept for the generator"
      case .emptyPart: "has two \"/\" in a row, or one at its end"
      case .dots(let part): "has the part \"\(part)\""
      case .character(let scalar): "has \(Self.name(scalar)), which not every file system allows"
      case .reserved(let part): "has the part \"\(part)\", a name that is reserved"
      case .trailing(let part): "has the part \"\(part)\", which ends with a dot or a space"
      case .partTooLong(let part): "has a part of \(part.utf8.count) bytes; \(OutputPath.longestPart) are allowed"
      }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
      let printable = scalar.value > 0x20 && scalar.value < 0x7F
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return printable
        ? "the character \(scalar)"
        : "the character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  /// Refuses what Windows does, controls, and what turns the text around it or cannot be seen; whether all is ASCII, and
  /// without capitals as well.
  private static func checkCharacters(
    _ text: String, _ bytes: Span<UInt8>
  ) throws(Problem) -> (isASCII: Bool, isFolded: Bool) {
    var hasCapitals = false
    for index in bytes.indices {
      hasCapitals = hasCapitals || isCapital(bytes[index])
      if bytes[index] < 0x80, !isForbidden(UInt32(bytes[index])) { continue }
      if let scalar = text.unicodeScalars.first(where: { isForbidden($0.value) }) { throw .character(scalar) }
      return (false, false)
    }
    return (true, !hasCapitals)
  }

  @inline(__always)
  private static func isForbidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    case 0x22, 0x2A, 0x3A, 0x3C, 0x3E, 0x3F, 0x5C, 0x7C: true
    default: false
    }
  }

  /// What is between two `/`; the first part of a path begins at 0.
  private static func check(_ bytes: Span<UInt8>, _ part: Range<Int>) throws(Problem) {
    guard !part.isEmpty else { throw .emptyPart }
    let last = bytes[part.upperBound - 1]
    if last == dot || last == UInt8(ascii: " ") {
      let text = name(bytes, part)
      if text == "." || text == ".." { throw .dots(text) }
      throw .trailing(text)
    }
    guard part.count <= longestPart else { throw .partTooLong(name(bytes, part)) }
    if bytes[part.lowerBound] == dot {
      let text = name(bytes, part)
      // A file in `.git` could be a hook, which git runs.
      if text.lowercased() == ".git" { throw .reserved(text) }
      if part.lowerBound == 0, text.lowercased().hasPrefix(".sitegen") { throw .ownFolder }
    }
    if isReserved(bytes, part) { throw .reserved(name(bytes, part)) }
  }

  /// Devices of Windows, with any extension: `con`, `NUL.html`, `com1`, `lpt³` (Win32, "Naming Files").
  private static func isReserved(_ bytes: Span<UInt8>, _ part: Range<Int>) -> Bool {
    guard part.count > 2 else { return false }
    // The first two letters of all of them.
    switch (bytes[part.lowerBound] | 0x20, bytes[part.lowerBound + 1] | 0x20) {
    case (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "p"), UInt8(ascii: "r")): break
    case (UInt8(ascii: "a"), UInt8(ascii: "u")), (UInt8(ascii: "n"), UInt8(ascii: "u")): break
    case (UInt8(ascii: "l"), UInt8(ascii: "p")): break
    default: return false
    }
    var end = part.lowerBound
    while end < part.upperBound, bytes[end] != dot { end += 1 }
    while end > part.lowerBound, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard (3...7).contains(end - part.lowerBound) else { return false }
    return devices.contains(name(bytes, part.lowerBound..<end).lowercased())
  }

  private static let dot = UInt8(ascii: ".")
  private static let devices: Set<String> = {
    let digits = "0123456789¹²³"
    return Set(
      ["con", "prn", "aux", "nul", "conin$", "conout$"] + digits.map { "com\($0)" } + digits.map { "lpt\($0)" })
  }()

  private static func name(_ bytes: Span<UInt8>, _ part: Range<Int>) -> String {
    String(decoding: part.map { bytes[$0] }, as: UTF8.self)
  }
}
