public import Diagnostics

/// What a file is, in the order in which files are put in their places, so that no feed names a page that is not there.
public enum OutputStage: Int, Sendable, Hashable, Comparable, CaseIterable {
  case asset, article, list, feed

  public static func < (left: OutputStage, right: OutputStage) -> Bool { left.rawValue < right.rawValue }
}

/// What a build did to `Output`, or would do.
public struct WriteSummary: Sendable, Hashable {
  /// New and changed files, in the order in which they were staged.
  public var written: [OutputPath] = []
  /// Files of an earlier build that this one does not make.
  public var removed: [OutputPath] = []
  /// How many files were as they should be, and were not touched.
  public var kept = 0
  /// What a person should know of the folder: files that were edited by hand, leftovers of a build that was killed.
  public var warnings: [Diagnostic] = []

  /// Nothing done yet.
  public init() {}

  /// How many files are new or changed.
  public var wrote: Int { written.count }
}
