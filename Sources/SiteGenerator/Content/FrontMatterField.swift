import Diagnostics

/// One key of front matter: the table that reads it, checks it and documents it.
final class FrontMatterField: Sendable {
  typealias Read = @Sendable (inout FrontMatterReader, _ key: String, MetaNode) -> Void

  let name: String
  /// The type, as the documentation says it.
  let type: String
  let meaning: String
  /// The words of other generators that mean the same.
  let synonyms: [String]
  let read: Read

  init(_ name: String, _ type: String, _ meaning: String, synonyms: [String] = [], read: @escaping Read) {
    self.name = name
    self.type = type
    self.meaning = meaning
    self.synonyms = synonyms
    self.read = read
  }

  /// Words of other generators that mean a key, but take another value: they are suggested.
  static let related = [
    "coverImage": "image", "cover_image": "image", "featured_image": "image", "featuredImage": "image",
    "feature_image": "image", "heroImage": "image", "hero_image": "image", "header_image": "image",
    "thumbnail": "image", "og_image": "image", "banner": "image",
  ]

  /// What one of the synonyms means, for editors.
  func meaning(of synonym: String) -> String {
    synonym == Self.opposite ? "The opposite of `\(name)`." : "The same as `\(name)`."
  }

  /// The only synonym that does not mean the same: `published: false` is `draft: true`.
  static let opposite = "published"

  static let all: [FrontMatterField] = basic + addresses + people + journalism + publishing

  /// By every name that is understood.
  static let named: [String: FrontMatterField] = Dictionary(
    all.flatMap { field in ([field.name] + field.synonyms).map { ($0, field) } }, uniquingKeysWith: { a, _ in a })

  /// Every word that is understood: the field that it means, and how its value is read.
  static let words: [String: (field: FrontMatterField, read: Read)] = Dictionary(
    uniqueKeysWithValues: named.map { word, field in (word, (field, special[word] ?? field.read)) })

  /// Words of other generators whose value needs another reading than the key they stand for.
  private static let special: [String: Read] = [
    opposite: { reader, key, node in
      if let value = reader.fields.bool(key, node) { reader.result.isDraft = !value }
    },
    "images": { reader, key, node in
      guard case .sequence(let items) = node.value else { return readImage(&reader, key, node) }
      if let first = items.first { readImage(&reader, key, first) }
    },
    "taxonomies": readTaxonomies,
  ]

  private static let basic: [FrontMatterField] = [
    FrontMatterField("title", "text", "The headline, plain text. Required.") { reader, key, node in
      reader.result.title = reader.plainText(key, node)
    },
    FrontMatterField(
      "date", "date or date and time",
      "First publication. Required for articles, unless the name of the file (`2026-10-11-vote.md`) or `path` has it.",
      synonyms: ["publishDate"]
    ) { reader, key, node in reader.result.date = reader.fields.date(key, node) },
    FrontMatterField(
      "updated", "date or date and time", "The last change that a reader should know of; not before `date`.",
      synonyms: ["lastmod", "modified", "last_modified_at"]
    ) { reader, key, node in reader.result.updated = reader.fields.date(key, node) },
    FrontMatterField(
      "draft", "true or false", "Not built unless `--drafts` is given.", synonyms: ["published"]
    ) { reader, key, node in reader.result.isDraft = reader.fields.bool(key, node) ?? true },
    FrontMatterField(
      "expires", "date or date and time", "Gone from that instant on.", synonyms: ["expiryDate"]
    ) { reader, key, node in reader.result.expires = reader.fields.date(key, node) },
    FrontMatterField(
      "status", "`published` or `retracted`",
      "Retracted: the page stays as a notice with `reason`, and leaves every list; its entry in the feeds says so."
    ) { reader, key, node in reader.result.status = reader.fields.choice(key, node) ?? .published },
    FrontMatterField("reason", "text", "Why the article was retracted, plain text.") { reader, key, node in
      reader.result.reason = reader.fields.line(key, node)
    },
    FrontMatterField(
      "kind", "`article` or `page`",
      "Otherwise: files directly in Content are pages, but for those with a date in their name or their `path`; all others are articles."
    ) { reader, key, node in reader.result.kind = reader.fields.choice(key, node) },
    FrontMatterField(
      "template", "name of a template", "Another template than the kind's own.", synonyms: ["layout"]
    ) { reader, key, node in reader.result.template = reader.fields.line(key, node) },
    FrontMatterField("extra", "mapping", "Anything else, for templates.", synonyms: ["params"]) { reader, key, node in
      if reader.fields.mapping(key, node) != nil { reader.result.extra = reader.fields.data(key, node) }
    },
  ]

  private static let addresses: [FrontMatterField] = [
    FrontMatterField("slug", "text", "The last part of the address; otherwise the name of the file.") {
      reader, key, node in reader.result.slug = reader.fields.line(key, node)
    },
    FrontMatterField("path", "text", "The whole address.", synonyms: ["url", "permalink"]) { reader, key, node in
      // Eleventy's way to say that there is to be no page.
      if case .scalar("false", isPlain: true) = node.value {
        let place = node.place(in: reader.fields.source)
        return reader.fields.report(.heldBackElsewhere("\(key): false", HoldingBack.hint, place))
      }
      reader.result.path = reader.fields.line(key, node)
    },
    FrontMatterField(
      "aliases", "list of paths", "Old addresses that redirect here.", synonyms: ["redirect_from"]
    ) { reader, key, node in reader.result.aliases = reader.list(key, node) },
    FrontMatterField("section", "text", "A section's key; otherwise the folder.") { reader, key, node in
      reader.result.section = reader.fields.line(key, node)
    },
    FrontMatterField("canonical", "URL", "Where the original stands.") { reader, key, node in
      reader.result.canonical = readURL(&reader, key, node)
    },
    FrontMatterField("lang", "language tag", "The language of this article (BCP 47); otherwise the site's.") {
      reader, key, node in
      guard let tag = reader.fields.line(key, node) else { return }
      if let (problem, hint) = problem(ofLanguageTag: tag) {
        reader.fields.report(.badValue(key, problem, hint: hint, node.place(in: reader.fields.source)))
      } else {
        reader.result.language = tag
      }
    },
    FrontMatterField("translation", "text", "The key that an article shares with its translations.") {
      reader, key, node in reader.result.translation = reader.fields.line(key, node)
    },
  ]

  private static let people: [FrontMatterField] = [
    FrontMatterField(
      "authors", "list of text", "Names, or keys of `people` in site.yml.", synonyms: ["author"]
    ) { reader, key, node in reader.result.authors = unique(reader.names(key, node)) },
    FrontMatterField("tags", "list of text", "What the article is about.", synonyms: ["keywords"]) {
      reader, key, node in
      let tags = unique(reader.names(key, node))
      if tags.count > reader.fields.limits.tags {
        let place = node.place(in: reader.fields.source)
        reader.fields.report(.tooLong(key, reader.fields.limits.tags, unit: "tags", place))
      }
      reader.result.tags += tags
    },
    FrontMatterField(
      "categories", "list of text", "A section when there is one of that name, otherwise tags.",
      synonyms: ["category"]
    ) { reader, key, node in reader.result.categories = unique(reader.list(key, node)) },
    FrontMatterField(
      "taxonomies", "mapping",
      "Zola's table of `tags`, `authors` and `categories`; what stands in any other, such as `series`, are tags.",
      read: readTaxonomies),
  ]
}
