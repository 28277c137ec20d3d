import Diagnostics

/// The sentences of `sitegen check` about finished pages.
extension Diagnostic {
  static func pageLinkNowhere(_ link: String, on page: Address, near: String?, _ place: Place?) -> Diagnostic {
    let isFound = place.map { $0.line > 0 } ?? false
    let mend =
      isFound ? "mend the link, or take it out" : "mend the link in the template or the data that it comes from"
    return Diagnostic(
      .warning, id: "page-link-nowhere", "the page \(page) links to \"\(link)\", where nothing is", at: place,
      hint: near.map { "did you mean \"\($0)\"?" } ?? mend)
  }

  static func fragmentMissing(
    _ fragment: String, in target: Address?, near: String?, _ place: Place?, on page: Address
  ) -> Diagnostic {
    let what = target.map { "the page \($0) has nothing with the id \"\(fragment)\"" }
    return Diagnostic(
      .warning, id: "link-fragment-missing", what ?? "\(page) has nothing with the id \"\(fragment)\"", at: place,
      hint: near.map { "did you mean \"#\($0)\"?" }
        ?? (fragment.utf8.contains(UInt8(ascii: "#"))
          ? "a link has one `#`, and the id behind it"
          : "`## A heading {#\(fragment)}` gives a heading that id; without it the words of the heading make one"))
  }

  static func renderedPictureWithoutAlt(_ source: String, on page: Address, _ place: Place?) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-without-alt", "a picture on \(page) has no `alt`: \(source)", at: place,
      hint: "say what it shows to those who cannot see it; `alt=\"\"` for one that shows nothing")
  }

  static func headingSkips(_ from: Int, _ to: Int, on page: Address, _ place: (Place?, isInText: Bool)) -> Diagnostic {
    let marks = String(repeating: "#", count: from + 1)
    return Diagnostic(
      .warning, id: "heading-skips", "on \(page) a heading of level \(to) follows one of level \(from)", at: place.0,
      hint: place.isInText
        ? "write it with `\(marks)`: readers who listen go from heading to heading by level"
        : "the template has an h\(to) after an h\(from); readers who listen go from heading to heading by level")
  }

  static func fileUnused(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "file-unused", "no page shows or links this file, and it is published all the same",
      at: Place(path: path),
      hint: "delete it, link it, or put it into Content/_static when others ask for it")
  }
}

/// The sentences of `sitegen check` about articles.
extension Diagnostic {
  static func titleTooLong(_ count: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "title-too-long",
      "the headline has \(count) characters, and search engines show \(ArticleRules.longestTitle)", at: place,
      hint: "shorten it")
  }

  static func descriptionMissing(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "description-missing",
      "there is no `description`: lists and search engines show the first paragraph",
      at: place, hint: "one or two sentences, at most \(ArticleRules.longestDescription) characters")
  }

  static func descriptionTooLong(_ count: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "description-too-long",
      "the description has \(count) characters, and lists show \(ArticleRules.longestDescription)", at: place,
      hint: "shorten it to one or two sentences")
  }

  static func tagSpelling(_ tag: String, _ count: Int, _ usual: String, _ usualCount: Int, _ place: Place) -> Diagnostic
  {
    let isOne = tagKey(tag) == tagKey(usual)
    return Diagnostic(
      .warning, id: "tag-spelling",
      "the tag \"\(tag)\" (\(counted(count))) is written \"\(usual)\" in \(counted(usualCount))", at: place,
      hint: (isOne ? "they share one page; " : "they have two pages; ") + "write \"\(usual)\"")
  }

  static func authorUnknown(_ name: String, near: String?, others: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "author-unknown", "the author \"\(name)\" is not among `people` in site.yml", at: place,
      hint: (near.map { "did you mean \"\($0)\"? " } ?? "") + "a person there has a name, and a page with a portrait",
      notes: others > 0 ? [Note("and in \(counted(others)) more")] : [])
  }

  static func translationAlone(_ key: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "translation-alone", "no other article has the translation key \"\(key)\"", at: place,
      hint: "an article and its translations share one key")
  }

  static func addressInTwoLanguages(
    _ address: Address, _ language: String, _ other: Address, _ otherLanguage: String, _ place: Place,
    _ otherPlace: Place
  ) -> Diagnostic {
    Diagnostic(
      .warning, id: "address-in-two-languages",
      "\(address) (\(language)) and \(other) (\(otherLanguage)) share a name, and neither is said to translate the other",
      at: place, hint: "give both the same `translation: …`, or one of them another `slug:`",
      notes: [Note("the other one", place: otherPlace)])
  }

  private static func counted(_ articles: Int) -> String { "\(articles) article\(articles == 1 ? "" : "s")" }
}
