import Foundation
import SiteGenerator

/// Pictures that were made once. Each file is named by what was ordered and by the hash of its bytes, so that a damaged
/// one is seen and made anew.
struct PictureCache: Sendable {
  /// A path, from the current folder or absolute.
  let folder: String

  /// Changes when pictures are made in another way: those of before are made anew then.
  private static let recipe: UInt64 = 1
  /// How long a picture is kept that no build asks for, in seconds: a branch or a draft may come back.
  private static let lifetime: TimeInterval = 30 * 24 * 60 * 60
  private static let workPrefix = "work-"

  /// What is ordered, as the first part of a name.
  static func key(_ order: PictureOrder) -> String {
    var hasher = ContentHasher()
    hasher.update(recipe)
    hasher.update(order.hash.high)
    hasher.update(order.hash.low)
    hasher.update(UInt64(order.width))
    hasher.update(order.format.rawValue)
    return hasher.finish().hexadecimal
  }

  /// The names of the files, by key.
  func contents() -> [String: String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let pairs = names.filter { !$0.hasPrefix(Self.workPrefix) }.map { (String($0.prefix(32)), $0) }
    return Dictionary(pairs, uniquingKeysWith: min)
  }

  /// A picture by the name of its file; nil for a damaged one.
  func picture(_ name: String) -> MadePicture? {
    let path = "\(folder)/\(name)"
    guard let bytes = try? read(path) else { return nil }
    let picture = MadePicture(location: path, hash: ContentHash(bytes))
    guard name.dropFirst(33).hasPrefix("\(picture.hash.hexadecimal).") else {
      remove(path)
      return nil
    }
    touch(path)
    return picture
  }

  /// The path of a new file for a program to write; nothing stands there.
  func workFile(_ format: PictureFormat) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return "\(folder)/\(Self.workPrefix)\(UUID().uuidString).\(format.fileExtension)"
  }

  func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Puts a picture into its place as a whole.
  func keep(_ bytes: [UInt8], for order: PictureOrder) throws -> MadePicture {
    let hash = ContentHash(bytes)
    let path = "\(folder)/\(Self.key(order))-\(hash.hexadecimal).\(order.format.fileExtension)"
    let work = try workFile(order.format)
    defer { remove(work) }
    try Data(bytes).write(to: URL(filePath: work))
    // Another build may have been faster, with the same bytes.
    do { try FileManager.default.moveItem(atPath: work, toPath: path) } catch {
      guard FileManager.default.fileExists(atPath: path) else { throw error }
    }
    return MadePicture(location: path, hash: hash)
  }

  /// Deletes what no build has asked for in a month, and what was left half made.
  func clean(keeping keys: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      guard !keys.contains(String(name.prefix(32))), let age = age(of: path) else { continue }
      if age > (name.hasPrefix(Self.workPrefix) ? 24 * 60 * 60 : Self.lifetime) { remove(path) }
    }
  }

  /// Says that a picture is in use, once a day.
  private func touch(_ path: String) {
    guard let age = age(of: path), age > 24 * 60 * 60 else { return }
    try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: path)
  }

  private func age(of path: String) -> TimeInterval? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date).map { -$0.timeIntervalSinceNow }
  }
}
