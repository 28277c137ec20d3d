import Diagnostics
import Foundation

/// The words of the theme in the language of the site, and how that language writes dates and numbers.
struct Words: Sendable {
  let language: String
  private let texts: [String: Entry]
  /// The forms of each word that has a number in it, by category, cut where the number goes.
  private let plurals: [String: [String: [String]]]
  private let pluralRule: PluralRule
  private let calendar: CalendarNames
  private let locale: Locale

  /// A text, or one text for each plural category of the language (CLDR: zero, one, two, few, many, other).
  enum Entry: Sendable, Hashable {
    case text(String)
    case plural([String: String])
  }

  /// `languages` are the files of `i18n`, by language tag; what a language lacks is taken from English.
  init(language: String, files: [String: [String: Entry]]) {
    self.language = language
    var texts = files["en"] ?? [:]
    for tag in Words.fallbacks(of: language) {
      texts.merge(files[tag] ?? [:]) { _, new in new }
    }
    self.texts = texts
    plurals = texts.mapValues(\.pieces)
    pluralRule = PluralRule(language: language)
    locale = Locale(identifier: Words.localeIdentifier(of: language))
    calendar = CalendarNames(locale)
  }

  /// From the widest to the narrowest: `pt`, `pt-BR`.
  private static func fallbacks(of language: String) -> [String] {
    let parts = language.split(separator: "-")
    return parts.indices.map { parts[...$0].joined(separator: "-") }
  }

  /// CLDR has Dari as the Persian of Afghanistan; news is dated by the Gregorian calendar.
  private static func localeIdentifier(of language: String) -> String {
    let tag = language == "prs" || language.hasPrefix("prs-") ? "fa-AF" : language
    return tag + (tag.contains("-u-") ? "" : "-u-ca-gregory")
  }

  /// The word for a key; nil when no language has it.
  func find(_ key: String) -> String? {
    switch texts[key] {
    case .text(let text): text
    case .plural(let forms): forms["other"]
    case nil: nil
    }
  }

  /// The word for a key of the program's own; the key itself when a theme has left it out.
  func text(_ key: String) -> String { find(key) ?? key }

  var keys: [String] { texts.keys.sorted() }

  /// `3 minutes` for a key whose entry is `{one: "{n} minute", other: "{n} minutes"}`; nil when there is no such key.
  func plural(_ key: String, _ count: Int) -> String? {
    guard let forms = plurals[key] else { return nil }
    let pieces = forms[pluralRule.category(of: count)] ?? forms["other"] ?? []
    guard var text = pieces.first else { return "" }
    let number = number(count)
    for piece in pieces.dropFirst() {
      text += number
      text += piece
    }
    return text
  }

  /// `1,204,330`, as the language writes it.
  func number(_ value: Int) -> String {
    // Foundation's formatter takes longer than a whole card; most numbers on a page are small.
    (0..<1000).contains(value) ? calendar.number(value, 1) : value.formatted(.number.locale(locale))
  }

  /// `2026` in the digits of the language, never grouped.
  func year(_ year: Int) -> String { calendar.number(year, 4) }

  func monthAndYear(_ year: Int, _ month: Int) -> String {
    guard let date = CivilDate(year: year, month: month, day: 1) else { return "\(year)-\(month)" }
    let pattern = find("date_month") ?? "LLLL yyyy"
    return calendar.format(WallTime(date: date, secondOfDay: 0, offset: 0), pattern) ?? "\(year)-\(month)"
  }

  /// A date by a pattern of Unicode TR 35; nil when the pattern has a letter that is not understood.
  func date(_ instant: Instant, in zone: Zone, _ pattern: String) -> String? {
    calendar.format(zone.wallTime(at: instant), pattern)
  }

  /// The keys of the words that are patterns of dates.
  static let patterns: Set = ["date_weekday", "date_long", "date_short", "date_month", "date_time"]
  static let patternHint =
    "there is: d dd, E EEEE, M MM MMM MMMM, yyyy, H HH, h, mm, ss, a, XXX; text belongs between apostrophes: d 'of' MMMM"

  /// What is said of `problem(inPattern:)`.
  static func sentence(ofLetter letter: Character) -> String { "has \"\(letter)\", which means nothing in a pattern" }

  /// The first letter of a pattern that is not understood.
  static func problem(inPattern pattern: String) -> Character? { CalendarNames.problem(in: pattern) }
}

extension Words.Entry {
  /// Its forms by category, cut at `{n}`; a text without forms is one for all numbers.
  fileprivate var pieces: [String: [String]] {
    let forms =
      switch self {
      case .text(let text): ["other": text]
      case .plural(let forms): forms
      }
    return forms.mapValues { $0.split(separator: "{n}", omittingEmptySubsequences: false).map(String.init) }
  }
}
