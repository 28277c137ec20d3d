import Diagnostics
import Foundation

/// Whether a text has the form of a language tag (RFC 5646, 2.1): parts of 1 to 8 letters and digits, the first of them
/// 2 to 8 letters.
func isLanguageTag(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard let first = parts.first, (2...8).contains(first.count) else { return false }
  let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
  return first.allSatisfy(isLetter)
    && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) } }
}

/// What is wrong with a tag that an author wrote, and what may be meant; nil for a language that there may be.
///
/// The languages of two letters are all known, and no other will ever be added to them; those of three letters are some
/// thousands, and are taken as they come. Longer ones are set aside for days to come (RFC 5646, 2.2.1): what is written
/// there is the language's name.
func problem(ofLanguageTag text: String) -> (message: String, hint: String)? {
  guard isLanguageTag(text) else { return ("is not a language tag", "such as en, fr, prs, pt-BR") }
  let tag = LanguageTag(text)
  let length = tag.language.utf8.count
  if length > 3 || length == 2 && !languagesOfTwoLetters.contains(tag.language[...]) {
    let near = length > 3 ? language(called: tag.language) : nearestLanguage(to: tag.language)
    let hint = near.map { "did you mean \"\($0)\"? " } ?? ""
    return (
      "is not a language: no one is called \"\(tag.language)\"",
      hint + "the names are those of ISO 639, such as en, fr, prs"
    )
  }
  // Nobody's code, but everybody's word for it.
  if tag.region == "UK" { return ("names a country that there is not: UK", "did you mean \"\(tag.language)-GB\"?") }
  return nil
}

/// The language of an English name: `en` for `english`.
private func language(called name: String) -> String? {
  let english = Locale(identifier: "en")
  return languagesOfTwoLetters.sorted().first {
    english.localizedString(forLanguageCode: String($0))?.lowercased() == name
  }.map(String.init)
}

/// The language that most people speak in a country of this name, for a country is what is mostly written in its place;
/// otherwise one that is spelt like it.
private func nearestLanguage(to name: String) -> String? {
  let country = name.uppercased()
  if country != "UK", Locale.Region(country).isISORegion {
    let likely = Locale.Language(identifier: "und-\(country)").maximalIdentifier
    if let language = likely.split(separator: "-").first, languagesOfTwoLetters.contains(language) {
      return String(language)
    }
  }
  return nearest(to: name, in: languagesOfTwoLetters.map(String.init).sorted())
}

/// ISO 639-1, with the codes of earlier days that are still in use.
private let languagesOfTwoLetters = Set(
  """
  aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es \
  et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw \
  ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne \
  ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st \
  su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
  """.split(separator: " "))
