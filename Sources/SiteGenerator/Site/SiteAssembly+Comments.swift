import Diagnostics

extension SiteAssembly {
  /// Approved comments by article, in order of time, each with its depth in its thread.
  mutating func assembleComments() -> [[Comment]] {
    var comments = Array(repeating: [Comment](), count: articles.count)
    guard !files.comments.isEmpty else { return comments }
    let finder = ThreadFinder(articles)
    let all = ThreadFinder(files.articles.map(\.article))
    for (thread, members) in Dictionary(grouping: files.comments, by: \.thread).sorted(by: { $0.key < $1.key }) {
      switch finder.find(thread) {
      case .one(let index) where articles[index].takesComments: comments[index] = threaded(members)
      case .one: break
      case .many(let indices):
        diagnostics.append(.commentsAmbiguous(thread, indices.map { articles[$0].source }, members[0].source))
      case .none:
        // Comments on an article that is not published yet, or no longer, wait with it.
        if case .none = all.find(thread) { diagnostics.append(.commentsWithoutArticle(thread, members[0].source)) }
      }
    }
    return comments
  }

  private static let deepestThread = 7

  private func threaded(_ members: [LoadedComment]) -> [Comment] {
    let sorted = members.sorted { ($0.comment.date, $0.comment.id) < ($1.comment.date, $1.comment.id) }
    let position = Dictionary(sorted.enumerated().map { ($1.comment.id, $0) }, uniquingKeysWith: { first, _ in first })
    var comments = sorted.map(\.comment)
    var parents = [Int?](repeating: nil, count: sorted.count)
    for (index, member) in sorted.enumerated() {
      // An answer comes after what it answers: so a thread cannot go in a circle.
      guard var parent = member.replyTo.flatMap({ position[$0] }), parent < index else { continue }
      // Readers can answer each other for ever; a page is not that wide.
      while comments[parent].depth >= Self.deepestThread, let above = parents[parent] { parent = above }
      parents[index] = parent
      comments[index].depth = comments[parent].depth + 1
      comments[parent].replies.append(index)
    }
    return comments
  }

  /// Counts by article. An address that no article has is a warning: the count would be lost without a word.
  mutating func assembleViews() -> [Int?] {
    var views = [Int?](repeating: nil, count: articles.count)
    guard !files.views.counts.isEmpty else { return views }
    var positions: [String: Int] = [:]
    for (index, article) in articles.enumerated() {
      for address in [article.address] + article.aliases { positions[address.text] = index }
    }
    let known = Set(files.articles.map { $0.article.address.text })
    for (address, count) in files.views.counts {
      if let index = positions[address] {
        views[index] = (views[index] ?? 0) + count
      } else if !known.contains(address) {
        diagnostics.append(.viewsWithoutArticle(address, files.places.reader.folder.display(files.views.source)))
      }
    }
    return views
  }
}

/// Finds the article that a folder of comments belongs to: by its whole address, or by the last part of it.
struct ThreadFinder {
  enum Result {
    case one(Int), many([Int]), none
  }

  private var byPath: [String: Int] = [:]
  private var bySlug: [String: [Int]] = [:]

  init(_ articles: [Article]) {
    for (index, article) in articles.enumerated() {
      let path = article.address.text.split(separator: "/").joined(separator: "/")
      byPath[path] = index
      bySlug[fileName(path), default: []].append(index)
    }
  }

  func find(_ thread: String) -> Result {
    if let index = byPath[thread] { return .one(index) }
    guard let indices = bySlug[thread] else { return .none }
    return indices.count == 1 ? .one(indices[0]) : .many(indices)
  }
}
