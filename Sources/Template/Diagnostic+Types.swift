import Diagnostics

// Every sentence about values that do not fit, and about the place they are printed in.
extension Diagnostic {
  static func mayBeNone(_ place: Place, _ text: String, member: String? = nil) -> Diagnostic {
    let what = member.map { "\(text) may be missing, and then has no \"\($0)\"" } ?? "\(text) may be missing"
    return Diagnostic(
      id: "template-may-be-missing", what, at: place,
      hint: "{% if \(text) %} around it" + (member == nil ? ", or \(text) | default(\"\")" : ""))
  }

  static func notPrintable(_ place: Place, _ type: String, fields: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-not-printable", "this is of type \(type), which has no text of its own", at: place,
      hint: "name one of its fields: \(fields.joined(separator: ", "))")
  }

  static func instantPrinted(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "template-not-printable", "an instant has no text of its own", at: place,
      hint: "date(\"d MMMM yyyy\") shows it, rfc3339 is for machines")
  }

  static func listPrinted(_ place: Place, _ type: String) -> Diagnostic {
    Diagnostic(
      id: "template-not-printable", "this is a list of type \(type), which has no text of its own", at: place,
      hint: "{% for %} goes over it")
  }

  static func recordsJoined(_ place: Place, _ type: String, fields: [String]) -> Diagnostic {
    let example = ["title", "name"].first(where: fields.contains) ?? fields.first ?? "title"
    return Diagnostic(
      id: "template-not-printable", "the items are of type \(type), which has no text of its own", at: place,
      hint: "say which field of each is meant: join(\", \", attribute=\"\(example)\")")
  }

  static func notAList(_ place: Place, _ text: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "\(text) is \(type) and not a list", at: place,
      hint: "\"for\" takes a list, a mapping or a text")
  }

  static func cannotUnpack(_ place: Place, _ count: Int, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "\(count) names cannot take items of type \(type)", at: place,
      hint: "two names take the names and values of a mapping, or lists of two")
  }

  static func badElement(_ place: Place, _ text: String, _ type: ValueType, _ index: ValueType) -> Diagnostic {
    Diagnostic(id: "template-wrong-type", "\(text) is \(type) and has no element that \(index) names", at: place)
  }

  static func notSliceable(_ place: Place, _ text: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "\(text) is \(type) and cannot be sliced", at: place, hint: "lists and texts can")
  }

  static func operatorCannotTake(_ place: Place, _ sign: String, _ types: [ValueType]) -> Diagnostic {
    let list = types.map(\.description).joined(separator: " and ")
    return Diagnostic(
      id: "template-wrong-type", "\"\(sign)\" cannot take \(list)", at: place,
      hint: sign == "+" ? "\"~\" joins anything as text" : nil)
  }

  static func notComparable(_ place: Place, _ a: ValueType, _ b: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "comparison of \(a) with \(b), which have no order", at: place,
      hint: (a.mayBeNumber && b == .text) || (a == .text && b.mayBeNumber) ? "| int makes a number of text" : nil)
  }

  static func neverEqual(_ place: Place, _ a: ValueType, _ b: ValueType, hint: String?) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "comparison of \(a) with \(b), which are never equal", at: place, hint: hint)
  }

  static func neverIn(_ place: Place, _ container: ValueType, _ item: ValueType, hint: String?) -> Diagnostic {
    Diagnostic(id: "template-wrong-type", "\(item) is never in a \(container)", at: place, hint: hint)
  }

  static func cannotHold(_ place: Place, _ container: ValueType, _ item: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "\(item) cannot be in \(container)", at: place,
      hint: "\"in\" takes a list, a mapping, or a text in a text")
  }

  static func filterCannotTake(_ place: Place, _ name: String, _ wanted: Accepted, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "the filter \"\(name)\" takes \(wanted.rawValue), and this is \(type)", at: place,
      hint: wanted == .plainText && type == .html ? "HTML that is cut is broken: | striptags first" : nil)
  }

  static func hostCannotTake(_ place: Place, _ name: String, _ wanted: ValueType, _ type: ValueType) -> Diagnostic {
    Diagnostic(id: "template-wrong-type", "the filter \"\(name)\" takes \(wanted), and this is \(type)", at: place)
  }

  static func wrongArgument(
    _ place: Place, _ kind: String, _ name: String, _ wanted: ValueType, _ type: ValueType
  ) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-type", "the \(kind) \"\(name)\" takes \(wanted) here, and this is \(type)", at: place)
  }

  static func testCannotTake(_ place: Place, _ name: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(id: "template-wrong-type", "the test \"\(name)\" takes a number, and this is \(type)", at: place)
  }

  static func complaint(_ place: Place, _ complaint: Complaint) -> Diagnostic {
    Diagnostic(id: "template-value", complaint.message, at: place, hint: complaint.hint)
  }

  // MARK: Places

  static func wrongPlace(_ place: Place, _ complaint: PlaceComplaint) -> Diagnostic {
    Diagnostic(id: "template-unsafe-place", complaint.message, at: place, hint: complaint.hint)
  }

  static func endsInside(_ place: Place, _ description: String) -> Diagnostic {
    Diagnostic(
      id: "template-open-tag", "what begins here ends inside of \(description)", at: place,
      hint: "a template, a macro and a \"set\" block end where a tag could begin")
  }

  static func endsElsewhere(_ place: Place, _ what: String, _ start: String, _ end: String) -> Diagnostic {
    Diagnostic(
      id: "template-open-tag", "this \(what) begins in \(start) and ends in \(end)", at: place,
      hint: "it begins and ends in the same place, so that what follows is escaped rightly")
  }

  static func branchesDiffer(_ place: Place, _ a: String, _ b: String) -> Diagnostic {
    Diagnostic(
      id: "template-open-tag", "one branch of this \"if\" ends in \(a), another in \(b)", at: place,
      hint: "all branches end in the same place, so that what follows is escaped rightly")
  }
}
