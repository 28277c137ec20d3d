/// The plural category of a whole number in a language, by the rules of CLDR 45 for the languages that newsrooms asked
/// for; every other language has `one` for 1 and `other`.
func pluralCategory(_ count: Int, language: String) -> String {
  let n = abs(count)
  let (tens, hundreds) = (n % 10, n % 100)
  switch language.split(separator: "-").first.map(String.init) ?? language {
  case "ja", "zh", "ko", "th", "vi", "id", "ms", "lo", "my":
    return "other"
  case "fr", "pt", "hy":
    return n <= 1 ? "one" : "other"
  case "fa", "prs", "hi", "bn", "am", "gu", "kn", "zu":
    return n <= 1 ? "one" : "other"
  case "ar":
    if n <= 2 { return ["zero", "one", "two"][n] }
    return (3...10).contains(hundreds) ? "few" : hundreds >= 11 ? "many" : "other"
  case "he":
    return n == 1 ? "one" : n == 2 ? "two" : "other"
  case "ru", "uk", "be", "sr", "hr", "bs":
    if tens == 1, hundreds != 11 { return "one" }
    return (2...4).contains(tens) && !(12...14).contains(hundreds) ? "few" : "many"
  case "pl":
    if n == 1 { return "one" }
    return (2...4).contains(tens) && !(12...14).contains(hundreds) ? "few" : "many"
  case "cs", "sk":
    return n == 1 ? "one" : (2...4).contains(n) ? "few" : "other"
  case "ro":
    return n == 1 ? "one" : n == 0 || (1...19).contains(hundreds) ? "few" : "other"
  case "lt":
    if tens == 1, !(11...19).contains(hundreds) { return "one" }
    return (2...9).contains(tens) && !(11...19).contains(hundreds) ? "few" : "other"
  case "ga":
    return n == 1 ? "one" : n == 2 ? "two" : (3...6).contains(n) ? "few" : (7...10).contains(n) ? "many" : "other"
  default:
    return n == 1 ? "one" : "other"
  }
}
