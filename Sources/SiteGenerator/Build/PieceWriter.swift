/// Writes a file piece by piece while its bytes are made: of a large site, lists are as large as all that is known of it,
/// and are not to stand in memory once more as bytes.
struct PieceWriter {
  /// About how much is gathered before it is written, in bytes.
  static let size = 1 << 16

  private let descriptor: Int32
  private let fileSystem: any FileSystem
  private var hasher = ContentHasher()
  /// The first thing that went wrong; nothing is written after it.
  private(set) var failure: SystemError?

  /// - Parameter descriptor: A file that is open for writing.
  init(to descriptor: Int32, _ fileSystem: any FileSystem) {
    self.descriptor = descriptor
    self.fileSystem = fileSystem
  }

  /// Writes what there is, and leaves room for more.
  mutating func take(_ bytes: inout [UInt8]) {
    hasher.update(bytes)
    if failure == nil {
      do { try fileSystem.writeAll(bytes.span, to: descriptor) } catch { failure = error }
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Of all bytes until now.
  var hash: ContentHash { hasher.finish() }
}
