import Diagnostics

extension Theme {
  /// The ids that templates give to parts of a page, as far as they are written out (`id="story-share"`), in order.
  var ids: [String] {
    var found: Set<String> = []
    for source in templates.values { collectIDs(of: source.bytes, into: &found) }
    return found.sorted()
  }
}

/// The text between the quotes after each ` id=`; what a template expression makes is not known here.
private func collectIDs(of template: [UInt8], into found: inout Set<String>) {
  let name = Array("id=\"".utf8)
  var index = 1
  while index + name.count < template.count {
    defer { index += 1 }
    guard template[index] == name[0], template[index...].starts(with: name), template[index - 1] <= 0x20 else {
      continue
    }
    let value = template[(index + name.count)...].prefix { $0 != UInt8(ascii: "\"") }
    guard !value.isEmpty, value.count <= 200, !value.contains(UInt8(ascii: "{")) else { continue }
    found.insert(String(decoding: value, as: UTF8.self))
  }
}
