import Diagnostics

/// The settings that are made of several values.
extension SettingsReader {
  mutating func readSections(_ node: MetaNode) {
    for pair in fields.mapping("sections", node) ?? [] {
      var section = SectionSettings(key: sectionKey(pair.key))
      if case .scalar = pair.value.value {
        section.title = fields.line(pair.key, pair.value)
      } else {
        fields.fields(
          pair.key, pair.value,
          [
            ("title", { section.title = $0.line("title", $1) }),
            ("description", { section.description = $0.line("description", $1) }),
          ])
      }
      settings.sections.append(section)
    }
  }

  mutating func readMasthead(_ node: MetaNode) {
    if case .scalar = node.value {
      settings.masthead.text = fields.line("masthead", node)
      return
    }
    for pair in fields.mapping("masthead", node) ?? [] {
      switch pair.key {
      case "text": settings.masthead.text = fields.line("text", pair.value)
      case "picture":
        settings.masthead.picture = address("picture", pair.value).map {
          Picture(target: .site($0, suffix: ""), alt: "")
        }
      default:
        let place = pair.place(in: fields.source)
        fields.report(.unknownKey(pair.key, known: ["text", "picture"], isFrontMatter: false, place))
      }
    }
  }

  mutating func readHome(_ node: MetaNode) {
    var home = settings.home
    fields.fields(
      "home", node,
      [
        ("lead", { home.lead = $0.choice("lead", $1) ?? home.lead }),
        ("seconds", { home.seconds = $0.integer("seconds", $1, in: 0...4) ?? home.seconds }),
        ("sections", { home.sections = $0.sectionNames("sections", $1) }),
        ("stories", { home.stories = $0.integer("stories", $1, in: 0...5) ?? home.stories }),
        ("most-read", { home.mostRead = $0.integer("most-read", $1, in: 0...10) ?? home.mostRead }),
      ])
    settings.home = home
  }

  mutating func readPeople(_ node: MetaNode) {
    for pair in fields.mapping("people", node) ?? [] {
      var person = PersonSettings(key: pair.key, name: "")
      let source = fields.source
      fields.fields(
        pair.key, pair.value,
        [
          ("name", { person.name = $0.line("name", $1) ?? "" }),
          ("role", { person.role = $0.line("role", $1) }),
          ("bio", { person.bio = $0.line("bio", $1) }),
          ("portrait", { person.portrait = portrait($0.line("portrait", $1), alt: person.name) }),
          ("email", { person.email = $0.email("email", $1) }),
          ("url", { person.website = $0.urls("url", $1).first }),
          ("links", { person.links = $0.urls("links", $1) }),
          ("fediverse", { person.fediverse = $0.account("fediverse", $1) }),
        ])
      if person.name.isEmpty {
        fields.report(.missingKey("name", why: "the name that readers see", pair.place(in: source)))
      } else {
        settings.people.append(person)
      }
    }
  }

  mutating func readLists(_ node: MetaNode) {
    var length = settings.listLength
    fields.fields("lists", node, [("items", { length = $0.integer("items", $1, in: 1...1000) ?? length })])
    settings.listLength = length
  }

  /// Remembers which addresses of this site the settings name, and where: that they lead somewhere is seen later.
  mutating func noteAddresses(_ key: String, _ node: MetaNode) {
    switch (key, node.value) {
    case ("footer", .sequence(let items)): for item in items { noteFields(item) }
    case ("masthead", .mapping): noteFields(node)
    case ("people", .mapping(let people)): for person in people { noteFields(person.value) }
    case ("policies", .mapping(let pairs)): for pair in pairs { noteAddress(pair.value) }
    case ("logo", _), ("icon", _): noteAddress(node)
    default: return
    }
  }

  private mutating func noteFields(_ node: MetaNode) {
    guard case .mapping(let pairs) = node.value else { return }
    for pair in pairs where ["url", "portrait", "picture"].contains(pair.key) { noteAddress(pair.value) }
  }

  private mutating func noteAddress(_ node: MetaNode) {
    guard case .scalar(let text, _) = node.value, case .site? = linkTarget(text) else { return }
    settings.addresses.append(SettingsAddress(text: text, place: node.place(in: fields.source)))
  }

