import CommonMark
import Diagnostics

/// What is known of the theme's assets, and of files that are published as they are.
extension PreparedSite {
  func origin(ofAsset name: String) -> String {
    let path = "assets/\(name)"
    let own = "\(templatesFolder)/\(path)"
    guard theme.ownAssets.contains(name) else { return "the built-in theme's \(path); \(own) would take its place" }
    return inputs.theme[path] == nil ? own : "\(own), in place of the built-in theme's"
  }

  /// What `Templates` is called, also when there is none: it would stand beside Content.
  var templatesFolder: String {
    let site = parentFolder(inputs.content.name)
    return inputs.templates?.name ?? (site.isEmpty ? "Templates" : "\(site)/Templates")
  }

  func describe(asset name: String, _ explanation: inout Explanation) {
    if name == "style.css" {
      explanation.add("accent", site.settings.accent.map { "\($0), of \(inputs.content.display("site.yml"))" })
    }
    let sheets = theme.assets.filter { other, bytes in
      other != name && fileExtension(other) == "css" && bytes.firstRange(of: Array(fileName(name).utf8)) != nil
    }
    explanation.add("style sheets", sheets.keys.sorted())
    let naming = templates(naming: ["\"\(name)\"", "'\(name)'"])
    explanation.add("named in", naming)
    explanation.add("used by", pages(showing: Set(naming)))
  }

  /// The paths of templates in which one of these texts stands.
  func templates(naming texts: [String]) -> [String] {
    theme.templates.values.filter { source in
      texts.contains { source.bytes.firstRange(of: Array($0.utf8)) != nil }
    }.map(\.path).sorted()
  }

  /// The size of a picture, what is made of it, and the pages that show or link a file.
  func describeUses(of file: PlannedFile, _ explanation: inout Explanation) {
    if case .picture(let path) = file.content {
      if (try? inputs.content.read(path)).flatMap({ cleaned($0) }) != nil {
        explanation.add("without", "its private metadata: where and with what it was taken")
      } else {
        explanation.add("with", "all that its file says: nothing can be taken out of it")
      }
    }
    explanation.add("size", view.pictures[file.address].map { "\($0.width) × \($0.height) pixels" })
    let original = original(of: file)
    explanation.add("smaller", (view.variants[file.address]?.groups ?? []).flatMap(\.files).map(\.address.text))
    let uses = uses(of: original)
    let most = 8
    let lines = Array(uses.prefix(most)) + (uses.count > most ? ["… \(uses.count) in all"] : [])
    explanation.add("used by", lines.isEmpty ? ["no article, section, template or line of site.yml names it"] : lines)
  }

  /// The picture that a smaller one was made from; any other file itself.
  private func original(of file: PlannedFile) -> Address {
    guard case .variant = file.content else { return file.address }
    return view.variants.first { _, set in set.groups.contains { $0.files.contains { $0.address == file.address } } }?
      .key
      ?? file.address
  }

  private func uses(of address: Address) -> [String] {
    func leadsThere(_ target: LinkTarget?) -> Bool {
      if case .site(address, _)? = target { true } else { false }
    }
    var uses: [String] = []
    for (index, article) in site.articles.enumerated() {
      let isLead = leadsThere(article.image?.target)
      guard isLead || view.targets[index].contains(where: leadsThere) else { continue }
      // It is published all the same: who has its address still finds it.
      let isRetracted = article.status == .retracted
      let how = isRetracted ? ", which is retracted and does not show it" : isLead ? ", as its lead picture" : ""
      uses.append("\(article.address)\(how)")
    }
    for (section, targets) in zip(site.sections, view.sectionTargets) where targets.contains(where: leadsThere) {
      uses.append(section.address.text)
    }
    for named in site.settings.addresses where Address(percentDecoded(named.text) ?? named.text) == address {
      uses.append("\(named.place.path):\(named.place.line)")
    }
    return uses + templates(naming: [address.text])
  }
}
