#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file system of the machine. Every result is checked, and what a signal interrupted is tried again.
final class SystemFileSystem: FileSystem {
  func realPath(_ path: String) throws(SystemError) -> String {
    guard let real = unsafe realpath(path, nil) else { throw SystemError(call: "realpath", code: errno) }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  func identity(_ path: String) throws(SystemError) -> FileStatus? {
    var raw = stat()
    return try present("stat", unsafe stat(path, &raw)) ? FileStatus(raw) : nil
  }

  func homeFolders() -> [String] { [listedHome(), environmentHome()].compactMap { $0 } }

  private func environmentHome() -> String? {
    guard let home = unsafe getenv("HOME") else { return nil }
    return unsafe String(cString: home)
  }

  private func listedHome() -> String? {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    return unsafe buffer.withUnsafeMutableBufferPointer { room in
      guard let start = room.baseAddress else { return nil }
      let code = unsafe getpwuid_r(getuid(), &entry, start, room.count, &found)
      guard code == 0, unsafe found != nil, let home = unsafe entry.pw_dir else { return nil }
      return unsafe String(cString: home)
    }
  }

  func openFolder(_ path: String) throws(SystemError) -> Int32 {
    try retry("open") { systemOpen(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  func makeFolder(absolute path: String) throws(SystemError) {
    try retry("mkdir") { unsafe mkdir(path, 0o755) }
  }

  /// Without waiting, should the path be a pipe; the caller refuses what is no regular file.
  func openSource(_ path: String) throws(SystemError) -> Int32 {
    try retry("open") { systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
  }

  func status(_ path: String, in folder: Int32) throws(SystemError) -> FileStatus? {
    var raw = stat()
    return try present("fstatat", unsafe fstatat(folder, path, &raw, AT_SYMLINK_NOFOLLOW)) ? FileStatus(raw) : nil
  }

  func makeFolder(_ path: String, in folder: Int32) throws(SystemError) {
    try retry("mkdirat") { unsafe mkdirat(folder, path, 0o755) }
  }

  func isWritable(_ path: String, in folder: Int32) -> Bool {
    unsafe faccessat(folder, path, W_OK | X_OK, AT_EACCESS) == 0
  }

  func list(_ path: String, in folder: Int32) throws(SystemError) -> FolderNames {
    let descriptor = try retry("openat") {
      unsafe openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard let stream = unsafe fdopendir(descriptor) else {
      let code = errno
      try? close(descriptor)
      throw SystemError(call: "fdopendir", code: code)
    }
    defer { unsafe closedir(stream) }
    var found = FolderNames()
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe Self.name(entry)
      guard let text = unsafe String(validating: name, as: UTF8.self) else {
        found.undecodable.append(unsafe Array(name))
        continue
      }
      if text != ".", text != ".." { found.names.append(text) }
    }
    guard errno == 0 else { throw SystemError(call: "readdir", code: errno) }
    return found
  }

  /// The entry is shorter than its type says: only what is before the zero may be read.
  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> UnsafeBufferPointer<UInt8> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: UInt8.self)
    let length = unsafe strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    return unsafe UnsafeBufferPointer(start: start, count: length)
  }

  func rename(_ path: String, to target: String, in folder: Int32) throws(SystemError) {
    try retry("renameat") { unsafe renameat(folder, path, folder, target) }
  }

  func removeFile(_ path: String, in folder: Int32) throws(SystemError) {
    try retry("unlinkat") { unsafe unlinkat(folder, path, 0) }
  }

  func removeFolder(_ path: String, in folder: Int32) throws(SystemError) {
    try retry("unlinkat") { unsafe unlinkat(folder, path, AT_REMOVEDIR) }
  }

  func setPermissions(_ permissions: UInt32, of path: String, in folder: Int32) throws(SystemError) {
    try retry("fchmodat") { unsafe fchmodat(folder, path, mode_t(permissions), 0) }
  }

  func create(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try retry("openat") { unsafe openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644) }
  }

  func open(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try retry("openat") { unsafe openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
  }

  func openLock(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try retry("openat") { unsafe openat(folder, path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644) }
  }

  func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    do { try retry("flock") { flock(descriptor, LOCK_EX | LOCK_NB) } } catch {
      if error.code == EWOULDBLOCK { return false }
      throw error
    }
    return true
  }

  func truncate(_ descriptor: Int32) throws(SystemError) {
    try retry("ftruncate") { ftruncate(descriptor, 0) }
  }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    var raw = stat()
    try retry("fstat") { unsafe fstat(descriptor, &raw) }
    return FileStatus(raw)
  }

  func rewind(_ descriptor: Int32) throws(SystemError) {
    try retry("lseek") { lseek(descriptor, 0, SEEK_SET) }
  }

  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try retry("read") {
      unsafe buffer.withUnsafeMutableBytes { unsafe systemRead(descriptor, $0.baseAddress, $0.count) }
    }
  }

  func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    try retry("write") {
      unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
    }
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    try retry("fsync") { fsync(descriptor) }
  }

  /// Not tried again: after `EINTR` the descriptor is closed on Linux, and may be another file's already.
  func close(_ descriptor: Int32) throws(SystemError) {
    if systemClose(descriptor) != 0, errno != EINTR { throw SystemError(call: "close", code: errno) }
  }

  /// Makes a file that can be read as well.
  func createReadable(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try retry("openat") { unsafe openat(folder, path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644) }
  }

  /// Opens a file for reading and writing.
  func openReadable(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try retry("openat") { unsafe openat(folder, path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
  }

  /// As many bytes as there are from an offset on, `count` at most. The position of the descriptor stays: any number of
  /// threads may read.
  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let taken = unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
        if taken < 0, errno == EINTR { continue }
        if taken < 0 { failure = SystemError(call: "pread", code: errno) }
        if taken <= 0 { return }
        filled += taken
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of the bytes from an offset on.
  func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let taken = try retry("pwrite") {
        unsafe bytes.withUnsafeBytes {
          unsafe pwrite(descriptor, $0.baseAddress?.advanced(by: start), bytes.count - start, off_t(offset + start))
        }
      }
      guard taken > 0 else { throw SystemError(call: "pwrite", code: SystemError.shortWrite) }
      start += taken
    }
  }

  func pause(milliseconds: Int) {
    var left = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    unsafe nanosleep(&left, nil)
  }

  var processID: Int32 { getpid() }

  /// False when nothing is there.
  private func present(_ call: String, _ result: @autoclosure () -> Int32) throws(SystemError) -> Bool {
    do { try retry(call, result) } catch {
      if error.isMissing { return false }
      throw error
    }
    return true
  }
}

// The calls whose names are methods as well.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

@discardableResult
@inline(__always)
private func retry<Number: SignedInteger>(_ call: String, _ body: () -> Number) throws(SystemError) -> Number {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    guard code == EINTR else { throw SystemError(call: call, code: code) }
  }
}

extension FileStatus {
  fileprivate init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    #if canImport(Darwin)
      let (time, change) = (raw.st_mtimespec, raw.st_ctimespec)
    #else
      let (time, change) = (raw.st_mtim, raw.st_ctim)
    #endif
    stamp = FileStamp(size: Int(raw.st_size), modified: nanoseconds(time), inode: UInt64(raw.st_ino))
    changed = nanoseconds(change)
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    permissions = UInt32(raw.st_mode) & 0o7777
  }
}

/// Since 1970.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
}
