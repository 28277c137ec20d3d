public import Diagnostics

/// The files of a new site, and of a new article in it.
public enum Scaffold {
  /// The smallest site that builds: `site.yml` and two articles. Paths are below the site's folder.
  public static func site(title: String, now: Instant) -> [(path: String, text: String)] {
    let today = WallTimeText(now, .utc)
    let yesterday = WallTimeText(now + -Instant.day, .utc)
    return [
      (
        "Content/site.yml",
        """
        title: \(yamlText(title))
        description: News from here.
        # Where the site will be served; feeds and sitemap need it.
        base-url: https://example.org/
        language: en
        time-zone: UTC

        """
      ),
      (
        "Content/news/first-story.md",
        """
        ---
        title: The first story
        date: \(today.day)
        description: What happened, and why it matters to those who live here.
        tags: [welcome]
        ---

        This is an article: a file in `Content`, in the folder of its section. Everything below the second line of dashes
        is [Markdown](https://commonmark.org/help/).

        Change it, run `sitegen build`, and open the pages in `Output`. The [other story](second-story.md) is a link to
        another file; it becomes the address of its page.

        """
      ),
      (
        "Content/news/second-story.md",
        """
        ---
        title: A story from yesterday
        date: \(yesterday.day)
        description: A second article, so that there is a list.
        tags: [welcome]
        ---

        The first paragraph stands in lists and feeds where an article has no `description`.

        """
      ),
    ]
  }

  /// An article with a headline, as a draft: its path below Content, and its text.
  ///
  /// - Parameter section: The folder; nil for the first section of the site.
  public static func article(
    headline: String, section: String?, in content: any FolderReader, now: Instant,
    isFolder: (String) -> Bool = { _ in false }
  ) throws(BuildFailure) -> (path: String, text: String) {
    let listing = try ContentListing(content)
    let settings = try readSettings(content).settings
    let folder = try folder(section, settings, listing, isFolder)
    let name = slug(headline)
    guard !name.isEmpty, let line = Optional(oneLine(headline)), forbiddenCharacter(in: line) == nil else {
      throw BuildFailure(Diagnostic(id: "bad-value", "the headline has neither a letter nor a digit: \(headline)"))
    }
    let path = (folder.isEmpty ? "" : folder + "/") + shortened(name) + ".md"
    let moment = WallTimeText(now, settings.zone)
    return (
      path,
      """
      ---
      title: \(yamlText(line))
      date: \(moment.day) \(moment.time)
      draft: true
      description:
      tags: []
      ---


      """
    )
  }

  private static func folder(
    _ section: String?, _ settings: Settings, _ listing: ContentListing, _ isFolder: (String) -> Bool
  ) throws(BuildFailure) -> String {
    let folders = Set(listing.articles.map(ArticleName.sectionFolder(of:)) + Array(listing.indexes.keys))
      .filter { !$0.isEmpty }.sorted()
    let known =
      settings.sections.map(\.key) + folders.filter { folder in !settings.sections.contains { $0.key == folder } }
    // Beside the sections it would be a page: the first article makes the first section.
    guard let section else { return known.first ?? "news" }
    let parts = section.split(separator: "/")
    let wanted = parts.joined(separator: "/")
    if known.contains(wanted) { return wanted }
    // A new folder in Content is a new section, also while it is empty.
    let isHidden = parts.contains { $0.hasPrefix("_") || $0.hasPrefix(".") }
    let canBeSection = !isHidden && listing.bundle(of: wanted + "/") == nil
    if canBeSection, !wanted.isEmpty, isFolder(wanted) { return wanted }
    let near = nearest(to: wanted, in: known).map { "did you mean \"\($0)\"? " } ?? ""
    throw BuildFailure(
      Diagnostic(
        id: "section-unknown", "there is no section \"\(section)\"",
        hint: near + (known.isEmpty ? "" : "there is: \(known.joined(separator: ", ")); ")
          + "a new folder in Content is a new section"))
  }

  /// A file's name that every file system takes, cut between words.
  private static func shortened(_ name: String) -> String {
    guard name.utf8.count > 80 else { return name }
    var result = ""
    for part in name.split(separator: "-") {
      guard result.utf8.count + part.utf8.count < 80 else { break }
      result += result.isEmpty ? String(part) : "-\(part)"
    }
    return result.isEmpty ? String(name.unicodeScalars.prefix(20).map { Character($0) }) : result
  }

  /// Text as a YAML scalar: plain where that is safe, else between quotation marks.
  private static func yamlText(_ text: String) -> String {
    let marks = Set("-?:,[]{}#&*!|>'\"%@`".unicodeScalars)
    let isPlain =
      text.unicodeScalars.first.map { !marks.contains($0) } == true && !text.contains(": ") && !text.contains(" #")
      && !text.hasSuffix(":")
    if isPlain { return text }
    let escaped = text.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String(Character($0)) }
    return "\"\(escaped.joined())\""
  }
}

/// `2026-11-22` and `18:30`, as front matter has them.
private struct WallTimeText {
  let day: String
  let time: String

  init(_ instant: Instant, _ zone: Zone) {
    let wall = zone.wallTime(at: instant)
    day = "\(padded(wall.date.year, 4))-\(padded(wall.date.month, 2))-\(padded(wall.date.day, 2))"
    time = "\(padded(wall.hour, 2)):\(padded(wall.minute, 2))"
  }
}
