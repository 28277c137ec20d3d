import Diagnostics
import Synchronization

/// What links that lead nowhere may have meant.
///
/// A section that was renamed, or a site that comes from elsewhere, has thousands of them: the names are gathered once,
/// at the first, and what was asked is remembered. When many have been asked about, nothing is suggested any more: nobody
/// reads so many. It is asked about one link after the other, so that the same links always have a suggestion.
final class SuggestedNames: Sendable {
  private let files: ContentFiles
  private let indexes: [String]
  private let tags: [String]
  private let people: [String]
  private let state = Mutex(State())

  /// How many different names are compared with all others.
  private static let most = 50

  private struct State {
    /// Of texts and pictures, in order of their paths; nil before the first question.
    var files: [(path: String, name: String)]?
    var answers: [String: String?] = [:]
  }

  init(_ files: ContentFiles, _ indexes: [String], tags: [String], people: [String]) {
    self.files = files
    self.indexes = indexes
    self.tags = tags
    self.people = people
  }

  /// What a link may have meant; of a file, the path from the root of Content with a slash in front: as it can be
  /// written in any file.
  func nearest(to missing: LinkResolver.Missing) -> String? {
    switch missing {
    case .file(let path): file(like: path)
    case .tag(let name): answer("tag:" + name) { [tags] _ in Diagnostics.nearest(to: name, in: tags.sorted()) }
    case .person(let name):
      answer("author:" + name) { [people] _ in Diagnostics.nearest(to: name, in: people.sorted()) }
    case .nothing: nil
    }
  }

  private func file(like path: String) -> String? {
    let name = nameOfText(path.hasSuffix("/") ? String(path.dropLast()) : path)
    return answer(name) { state in
      let all = state.files ?? named()
      state.files = all
      // A picture stands for a picture, and an article for an article.
      let kind = kindOfFile(name)
      let likely = kind.isEmpty ? all : all.filter { kindOfFile($0.name) == kind }
      guard let near = Diagnostics.nearest(to: name, in: likely.lazy.map(\.name)) else { return nil }
      return likely.first { $0.name == near }.map { "/" + $0.path }
    }
  }

  private func answer(_ question: String, _ find: (inout State) -> String?) -> String? {
    state.withLock { state in
      if let answer = state.answers[question] { return answer }
      guard state.answers.count < Self.most else { return nil }
      let answer = find(&state)
      state.answers[question] = .some(answer)
      return answer
    }
  }

  private func named() -> [(path: String, name: String)] {
    let published = files.articles.lazy.map(\.article).filter { [selection = files.selection] article in
      selection.exclusion(of: article) == nil
    }
    let paths = published.map { $0.source } + indexes + files.assets.all.map(\.path)
    return paths.sorted().map { ($0, nameOfText($0)) }
  }

  /// The name of a file; `flood.md` for `world/flood/index.md`, which is called as its folder.
  private func nameOfText(_ path: String) -> String {
    let (name, folder) = (fileName(path), fileName(parentFolder(path)))
    return ["index.md", "_index.md"].contains(name) && !folder.isEmpty && folder != ".." ? folder + ".md" : name
  }
}

/// The extension of a file, and one word for all pictures: what a slip of the pen leaves as it was.
func kindOfFile(_ path: String) -> String {
  let kind = fileExtension(path)
  return PictureSize.extensions.contains(kind) ? "picture" : kind
}
