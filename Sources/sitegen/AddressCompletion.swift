import ArgumentParser
import Foundation
import SiteGenerator

/// What a shell offers where `explain` and `eval` take an address: addresses of the site, last parts of them, and the files
/// of its folders. It says nothing when something is wrong: nobody reads messages in the middle of a line.
struct AddressCompletion {
  /// A shell that asks for the words of a million articles would show none of them.
  private static let most = 10_000

  static let kind = CompletionKind.custom { words, _, prefix in await AddressCompletion(words).candidates(prefix) }

  private let site: SiteOptions?

  /// - Parameter words: The line as it is, the command first.
  private init(_ words: [String]) {
    var source: [String] = []
    for (word, next) in zip(words, words.dropFirst()) where ["-s", "--source"].contains(word) {
      source = ["--source", next]
    }
    if let word = words.last(where: { $0.hasPrefix("--source=") }) { source = [word] }
    site = try? SiteOptions.parse(source)
  }

  private func candidates(_ prefix: String) async -> [String] {
    guard let site else { return [] }
    let folders = ["Content", "Output", "Templates"].map(site.path)
    if folders.contains(where: { prefix.hasPrefix($0 + "/") }) { return files(prefix) }
    guard var inputs = try? site.inputs(), (try? requireSite(inputs.content)) != nil else { return [] }
    // No program is started for a completion, and nothing is written.
    inputs.pictureMaker = nil
    inputs.observer = nil
    inputs.cache = site.cache(isReadOnly: true)
    let addresses = await pageAddresses(inputs)
    let lastParts = addresses.compactMap { $0.split(separator: "/").last.map(String.init) }
    let words = prefix.isEmpty || prefix.hasPrefix("/") ? addresses : lastParts + folders.map { $0 + "/" }
    return Array(words.filter { $0.hasPrefix(prefix) }.prefix(Self.most))
  }

  /// What is in the folder that has been named so far.
  private func files(_ prefix: String) -> [String] {
    let end = prefix.utf8.lastIndex(of: UInt8(ascii: "/")) ?? prefix.startIndex
    let folder = String(prefix[...end])
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && (folder + $0).hasPrefix(prefix) }.sorted().map { name in
      DiskFolder.exists(folder + name) ? "\(folder)\(name)/" : folder + name
    }
  }
}
