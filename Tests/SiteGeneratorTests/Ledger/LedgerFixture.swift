import Diagnostics

@testable import SiteGenerator

/// A site that is built again and again, with what the ledger remembers in between.
struct LedgerFixture {
  var site = SiteFixture("")

  static let heading = Ledger.heading.joined(separator: "\n") + "\n"

  /// An article of 2026-11-20 unless said otherwise.
  mutating func write(_ path: String, _ keys: String = "", date: String = "2026-11-20", text: String) {
    let title = fileStem(path)
    site.files["Content/\(path)"] = Array("---\ntitle: \(title)\ndate: \(date)\n\(keys)---\n\n\(text)\n".utf8)
  }

  mutating func move(_ path: String, to target: String) {
    site.files["Content/\(target)"] = site.files.removeValue(forKey: "Content/\(path)")
  }

  mutating func remove(_ path: String) { site.files["Content/\(path)"] = nil }

  var ledger: String {
    get { site.files["Content/ledger.tsv"].map { String(decoding: $0, as: UTF8.self) } ?? "" }
    set { site.files["Content/ledger.tsv"] = Array(newValue.utf8) }
  }

  /// Builds at the desk: what the build reports is written.
  @discardableResult
  mutating func record() async throws -> MemoryOutput {
    let output = try await site.build()
    if let change = output.report?.ledger { site.files["Content/ledger.tsv"] = change.bytes }
    return output
  }

  /// The feed ids in a build's feed of the whole site, newest first.
  static func ids(_ output: MemoryOutput) throws -> [String] {
    let feed = try StrictXML.parse(output.files["rss.xml"] ?? [])
    return feed["channel"]?.all("item").compactMap { $0["guid"]?.text } ?? []
  }

  static func warnings(_ output: MemoryOutput) -> String {
    DiagnosticFormatter().format(output.report?.warnings ?? [])
  }

  /// Where a page leads that is a redirect; nil for any other.
  static func target(_ path: String, _ output: MemoryOutput) -> String? {
    guard let text = output.text(path), text.contains("http-equiv=\"refresh\"") else { return nil }
    return text.firstMatch(of: /url=([^"]+)"/).map { String($0.output.1) }
  }
}
