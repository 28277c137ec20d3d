/// Looks at the files of the last build while the site is put together: the system takes as long for the one as we do for
/// the other, and another core has little to do meanwhile.
final class OutputLookout: Sendable {
  private let looking: Task<[Bool], Never>

  /// - Parameter folder: The open folder `Output`. Should it be closed before all was seen, what is seen means nothing.
  init(at records: [OutputRecord], in folder: Int32) {
    looking = Task.detached {
      let fileSystem = SystemFileSystem()
      return records.map { record in
        guard let status = try? fileSystem.status(record.path.text, in: folder) else { return false }
        return status.kind == .file && record.isProved(by: status.stamp)
      }
    }
  }

  /// By record: whether its file certainly stands as it was written. Others are to be looked at more closely.
  var proved: [Bool] { get async { await looking.value } }
}
