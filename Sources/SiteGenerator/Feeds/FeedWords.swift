/// What feeds say to their readers in words of their own: disclosures, corrections, retractions.
///
/// `{name}` stands for a name.
struct FeedWords: Sendable, Hashable {
  var aiGenerated = "This article was written by a machine."
  var aiAssisted = "A machine helped to write this article."
  var reviewedBy = "Reviewed by {name}."
  var correction = "Correction"
  var clarification = "Clarification"
  var update = "Update"
  var retracted = "Retracted"
  var opinion = "Opinion"
  var analysis = "Analysis"
  var review = "Review"
  var sponsored = "Sponsored"
  var pressRelease = "Press release"
  var satire = "Satire"
  var firstPublished = "First published by {name}."
  var photo = "Picture: {name}"

  static let english = FeedWords()

  /// What a reader must know before the first line; nil for a report, which is what everything without a label is.
  func notice(for label: Article.Label) -> String? {
    switch label {
    case .sponsored: sponsored
    case .pressRelease: pressRelease
    case .satire: satire
    case .opinion: opinion
    case .analysis: analysis
    case .review: review
    case .report: nil
    }
  }

  func word(for kind: Correction.Kind) -> String {
    switch kind {
    case .correction: correction
    case .clarification: clarification
    case .update: update
    }
  }
}

/// Words with a name put in, in two parts that a link can stand between.
func aroundName(_ words: String) -> (before: String, after: String) {
  let parts = words.utf8.split(separator: UInt8(ascii: "{"), maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, parts[1].starts(with: "name}".utf8) else { return (words + " ", "") }
  return (String(parts[0]) ?? "", String(parts[1].dropFirst(5)) ?? "")
}
