import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// A folder that goes with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    // In memory where that is offered: some tests make thousands of files.
    let memory = "/dev/shm"
    let disk = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    let base = FileManager.default.isWritableFile(atPath: memory) ? memory : disk
    path = "\(base)/sitegen-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var output: String { path + "/Output" }

  func write(_ text: String, to relative: String) throws {
    let file = "\(path)/\(relative)"
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // In place, as an editor might: the inode stays.
    if let handle = FileHandle(forWritingAtPath: file) {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } else {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
  }

  func link(_ relative: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(relative)", withDestinationPath: target)
  }

  func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(atPath: "\(path)/\(relative)", withIntermediateDirectories: true)
  }

  func remove(_ relative: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(relative)") }

  func text(_ relative: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: "\(path)/\(relative)"))).map { String(decoding: $0, as: UTF8.self) }
  }

  func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(relative)") }

  /// Every file and folder below one of the folder's, without what the generator keeps for itself: a folder is `world/`, a link
  /// is `-> target`, a file is its text.
  func tree(_ relative: String = "Output") -> [String: String] {
    var found: [String: String] = [:]
    guard let walk = FileManager.default.enumerator(atPath: "\(path)/\(relative)") else { return found }
    for case let name as String in walk where name != ".sitegen" && !name.hasPrefix(".sitegen/") {
      let full = "\(path)/\(relative)/\(name)"
      switch walk.fileAttributes?[.type] as? FileAttributeType {
      case .typeDirectory: found[name + "/"] = ""
      case .typeSymbolicLink:
        found[name] = "-> " + ((try? FileManager.default.destinationOfSymbolicLink(atPath: full)) ?? "")
      default:
        found[name] = (try? Data(contentsOf: URL(fileURLWithPath: full))).map { String(decoding: $0, as: UTF8.self) }
      }
    }
    return found
  }

  /// Size, time and inode of every file: what writing it again would change.
  func stamps(_ relative: String = "Output") throws -> [String: FileStamp] {
    let system = SystemFileSystem()
    let folder = try system.openFolder("\(path)/\(relative)")
    defer { try? system.close(folder) }
    var stamps: [String: FileStamp] = [:]
    for name in tree(relative).keys { stamps[name] = try system.status(name.withoutSlash, in: folder)?.stamp }
    return stamps.filter { !$0.key.hasSuffix("/") }
  }

  /// Makes the manifest a second younger than the files, so that the clock does not decide which are read.
  func settle() throws {
    let manifest = output + "/.sitegen/manifest"
    let written = try FileManager.default.attributesOfItem(atPath: manifest)[.modificationDate] as? Date
    try FileManager.default.setAttributes([.modificationDate: try #require(written) + 1], ofItemAtPath: manifest)
  }

  /// What a failed or finished build may leave beside its files.
  var ownFiles: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: output + "/.sitegen")) ?? []).sorted()
  }
}

extension String {
  fileprivate var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}

/// A site for a test: what is written where, and as what.
struct TestSite {
  var files: [(path: String, text: String, stage: OutputStage)] = []

  init(_ files: [(String, String, OutputStage)]) { self.files = files }

  /// `-- path stage` begins a file.
  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ")
      if words.first == "--", words.count == 3 {
        let stages: [Substring: OutputStage] = ["asset": .asset, "article": .article, "list": .list, "feed": .feed]
        files.append((String(words[1]), "", stages[words[2]] ?? .article))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
  }

  /// The tree of a clean build.
  var tree: [String: String] {
    var tree: [String: String] = [:]
    for file in files {
      tree[file.path] = file.text
      var parts = file.path.split(separator: "/").dropLast()
      while !parts.isEmpty {
        tree[parts.joined(separator: "/") + "/"] = ""
        parts = parts.dropLast()
      }
    }
    return tree
  }

  func stage(in output: OutputFolder) throws {
    for file in files {
      try output.stage(OutputPath(file.path), Array(file.text.utf8), as: file.stage)
    }
  }

  @discardableResult
  func build(
    _ folder: TemporaryFolder, mode: OutputFolder.Mode = .write, fileSystem: any FileSystem = SystemFileSystem()
  ) throws -> WriteSummary {
    // A program that another test starts holds every lock of this process until it is another program.
    let output = try OutputFolder.open(folder.output, protecting: [], mode: mode, lockWait: 5, fileSystem: fileSystem)
    try stage(in: output)
    return try output.commit()
  }
}

/// What was thrown, as a user would see it, with the folder of the test taken out.
func message(_ folder: TemporaryFolder, _ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing was thrown"
  } catch let error as Diagnostic {
    return shown([error], folder)
  } catch {
    return "\(error)"
  }
}

func shown(_ diagnostics: [Diagnostic], _ folder: TemporaryFolder) -> String {
  DiagnosticFormatter().format(diagnostics).split(separator: folder.path, omittingEmptySubsequences: false).joined(
    separator: "@")
}

/// The generator of Steele, Lea and Flood (2014), so that a seed means the same everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Manifest {
  /// The text of a manifest of these files.
  static func bytes(
    _ records: [OutputRecord], foreignFolders: [String], leftovers: [OutputPath] = []
  ) throws -> [UInt8] {
    let (place, fileSystem) = (try TemporaryFolder(), SystemFileSystem())
    let folder = try fileSystem.openFolder(place.path)
    defer { try? fileSystem.close(folder) }
    let hash = try fileSystem.with(try fileSystem.create("manifest", in: folder)) { (file: Int32) throws(SystemError) in
      try Manifest.write(
        records, foreignFolders: foreignFolders, leftovers: leftovers, to: PieceWriter(to: file, fileSystem))
    }
    let bytes = try fileSystem.with(try fileSystem.open("manifest", in: folder)) { (file: Int32) throws(SystemError) in
      try fileSystem.readAll(file, expected: 1000)
    }
    #expect(hash == ContentHash(bytes))
    return bytes
  }
}
