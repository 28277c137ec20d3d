/// Makes smaller pictures: a program on the machine, or values in a test.
///
/// The library starts no program. Whoever calls it gives one of these, and it is asked only when `site.yml` says
/// `images:`.
public protocol PictureMaker: Sendable {
  /// Makes what is ordered, several at once, or takes it from an earlier time; results come in the order of the orders.
  ///
  /// - Throws: when the program is not on this machine.
  func make(_ orders: [PictureOrder], jobs: Int) async throws(PictureProgramMissing) -> [PictureResult]

  /// Ends every program that runs, from any thread; what is still to be made fails.
  func stop()
}

/// A picture in another size and format.
public struct PictureOrder: Sendable, Hashable {
  /// Where the original stands: a path that can be opened.
  public let location: String
  /// The hash of the original's bytes.
  public let hash: ContentHash
  /// In pixels, as the picture is shown; never more than the original has.
  public let width: Int
  /// What the file has to be.
  public let format: PictureFormat

  /// - Parameter width: In pixels, from 1.
  public init(location: String, hash: ContentHash, width: Int, format: PictureFormat) {
    self.location = location
    self.hash = hash
    self.width = width
    self.format = format
  }
}

/// A file that holds a picture as it was ordered, without private metadata.
public struct MadePicture: Sendable, Hashable {
  /// A path that can be opened.
  public let location: String
  /// The hash of its bytes.
  public let hash: ContentHash

  /// A file that stands there already, with these bytes.
  public init(location: String, hash: ContentHash) {
    self.location = location
    self.hash = hash
  }
}

/// A picture, or why it could not be made.
public typealias PictureResult = Result<MadePicture, PictureFailure>

/// Why one picture could not be made, in a few words.
public struct PictureFailure: Error, Sendable, Hashable {
  /// The end of a sentence: `the picture cannot be made smaller: …`.
  public let reason: String

  /// - Parameter reason: What the program said, in one line.
  public init(_ reason: String) { self.reason = reason }
}

/// The program that makes pictures is not on this machine.
public struct PictureProgramMissing: Error, Sendable, Hashable {
  /// Its name: `vips`.
  public let program: String
  /// How it comes there.
  public let hint: String

  /// - Parameter hint: One sentence that can be acted on, with a command to install it.
  public init(program: String, hint: String) {
    self.program = program
    self.hint = hint
  }
}

/// A picture that came from a program, as it may be published: without private metadata, and without a colour profile,
/// because it is in the colours that browsers take for granted (sRGB).
public func publishable(_ picture: [UInt8]) -> [UInt8] { withoutPrivateMetadata(picture, keepsColours: false) }

/// The width that a browser gives a picture; nil when the bytes are not those of one.
public func pictureWidth(_ bytes: [UInt8]) -> Int? { PictureSize(bytes)?.width }
