import Foundation
import SiteGenerator

/// Changes as they are found by looking again and again: where the system does not tell, or has told all it can.
struct PollingSource: ChangeSource, Sendable {
  private let site: String
  private let roots: [String]
  private var stamps: [String: SourceStamp]

  init(site: String, folders: [String]) {
    self.site = site
    roots = folders
    stamps = Self.look(site, folders)
  }

  /// A large site is looked at less often, so that this takes a tenth of one core at most.
  mutating func wait(milliseconds: Int, adding changes: inout FolderChanges) -> Bool {
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    let started = ContinuousClock.now
    let found = Self.look(site, roots)
    let pause = min(Duration.seconds(5), (ContinuousClock.now - started) * 9)
    Thread.sleep(forTimeInterval: pause / .seconds(1))
    let changed = found.filter { stamps[$0.key] != $0.value }.map(\.key) + stamps.keys.filter { found[$0] == nil }
    stamps = found
    changes.paths.formUnion(changed)
    return !changed.isEmpty
  }

  private static func look(_ site: String, _ roots: [String]) -> [String: SourceStamp] {
    var found: [String: SourceStamp] = [:]
    for root in roots {
      guard let names = FileManager.default.enumerator(atPath: "\(site)/\(root)") else { continue }
      while let name = names.nextObject() as? String {
        guard !name.split(separator: "/").contains(where: isLeftover) else { continue }
        found["\(root)/\(name)"] = SourceStamp(path: "\(site)/\(root)/\(name)")
      }
    }
    return found
  }
}
