import Diagnostics
import Testing

@testable import SiteGenerator
@testable import Template

/// That the hashes by which pages are kept stand for all that pages show: whatever a template can read differs only where
/// they do. A field that is added to the vocabulary and forgotten in the hashes fails here.
@Suite struct DigestTests {
  @Test(arguments: [UInt64](1...4))
  func nothingChangesUnseen(seed: UInt64) async throws {
    var edits = RandomEdits(seed: seed)
    var before: ShownSite?
    var compared = 0
    for _ in 0..<14 {
      let edit = edits.next()
      guard let after = try await ShownSite(edits.site) else { continue }
      if let before { compared += 1; #expect(before.unseenChanges(in: after) == [], "seed \(seed): \(edit)") }
      before = after
    }
    #expect(compared >= 6, "seed \(seed)")
  }

  /// The cache keeps every part of an article, and of what is in one.
  @Test func everyPartIsKept() {
    #expect(
      parts(of: ArticleFields.blank) == [
        "source", "kind", "title", "date", "updated", "isDraft", "expires", "status", "reason", "address", "aliases",
        "section", "tags", "authors", "standfirst", "image", "label", "ai", "origin", "corrections", "story", "pin",
        "language", "translation", "canonical", "takesComments", "feed", "isNoindex", "guid", "template", "extra",
        "body",
        "hash",
      ])
    #expect(parts(of: Body()) == ["text", "html", "outline", "wording"])
    #expect(
      parts(of: ReadArticle.blank) == [
        "fields", "image", "categories", "warnings", "isRendered", "isUpdatedInFuture",
      ])
    #expect(parts(of: FrontMatterPicture.blank) == ["src", "alt", "caption", "credit", "licence"])
    #expect(parts(of: Picture.blank) == ["target", "alt", "caption", "credit", "licence", "width", "height"])
    #expect(parts(of: AIUse.blank) == ["degree", "note", "reviewer"])
    #expect(parts(of: Origin.blank) == ["name", "url"])
    #expect(parts(of: Correction.blank) == ["date", "text", "kind"])
    #expect(parts(of: Comment.blank) == ["id", "name", "url", "date", "html", "depth", "replies"])
  }

  /// A part that is added has to be named where it is written and read (`Stored+Article.swift`), and here.
  private func parts(of value: Any) -> [String] {
    // A wrapped property is stored under its name with a `_`.
    Mirror(reflecting: value).children.compactMap(\.label).map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 }
  }
}

/// Everything that templates can read of a site, with the hashes that stand for it.
private struct ShownSite {
  /// What a part of a record shows, by its name.
  private var shown: [String: (text: String, hash: ContentHash)] = [:]

  init?(_ fixture: SiteFixture) async throws {
    var inputs = fixture.inputs
    inputs.cache = BuildCache(folder: "/dev/null/none", program: "1")
    do throws(BuildFailure) {
      let site = try await PreparedSite(inputs)
      let digests = await SiteDigests(site.view, site.fragments, jobs: 1)
      let reader = VocabularyReader(site, digests)
      for type in SiteVocabularyTypes.tracked { reader.read(type, into: &shown) }
      let fingerprints = await site.fingerprints()
      for file in site.plan.files { reader.read(file, fingerprints, into: &shown) }
    } catch {
      return nil
    }
  }

  /// The names of parts that show something else under the same hash.
  func unseenChanges(in other: ShownSite) -> [String] {
    shown.compactMap { name, old in
      guard let new = other.shown[name], new.hash == old.hash, new.text != old.text else { return nil }
      return "\(name): \(difference(old.text, new.text))"
    }.sorted()
  }

  private func difference(_ a: String, _ b: String) -> String {
    let shared = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
    return "…\(a.utf8.dropFirst(max(0, shared - 40)).prefix(90)) / …\(b.utf8.dropFirst(max(0, shared - 40)).prefix(90))"
  }
}

