/// A JSON Schema by which an editor completes and checks what a newsroom writes.
///
/// Draft-07: what the YAML language servers of editors understand whole.
public enum EditorSchema: String, Sendable, CaseIterable {
  case frontMatter = "front-matter"
  case settings

  /// The schema, with the sections, people and tags of a site as choices.
  ///
  /// A site that has errors is no hindrance: the schema is what helps to mend them. What cannot be read is not offered.
  public func text(for inputs: BuildInputs) async -> String {
    let names = await SiteNames(inputs)
    return String(decoding: bytes(names), as: UTF8.self)
  }

  func bytes(_ names: SiteNames) -> [UInt8] {
    var writer = SchemaWriter(names: names)
    switch self {
    case .frontMatter: writer.frontMatter()
    case .settings: writer.settings()
    }
    return writer.json.document
  }
}

/// What a site has names for.
struct SiteNames: Sendable {
  var known: [ValueShape.Suggestion: [String]] = [:]
  var isOpen = false

  init() {}

  init(_ inputs: BuildInputs) async {
    let loader = ContentLoader(folder: inputs.content, selection: inputs.selection, jobs: inputs.jobs)
    let theme = try? Theme(builtIn: inputs.theme, folder: inputs.templates)
    known[.template] = theme?.templatesOfArticles
    guard let (settings, _) = try? readSettings(inputs.content) else { return }
    isOpen = settings.unknownKeys == .warn
    known[.person] = settings.people.map(\.key)
    known[.section] = settings.sections.map(\.key)
    guard let files = try? await loader.load() else { return }
    let articles = files.articles.map(\.article)
    let folders =
      articles.map { sectionKey(ArticleName.sectionFolder(of: $0.source)) } + files.indexes.keys.map(sectionKey)
    known[.section] = unique(settings.sections.map(\.key) + folders.filter { !$0.isEmpty }.sorted())
    known[.person] = unique(settings.people.map(\.key) + articles.flatMap(\.authors).sorted())
    known[.tag] = unique(articles.flatMap(\.tags).sorted())
    known[.story] = unique(articles.compactMap(\.story).sorted())
    known[.translation] = unique(articles.compactMap(\.translation).sorted())
  }
}

/// Writes shapes as JSON Schema.
struct SchemaWriter {
  let names: SiteNames
  private(set) var json = JSONWriter()

  init(names: SiteNames) { self.names = names }

  mutating func frontMatter() {
    var properties: [(name: String, meaning: String, shape: ValueShape)] = []
    for field in FrontMatterField.all {
      properties.append((field.name, field.meaning, field.shape))
      for synonym in field.synonyms {
        let shape: ValueShape = ["images", "cover"].contains(synonym) ? .anything : field.shape
        properties.append((synonym, field.meaning(of: synonym), shape))
      }
    }
    root("Front matter of an article", properties, isOpen: names.isOpen, required: names.isOpen ? [] : ["title"])
  }

  mutating func settings() {
    root("site.yml", SettingsReader.keys.map { ($0.name, $0.meaning, $0.shape) }, isOpen: false)
  }

  private mutating func root(
    _ title: String, _ properties: [(name: String, meaning: String, shape: ValueShape)], isOpen: Bool,
    required: [String] = []
  ) {
    var inner = json
    inner.object { json in
      json.member("$schema", "http://json-schema.org/draft-07/schema#")
      json.member("title", title)
      json.member("type", "object")
      json.member("additionalProperties", isOpen)
      json.member("required", required)
      json.object("properties") { json in
        for property in properties {
          json.breakLine()
          json.object(named: property.name) { json in
            json.member("description", property.meaning)
            write(property.shape, to: &json)
          }
        }
      }
    }
    json = inner
  }

  /// The keywords of a shape, into an object that is open. A key without a value says nothing: null is always right.
  private func write(_ shape: ValueShape, to json: inout JSONWriter) {
    switch shape {
    case .anything: break
    case .either(let shapes): anyOf(shapes, nullable: true, to: &json)
    case .choice, .suggested, .known: anyOf([shape], nullable: true, to: &json)
    default: plain(shape, nullable: true, to: &json)
    }
  }

  private func anyOf(_ shapes: [ValueShape], nullable: Bool, to json: inout JSONWriter) {
    json.array("anyOf") { json in
      for shape in shapes {
        if case .suggested = shape { json.object { json in plain(.text, nullable: false, to: &json) } }
        json.object { json in plain(shape, nullable: false, to: &json) }
      }
      if nullable { json.object { json in json.member("type", "null") } }
    }
  }

  private func plain(_ shape: ValueShape, nullable: Bool, to json: inout JSONWriter) {
    switch shape {
    // YAML takes `2026` and `no` for numbers and truth values, where the key takes them as text.
    case .text, .date: types(["string", "number", "boolean"], nullable, to: &json)
    case .boolean: types(["boolean"], nullable, to: &json)
    case .integer(let range):
      types(["integer"], nullable, to: &json)
      json.member("minimum", range.lowerBound)
      json.member("maximum", range.upperBound)
    case .url:
      types(["string"], nullable, to: &json)
      json.member("pattern", "^[Hh][Tt][Tt][Pp][Ss]?://")
    case .matching(let pattern, _):
      types(["string"], nullable, to: &json)
      json.member("pattern", pattern)
    case .choice(let words): json.member("enum", words)
    case .suggested(let suggestion):
      types(["string"], false, to: &json)
      json.member("enum", names.known[suggestion] ?? [])
    case .known(let suggestion):
      types(["string"], false, to: &json)
      json.member("enum", names.known[suggestion] ?? [])
    case .list(let item):
      types(["array"], nullable, to: &json)
      json.object("items") { json in write(item, to: &json) }
    case .mapping(let members):
      types(["object"], nullable, to: &json)
      json.member("additionalProperties", false)
      json.object("properties") { json in
        for member in members { json.object(named: member.name) { json in write(member.shape, to: &json) } }
      }
      json.member("required", members.filter(\.isRequired).map(\.name))
    case .table(let value):
      types(["object"], nullable, to: &json)
      json.object("additionalProperties") { json in write(value, to: &json) }
    case .either(let shapes): anyOf(shapes, nullable: nullable, to: &json)
    case .anything: break
    }
  }

  private func types(_ names: [String], _ nullable: Bool, to json: inout JSONWriter) {
    let all = names + (nullable ? ["null"] : [])
    if all.count == 1 { json.member("type", all[0]) } else { json.member("type", all) }
  }
}
