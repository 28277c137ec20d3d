public import Diagnostics

/// A folder that a build reads: the disk, or values in a test.
public protocol FolderReader: Sendable {
  /// How the folder is called in messages: `Content`.
  var name: String { get }
  /// Every regular file below, by its path with `/`, in any order; leftovers and names that begin with `.` left
  /// out, but not `.well-known`.
  func files() throws(BuildFailure) -> [FileEntry]
  /// The same as far as they can be listed, and why others cannot.
  func listedFiles() throws(BuildFailure) -> (files: [FileEntry], failures: [Diagnostic])
  /// The bytes of one file.
  func read(_ path: String) throws(Diagnostic) -> [UInt8]
  /// At most the first `count` bytes of a file.
  func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8]
  /// Where a file stands on the disk, so that it can be copied without being held in memory; nil when it does not.
  func location(of path: String) -> String?
}

/// Is told when an article is read and when that is done, from any thread: libcmark needs time that grows with the
/// square of some texts, and cannot be stopped from within.
public protocol ReadingObserver: Sendable {
  /// How many articles there are to read, or to know again.
  func begins(_ count: Int)
  /// - Parameter path: The article, as messages show it.
  func began(_ path: String)
  /// - Parameter path: As `began` was given it.
  func ended(_ path: String)
}

extension ReadingObserver {
  public func begins(_ count: Int) {}
}

/// A file below a folder.
public struct FileEntry: Sendable, Hashable {
  /// From the folder, with `/`: `world/bridge.md`.
  public let path: String
  /// Bytes.
  public let size: Int
  /// What it is known by without being read; nil when only its bytes tell it from another.
  public let stamp: SourceStamp?

  /// - Parameter stamp: Nil makes a build read the file each time.
  public init(path: String, size: Int, stamp: SourceStamp? = nil) {
    self.path = path
    self.size = size
    self.stamp = stamp
  }
}

/// Size, times and inode of a file: whoever writes to it changes one of them, whatever he does to the others.
public struct SourceStamp: Sendable, Hashable {
  /// Bytes.
  public var size: Int
  /// When its bytes were written, in nanoseconds since 1970.
  public var modified: Int64
  /// When anything of it was changed, in nanoseconds since 1970; no program can set it.
  public var changed: Int64
  /// Its number in the file system: another one when a file took the place of the file.
  public var inode: UInt64

  /// All of it from one call to the system, so that it belongs together.
  public init(size: Int, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }
}

extension FolderReader {
  public func listedFiles() throws(BuildFailure) -> (files: [FileEntry], failures: [Diagnostic]) { (try files(), []) }

  /// The path of a file as messages show it.
  func display(_ path: String) -> String { name.isEmpty ? path : "\(name)/\(path)" }
}

/// A folder made of values.
public struct MemoryFolder: FolderReader {
  public let name: String
  private let contents: [String: [UInt8]]

  /// - Parameter contents: The bytes of each file by its path from the folder, with `/`.
  public init(name: String, _ contents: [String: [UInt8]]) {
    self.name = name
    self.contents = contents
  }

  public func files() -> [FileEntry] { contents.map { FileEntry(path: $0.key, size: $0.value.count) } }

  public func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    guard let bytes = contents[path] else {
      throw Diagnostic(id: "file-unreadable", "there is no such file", at: Place(path: display(path)))
    }
    return bytes
  }

  public func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8] {
    Array(try read(path).prefix(count))
  }

  public func location(of path: String) -> String? { nil }
}

let wellKnownFolder = ".well-known"

/// Whether a name is one that editors and systems leave behind, or hidden: never an article and never published. But for
/// the folder in which sites answer questions about themselves (RFC 8615): `security.txt`, certificates, Matrix.
package func isLeftover(_ name: Substring) -> Bool {
  guard let first = name.utf8.first, let last = name.utf8.last else { return false }
  if first == UInt8(ascii: ".") { return name != wellKnownFolder }
  switch last {
  case UInt8(ascii: "~"): return true
  case UInt8(ascii: "p"), UInt8(ascii: "o"): return first == UInt8(ascii: "#") || isSwapFile(name)
  default: return first == UInt8(ascii: "#") || name == "Thumbs.db" || name == "desktop.ini"
  }
}

/// What Vim writes beside a file that is open.
private func isSwapFile(_ name: Substring) -> Bool { name.hasSuffix(".swp") || name.hasSuffix(".swo") }
