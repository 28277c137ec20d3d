import Diagnostics

/// The sentences about what is wrong between files.
extension Diagnostic {
  static func unknownSection(_ key: String, known: [String], _ place: Place) -> Diagnostic {
    let near = nearest(to: key, in: known).map { "did you mean \"\($0)\"? " } ?? ""
    let there =
      known.isEmpty
      ? "there is none yet: a folder in Content is a section" : "there is: \(known.joined(separator: ", "))"
    return Diagnostic(id: "section-unknown", "there is no section \"\(key)\"", at: place, hint: near + there)
  }

  static func guidTwice(_ guid: String, _ place: Place, _ note: Note) -> Diagnostic {
    Diagnostic(
      id: "guid-twice", "two articles have the feed id \"\(guid)\"", at: place,
      hint: "readers of the feeds would see one of them; take the line out of the newer one", notes: [note])
  }

  static func translationTwice(_ key: String, _ language: String, _ place: Place, _ note: Note) -> Diagnostic {
    Diagnostic(
      .warning, id: "translation-twice",
      "two articles are the translation \"\(key)\" into the same language: \(language)", at: place,
      hint: "say with `lang` in which language this one is, or give it another key", notes: [note])
  }

  static func frontPageText(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "front-page-text", "this text is not shown: the front page has no place for one", at: place,
      hint: "a page of its own has one, such as Content/about.md; of this file the title and the description are used")
  }

  static func templateUnused(_ name: String, near: String?, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "template-unused", "no page and no other template uses \"\(name)\"", at: place,
      hint: near.map { "did you mean \"\($0)\"?" } ?? "an article uses it by `template: \(name)`")
  }

  static func articleCopy(_ title: String, _ place: Place, _ note: Note) -> Diagnostic {
    Diagnostic(
      .warning, id: "article-copy",
      "\"\(title)\" is published twice: another article has the same date and the same text",
      at: place, hint: "delete the copy, or say `draft: true` in it", notes: [note])
  }

  static func noArticles(_ folder: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "no-articles", "there is no article here yet", at: Place(path: folder),
      hint: "`sitegen new article \"The headline\"` makes one")
  }

  static func sectionWithoutFolder(_ key: String, known: [String], _ path: String) -> Diagnostic {
    let near = nearest(to: key, in: known).map { "did you mean \"\($0)\"? " } ?? ""
    return Diagnostic(
      .warning, id: "section-without-folder", "nothing belongs to the section \"\(key)\"", at: Place(path: path),
      hint: near + "a key under `sections:` is the name of a folder in Content")
  }

  static func pictureWithoutAlt(_ severity: Severity, _ place: Place) -> Diagnostic {
    Diagnostic(
      severity, id: "picture-without-alt", "the lead picture has no `alt`", at: place,
      hint: "say what it shows to those who cannot see it: image: {src: …, alt: …}")
  }

  static func pictureMissing(_ name: String, near: String?, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "picture-missing", "there is no picture \"\(name)\"", at: place,
      hint: (near.map { "did you mean \"\($0)\"? " } ?? "")
        + "a path is taken from the article's folder, and with a slash in front from Content")
  }

  static func commentsAmbiguous(_ thread: String, _ sources: [String], _ source: String) -> Diagnostic {
    Diagnostic(
      id: "comments-ambiguous", "the comments of \"\(thread)\" could belong to \(sources.count) articles",
      at: Place(path: source), hint: "name their folder by the whole address, such as _data/comments/world/bridge/",
      notes: sources.map { Note("one of them", place: Place(path: $0)) })
  }

  static func commentsWithoutArticle(_ thread: String, _ source: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "comments-without-article", "no article has the address \"\(thread)\" that these comments are for",
      at: Place(path: source), hint: "the folder is called as the last part of the article's address, or all of it")
  }

  static func viewsWithoutArticle(_ address: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "views-without-article", "no article has the address \(address)", at: Place(path: path))
  }
}
