public import Diagnostics

/// Takes the files of a site as they are made; nothing is published before all have come.
public protocol OutputSink: AnyObject {
  /// True when what is there already is what `state` stands for, every file as it was written: all of it is part of this
  /// build, which makes nothing else.
  func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool
  /// What is there already, as a whole, if that is known (see `keepAll`).
  var state: ContentHash? { get }
  /// True when a file is there already as it was written: it is part of this build, whatever it was made of.
  ///
  /// - Parameter isKnown: Whether only a file counts that has a fingerprint.
  func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool
  /// Begins to look at what is there, beside whatever else is done: `keep` is going to be asked for most of it.
  func lookAhead()
  /// Waits until everything has been looked at that `lookAhead` has begun with.
  func hasLooked() async
  /// Is told, before the first file comes, how many there will be at most.
  func begins(_ count: Int)
  /// Whether `keep` may be true for a file: what a file is made of is worked out for that alone.
  var keepsFiles: Bool { get }
  /// Reads the bytes of a file where they were made, on any thread, before they are handed over; nil when nothing is to
  /// be read from them.
  var reader: FileReader? { get }
  /// Takes what `reader` has made of a file, in the order of the files, in place of the file.
  func take(_ reading: any Sendable)
  /// True when a file is there already that was made of what `fingerprint` stands for: it is part of this build, and need
  /// not be made again.
  func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool
  /// Takes the bytes of a file.
  ///
  /// - Parameter fingerprint: Stands for everything that the bytes are made of; nil when that is not known.
  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic)
  /// Takes a file of the disk as it is, without holding it in memory.
  ///
  /// - Parameter sourceFile: A path that can be opened.
  func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic)
}

/// Makes something of the bytes of a file.
public typealias FileReader = @Sendable (OutputPath, [UInt8]) -> any Sendable

/// For those that take every file anew.
extension OutputSink {
  public func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool { false }

  public var state: ContentHash? { nil }
  public func lookAhead() {}
  public func hasLooked() async {}
  public func begins(_ count: Int) {}
  public var keepsFiles: Bool { false }
  public var reader: FileReader? { nil }
  public func take(_ reading: any Sendable) {}

  public func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    false
  }

  public func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool { false }
}
