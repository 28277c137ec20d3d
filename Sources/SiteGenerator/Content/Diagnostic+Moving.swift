import Diagnostics

/// The sentences about what a site that comes from another generator loses without an error.
extension Diagnostic {
  static func folderPassedOver(_ path: String, _ texts: Int) -> Diagnostic {
    let what = texts == 1 ? "one text in this folder is" : "\(texts) texts in this folder are"
    return Diagnostic(
      .warning, id: "folder-passed-over", "\(what) not published, since its name begins with `_`",
      at: Place(path: path),
      hint:
        "take the `_` away from the name; what is to stay out belongs into a folder `_drafts`, or outside of Content")
  }

  static func pageWithDate(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "page-with-date", "this is a page, in no list and no feed, although it has a date", at: place,
      hint: "what stands directly in Content is one; add `kind: article`, or `kind: page` if it is meant so")
  }

  /// - Parameter list: The parts of the text between its commas, each in quotes.
  static func listAsText(_ key: String, list: String, text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "list-as-text", "\"\(key)\" takes a list, and this is one text with a comma in it", at: place,
      hint: "a list is [\(list)]; if it is one, write [\"\(text)\"]")
  }

  static func characterReference(_ key: String, _ reference: String, _ meaning: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "text-is-html", "\"\(key)\" is plain text, and readers will see \"\(reference)\"", at: place,
      hint: "write the character itself: \(meaning)")
  }
}
