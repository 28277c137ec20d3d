import CommonMark
import Diagnostics

/// The other files of Content that hold text or data.
extension ArticleReader {
  /// A section's `_index.md`.
  func readIndex(_ path: String) throws(BuildFailure) -> LoadedIndex {
    let source = try source(path)
    var index = LoadedIndex(source: path)
    var fields = MetaReader(source: source, dates: DateReader(zone: settings.zone), limits: settings.limits)
    var text = 0..<source.bytes.count
    do throws(Diagnostic) {
      if let split = try FrontMatterBlock(source) {
        text = split.text
        if let root = try parse(split, source) { read(root, &index, &fields) }
      }
    } catch {
      throw BuildFailure(error)
    }
    if path == "_index.md", let start = source.bytes[text].firstIndex(where: { $0 > 0x20 }) {
      let end = source.bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.bytes.count
      fields.report(.frontPageText(source.place(start..<end)))
    }
    var rendered = renderMarkdown(source.bytes[text], options: settings.markdownOptions)
    for finding in rendered.findings.prefix(Self.mostFindings) {
      fields.report(.markdown(finding, source, text, settings))
    }
    index.body.html = cache.bodies.append(rendered.html).handle
    index.hash = ContentHash(source.bytes)
    rendered.html = []
    rendered.findings = []
    index.body.text = rendered
    guard !fields.diagnostics.contains(where: { $0.severity == .error }) else { throw BuildFailure(fields.diagnostics) }
    index.warnings = fields.diagnostics
    return index
  }

  private func read(_ root: MetaNode, _ index: inout LoadedIndex, _ fields: inout MetaReader) {
    for pair in fields.mapping("front matter", root) ?? [] {
      switch pair.key {
      case "title": index.title = fields.line("title", pair.value)
      case "description": index.description = fields.line("description", pair.value)
      case "feeds": index.feeds = fields.feedOverrides(pair.value)
      case "extra", "params": index.extra = fields.data(pair.key, pair.value)
      default:
        let place = pair.place(in: fields.source)
        if HoldingBack.isSaid(pair) {
          fields.report(.heldBackElsewhere(pair.key, HoldingBack.hintOfSection, place))
          continue
        }
        let unknown = Diagnostic.unknownKey(
          pair.key, known: ["title", "description", "feeds", "extra"], isFrontMatter: true, place)
        fields.report(settings.unknownKeys == .warn ? unknown.asWarning : unknown)
      }
    }
  }

  /// A comment, if it is approved: one that says nothing of a status was approved by whoever put it there. It may be
  /// dated in the future.
  func readComment(_ path: String) throws(BuildFailure) -> LoadedComment? {
    let source = try source(path)
    var fields = MetaReader(source: source, dates: DateReader(zone: settings.zone), limits: settings.limits)
    let parts = path.split(separator: "/")
    let thread = parts.dropFirst(2).dropLast().joined(separator: "/")
    var raw = RawComment()
    guard let root = try document(source) else { return nil }
    raw.read(root, &fields)
    let hasFailed = fields.diagnostics.contains { $0.severity == .error }
    guard !hasFailed, let name = raw.name, let date = raw.date, let message = raw.message else {
      if !hasFailed {
        let missing = raw.name == nil ? "name" : raw.date == nil ? "date" : "message"
        fields.report(.missingKey(missing, why: "a comment has name, date and message", source.place(line: 1)))
      }
      throw BuildFailure(fields.diagnostics)
    }
    guard raw.status == .approved else { return nil }
    let text = renderMarkdown(Array(message.utf8), options: .comment)
    var html: [UInt8] = []
    // A comment has no links by a path, so no holes: there is no telling what they would be relative to.
    text.write(into: &html) { _, _, _ in }
    let comment = Comment(
      id: fileStem(path), name: name, url: raw.url, date: date, html: html, depth: 0, replies: [])
    return LoadedComment(
      thread: thread, path: path, source: folder.display(path), comment: comment, replyTo: raw.replyTo)
  }

