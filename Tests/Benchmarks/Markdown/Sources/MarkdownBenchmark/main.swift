import CCmark
import CommonMark
import Foundation

/// The texts of a benchmark.
struct Sample {
  let name: String
  let texts: [[UInt8]]

  var bytes: Int { texts.reduce(0) { $0 + $1.count } }
}

/// Every Markdown file below a folder, without its front matter.
func sample(folder: String) -> Sample {
  let paths = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".md") }.sorted()
  let texts = paths.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }.map { body([UInt8]($0)) }
  return Sample(name: folder, texts: texts)
}

func body(_ file: [UInt8]) -> [UInt8] {
  for fence in ["---\n", "+++\n"] where file.starts(with: fence.utf8) {
    if let end = file.dropFirst(4).firstRange(of: Array("\n\(fence)".utf8)) { return Array(file[end.upperBound...]) }
  }
  return file
}

/// Texts that are nothing but one extension: far denser than any article.
let dense: [(String, String)] = [
  (
    "tables",
    "| Place | Day | Sum |\n|:--|:-:|--:|\n" + String(repeating: "| *Quay* | 12 | 1,204 |\n", count: 20) + "\n"
  ),
  ("footnotes", "The bridge[^a] opened[^b] late.\n\n[^a]: Of 1911.\n[^b]: By *two* hours.\n\n"),
  ("boxes", "::: factbox The bridge\nBuilt in *1911*.\n:::\n\n> [!NOTE]\n> Closed on Monday.\n\n"),
  ("headings", "## The old bridge\n\nIt stands.\n\n### Its *new* lamps\n\nThey shine.\n\n"),
  ("figures", "![A bridge](bridge.jpg \"The bridge\"){credit=\"Ana\" licence=\"CC BY\"}\n\n"),
  ("addresses", "See https://example.org/a, www.example.net/b and ~~the~~ \"old\" page.\n\n"),
  ("plain", "The harbour *bridge* will be [closed](https://example.org/a) on **Monday**, the council said.\n\n"),
]

func repeated(_ name: String, _ text: String) -> Sample {
  let count = 20_000 / text.utf8.count + 1
  return Sample(name: name, texts: Array(repeating: Array(String(repeating: text, count: count).utf8), count: 20))
}

/// What libcmark alone makes of a text.
func libcmark(_ text: [UInt8]) -> Int {
  unsafe text.withUnsafeBytes { bytes in
    guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
      let html = unsafe cmark_markdown_to_html(start, bytes.count, CMARK_OPT_UNSAFE | CMARK_OPT_SMART)
    else { return 0 }
    defer { unsafe free(html) }
    return unsafe strlen(html)
  }
}

/// The whole path: prepared, parsed, rewritten, rendered, its holes filled.
func wholePath(_ text: [UInt8], _ options: MarkdownOptions) -> Int {
  var html: [UInt8] = []
  renderMarkdown(text, options: options).write(into: &html) { _, hole, output in
    switch hole.kind {
    case .link, .attribute: appendEscapedAddress(hole.destination, to: &output)
    case .picture(let picture): picture.appendElement(address: Array(hole.destination.utf8), to: &output)
    case .embed(let embed): embed.appendLink(address: Array(hole.destination.utf8), to: &output)
    }
  }
  return html.count
}

/// The best of several times over all texts, in milliseconds.
func best(_ sample: Sample, _ body: ([UInt8]) -> Int) -> Double {
  let clock = ContinuousClock()
  var best = Duration.seconds(1_000)
  var written = 0
  for _ in 0..<9 { best = min(best, clock.measure { for text in sample.texts { written += body(text) } }) }
  precondition(written > 0, "nothing was rendered")
  return best / .milliseconds(1)
}

func column(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

func decimal(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }

let folders = CommandLine.arguments.dropFirst()
let samples = folders.isEmpty ? dense.map(repeated) : folders.map(sample)
print("\(column("kB", 8))\(column("libcmark ms", 13))\(column("sitegen ms", 12))\(column("ratio", 7))  text")
for sample in samples {
  guard !sample.texts.isEmpty else {
    print("there is no .md below \(sample.name)")
    continue
  }
  var options = MarkdownOptions()
  options.rawHTML = .allow
  let alone = best(sample, libcmark)
  let whole = best(sample) { wholePath($0, options) }
  print(
    column(decimal(Double(sample.bytes) / 1000, 0), 8) + column(decimal(alone, 2), 13) + column(decimal(whole, 2), 12)
      + column(decimal(whole / alone, 2), 7) + "  \(sample.name)")
}