private enum SiteVocabularyTypes {
  static let tracked = [
    SiteVocabulary.site, ArticleVocabulary.article, ListVocabulary.section, ListVocabulary.tag, ListVocabulary.author,
    ListVocabulary.story,
  ]
}

/// Reads every field of every record, down to what has a name of its own.
private struct VocabularyReader {
  let site: PreparedSite
  let digests: SiteDigests
  let vocabulary: Vocabulary

  init(_ site: PreparedSite, _ digests: SiteDigests) {
    self.site = site
    self.digests = digests
    let filters = HostFilters(settings: site.site.settings, words: site.view.words, assets: [:])
    vocabulary = SiteTemplates.vocabulary(filters)
  }

  func read(_ type: RecordType, into shown: inout [String: (text: String, hash: ContentHash)]) {
    guard let number = type.tracked else { return }
    let owners = Owners(root: site.view, page: site.view)
    for (index, name) in digests.names[number].enumerated() {
      let record = Record(type, index: index)
      for (part, fields) in Dictionary(grouping: vocabulary.fields(of: type), by: { $0.partNumber }) {
        guard let hash = digests.digest(type: number, part: part, index: index) else {
          shown["\(type.name) \(name) part \(part)"] = ("no hash", ContentHash(high: 0, low: 0))
          continue
        }
        let lines = fields.map { "\($0.name)=\(text(of: $0.value(of: record, owners), owners))" }
        // Settings, theme and the like are in another hash.
        shown["\(type.name) \(name) part \(part) of \(common)"] = (lines.joined(separator: "\n"), hash)
      }
    }
  }

  /// What a page says of itself: the values of its own that its template can read.
  func read(
    _ file: PlannedFile, _ fingerprints: Fingerprints, into shown: inout [String: (text: String, hash: ContentHash)]
  ) {
    guard case .page(let page) = file.content else { return }
    // The record of the archive has parts, and a page of its own.
    let years = ReadKey(type: TrackedType.archive, part: ArchivePart.years, index: 0)
    let keys = if case .archive = page.kind { [years] } else { [ReadKey]() }
    guard let hash = fingerprints.fingerprint(of: page, variables: 0, keys) else { return }
    let view = PageView(site.view, page)
    let owners = Owners(root: site.view, page: view)
    let values = SiteTemplates.values(view)
    let own = values.dropFirst().enumerated().filter { $0.offset != 1 && $0.offset != 2 }.map {
      text(of: $0.element, owners)
    }
    shown["page \(file.path.text) of \(common)"] = (own.joined(separator: "\n"), hash)
  }

  /// Settings, words and the like: they are in every fingerprint.
  private var common: String { site.fingerprintBase.hexadecimal }

  private func text(of value: Value, _ owners: Owners) -> String {
    switch value {
    case .none: "none"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .html(let value): String(decoding: value.bytes, as: UTF8.self)
    case .instant(let value): "@\(value)"
    case .list(let list): (0..<list.count).map { text(of: list[$0], owners) }.joined(separator: ", ")
    case .mapping(let mapping): mapping.pairs.map { "\($0.key): \(text(of: $0.value, owners))" }.joined(separator: ", ")
    case .record(let record): text(of: record, owners)
    }
  }

  private func text(of record: Record, _ owners: Owners) -> String {
    guard let type = vocabulary.recordTypes.first(where: { ObjectIdentifier($0) == record.type }) else { return "?" }
    // What has a name stands for itself; a page names many.
    if let number = type.tracked, number != TrackedType.archive {
      return "\(type.name) \(digests.names[number][record.index])"
    }
    return vocabulary.fields(of: type).map { "\($0.name)=\(text(of: $0.value(of: record, owners), owners))" }.joined(
      separator: "; ")
  }
}

extension AnyField {
  fileprivate var partNumber: Int { part.map { Int($0.rawValue >> 32 & 0xFFFF) } ?? 0 }
}
