/// Open Graph (https://ogp.me) and what else shows a link as a card.
func writeOpenGraph(_ head: PageHead, _ site: Site, to html: inout HeadWriter) {
  let settings = site.settings
  html.property("og:site_name", settings.title)
  html.property("og:type", openGraphType(of: head.kind))
  html.property("og:title", head.title)
  html.property("og:description", head.description)
  html.property("og:url", settings.baseURL, head.address)
  html.property("og:locale", head.language.map { LanguageTag($0).openGraphLocale } ?? site.locale)
  let hasPicture = writePicture(head, site, to: &html)
  if let index = head.article { writeArticle(index, site, to: &html) }
  html.meta("twitter:card", hasPicture ? "summary_large_image" : "summary")
  for account in accounts(head, site) { html.meta("fediverse:creator", account) }
}

private func openGraphType(of kind: PageHead.Kind) -> String {
  switch kind {
  case .article: "article"
  case .author: "profile"
  default: "website"
  }
}

/// Whether there is a picture that is wide enough for a card: a lead picture, not a portrait or a logo.
private func writePicture(_ head: PageHead, _ site: Site, to html: inout HeadWriter) -> Bool {
  let base = site.settings.baseURL
  if let index = head.article, site.article(index).status == .published, let own = site.article(index).image,
    write(own, base, to: &html)
  {
    return true
  }
  if let portrait = head.person.flatMap({ site.people[Int($0)].settings?.portrait }), write(portrait, base, to: &html) {
    return false
  }
  if let logo = site.settings.logo { _ = write(logo, base, to: &html) }
  return false
}

/// Whether the picture was written: no reader of Open Graph shows SVG.
private func write(_ picture: Picture, _ base: BaseURL, to html: inout HeadWriter) -> Bool {
  let type =
    switch picture.target {
    case .site(let address, _): pictureType(ofPath: address.text)
    case .url(let url): pictureType(of: url)
    }
  guard type != "image/svg+xml" else { return false }
  html.property("og:image", base, picture.target)
  html.property("og:image:type", type)
  html.property("og:image:width", picture.width.map(String.init))
  html.property("og:image:height", picture.height.map(String.init))
  html.property("og:image:alt", picture.alt)
  return true
}

private func writeArticle(_ index: Site.Index, _ site: Site, to html: inout HeadWriter) {
  let article = site.article(index)
  guard article.kind == .article else { return }
  let settings = site.settings
  html.property("article:published_time", article.date, in: settings.zone)
  if let changed = site.lastChange(of: article), changed != article.date {
    html.property("article:modified_time", changed, in: settings.zone)
  }
  for author in site.links[Int(index)].authors {
    html.property("article:author", settings.baseURL, site.people[Int(author)].address)
  }
  html.property("article:section", site.links[Int(index)].section.map { site.sections[Int($0)].title })
  for tag in site.links[Int(index)].tags { html.property("article:tag", site.tags[Int(tag)].title) }
}

/// `@name@host` of those who wrote the article or whom the page is about.
private func accounts(_ head: PageHead, _ site: Site) -> [String] {
  let people = head.article.map { site.links[Int($0)].authors } ?? [head.person].compactMap { $0 }
  return people.compactMap { site.people[Int($0)].settings?.fediverse }
}
