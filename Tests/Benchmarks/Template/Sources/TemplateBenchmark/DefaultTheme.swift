import Diagnostics
import Foundation
@testable import SiteGenerator
@testable import Template

/// Pages of the demonstration site in the default theme, with all that a build does for them.
struct DefaultThemePages {
  let prepared: PreparedSite

  init(root: URL) async throws {
    let now = Instant(seconds: 1_796_083_200)
    var inputs = BuildInputs(
      content: DiskFolder(name: "Content", path: root.appending(path: "Content").path), templates: nil,
      theme: files(in: root.appending(path: "Templates")), selection: Selection(now: now))
    inputs.jobs = 1
    prepared = try await PreparedSite(inputs)
  }

  /// The article with the longest list of related ones, and the fullest page of a section.
  var pages: [(name: String, page: Page)] {
    var all: [Page] = []
    for file in prepared.plan.files { if case .page(let page) = file.content { all.append(page) } }
    let links = prepared.site.links
    let article = all.first {
      if case .article(let index) = $0.kind { links[Int(index)].related.count == 4 } else { false }
    }
    let sections = all.filter { if case .section = $0.kind { true } else { false } }
    let list = sections.max { $0.articles.count < $1.articles.count }
    return [("an article", article), ("a list", list)].compactMap { name, page in page.map { (name, $0) } }
  }

  func measure() throws {
    let templates = prepared.templates.bound(to: prepared.view)
    for (name, page) in pages {
      guard let template = templates.template(page.template) else { continue }
      let view = PageView(prepared.view, page)
      func variables() -> [Value] { SiteTemplates.values(view, room: template.slots) }
      var plain: [UInt8] = []
      try template.render(variables(), of: view, subject: "a page", into: &plain)
      let parts = pieces(of: plain, literals: template.literals)
      let memo = templates.memo(limit: 32 << 20)
      var output: [UInt8] = []
      output.reserveCapacity(2 * plain.count)
      var head: [UInt8] = []
      var reads = Reads()
      let times = try medians([
        {
          output.removeAll(keepingCapacity: true)
          append(parts, to: &output)
        },
        {
          output.removeAll(keepingCapacity: true)
          try template.render(variables(), of: view, subject: "a page", into: &output)
        },
        {
          output.removeAll(keepingCapacity: true)
          try template.render(variables(), of: view, subject: "a page", into: &output, memo: memo)
        },
        {
          output.removeAll(keepingCapacity: true)
          try template.render(variables(), of: view, subject: "a page", into: &output, reads: &reads, memo: memo)
        },
        { head = metadata(view.head, in: prepared.site) },
      ])
      let floor = times[0]
      print("\(name) of the default theme (\(page.address.text)): \(plain.count) bytes in \(parts.count) pieces")
      print("  the pieces appended: \(shown(floor)) µs")
      print("  rendered by itself: \(shown(times[1])) µs, \(shown(times[1] / floor)) x")
      print(
        "  rendered in a build: \(shown(times[2])) µs, \(shown(times[2] / floor)) x; \(shown(times[3])) µs with a log of what it read"
      )
      print(
        "  of which what machines read in its head (\(head.count) bytes), which no template makes: \(shown(times[4])) µs; without it \(shown((times[2] - times[4]) / floor)) x"
      )
    }
  }
}

private func files(in folder: URL) -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
    if let data = try? Data(contentsOf: folder.appending(path: path)) { files[path] = Array(data) }
  }
  return files
}
