/// The addresses of all pages of a site, and of the articles that are not published, in order: what a shell completes.
/// None when the site cannot be read.
public func pageAddresses(_ inputs: BuildInputs) async -> [String] {
  guard let prepared = try? await PreparedSite(asking: inputs) else { return [] }
  var addresses = Set(prepared.files.articles.map { $0.article.address.text })
  for file in prepared.plan.files {
    if case .page = file.content { addresses.insert(file.address.text) }
  }
  return addresses.sorted()
}