  /// A file of `_data`.
  func readData(_ path: String) throws(BuildFailure) -> LoadedData {
    let source = try source(path)
    let value = try document(source)?.data ?? .none
    var keys = path.split(separator: "/").dropFirst().map(String.init)
    keys[keys.count - 1] = fileStem(path)
    return LoadedData(source: path, keys: keys, value: value)
  }

  /// More than anything is opened, and few enough that those of all of an article's addresses have a sum.
  private static let mostViews = 1 << 53

  /// So many counts that are none are shown in their lines: who writes the file has made the same mistake in all.
  private static let mostExcerpts = 20

  /// `_data/views.yml`: counts by address.
  func readViews(_ data: [LoadedData]) -> (views: LoadedViews, problems: [Diagnostic]) {
    guard let file = data.first(where: { $0.keys == ["views"] }) else { return (LoadedViews(), []) }
    var views = LoadedViews(source: file.source)
    var wrong: Set<String> = []
    let whole = Place(path: folder.display(file.source))
    guard case .mapping(let pairs) = file.value else { return (views, [.viewsUnreadable("the file", whole)]) }
    for pair in pairs {
      if case .integer(let count) = pair.value, (0...Self.mostViews).contains(count) {
        views.counts.append((pair.key, count))
      } else {
        wrong.insert(pair.key)
      }
    }
    return (views, wrong.isEmpty ? [] : viewsProblems(wrong, in: file.source))
  }

  /// The file is read once more: what templates are given has no places.
  private func viewsProblems(_ wrong: Set<String>, in path: String) -> [Diagnostic] {
    guard let source = try? source(path), let root = try? document(source), case .mapping(let pairs) = root.value else {
      return wrong.sorted().map { .viewsUnreadable($0, Place(path: folder.display(path))) }
    }
    return pairs.filter { wrong.contains($0.key) }.enumerated().map { index, pair in
      let (line, column) = (Int(pair.value.line), Int(pair.value.column))
      let brief = Place(path: source.path, line: line, column: column, width: 1, excerpt: "")
      return .viewsUnreadable(pair.key, index < Self.mostExcerpts ? pair.value.place(in: source) : brief)
    }
  }

  private func document(_ source: Source) throws(BuildFailure) -> MetaNode? {
    let all = 0..<source.bytes.count
    do throws(Diagnostic) {
      return fileExtension(source.path) == "json"
        ? try JSONReader.read(all, of: source, limits: settings.limits)
        : try YAMLReader(source: source, limits: settings.limits).read(all)
    } catch {
      throw BuildFailure(error)
    }
  }
}

/// The fields of a comment's file, as Staticman writes them.
private struct RawComment {
  enum Status: String, CaseIterable { case approved, pending, spam }

  /// Whether a key is a slip of the pen for `status`, or what other programs call it: passed over in silence, it would
  /// publish what was held back.
  private static func soundsLikeStatus(_ pair: MetaPair) -> Bool {
    Status(rawValue: pair.key.lowercased()) != nil || nearest(to: pair.key, in: ["status"]) != nil
      || HoldingBack.isSaid(ofComment: pair)
  }

  var name: String?
  var date: Instant?
  var message: String?
  var url: String?
  var replyTo: String?
  var status = Status.approved

  mutating func read(_ root: MetaNode, _ fields: inout MetaReader) {
    for pair in fields.mapping("comment", root) ?? [] {
      switch pair.key {
      case "name": name = fields.line("name", pair.value).flatMap { $0.isEmpty ? nil : $0 }
      case "date": date = fields.date("date", pair.value)
      case "message": message = fields.text("message", pair.value)
      case "url": url = fields.line("url", pair.value).flatMap { isWebURL($0) ? $0 : nil }
      case "reply-to", "replyTo", "reply_to": replyTo = fields.line(pair.key, pair.value)
      case "status": status = fields.choice("status", pair.value) ?? .pending
      case let key where Self.soundsLikeStatus(pair):
        fields.report(.commentStatusKey(key, pair.place(in: fields.source)))
      // Staticman adds fields of its own, such as `_id` and the hash of an e-mail address.
      default: continue
      }
    }
  }
}
