public import Diagnostics
import Dispatch
import Synchronization

/// A folder on the disk: regular files alone; a symbolic link is an error, and so is what cannot be read.
public struct DiskFolder: FolderReader {
  public let name: String
  /// Where it stands.
  private let path: String

  /// - Parameters:
  ///   - name: How messages call it: `Content`.
  ///   - path: Absolute, or from the current folder.
  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// A folder in the same place whose name differs in small and capital letters alone; nil when there is none.
  private var nearPath: String? {
    let (parent, last) = (parentFolder(name), name.split(separator: "/").last.map(String.init) ?? name)
    let own = path.dropLast(last.count)
    return [last.lowercased(), last.uppercased()].first { $0 != last && Self.exists(own + $0) }
      .map { parent.isEmpty ? $0 : "\(parent)/\($0)" }
  }

  /// Whether there is a folder at a path.
  public static func exists(_ path: String) -> Bool {
    ((try? SystemFileSystem().identity(path)) ?? nil)?.kind == .folder
  }

  /// Whether there is nothing at a path, not even something that is no folder.
  public static func isAbsent(_ path: String) -> Bool {
    do throws(SystemError) { return try SystemFileSystem().identity(path) == nil } catch { return false }
  }

  public func files() throws(BuildFailure) -> [FileEntry] {
    let (files, failures) = try listedFiles()
    guard failures.isEmpty else { throw BuildFailure(failures) }
    return files
  }

  public func listedFiles() throws(BuildFailure) -> (files: [FileEntry], failures: [Diagnostic]) {
    let fileSystem = SystemFileSystem()
    let root: Int32
    do { root = try fileSystem.openFolder(path) } catch {
      let near = error.isMissing ? nearPath : nil
      throw BuildFailure(.folderUnreadable(name, error.reason, isMissing: error.isMissing, near: near))
    }
    defer { try? fileSystem.close(root) }
    var found: [FileEntry] = []
    var failures: [Diagnostic] = []
    var folders = [""]
    while let folder = folders.popLast() {
      do {
        let listed = try fileSystem.list(folder.isEmpty ? "." : folder, in: root)
        for name in listed.undecodable.map(UndecodableName.init) where !isLeftover(name.text[...]) {
          let path = folder.isEmpty ? name.text : "\(folder)/\(name.text)"
          failures.append(.fileNameNotUTF8(display(path), byte: name.byte))
        }
        let paths = listed.names.filter { !isLeftover($0[...]) }.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        for (path, status) in zip(paths, try Self.statuses(of: paths, in: root)) {
          guard let status else { continue }
          switch status.kind {
          case .file: found.append(FileEntry(path: path, size: status.stamp.size, stamp: SourceStamp(status)))
          case .folder: folders.append(path)
          case .link: failures.append(.symbolicLink(display(path)))
          case .other: failures.append(.specialFile(display(path)))
          }
        }
      } catch {
        failures.append(.folderUnreadable(display(folder), error.reason, isMissing: false))
      }
    }
    return (found, failures)
  }

  /// What each of them is; nil for what has gone meanwhile. Of many, two threads ask: nothing else is done while a site is
  /// listed, and of a build without changes it is the longest step.
  private static func statuses(of paths: [String], in root: Int32) throws(SystemError) -> [FileStatus?] {
    let parts = paths.count < 256 ? [paths[...]] : [paths[..<(paths.count / 2)], paths[(paths.count / 2)...]]
    let found = Mutex([Int: Result<[FileStatus?], SystemError>]())
    DispatchQueue.concurrentPerform(iterations: parts.count) { number in
      let result = Result { () throws(SystemError) in
        try parts[number].map { path throws(SystemError) in
          try SystemFileSystem().status(path, in: root)
        }
      }
      found.withLock { $0[number] = result }
    }
    var statuses: [FileStatus?] = []
    for number in parts.indices { statuses += try found.withLock { $0[number] }?.get() ?? [] }
    return statuses
  }

  public func read(_ path: String) throws(Diagnostic) -> [UInt8] { try read(path, first: .max) }

  public func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8] {
    let fileSystem = SystemFileSystem()
    do {
      let descriptor = try fileSystem.openSource(location(path))
      return try fileSystem.with(descriptor) { (descriptor: Int32) throws(SystemError) in
        let size = try fileSystem.status(of: descriptor).stamp.size
        guard count < size else { return try fileSystem.readAll(descriptor, expected: size) }
        var buffer = [UInt8](repeating: 0, count: count)
        let length = try fileSystem.read(descriptor, into: &buffer)
        return Array(buffer[..<length])
      }
    } catch {
      throw Diagnostic(
        id: "file-unreadable", "the file cannot be read: \(error.reason)", at: Place(path: display(path)))
    }
  }

  public func location(of path: String) -> String? { location(path) }

  private func location(_ below: String) -> String { path.hasSuffix("/") ? path + below : "\(path)/\(below)" }
}

extension SourceStamp {
  init(_ status: FileStatus) {
    self.init(
      size: status.stamp.size, modified: status.stamp.modified, changed: status.changed, inode: status.stamp.inode)
  }
}

extension Diagnostic {
  static func folderUnreadable(
    _ path: String, _ reason: String, isMissing: Bool, near: String? = nil
  ) -> Diagnostic {
    let missing =
      near.map { "there is \($0), with other letters: rename it" }
      ?? "`sitegen new FOLDER` makes a site; `--source FOLDER` names one that is elsewhere"
    return Diagnostic(
      id: isMissing ? "folder-missing" : "folder-unreadable",
      isMissing ? "there is no folder \(path) here" : "the folder cannot be read: \(reason)", at: Place(path: path),
      hint: isMissing ? missing : nil)
  }

  static func symbolicLink(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "file-symbolic-link", "this is a symbolic link, which could lead out of the site", at: Place(path: path),
      hint: "put the file itself here")
  }

  static func fileNameNotUTF8(_ path: String, byte: String) -> Diagnostic {
    Diagnostic(
      id: "file-name-not-utf8", "the name of this file or folder is not UTF-8: the byte \(byte)",
      at: Place(path: path), hint: "rename it; a name that came from an old system may be in another encoding")
  }

  static func specialFile(_ path: String) -> Diagnostic {
    Diagnostic(id: "file-special", "this is neither a file nor a folder", at: Place(path: path))
  }
}
