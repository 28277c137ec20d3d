/// The numbers of the record types that several pages show: what a page read of their records is logged with it, so that
/// it is known which pages a change concerns.
///
/// Pictures, comments, corrections and the like have none: they come from a field of one of these. Nor have `page`,
/// `list` and `home`, each of which belongs to one page.
enum TrackedType {
  static let site = 0
  static let article = 1
  static let section = 2
  static let tag = 3
  static let author = 4
  static let story = 5
  /// What all pages share, as it was rendered: a record for each fragment, by its number. It stands for everything that
  /// was read for it.
  static let fragment = 6
  /// The archive, of which each of its pages shows the years or a part.
  static let archive = 7
}

/// The parts of the archive's record.
enum ArchivePart {
  /// What belongs to one page.
  static let own = 0
  /// How many articles each month has: what changes with every article.
  static let years = 1
}

/// The parts of an article's record.
enum ArticlePart {
  /// What its file says of it, its address among it.
  static let text = 0
  /// Where it stands among others, and what readers made of it.
  static let relations = 1
  /// Its text as HTML: the addresses, sizes and cards in it come from other files.
  static let content = 2
  /// What its file says and the instant of the build decides upon.
  static let moment = 3
  /// What stands before and after it, and beside it: what changes for some when another article comes.
  static let neighbours = 4

  /// All of them, in order.
  static let all = [text, relations, content, moment, neighbours]
}

/// The parts of the record of a section, tag, author or story.
enum ListPart {
  /// What it is.
  static let identity = 0
  /// What is in it.
  static let contents = 1
}

/// The parts of the site's record: each of its lists is one.
enum SitePart {
  static let settings = 0
  static let updated = 1
  static let sections = 2
  static let tags = 3
  static let authors = 4
  static let stories = 5
  static let articles = 6
  static let pages = 7
  static let mostRead = 8
  /// What was retracted among them.
  static let corrected = 9
}
