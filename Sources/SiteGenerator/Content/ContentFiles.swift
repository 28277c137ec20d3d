import Diagnostics

/// Everything that Content holds, each file read alone: what the site is assembled from.
struct ContentFiles: Sendable {
  var settings: Settings
  var selection: Selection
  var listing: ContentListing
  /// In order of their paths.
  var articles: [LoadedArticle]
  /// `_index.md`, by folder.
  var indexes: [String: LoadedIndex]
  var comments: [LoadedComment]
  /// The first of those that are still to come.
  var nextComment: NextChange?
  var views: LoadedViews
  var data: DataValue
  /// Sizes of pictures, by path below Content.
  var pictureSizes: [String: PictureSize]
  /// What is remembered of earlier builds.
  var ledger: Ledger
  var places: FrontMatterPlaces
  var warnings: [Diagnostic]
  /// Where files that are published as they are stand on the site.
  var assets: AssetAddresses
  /// What the next build knows the articles by, in their order.
  var sources: [CachedSource] = []
  /// What was known before, and where texts are kept.
  var known = SourceCache.empty
  /// What is wrong with files that were left out; empty in a build.
  var failures: [Diagnostic] = []

  /// Where the article of a file stands among all, by halving.
  func position(of source: String) -> Int? {
    var (low, high) = (0, articles.count)
    while low < high {
      let middle = (low + high) / 2
      if articles[middle].article.source < source { low = middle + 1 } else { high = middle }
    }
    return low < articles.count && articles[low].article.source == source ? low : nil
  }
}

/// What an `_index.md` says of its section.
struct LoadedIndex: Sendable {
  var source: String
  var title: String?
  var description: String?
  var body = Body()
  var feeds = FeedOverrides()
  var extra: DataValue = .mapping([])
  var warnings: [Diagnostic] = []
  /// Of the bytes of its file.
  var hash = ContentHash(high: 0, low: 0)
}

/// How often articles were read, as `_data/views.yml` or `views.json` has it.
struct LoadedViews: Sendable {
  /// Below Content.
  var source = ""
  /// By address.
  var counts: [(address: String, count: Int)] = []
}

/// An approved comment, and what it belongs to.
struct LoadedComment: Sendable {
  /// The folder below `_data/comments`: the last part of an address, or all of it.
  var thread: String
  /// Below Content.
  var path: String
  /// As messages show it.
  var source: String
  var comment: Comment
  /// The id of the comment that this one answers.
  var replyTo: String?
}
