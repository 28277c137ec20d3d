internal import Diagnostics

/// A regular file that is published as it is, open for reading.
struct SourceFile {
  /// How much of it is in memory at a time, in bytes.
  static let piece = 1 << 18

  let path: String
  let size: Int
  private let descriptor: Int32
  private let fileSystem: any FileSystem

  init(_ path: String, _ fileSystem: any FileSystem) throws(Diagnostic) {
    do { descriptor = try fileSystem.openSource(path) } catch { throw .outputSource(error, path) }
    let status: FileStatus
    do { status = try fileSystem.status(of: descriptor) } catch {
      try? fileSystem.close(descriptor)
      throw .outputSource(error, path)
    }
    guard status.kind == .file else {
      try? fileSystem.close(descriptor)
      throw .outputSourceKind(path)
    }
    self.path = path
    self.fileSystem = fileSystem
    size = status.stamp.size
  }

  /// The hash of the file.
  func hash() throws(Diagnostic) -> ContentHash {
    do { return try read { (_: Span<UInt8>) throws(SystemError) in } } catch { throw .outputSource(error.error, path) }
  }

  /// Writes the file to an open one; what went wrong here, and not there, is left in `failure`.
  func copy(to target: Int32, failure: inout Diagnostic?) throws(SystemError) -> ContentHash {
    do {
      return try read { (piece: Span<UInt8>) throws(SystemError) in try fileSystem.writeAll(piece, to: target) }
    } catch {
      if error.isReading { failure = .outputSource(error.error, path) }
      throw error.error
    }
  }

  private struct Failure: Error {
    let error: SystemError
    /// Whether it was this file that could not be read.
    let isReading: Bool
  }

  /// Hands out the file, from its beginning, in pieces; the hash of all of them.
  private func read(_ take: (Span<UInt8>) throws(SystemError) -> Void) throws(Failure) -> ContentHash {
    var hasher = ContentHasher()
    var buffer = [UInt8](repeating: 0, count: min(max(size, 1), Self.piece))
    do { try fileSystem.rewind(descriptor) } catch { throw Failure(error: error, isReading: true) }
    while true {
      let count: Int
      do { count = try fileSystem.read(descriptor, into: &buffer) } catch {
        throw Failure(error: error, isReading: true)
      }
      if count == 0 { return hasher.finish() }
      let piece = buffer.span.extracting(0..<count)
      hasher.update(piece)
      do { try take(piece) } catch { throw Failure(error: error, isReading: false) }
    }
  }

  func close() { try? fileSystem.close(descriptor) }
}
