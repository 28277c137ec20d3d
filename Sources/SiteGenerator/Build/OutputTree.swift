/// Walks over the folders below one of `Output`'s; iterative, for their depth is not ours to choose.
enum OutputTree {
  struct Entry {
    let path: String
    let kind: FileStatus.Kind
  }

  /// Everything below a folder (the empty path: all), a folder before what is in it; links are not followed.
  ///
  /// A name that is not UTF-8 is never ours, and no path leads there: it is listed with escapes, as `other`.
  ///
  /// - Parameter passingOver: folders that may not be entered count as empty; those that we make may be.
  static func entries(
    below top: String, in output: Int32, passingOver: Bool = false, _ fileSystem: any FileSystem
  ) throws(SystemError) -> [Entry] {
    var found = [Entry]()
    var open = [top]
    while let folder = open.popLast() {
      let listed: FolderNames
      do { listed = try fileSystem.list(folder.isEmpty ? "." : folder, in: output) } catch {
        guard passingOver, error.isForbidden || error.isMissing else { throw error }
        continue
      }
      for name in listed.undecodable {
        found.append(Entry(path: join(folder, UndecodableName(name).text), kind: .other))
      }
      for name in listed.names.sorted() {
        let path = join(folder, name)
        if path == OutputState.folder { continue }
        let kind = try fileSystem.status(path, in: output)?.kind ?? .other
        found.append(Entry(path: path, kind: kind))
        if kind == .folder { open.append(path) }
      }
    }
    return found
  }

  private static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

  /// Deletes a folder with all that is in it, as far as the system allows.
  static func remove(_ top: String, in output: Int32, _ fileSystem: any FileSystem) {
    guard let entries = try? entries(below: top, in: output, fileSystem) else { return }
    for entry in entries where entry.kind != .folder { try? fileSystem.removeFile(entry.path, in: output) }
    for entry in entries.reversed() where entry.kind == .folder {
      try? fileSystem.removeFolder(entry.path, in: output)
    }
    try? fileSystem.removeFolder(top, in: output)
  }
}
