/// What a language tag says (BCP 47).
struct LanguageTag: Sendable, Hashable {
  /// As it is written: `ps-AF`.
  let text: String
  /// Lower-cased: `ps`.
  let language: String
  /// `Arab`, in title case.
  let script: String?
  /// `AF`, in upper case.
  let region: String?

  init(_ text: String) {
    self.text = text
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    language = parts.first?.lowercased() ?? ""
    var script: String?
    var region: String?
    for part in parts.dropFirst() {
      let length = part.utf8.count
      // A singleton begins an extension: what follows is no script and no region.
      if length == 1 { break }
      let isLetters = part.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      if length == 4, isLetters, script == nil { script = part.prefix(1).uppercased() + part.dropFirst().lowercased() }
      if length == 2, isLetters, region == nil { region = part.uppercased() }
      if length == 3, !isLetters, region == nil { region = part }
    }
    self.script = script
    self.region = region
  }

  /// Whether it is written from right to left; a script subtag wins over the language.
  var isRightToLeft: Bool {
    if let script { return LanguageTag.rightToLeftScripts.contains(script) }
    return LanguageTag.rightToLeftLanguages.contains(language)
  }

  /// `rtl` or `ltr`.
  var direction: String { isRightToLeft ? "rtl" : "ltr" }

  /// `ps_AF`, as Open Graph wants it; nil when the tag names no country, for there is none to be made up.
  var openGraphLocale: String? {
    guard let region, region.utf8.count == 2 else { return nil }
    return "\(language)_\(region)"
  }

  private static let rightToLeftLanguages: Set<String> = [
    "ar", "fa", "prs", "ps", "ur", "sd", "ug", "he", "iw", "yi", "dv", "ckb",
  ]
  private static let rightToLeftScripts: Set<String> = [
    "Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend",
  ]
}
