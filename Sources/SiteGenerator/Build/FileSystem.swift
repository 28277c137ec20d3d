import Bytes

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A system call that failed: its name and `errno`.
struct SystemError: Error, Hashable {
  let call: String
  let code: Int32

  /// What the system calls it: `No space left on device`.
  var reason: String { unsafe String(cString: strerror(code)) }

  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  var isPresent: Bool { code == EEXIST || code == ENOTEMPTY }
  var isLink: Bool { code == ELOOP || code == EMLINK }
  var isBusy: Bool { code == EBUSY }
  var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
  var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }

  static let shortWrite: Int32 = EIO
  static let forbidden: Int32 = EACCES
}

/// What a file is known by: nothing that is written to it leaves all three as they were.
struct FileStamp: Hashable {
  /// In bytes.
  var size: Int
  /// In nanoseconds since 1970.
  var modified: Int64
  var inode: UInt64
}

struct FileStatus: Hashable {
  enum Kind { case file, folder, link, other }
  var kind: Kind
  var stamp: FileStamp
  /// When anything of the file was changed last, its times among it, in nanoseconds since 1970: nobody can set it.
  var changed: Int64
  var device: UInt64
  /// The lowest twelve bits of the mode.
  var permissions: UInt32
}

/// What is in a folder, in the order of the disk.
struct FolderNames: Hashable {
  var names: [String] = []
  /// The bytes of the names that are not UTF-8: a `String` made of one would name another file, or none.
  var undecodable: [[UInt8]] = []
}

/// The calls with which a tree is written, one system call each, so that a test can let any of them fail.
///
/// Paths are relative to the open folder `folder`. None but `realPath`, `openFolder`, `identity` and `openSource`
/// follows a symbolic link in the last part of a path.
protocol FileSystem: AnyObject {
  func realPath(_ path: String) throws(SystemError) -> String
  /// Device and inode, links followed; nil when nothing is there.
  func identity(_ path: String) throws(SystemError) -> FileStatus?
  /// That of the system's list of users, and `HOME`, which containers and `sudo` set to another.
  func homeFolders() -> [String]
  func openFolder(_ path: String) throws(SystemError) -> Int32
  func makeFolder(absolute path: String) throws(SystemError)
  func openSource(_ path: String) throws(SystemError) -> Int32

  func status(_ path: String, in folder: Int32) throws(SystemError) -> FileStatus?
  func makeFolder(_ path: String, in folder: Int32) throws(SystemError)
  func isWritable(_ path: String, in folder: Int32) -> Bool
  func list(_ path: String, in folder: Int32) throws(SystemError) -> FolderNames
  func rename(_ path: String, to target: String, in folder: Int32) throws(SystemError)
  func removeFile(_ path: String, in folder: Int32) throws(SystemError)
  func removeFolder(_ path: String, in folder: Int32) throws(SystemError)
  func setPermissions(_ permissions: UInt32, of path: String, in folder: Int32) throws(SystemError)

  func create(_ path: String, in folder: Int32) throws(SystemError) -> Int32
  func open(_ path: String, in folder: Int32) throws(SystemError) -> Int32
  func openLock(_ path: String, in folder: Int32) throws(SystemError) -> Int32
  /// False when another process has it.
  func lock(_ descriptor: Int32) throws(SystemError) -> Bool
  func truncate(_ descriptor: Int32) throws(SystemError)
  func status(of descriptor: Int32) throws(SystemError) -> FileStatus
  /// Reads from the beginning again.
  func rewind(_ descriptor: Int32) throws(SystemError)
  /// Fills the buffer as far as there is something to read; 0 at the end of the file.
  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int
  /// How many of the bytes were taken; at least one.
  func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) -> Int
  /// Returns when what was written is on the disk, and not in memory alone.
  func synchronize(_ descriptor: Int32) throws(SystemError)
  func close(_ descriptor: Int32) throws(SystemError)

  func pause(milliseconds: Int)
  var processID: Int32 { get }
}

extension FileSystem {
  /// All of the bytes; a call may take less than it is given, on a disk that is nearly full for one.
  func writeAll(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let taken = try write(bytes.extracting(start..<bytes.count), to: descriptor)
      guard taken > 0 else { throw SystemError(call: "write", code: SystemError.shortWrite) }
      start += taken
    }
  }

  /// All that there is, in one call where the file is as long as expected: a read that does not fill its room has
  /// reached the end.
  func readAll(_ descriptor: Int32, expected: Int) throws(SystemError) -> [UInt8] {
    let room = min(max(expected, 0), 1 << 18) + 1
    var bytes = [UInt8](repeating: 0, count: room)
    var count = try read(descriptor, into: &bytes)
    bytes.removeLast(room - count)
    if count == expected, count < room { return bytes }
    bytes.reserveCapacity(expected)
    var buffer = [UInt8](repeating: 0, count: room)
    while count > 0 {
      count = try read(descriptor, into: &buffer)
      bytes.append(bytes: buffer, 0..<count)
    }
    return bytes
  }

  /// Runs a body on a descriptor that is closed in any case; a failure to close counts, for it may be a failure to
  /// write.
  func with<Result>(
    _ descriptor: Int32, _ body: (Int32) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let result: Result
    do { result = try body(descriptor) } catch {
      try? close(descriptor)
      throw error
    }
    try close(descriptor)
    return result
  }
}
