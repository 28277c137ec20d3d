import Diagnostics

/// What the front matter of one file says, each value of the type that it has to be.
struct FrontMatter {
  var title: String?
  var date: Instant?
  var updated: Instant?
  var isDraft = false
  var expires: Instant?
  var status = Article.Status.published
  var reason: String?
  var slug: String?
  var path: String?
  var aliases: [String] = []
  var section: String?
  /// What other generators call categories: a section when there is one of that name, otherwise tags.
  var categories: [String] = []
  var tags: [String] = []
  var authors: [String] = []
  var description: String?
  var image: FrontMatterPicture?
  var label: Article.Label?
  var ai: AIUse?
  var origin: Origin?
  var corrections: [Correction] = []
  var story: String?
  var pin = Article.Pin.no
  var language: String?
  var translation: String?
  var canonical: String?
  var takesComments = true
  var feed: Article.Feed?
  var isNoindex = false
  var guid: String?
  var template: String?
  var kind: Article.Kind?
  var extra: DataValue = .mapping([])

  /// Where the keys stand, for errors that are seen only later.
  var places = Places()

  /// The pairs of a file by the names of their fields: so few that looking at each is faster than a table.
  struct Places {
    private var pairs: [(name: String, pair: MetaPair)] = []

    subscript(name: String) -> MetaPair? {
      get { pairs.first { $0.name == name }?.pair }
      set {
        pairs.removeAll { $0.name == name }
        if let newValue { pairs.append((name, newValue)) }
      }
    }
  }
}

/// The lead picture as it was written, before it is known where the file is.
struct FrontMatterPicture {
  var src: String
  var alt: String?
  var caption: String?
  var credit: String?
  var licence: String?
}

/// Reads front matter by the closed vocabulary.
struct FrontMatterReader {
  var fields: MetaReader
  var result = FrontMatter()

  init(fields: MetaReader, unknownKeys: Settings.Strictness) {
    self.fields = fields
    self.fields.unknownKeys = unknownKeys
  }

  mutating func read(_ root: MetaNode) {
    guard case .mapping(let pairs) = root.value else {
      if !root.isNull { fields.report(.frontMatterNotMapping(root.place(in: fields.source))) }
      return
    }
    for pair in pairs { read(pair) }
  }

  private mutating func read(_ pair: MetaPair) {
    guard let word = FrontMatterField.words[pair.key] else { return readUnknown(pair) }
    let meaning = word.field.name
    if let other = result.places[meaning], other.key != pair.key {
      return readAgain(pair, word, after: other)
    }
    result.places[meaning] = pair
    // A key without a value says nothing; where that would publish something, its reader says so.
    if pair.value.isNull, !["title", "date", "draft"].contains(meaning) {
      return fields.tellCut(pair.key, pair.value)
    }
    word.read(&self, pair.key, pair.value)
  }

  /// What may hold an article back is an error even where unknown keys are warnings.
  private mutating func readUnknown(_ pair: MetaPair) {
    let place = pair.place(in: fields.source)
    if let hint = HoldingBack.hint(pair) { return fields.report(.heldBackElsewhere(pair.key, hint, place)) }
    let (known, other) = (FrontMatterField.all.map(\.name), FrontMatterField.all.flatMap(\.synonyms))
    let unknown = Diagnostic.unknownKey(
      pair.key, known: known, other: other, suggested: FrontMatterField.related[pair.key], isFrontMatter: true, place)
    if HoldingBack.isNearMiss(pair) { fields.report(unknown) } else { lenient(unknown) }
  }

  /// A second word for a field. Of two that say whether or when an article is published, the stricter counts, in
  /// whatever order they stand; of others, the first.
  private mutating func readAgain(
    _ pair: MetaPair, _ word: (field: FrontMatterField, read: FrontMatterField.Read), after other: MetaPair
  ) {
    let (meaning, place) = (word.field.name, pair.place(in: fields.source))
    guard ["draft", "date", "expires"].contains(meaning) else {
      return lenient(.sayTwice(pair.key, other.key, place))
    }
    let first = result
    word.read(&self, pair.key, pair.value)
    let isStricter =
      switch meaning {
      case "date": result.date.map { $0 > first.date ?? Instant(seconds: .min) } ?? false
      case "expires": result.expires.map { $0 < first.expires ?? Instant(seconds: .max) } ?? false
      default: result.isDraft && !first.isDraft
      }
    if isStricter { result.places[meaning] = pair } else { result = first }
    lenient(.sayTwice(pair.key, other.key, meaning, counts: isStricter ? pair.key : other.key, place))
  }

  /// What a site that comes from another generator may let pass: an error, or a warning under `unknown-keys: warn`.
  mutating func lenient(_ diagnostic: Diagnostic) {
    fields.report(fields.unknownKeys == .warn ? diagnostic.asWarning : diagnostic)
  }
}
