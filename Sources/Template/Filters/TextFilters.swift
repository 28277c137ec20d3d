extension BuiltinFilter {
  static let textFilters: [BuiltinFilter] = [
    BuiltinFilter("upper", .text, "In capital letters.", result: textual) { (call) throws(Complaint) in
      like(call.input, try call.text().uppercased())
    },
    BuiltinFilter("lower", .text, "In small letters.", result: textual) { (call) throws(Complaint) in
      like(call.input, try call.text().lowercased())
    },
    BuiltinFilter("capitalize", .text, "The first letter large, the others small.", result: textual) {
      (call) throws(Complaint) in
      let text = try call.text()
      return like(call.input, text.prefix(1).uppercased() + text.dropFirst().lowercased())
    },
    BuiltinFilter("title", .text, "The first letter of each word large, the others small.", result: textual) {
      (call) throws(Complaint) in
      like(call.input, titled(try call.text()))
    },
    BuiltinFilter(
      "trim", .text, [BuiltinParameter("chars", .text, default: Value.none)],
      "Without white space, or other characters, at both ends.", result: textual
    ) { (call) throws(Complaint) in
      like(call.input, trimmed(try call.text(), call.arguments[0].string))
    },
    BuiltinFilter(
      "replace", .text,
      [
        BuiltinParameter("old", .text), BuiltinParameter("new", .text),
        BuiltinParameter("count", .integer, default: Value.none),
      ],
      "With one text in place of another.", result: { $0 == .text ? .open : textual($0) }
    ) { (call) throws(Complaint) in try replaced(call) },
    BuiltinFilter(
      "truncate", .plainText,
      [
        BuiltinParameter("length", .integer, default: .integer(255)),
        BuiltinParameter("killwords", .boolean, default: .boolean(false)),
        BuiltinParameter("end", .text, default: .text("...")),
        BuiltinParameter("leeway", .integer, default: .integer(5)),
      ], "Cut to a number of characters, between words unless killwords is true.", .text
    ) { (call) throws(Complaint) in try truncated(call) },
    BuiltinFilter("striptags", .text, "Without tags and comments, white space as single spaces.", .text) {
      (call) throws(Complaint) in
      .text(strippedOfTags(try call.text()))
    },
    BuiltinFilter(
      "split", .text, [BuiltinParameter("separator", .text, default: Value.none)],
      "A list of the parts between separators, or between white space.", .list(.text)
    ) { (call) throws(Complaint) in
      .list(List(try split(try call.text(), call.arguments[0].string).map { .text($0) }))
    },
    BuiltinFilter("wordcount", .text, "The number of words.", .integer) { (call) throws(Complaint) in
      .integer(wordCount(try call.text()))
    },
    BuiltinFilter("urlencode", .anything, "As a part of an address: %20 for a space; of a mapping, a query.", .text) {
      (call) throws(Complaint) in
      try urlEncoded(call.input)
    },
  ]
}

/// As Jinja has it: words begin after white space, `-`, `(`, `{`, `[` and `<`.
private func titled(_ text: String) -> String {
  var result = ""
  var word = ""
  for character in text {
    if character.isWhitespace || "-({[<".contains(character) {
      result += word.prefix(1).uppercased() + word.dropFirst().lowercased() + String(character)
      word = ""
    } else {
      word.append(character)
    }
  }
  return result + word.prefix(1).uppercased() + word.dropFirst().lowercased()
}

private func trimmed(_ text: String, _ characters: String?) -> String {
  let set = characters.map { Set($0.unicodeScalars) }
  func isOuter(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? scalar.properties.isWhitespace }
  let scalars = Array(text.unicodeScalars)
  guard let first = scalars.firstIndex(where: { !isOuter($0) }),
    let last = scalars.lastIndex(where: { !isOuter($0) })
  else { return "" }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars[first...last])
  return String(result)
}

private func replaced(_ call: FilterCall) throws(Complaint) -> Value {
  var language: HTML.Language?
  for case .html(let html) in [call.input, call.arguments[0], call.arguments[1]] { language = html.language }
  let limit = call.arguments[2].numeral.flatMap { if case .integer(let count) = $0, count >= 0 { count } else { nil } }
  let old = Array(try call.text(0).utf8)
  let input = language == nil ? Array(try call.text().utf8) : try markup(call.input)
  let new = language == nil ? Array(try call.text(1).utf8) : try markup(call.arguments[1])
  let bytes = try replaced(input, old, new, limit ?? .max)
  return language.map { .html(HTML(bytes, $0)) } ?? .text(String(decoding: bytes, as: UTF8.self))
}

