#if os(Linux)
  import Glibc
  import SiteGenerator

  /// Changes as the kernel tells them (inotify(7)).
  struct EventSource: ChangeSource, Sendable {
    private let site: String
    private let roots: [String]
    private let descriptor: Int32
    /// The folder of each watch, as messages name it; empty for the site's own.
    private var folders: [Int32: String] = [:]
    /// How many folders may be watched, less than the system allows: for tests.
    private let limit: Int
    /// The descriptor is closed from then on.
    private(set) var isExhausted = false

    init(site: String, folders: [String], limit: Int = .max) throws(SystemCallError) {
      self.site = site
      self.limit = limit
      roots = folders
      descriptor = try openFolderEvents()
      do throws(SystemCallError) { try watchAll() } catch {
        closeDescriptor(descriptor)
        throw error
      }
    }

    mutating func wait(milliseconds: Int, adding changes: inout FolderChanges) -> Bool {
      guard !isExhausted, waitForEvents(descriptor, milliseconds: Int32(milliseconds)) else { return false }
      var areFoldersNew = false
      for event in readEvents(descriptor) {
        if event.has(Int32(IN_Q_OVERFLOW)) {
          areFoldersNew = true
        } else if event.has(Int32(IN_IGNORED)) {
          folders[event.watch] = nil
        } else if let path = path(of: event) {
          changes.add(event, at: path)
          if event.isFolder { areFoldersNew = true }
        }
      }
      // What was written into a new folder before it was watched is not told: it is read with the folder.
      if areFoldersNew {
        changes.isIncomplete = true
        do throws(SystemCallError) { try watchAll() } catch { close() }
      }
      return true
    }

    mutating func close() {
      if isExhausted { return }
      isExhausted = true
      closeDescriptor(descriptor)
    }

    /// Nil for what is not of the site's folders, and for what editors leave.
    private func path(of event: FolderEvent) -> String? {
      guard let folder = folders[event.watch] else { return nil }
      if event.name.isEmpty { return folder.isEmpty || event.has(Int32(IN_ATTRIB)) ? nil : folder }
      if folder.isEmpty { return roots.contains(event.name) ? event.name : nil }
      return isLeftover(event.name[...]) ? nil : "\(folder)/\(event.name)"
    }

    /// Watches every folder that there is now, and no other. A folder that is watched already keeps its watch.
    private mutating func watchAll() throws(SystemCallError) {
      var found = [try watchFolder(site, descriptor): ""]
      var waiting = roots
      while let folder = waiting.popLast() {
        do throws(SystemCallError) {
          found[try watchFolder("\(site)/\(folder)", descriptor)] = folder
        } catch {
          // It went, it is no folder, or it cannot be read, which the build will say; the others have no end of watches.
          guard [ENOENT, ENOTDIR, EACCES].contains(error.code) else { throw error }
          continue
        }
        if found.count > limit { throw SystemCallError(call: "inotify_add_watch", code: ENOSPC) }
        let names = subfolders(of: "\(site)/\(folder)").filter { !isLeftover($0[...]) }
        waiting += names.map { "\(folder)/\($0)" }
      }
      for watch in folders.keys where found[watch] == nil { unwatchFolder(watch, descriptor) }
      folders = found
    }
  }

  extension FolderChanges {
    fileprivate mutating func add(_ event: FolderEvent, at path: String) {
      if event.isFolder {
        paths.insert(path)
      } else if event.has(Int32(IN_DELETE)) || event.has(Int32(IN_MOVED_FROM)) {
        remove(path)
      } else {
        if event.has(Int32(IN_CREATE)), paths.insert(path).inserted { made.insert(path) }
        paths.insert(path)
      }
      isUnfinished = event.has(Int32(IN_CREATE)) && !event.isFolder
    }
  }
#endif
