import Diagnostics
import Foundation
import Template

let root = URL(filePath: #filePath).appending(path: "../../../../../..").standardized
try await DefaultThemePages(root: root).measure()
try measureModel()

/// Equal pages in several languages: a small theme, so that each of them can have it.
func measureModel() throws {
  let site = ModelSite()
  let set = try TemplateSet(
    sources: modelTemplates.reduce(into: [:]) { $0[$1.key] = Source(path: $1.key, text: $1.value) },
    entries: ["list.html": ModelSite.kind, "article.html": ModelSite.kind],
    vocabulary: Vocabulary(kinds: [ModelSite.kind]))
  let others = try OtherLanguages(site)
  for name in ["article", "list"] {
    guard let template = set.template(name + ".html") else { continue }
    let values: [Value] = [
      .record(Record(ModelSite.type, owner: site, index: 0)),
      .list(List(records: ModelSite.type, owner: site, indices: (0..<20).map { Int32($0) })),
      .list(List(records: ModelSite.type, owner: site, indices: [1, 2, 3])),
    ]
    var page: [UInt8] = []
    try template.render(values, of: nil, subject: "a page", into: &page)
    for (language, other) in try [("mustache", others.renderMustache(name)), ("Stencil", others.renderStencil(name))]
    where words(other) != words(String(decoding: page, as: UTF8.self)) {
      print("the \(name) of \(language) is another:\n\(other)")
    }
    let parts = pieces(of: page, literals: template.literals)
    let memo = set.memo(limit: 1 << 20)
    var output: [UInt8] = []
    output.reserveCapacity(2 * page.count)
    var length = 0
    var works: [() throws -> Void] = [
      {
        output.removeAll(keepingCapacity: true)
        append(parts, to: &output)
      },
      {
        output.removeAll(keepingCapacity: true)
        try template.render(values, of: nil, subject: "a page", into: &output)
      },
      {
        output.removeAll(keepingCapacity: true)
        try template.render(values, of: nil, subject: "a page", into: &output, memo: memo)
      },
    ]
    if !CommandLine.arguments.contains("--alone") {
      works += [
        { length += others.renderMustache(name).utf8.count }, { length += try others.renderStencil(name).utf8.count },
      ]
    }
    let times = try medians(works)
    print("the \(name) of the model: \(page.count) bytes in \(parts.count) pieces")
    for (language, time) in zip(
      ["the pieces appended", "Template", "Template, in a build", "swift-mustache", "Stencil"], times)
    {
      print("  \(language): \(shown(time)) µs, \(shown(time / times[0])) x")
    }
  }
  var cards: [UInt8] = []
  let byHand = try medians([
    {
      cards.removeAll(keepingCapacity: true)
      appendCards(site, to: &cards)
    }
  ])
  print("the cards of the list by hand, from the fields, not escaped: \(shown(byHand[0])) µs")
}

/// A page without white space, and without what only some languages escape.
func words(_ page: String) -> String {
  page.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&")
    .split(whereSeparator: \.isWhitespace).joined()
}
