/// One file that the generator wrote into `Output`.
struct OutputRecord: Hashable {
  enum State { case leaving, kept, written }

  let path: OutputPath
  /// By which it is put in its place and, in reverse, removed.
  var stage: OutputStage
  /// Of the bytes that were written.
  var hash: ContentHash
  /// Of the file as it stood when it had been written; nil when nothing about it is sure but that it is ours.
  var stamp: FileStamp?
  /// Of everything that the page shows, where the caller gave one.
  var fingerprint: ContentHash?
  /// Leaving until this build asks for the path.
  var state: State = .leaving
  /// Whether the list was written later than the file by the clock of the disk: only then does a stamp that is still
  /// the same prove anything, for two changes within one tick of that clock leave one stamp.
  var isSettled = true

  /// Size, time and inode are those of the file that we wrote: so are its bytes.
  func isProved(by stamp: FileStamp) -> Bool { isSettled && self.stamp == stamp }

  /// A file of which nothing is known but that it is ours.
  static func unknown(_ path: OutputPath) -> OutputRecord {
    OutputRecord(path: path, stage: .asset, hash: ContentHash(high: 0, low: 0))
  }
}

/// What the generator owns in `Output`, as the file `.sitegen/manifest` lists it.
///
/// Text, so that a person can read it; one line a file, which ends with a check of its own, and a last line that checks
/// the whole. Where the whole is damaged, or of another version, the lines that are sound still say what is ours.
///
///     sitegen manifest 1
///     p HASH SIZE MODIFIED INODE FINGERPRINT|-<tab>world/bridge/index.html<tab>CHECK
///     d<tab>uploads<tab>CHECK
///     u<tab>world/ferry/index.html<tab>CHECK
///     end COUNT<tab>HASH OF ALL BEFORE
///
/// The first letter is the stage (asset, page, list, feed), a folder (`d`), or a file that is perhaps ours, and perhaps
/// not (`u`). Numbers are in base 16. There is no path of the machine in it, and nothing that is not published anyway.
///
/// It is not synced to the disk: a process that is killed loses nothing that was written, and after a power cut a page
/// whose bytes did not arrive has another size than the list says, and a list that did not arrive fails its check. The
/// next build mends both, but for a page that no list names any more and that has changed since: it could be anyone's
/// file, and is an error. Syncing would cost more than all other writing.
struct Manifest {
  static let header = "sitegen manifest 1\n"

  var records: [OutputRecord] = []
  /// Folders that stood there before a file was first written into them: they stay when they become empty.
  var foreignFolders: [String] = []
  /// Files that are perhaps ours, from before a list was damaged: they are not touched, and named until they are gone.
  var leftovers: [OutputPath] = []
  /// Whether something in the file was not as it was written.
  var isDamaged = false
  /// Of all bytes that were read; nil when they are not sound.
  var hash: ContentHash?

  /// Writes a manifest of these files, piece by piece; the hash of all of it.
  static func write(
    _ records: some Sequence<OutputRecord>, foreignFolders: [String], leftovers: [OutputPath] = [],
    to file: PieceWriter
  ) throws(SystemError) -> ContentHash {
    var file = file
    var bytes = Array(header.utf8)
    bytes.reserveCapacity(2 * PieceWriter.size)
    var count: UInt64 = 0
    for record in records {
      append(record, to: &bytes)
      count += 1
      if bytes.count >= PieceWriter.size { file.take(&bytes) }
    }
    let others = foreignFolders.map { (folderLetter, $0) } + leftovers.map { (leftoverLetter, $0.text) }
    for (letter, path) in others {
      let start = bytes.count
      bytes.append(letter)
      appendEnd(path, start: start, to: &bytes)
      count += 1
      if bytes.count >= PieceWriter.size { file.take(&bytes) }
    }
    file.take(&bytes)
    let hash = file.hash
    bytes += "end ".utf8
    bytes.appendHexadecimal(count)
    bytes.append(tab)
    bytes += hash.hexadecimal.utf8
    bytes.append(newline)
    file.take(&bytes)
    if let failure = file.failure { throw failure }
    return file.hash
  }

  private static func append(_ record: OutputRecord, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(letters[record.stage.rawValue])
    appendField(record.hash, to: &bytes)
    if let stamp = record.stamp {
      for number in [UInt64(bitPattern: Int64(stamp.size)), UInt64(bitPattern: stamp.modified), stamp.inode] {
        bytes.append(space)
        bytes.appendHexadecimal(number)
      }
    } else {
      bytes += " - - -".utf8
    }
    if let fingerprint = record.fingerprint {
      appendField(fingerprint, to: &bytes)
    } else {
      bytes += " -".utf8
    }
    appendEnd(record.path.text, start: start, to: &bytes)
  }

  private static func appendField(_ hash: ContentHash, to bytes: inout [UInt8]) {
    bytes.append(space)
    bytes.appendHexadecimal(hash.high, digits: 16)
    bytes.appendHexadecimal(hash.low, digits: 16)
  }

  private static func appendEnd(_ path: String, start: Int, to bytes: inout [UInt8]) {
    bytes.append(tab)
    bytes += path.utf8
    bytes.append(tab)
    bytes.appendHexadecimal(check(bytes.span.extracting(start..<bytes.count)), digits: 8)
    bytes.append(newline)
  }

  /// The lowest 32 bits of the hash of a line.
  static func check(_ line: Span<UInt8>) -> UInt64 {
    var hasher = ContentHasher()
    hasher.update(line)
    return hasher.finish().low & 0xFFFF_FFFF
  }

  /// By the raw value of the stage.
  static let letters = Array("aplf".utf8)
  static let folderLetter = UInt8(ascii: "d")
  static let leftoverLetter = UInt8(ascii: "u")
  static let tab = UInt8(ascii: "\t")
  static let space = UInt8(ascii: " ")
  static let newline = UInt8(ascii: "\n")
}

extension [UInt8] {
  /// A number in as many digits as it needs, base 16.
  fileprivate mutating func appendHexadecimal(_ number: UInt64) {
    appendHexadecimal(number, digits: Swift.max(1, (64 - number.leadingZeroBitCount + 3) / 4))
  }
}