/// The bytes of a value as they stand in markup.
func markup(_ value: Value) throws(Complaint) -> [UInt8] {
  if case .html(let html) = value { return html.bytes }
  var bytes: [UInt8] = []
  appendEscaped(try value.asText(), to: &bytes)
  return bytes
}

private func replaced(
  _ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], _ limit: Int
) throws(Complaint) -> [UInt8] {
  guard !old.isEmpty else {
    try Limits.check(text: (bytes.count + 1).multipliedReportingOverflow(by: new.count + 1).partialValue)
    return interleaved(bytes, new, limit)
  }
  var result: [UInt8] = []
  var rest = bytes[...]
  var count = 0
  while count < limit, let range = firstRange(of: old, in: rest) {
    result += rest[..<range.lowerBound] + new
    rest = rest[range.upperBound...]
    count += 1
    try Limits.check(text: result.count)
  }
  return result + rest
}

/// Python puts the new text around each character when the old one is empty.
private func interleaved(_ bytes: [UInt8], _ new: [UInt8], _ limit: Int) -> [UInt8] {
  var result: [UInt8] = []
  var count = 0
  for byte in bytes {
    if byte & 0xC0 != 0x80, count < limit {
      result += new
      count += 1
    }
    result.append(byte)
  }
  return count < limit ? result + new : result
}

private func truncated(_ call: FilterCall) throws(Complaint) -> Value {
  let scalars = Array(try call.text().unicodeScalars)
  let length = try call.integer(0, "length")
  let end = try call.text(2)
  let leeway = try call.integer(3, "leeway")
  let endLength = end.unicodeScalars.count
  guard length >= endLength else { throw Complaint("\"length\" is \(length), and leaves no room for \"end\"") }
  guard leeway >= 0 else { throw Complaint("\"leeway\" is less than 0") }
  if scalars.count <= length || scalars.count - length <= leeway { return .text(try call.text()) }
  var kept = scalars.prefix(length - endLength)
  if !call.arguments[1].isTrue, let space = kept.lastIndex(of: " ") { kept = kept[..<space] }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: kept)
  return .text(String(result) + end)
}

private func split(_ text: String, _ separator: String?) throws(Complaint) -> [String] {
  guard let separator else {
    return text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
  }
  guard !separator.isEmpty else { throw Complaint("the separator is empty") }
  var parts: [String] = []
  let bytes = Array(text.utf8)
  var rest = bytes[...]
  while let range = firstRange(of: Array(separator.utf8), in: rest) {
    parts.append(String(decoding: rest[..<range.lowerBound], as: UTF8.self))
    rest = rest[range.upperBound...]
  }
  return parts + [String(decoding: rest, as: UTF8.self)]
}

private func wordCount(_ text: String) -> Int {
  var count = 0
  var isInside = false
  for scalar in text.unicodeScalars {
    let isWord = scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    if isWord, !isInside { count += 1 }
    isInside = isWord
  }
  return count
}

private func urlEncoded(_ value: Value) throws(Complaint) -> Value {
  guard case .mapping(let mapping) = value else { return .text(percentEncoded(try value.asText(), isQuery: false)) }
  var parts: [String] = []
  for (key, value) in mapping.pairs {
    parts.append(percentEncoded(key, isQuery: true) + "=" + percentEncoded(try value.asText(), isQuery: true))
  }
  return .text(parts.joined(separator: "&"))
}

private func percentEncoded(_ text: String, isQuery: Bool) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    if isLetter(byte) || isDigit(byte) || "_.-~".utf8.contains(byte) || (!isQuery && byte == UInt8(ascii: "/")) {
      result.append(byte)
    } else if isQuery, byte == 0x20 {
      result.append(UInt8(ascii: "+"))
    } else {
      let digits = Array("0123456789ABCDEF".utf8)
      result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// Text of HTML: tags and comments gone, white space as single spaces, entities resolved.
func strippedOfTags(_ html: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(html.utf8)[...]
  while let start = rest.firstIndex(of: UInt8(ascii: "<")), let end = endOfMarkup(rest[start...]) {
    bytes += rest[..<start]
    rest = rest[end...]
  }
  bytes += rest
  let words = String(decoding: bytes, as: UTF8.self).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
  return resolvingEntities(words.map { String($0) }.joined(separator: " "))
}

/// Where a tag or comment that begins a text ends.
private func endOfMarkup(_ text: ArraySlice<UInt8>) -> Int? {
  guard text.starts(with: "<!--".utf8) else { return text.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } }
  return firstRange(of: Array("-->".utf8), in: text.dropFirst(4))?.upperBound
}
