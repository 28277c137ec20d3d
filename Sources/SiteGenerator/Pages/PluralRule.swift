/// How a language chooses the form of a word by a number: the rules of CLDR 45 for the languages that newsrooms asked for;
/// every other language has `one` for 1 and `other`.
struct PluralRule: Sendable {
  private enum Family {
    case invariable, oneUpToOne, arabic, hebrew, eastSlavic, polish, czech, romanian, lithuanian, irish, usual
  }

  private let family: Family

  /// The forms that a word can have.
  static let categories = ["zero", "one", "two", "few", "many", "other"]

  init(language: String) {
    switch language.split(separator: "-").first.map(String.init) ?? language {
    case "ja", "zh", "ko", "th", "vi", "id", "ms", "lo", "my": family = .invariable
    case "fr", "pt", "hy", "fa", "prs", "hi", "bn", "am", "gu", "kn", "zu": family = .oneUpToOne
    case "ar": family = .arabic
    case "he": family = .hebrew
    case "ru", "uk", "be", "sr", "hr", "bs": family = .eastSlavic
    case "pl": family = .polish
    case "cs", "sk": family = .czech
    case "ro": family = .romanian
    case "lt": family = .lithuanian
    case "ga": family = .irish
    default: family = .usual
    }
  }

  /// `zero`, `one`, `two`, `few`, `many` or `other`, for a whole number.
  func category(of count: Int) -> String {
    let n = count == .min ? .max : abs(count)
    let (tens, hundreds) = (n % 10, n % 100)
    let isTeen = (12...14).contains(hundreds)
    switch family {
    case .invariable: return "other"
    case .oneUpToOne: return n <= 1 ? "one" : "other"
    case .arabic:
      if n <= 2 { return ["zero", "one", "two"][n] }
      return (3...10).contains(hundreds) ? "few" : hundreds >= 11 ? "many" : "other"
    case .hebrew: return n == 1 ? "one" : n == 2 ? "two" : "other"
    case .eastSlavic:
      if tens == 1, hundreds != 11 { return "one" }
      return (2...4).contains(tens) && !isTeen ? "few" : "many"
    case .polish:
      if n == 1 { return "one" }
      return (2...4).contains(tens) && !isTeen ? "few" : "many"
    case .czech: return n == 1 ? "one" : (2...4).contains(n) ? "few" : "other"
    case .romanian: return n == 1 ? "one" : n == 0 || (1...19).contains(hundreds) ? "few" : "other"
    case .lithuanian:
      if tens == 1, !(11...19).contains(hundreds) { return "one" }
      return (2...9).contains(tens) && !(11...19).contains(hundreds) ? "few" : "other"
    case .irish:
      return n == 1 ? "one" : n == 2 ? "two" : (3...6).contains(n) ? "few" : (7...10).contains(n) ? "many" : "other"
    case .usual: return n == 1 ? "one" : "other"
    }
  }
}
