import Diagnostics

/// `images:` of `site.yml`: the sizes and formats in which pictures are published besides their own.
struct ImageSettings: Sendable {
  /// In pixels, ascending.
  var widths = [480, 960, 1600]
  /// In order of preference.
  var formats: [PictureFormat] = [.webp, .jpeg]
  /// How wide the pictures of a text are shown (HTML, 4.8.4.2.2): right for the built-in theme.
  var sizes = "(min-width: 48rem) 44rem, 92vw"
  /// Where `site.yml` asks for them.
  var place: Place
}

extension SettingsReader {
  static let imagesMeaning = """
    `{widths, formats, sizes}`: smaller pictures are made with libvips and offered to browsers: the widths in pixels \
    (`[480, 960, 1600]`), the formats in order of preference (`[webp, jpeg]`, and `avif`), and how wide the pictures of \
    a text are shown, as the attribute `sizes` of HTML says it. See Markdown.md.
    """

  mutating func readImages(_ node: MetaNode) {
    var images = ImageSettings(place: node.place(in: fields.source))
    fields.fields(
      "images", node,
      [
        ("widths", { images.widths = $0.widths($1) ?? images.widths }),
        ("formats", { images.formats = $0.formats($1) ?? images.formats }),
        ("sizes", { images.sizes = $0.line("sizes", $1) ?? images.sizes }),
      ])
    settings.images = images
  }
}

extension MetaReader {
  /// Nil for an empty list as for none.
  fileprivate mutating func widths(_ node: MetaNode) -> [Int]? {
    var widths: Set<Int> = []
    for item in scalars(node) {
      if let width = integer("widths", item, in: 16...8192) { widths.insert(width) }
    }
    if widths.count > 12 {
      report(.badValue("widths", "are at most 12", hint: "three or four are enough", node.place(in: source)))
    }
    return widths.isEmpty ? nil : widths.sorted()
  }

  fileprivate mutating func formats(_ node: MetaNode) -> [PictureFormat]? {
    let names = ["avif", "webp", "jpeg"]
    var formats: [PictureFormat] = []
    for item in scalars(node) {
      guard let name = text("formats", item, expected: "one of \(names.joined(separator: ", "))") else { continue }
      if let format = PictureFormat(rawValue: name == "jpg" ? "jpeg" : name), names.contains(format.rawValue) {
        if !formats.contains(format) { formats.append(format) }
      } else {
        report(.notAChoice("formats", name, names, item.place(in: source)))
      }
    }
    return formats.isEmpty ? nil : formats
  }

  /// The items of a list of plain values; a single one is a list of one.
  private func scalars(_ node: MetaNode) -> [MetaNode] {
    switch node.value {
    case .sequence(let items): items
    case .scalar where node.isNull: []
    case .scalar, .mapping: [node]
    }
  }
}
