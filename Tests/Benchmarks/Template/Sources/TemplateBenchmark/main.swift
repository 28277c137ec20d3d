import Diagnostics
import Template

/// The pieces that a page consists of: what is between two tags, and what tags print, each by itself. Appending these is the least
/// that any renderer has to do.
func pieces(of page: [UInt8], _ site: Site) -> [[UInt8]] {
  // Values of the articles are cut out of the page, longest first, in one pass.
  let values = Set(
    site.articles.flatMap { [$0.title, $0.url, $0.description, $0.author, $0.section, $0.date, $0.image ?? $0.url] })
  let escaped = values.map {
    Array($0.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;").utf8)
  }
  .sorted { $0.count > $1.count }
  var result: [[UInt8]] = []
  var literal: [UInt8] = []
  var index = 0
  while index < page.count {
    if let value = escaped.first(where: { page[index...].starts(with: $0) }) {
      result.append(literal)
      result.append(value)
      literal = []
      index += value.count
    } else {
      literal.append(page[index])
      index += 1
    }
  }
  return result + [literal]
}

/// Microseconds of one run, the median of many.
func median(_ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  var times: [Double] = []
  for _ in 0..<21 {
    let time = clock.measure { for _ in 0..<200 { work() } }
    times.append(Double(time.components.attoseconds) / 1e12 / 200 + Double(time.components.seconds) * 1e6 / 200)
  }
  return times.sorted()[10]
}

/// The cards of a list as a person writes them in Swift who wants nothing but speed: literals and fields appended, and
/// nothing escaped.
func appendCards(_ site: Site, to output: inout [UInt8]) {
  for article in site.articles {
    output.append(contentsOf: "<article class=\"card".utf8)
    if article.image != nil { output.append(contentsOf: " with-picture".utf8) }
    output.append(contentsOf: "\">\n".utf8)
    if let image = article.image {
      output.append(contentsOf: "<a href=\"".utf8)
      output.append(contentsOf: article.url.utf8)
      output.append(contentsOf: "\"><img src=\"".utf8)
      output.append(contentsOf: image.utf8)
      output.append(contentsOf: "\" alt=\"\" width=\"400\" height=\"300\" loading=\"lazy\"></a>".utf8)
    }
    output.append(contentsOf: "\n<p class=\"label\">".utf8)
    output.append(contentsOf: article.section.utf8)
    output.append(contentsOf: "</p>\n<h2><a href=\"".utf8)
    output.append(contentsOf: article.url.utf8)
    output.append(contentsOf: "\">".utf8)
    output.append(contentsOf: article.title.utf8)
    output.append(contentsOf: "</a></h2>\n<p>".utf8)
    output.append(contentsOf: article.description.utf8)
    output.append(contentsOf: "</p>\n<p class=\"byline\">".utf8)
    output.append(contentsOf: article.author.utf8)
    output.append(contentsOf: " <time datetime=\"".utf8)
    output.append(contentsOf: article.date.utf8)
    output.append(contentsOf: "\">".utf8)
    output.append(contentsOf: article.date.utf8)
    output.append(contentsOf: "</time> ".utf8)
    output.append(contentsOf: String(article.minutes).utf8)
    output.append(contentsOf: " min</p>\n</article>\n".utf8)
  }
}

let site = Site()
let sources = ["base.html": base, "card.html": card, "list.html": list, "article.html": article]
let set = try TemplateSet(
  sources: Dictionary(uniqueKeysWithValues: sources.map { ($0.key, Source(path: $0.key, text: $0.value)) }),
  entries: ["list.html": Site.kind, "article.html": Site.kind], vocabulary: Vocabulary(kinds: [Site.kind]))
let variables: [Value] = [
  .record(Record(Site.type, owner: site, index: 0)),
  .list(List(records: Site.type, owner: site, indices: (0..<20).map { Int32($0) })),
]

for name in ["article.html", "list.html"] {
  guard let template = set.template(name) else { continue }
  var page: [UInt8] = []
  try template.render(variables, subject: "a page", into: &page)
  let parts = pieces(of: page, site)
  var output: [UInt8] = []
  output.reserveCapacity(2 * page.count)
  let floor = median {
    output.removeAll(keepingCapacity: true)
    for part in parts { output.append(contentsOf: part) }
  }
  var error: (any Error)?
  let rendering = median {
    output.removeAll(keepingCapacity: true)
    do { try template.render(variables, subject: "a page", into: &output) } catch let failure { error = failure }
  }
  if let error { throw error }
  func shown(_ value: Double) -> String { String((value * 100).rounded() / 100) }
  print(
    "\(name): \(page.count) bytes in \(parts.count) pieces; appended \(shown(floor)) µs, rendered \(shown(rendering)) µs,",
    "\(shown(rendering / floor)) x")
}

var cards: [UInt8] = []
cards.reserveCapacity(20_000)
let byHand = median {
  cards.removeAll(keepingCapacity: true)
  appendCards(site, to: &cards)
}
print("the 20 cards of list.html by hand, from the fields, not escaped: \((byHand * 100).rounded() / 100) µs")
