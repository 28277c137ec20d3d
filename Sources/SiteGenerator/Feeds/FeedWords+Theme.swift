extension FeedWords {
  /// The sentences in the language of the site, from the words of its theme; what a theme lacks is English.
  init(_ words: Words) {
    self.init()
    aiGenerated = words.find("ai_generated").map { "\($0)." } ?? aiGenerated
    aiAssisted = words.find("ai_assisted").map { "\($0)." } ?? aiAssisted
    reviewedBy = words.find("ai_reviewer").map { "\($0) {name}." } ?? reviewedBy
    correction = words.find("correction_correction") ?? correction
    clarification = words.find("correction_clarification") ?? clarification
    update = words.find("correction_update") ?? update
    retracted = words.find("retracted") ?? retracted
    opinion = words.find("label_opinion") ?? opinion
    analysis = words.find("label_analysis") ?? analysis
    review = words.find("label_review") ?? review
    sponsored = words.find("label_sponsored") ?? sponsored
    pressRelease = words.find("label_press-release") ?? pressRelease
    satire = words.find("label_satire") ?? satire
    firstPublished = words.find("first_published").map { "\($0) {name}." } ?? firstPublished
    photo = words.find("picture_by").map { "\($0) {name}" } ?? photo
  }
}
