import Foundation

/// The names of months and days in a language, asked of Foundation once, and dates written with them by the patterns of
/// Unicode TR 35 (part 4, section 8).
struct CalendarNames: Sendable {
  private let months: [String]
  private let shortMonths: [String]
  private let standaloneMonths: [String]
  private let weekdays: [String]
  private let shortWeekdays: [String]
  private let morning: String
  private let evening: String
  private let digits: [String]

  init(_ locale: Locale) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = locale
    months = calendar.monthSymbols
    shortMonths = calendar.shortMonthSymbols
    standaloneMonths = calendar.standaloneMonthSymbols
    weekdays = calendar.weekdaySymbols
    shortWeekdays = calendar.shortWeekdaySymbols
    morning = calendar.amSymbol
    evening = calendar.pmSymbol
    digits = (0...9).map { $0.formatted(.number.locale(locale)) }
  }

  static func problem(in pattern: String) -> Character? {
    var problem: Character?
    walk(pattern) { part in
      if case .field(let letter, let count) = part, !isKnown(letter, count), problem == nil {
        problem = Character(Unicode.Scalar(letter))
      }
    }
    return problem
  }

  func format(_ time: WallTime, _ pattern: String) -> String? {
    var text: [UInt8] = []
    var isUnderstood = true
    CalendarNames.walk(pattern) { part in
      switch part {
      case .byte(let byte): text.append(byte)
      case .field(let letter, let count):
        if let value = field(letter, count, time) { text.append(contentsOf: value.utf8) } else { isUnderstood = false }
      }
    }
    return isUnderstood ? String(decoding: text, as: UTF8.self) : nil
  }

  private static func isKnown(_ letter: UInt8, _ count: Int) -> Bool {
    "yuMLdEcHhKkmsaZXxV".utf8.contains(letter) && count <= 5
  }

  private func field(_ letter: UInt8, _ count: Int, _ time: WallTime) -> String? {
    let date = time.date
    switch Unicode.Scalar(letter) {
    case "y", "u": return count == 2 ? number(date.year % 100, 2) : number(date.year, count)
    case "M": return month(date.month, count, months)
    case "L": return month(date.month, count, standaloneMonths)
    case "d": return number(date.day, count)
    case "E", "c": return name(count < 4 ? shortWeekdays : weekdays, date.weekday)
    case "H": return number(time.hour, count)
    case "k": return number(time.hour == 0 ? 24 : time.hour, count)
    case "h": return number((time.hour + 11) % 12 + 1, count)
    case "K": return number(time.hour % 12, count)
    case "m": return number(time.minute, count)
    case "s": return number(time.second, count)
    case "a": return time.hour < 12 ? morning : evening
    case "Z", "X", "x", "V": return offset(time.offset, letter, count)
    default: return nil
    }
  }

  private func month(_ month: Int, _ count: Int, _ long: [String]) -> String {
    switch count {
    case 1, 2: number(month, count)
    case 3: name(shortMonths, month - 1)
    default: name(long, month - 1)
    }
  }

  private func name(_ names: [String], _ index: Int) -> String {
    names.indices.contains(index) ? names[index] : number(index + 1, 1)
  }

  /// In the digits of the language.
  func number(_ value: Int, _ width: Int) -> String {
    let ascii = padded(value, width)
    guard digits.count == 10, digits[0] != "0" else { return ascii }
    return ascii.utf8.map { (0x30...0x39).contains($0) ? digits[Int($0) - 0x30] : "" }.joined()
  }

  private func offset(_ seconds: Int, _ letter: UInt8, _ count: Int) -> String {
    let letter = Unicode.Scalar(letter)
    if letter == "X", seconds == 0 { return "Z" }
    let minutes = abs(seconds) / 60
    let colon = letter == "Z" ? (count == 5 ? ":" : "") : count >= 3 ? ":" : ""
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + colon + padded(minutes % 60, 2)
  }

  private enum Part {
    /// A byte of text that is written as it is.
    case byte(UInt8)
    /// A letter, and how often it stands in a row.
    case field(UInt8, Int)
  }

  /// Letters are fields; what stands between apostrophes is text, and two apostrophes are one.
  private static func walk(_ pattern: String, _ visit: (Part) -> Void) {
    let bytes = Array(pattern.utf8)
    let apostrophe = UInt8(ascii: "'")
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let start = index
      index += 1
      if byte == apostrophe, index < bytes.count, bytes[index] == apostrophe {
        index += 1
        visit(.byte(apostrophe))
      } else if byte == apostrophe {
        isQuoted.toggle()
      } else if !isQuoted, (byte | 0x20) &- 0x61 < 26 {
        while index < bytes.count, bytes[index] == byte { index += 1 }
        visit(.field(byte, index - start))
      } else {
        visit(.byte(byte))
      }
    }
  }
}
