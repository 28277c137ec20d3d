import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A site of generated articles: the same bytes for the same seed, on every machine.
///
/// An article has about 2.8 KB of Markdown: nine paragraphs with a few links, words in bold, and a heading; one of six
/// sections, four of 200 tags, one of 40 authors. Dates are spread over ten years.
struct Corpus {
  static let sections = ["world", "local", "business", "sport", "culture", "science"]

  let articles: Int
  /// The folder of the site, with `Content` in it.
  let folder: URL
  private var random: SplitMix64

  init(articles: Int, folder: URL, seed: UInt64) {
    self.articles = articles
    self.folder = folder
    random = SplitMix64(state: seed)
  }

  var content: URL { folder.appending(path: "Content") }

  /// Writes the site, unless it stands there already as a whole.
  mutating func write() throws {
    let mark = folder.appending(path: "complete")
    if FileManager.default.fileExists(atPath: mark.path) { return }
    try? FileManager.default.removeItem(at: folder)
    for section in Corpus.sections {
      try FileManager.default.createDirectory(
        at: content.appending(path: section), withIntermediateDirectories: true)
    }
    let settings = "title: Benchmark\nbase-url: https://bench.example/\nlists: {items: 20}\nfeeds: {items: 20}\n"
    try Data(settings.utf8).write(to: content.appending(path: "site.yml"))
    for number in 0..<articles { try write(number) }
    try Data().write(to: mark)
  }

  /// As every editor does it: Foundation waits for the disk at each file.
  private func put(_ text: String, in file: URL) throws {
    let bytes = Array(text.utf8)
    guard let stream = fopen(file.path, "w") else { throw CocoaError(.fileWriteUnknown) }
    defer { fclose(stream) }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw CocoaError(.fileWriteOutOfSpace) }
  }

  /// The file of an article.
  func file(_ number: Int) -> URL { content.appending(path: "\(section(number))/story-\(number).md") }

  private func section(_ number: Int) -> String { Corpus.sections[(number / 7) % Corpus.sections.count] }

  private mutating func write(_ number: Int) throws {
    try put(article(number, section: section(number)), in: file(number))
  }

  private mutating func article(_ number: Int, section: String) -> String {
    var tags: [String] = []
    while tags.count < 4 {
      let tag = "tag \(random.below(200))"
      if !tags.contains(tag) { tags.append(tag) }
    }
    var text = """
      ---
      title: Story \(number) \(sentence(4...7))
      date: \(date(number))
      tags: [\(tags.joined(separator: ", "))]
      authors: [Author \(random.below(40))]
      description: \(sentence(8...18))
      ---

      ## \(sentence(3...6))


      """
    for paragraph in 0..<9 {
      let sentences = (0..<(3 + random.below(4))).map { _ in sentence(8...18) }
      text += sentences.joined(separator: " ")
      if paragraph == 2 { text += " See [the **house** rules](https://example.org/house) of *this* paper." }
      text += "\n\n"
    }
    return text
  }

  /// Evenly over the ten years from 2016 on.
  private func date(_ number: Int) -> String {
    let minutes = number * (3650 * 1440 / max(1, articles))
    let (day, minute) = (minutes / 1440, minutes % 1440)
    let (year, month) = (2016 + day / 365, 1 + day % 365 / 31)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:00Z", year, month, 1 + day % 365 % 28, minute / 60, minute % 60)
  }

  private mutating func sentence(_ length: ClosedRange<Int>) -> String {
    let count = length.lowerBound + random.below(length.count)
    let text = (0..<count).map { _ in Corpus.words[random.below(Corpus.words.count)] }.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static let words = """
    the of and to in that was his he it with is for as had you not be her on at by which have or from this him but all she \
    they were my are me one their so an said them we who would been will no when there if more out up into do any your \
    what has man could other than our some very time upon about may its only now like little then can should made did us \
    such great before must two these see know over much down after first good men own never most old shall day where \
    those came come himself way work life without go make well through being long say might how too even again many back \
    here think every people went same last thought away under take found hand eyes still place while just also young yet \
    though against things get ever give god years off face nothing right once another left part saw house world head \
    three took new love always put night each king between tell mind heart few because thing whom far seemed looked \
    called whole set both got find done heard look name days told let lord country asked going seen better having home \
    knew side something moment harbour council bridge minister budget election storm
    """.split(separator: " ").map(String.init)
}

/// Sebastiano Vigna's generator: small, good enough, and the same everywhere.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