  mutating func readFooter(_ node: MetaNode) {
    for item in fields.items("footer", node) {
      var title: String?
      var target: LinkTarget?
      fields.fields(
        "footer", item,
        [("title", { title = $0.line("title", $1) }), ("url", { target = $0.target("url", $1) })])
      if let title, let target {
        settings.footer.append(NamedLink(title: title, target: target))
      } else if !fields.diagnostics.contains(where: { $0.severity == .error }) {
        let missing = title == nil ? "title" : "url"
        let why = "a link of the footer is {title: …, url: …}"
        fields.report(.missingKey(missing, why: why, item.place(in: fields.source)))
      }
    }
  }

  mutating func readPolicies(_ node: MetaNode) {
    for pair in fields.mapping("policies", node) ?? [] {
      guard let policy = Settings.Policy(rawValue: pair.key) else {
        let known = Settings.Policy.allCases.map(\.rawValue)
        fields.report(.unknownKey(pair.key, known: known, isFrontMatter: false, pair.place(in: fields.source)))
        continue
      }
      settings.policies[policy] = address(pair.key, pair.value)
    }
  }

  mutating func readLimits(_ node: MetaNode) {
    var limits = settings.limits
    let most = 1_000_000_000
    fields.fields(
      "limits", node,
      [
        ("article", { limits.article = $0.integer("article", $1, in: 1...most) ?? limits.article }),
        ("front-matter", { limits.frontMatter = $0.integer("front-matter", $1, in: 1...most) ?? limits.frontMatter }),
        ("depth", { limits.depth = $0.integer("depth", $1, in: 1...100) ?? limits.depth }),
        ("tags", { limits.tags = $0.integer("tags", $1, in: 1...10_000) ?? limits.tags }),
        ("title", { limits.title = $0.integer("title", $1, in: 1...10_000) ?? limits.title }),
        ("slug", { limits.slug = $0.integer("slug", $1, in: 1...240) ?? limits.slug }),
      ])
    settings.limits = limits
  }

  /// An address of this site, from its root.
  mutating func address(_ key: String, _ node: MetaNode) -> Address? {
    guard let text = fields.line(key, node) else { return nil }
    guard case .site(let address, _)? = linkTarget(text) else {
      let hint = "it begins with a slash: /about/"
      fields.report(.badValue(key, "is not an address of this site", hint: hint, node.place(in: fields.source)))
      return nil
    }
    return address
  }

  mutating func urls(_ key: String, _ node: MetaNode) -> [String] { fields.urls(key, node) }
}

extension MetaReader {
  /// `ann@example.org`
  fileprivate mutating func email(_ key: String, _ node: MetaNode) -> String? {
    guard let text = line(key, node) else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isOne = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.utf8.contains(0x20)
    if isOne, !text.hasPrefix("mailto:") { return text }
    let hint = "such as ann@example.org; an address of a page belongs under `url`"
    report(.badValue(key, "is not an e-mail address", hint: hint, node.place(in: source)))
    return nil
  }

  /// `@ann@example.social`
  fileprivate mutating func account(_ key: String, _ node: MetaNode) -> String? {
    guard let text = line(key, node) else { return nil }
    if isFediverseAccount(Array(text.utf8)[...]) { return text }
    report(.badValue(key, "is not an account", hint: "such as \"@ann@example.social\"", node.place(in: source)))
    return nil
  }

  /// Names of sections, each with its place; that they exist is seen when all articles have been read.
  fileprivate mutating func sectionNames(_ key: String, _ node: MetaNode) -> [SectionName] {
    let items = if case .sequence(let items) = node.value { items } else { [node] }
    var names: [SectionName] = []
    for item in items {
      guard let name = line(key, item) else { continue }
      names.append(SectionName(key: sectionKey(name), place: item.place(in: source)))
    }
    return names
  }
}

private func portrait(_ text: String?, alt: String) -> Picture? {
  linkTarget(text).map { Picture(target: $0, alt: alt) }
}

/// `@name@host.example`
func isFediverseAccount(_ text: ArraySlice<UInt8>) -> Bool {
  let parts = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
  return parts.count == 3 && parts[0].isEmpty && !parts[1].isEmpty && parts[2].contains(UInt8(ascii: "."))
    && !text.contains(0x20)
}
