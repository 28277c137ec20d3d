/// Renders a text as HTML, by libcmark's reading of it.
///
/// - Parameter source: UTF-8. What is not UTF-8 becomes U+FFFD, characters that XML 1.0 forbids are left out.
public func renderMarkdown(_ source: ArraySlice<UInt8>, options: MarkdownOptions) -> RenderedMarkdown {
  let survey = SourceSurvey(source)
  guard survey.pictures <= options.maxPictures else {
    var refused = RenderedMarkdown()
    refused.findings = [Finding(kind: .tooManyPictures(limit: options.maxPictures), line: 1)]
    return refused
  }
  if let rendered = render(source, survey, options) { return rendered }
  // What was put into the text was not read as it was meant: then the text is read as it stands.
  var plain = options
  plain.extensions.subtract([.tables, .footnotes, .boxes])
  return render(source, survey, plain) ?? RenderedMarkdown()
}

/// Renders a text as HTML, by libcmark's reading of it.
public func renderMarkdown(_ source: [UInt8], options: MarkdownOptions) -> RenderedMarkdown {
  renderMarkdown(source[...], options: options)
}

/// Nil when libcmark did not find every directive where it was put.
private func render(
  _ source: ArraySlice<UInt8>, _ survey: SourceSurvey, _ options: MarkdownOptions
) -> RenderedMarkdown? {
  var prepared = PreparedSource(source, survey: survey, options: options)
  guard let tree = SyntaxTree(parsing: prepared.bytes, smart: options.smart) else { return RenderedMarkdown() }
  if options.extensions.contains(.tables), survey.hasPipe, prepared.mayHoldTable,
    prepared.rewriteTables(tree.root, maxDepth: options.maxDepth)
  {
    guard let tree = SyntaxTree(parsing: prepared.bytes, smart: options.smart) else { return RenderedMarkdown() }
    return render(tree, source, survey, prepared, options)
  }
  return render(tree, source, survey, prepared, options)
}

private func render(
  _ tree: borrowing SyntaxTree, _ source: ArraySlice<UInt8>, _ survey: SourceSurvey, _ prepared: PreparedSource,
  _ options: MarkdownOptions
) -> RenderedMarkdown? {
  var renderer = Renderer(source: source, survey: survey, prepared: prepared, options: options)
  renderer.render(tree.root)
  // What is nested too deep is not seen, and then an error anyway.
  return renderer.seenDirectives == prepared.directives.count ? renderer.result : nil
}
