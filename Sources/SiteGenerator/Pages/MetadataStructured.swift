import Synchronization

/// Structured data in the words of https://schema.org, as JSON-LD: one `script` with everything the page is about.
func writeStructuredData(_ head: PageHead, _ site: Site, to html: inout HeadWriter) {
  var json = JSONWriter(inScript: true)
  json.reserve(4096)
  json.object { root in
    root.member("@context", "https://schema.org")
    root.array("@graph") { graph in
      writeMain(head, site, to: &graph)
      writeBreadcrumbs(head, site, to: &graph)
    }
  }
  html.structuredData(json.bytes)
}

private func writeMain(_ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  switch head.kind {
  case .home:
    writeWebSite(site, to: &graph)
    writePublisher(head, site, to: &graph)
    writeList(head, site, to: &graph)
  case .section, .tag, .archive: writeList(head, site, to: &graph)
  case .author: writeProfile(head, site, to: &graph)
  case .article:
    if let index = head.article { writeArticle(index, head, site, to: &graph) }
  case .page, .other: writePage(head, site, to: &graph)
  }
}

private func writeWebSite(_ site: Site, to graph: inout JSONWriter) {
  let settings = site.settings
  let base = settings.baseURL
  graph.object {
    $0.member("@type", "WebSite")
    $0.member("@id", base, .home, suffix: "#website")
    $0.member("name", settings.title)
    $0.member("description", settings.description)
    $0.member("url", base, .home)
    $0.member("inLanguage", settings.language)
    writeReference("publisher", to: "#publisher", of: base, in: &$0)
  }
}

/// Names something that stands on the front page.
private func writeReference(_ key: StaticString, to id: StaticString, of base: BaseURL, in json: inout JSONWriter) {
  json.object(key) { $0.member("@id", base, .home, suffix: id) }
}

/// The newsroom: who is responsible, and where it says how it works.
func writePublisher(_ head: PageHead, _ site: Site, as key: StaticString? = nil, to json: inout JSONWriter) {
  json.object(key) {
    if let parts = head.parts {
      $0.append(parts.text, parts.publisher)
    } else {
      $0.append(publisherMembers(of: site))
    }
  }
}

/// The members of the newsroom's object.
func publisherMembers(of site: Site) -> [UInt8] {
  let settings = site.settings
  let base = settings.baseURL
  var json = JSONWriter(inScript: true)
  json.member("@type", "NewsMediaOrganization")
  json.member("@id", base, .home, suffix: "#publisher")
  json.member("name", settings.title)
  json.member("url", base, .home)
  if let logo = settings.logo { writePicture(logo, base, as: "logo", to: &json) }
  for policy in Settings.Policy.allCases {
    json.member(property(of: policy), settings.policies[policy].map(base.absolute))
  }
  json.member("sameAs", settings.social)
  return json.bytes
}

private func property(of policy: Settings.Policy) -> StaticString {
  switch policy {
  case .publishingPrinciples: "publishingPrinciples"
  case .corrections: "correctionsPolicy"
  case .ethics: "ethicsPolicy"
  case .ownership: "ownershipFundingInfo"
  case .masthead: "masthead"
  }
}

/// A picture with its absolute address and its size.
func writePicture(_ picture: Picture, _ base: BaseURL, as key: StaticString? = nil, to json: inout JSONWriter) {
  json.object(key) {
    $0.member("@type", "ImageObject")
    $0.member("url", base, picture.target)
    $0.member("width", picture.width)
    $0.member("height", picture.height)
    $0.member("caption", picture.caption)
    $0.member("creditText", picture.credit)
    if let licence = picture.licence { writeLicence(licence, to: &$0) }
  }
}

/// The terms by their address, or else by their name.
private func writeLicence(_ licence: String, to json: inout JSONWriter) {
  if isWebURL(licence) { return json.member("license", uri(licence)) }
  json.object("license") {
    $0.member("@type", "CreativeWork")
    $0.member("name", licence)
  }
}

private func writeList(_ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  let base = site.settings.baseURL
  graph.object {
    $0.member("@type", "CollectionPage")
    $0.member("name", head.title)
    $0.member("description", head.description)
    $0.member("url", base, head.address)
    $0.member("inLanguage", head.language ?? site.settings.language)
    writeReference("isPartOf", to: "#website", of: site.settings.baseURL, in: &$0)
    writeItems(head, site, to: &$0)
  }
}

private func writeItems(_ head: PageHead, _ site: Site, to json: inout JSONWriter) {
  guard !head.items.isEmpty else { return }
  let parts = head.parts ?? MetadataParts(site)
  json.object("mainEntity") { list in
    list.member("@type", "ItemList")
    list.array("itemListElement") { array in
      parts.items.withLock { items in
        for (position, index) in head.items.enumerated() {
          let part = items.part(of: index, in: site)
          array.object {
            $0.member("@type", "ListItem")
            $0.member("position", position + 1)
            $0.append(items.text, part)
          }
        }
      }
    }
  }
}

private func writeProfile(_ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  guard let index = head.person else { return writeList(head, site, to: &graph) }
  let person = site.people[Int(index)]
  let base = site.settings.baseURL
  graph.object {
    $0.member("@type", "ProfilePage")
    $0.member("url", base, head.address)
    $0.member("inLanguage", head.language ?? site.settings.language)
    $0.object("mainEntity") {
      $0.member("@type", "Person")
      $0.member("name", person.name)
      $0.member("url", base, person.address)
      $0.member("jobTitle", person.settings?.role)
      $0.member("description", person.settings?.bio)
      if let portrait = person.settings?.portrait { writePicture(portrait, base, as: "image", to: &$0) }
      $0.member("sameAs", [person.settings?.website].compactMap { $0 } + (person.settings?.links ?? []))
      writeReference("worksFor", to: "#publisher", of: base, in: &$0)
    }
  }
}

private func writePage(_ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  let article = head.article.map(site.article)
  graph.object {
    $0.member("@type", "WebPage")
    $0.member("name", head.title)
    $0.member("description", head.description)
    $0.member("url", site.settings.baseURL, head.address)
    $0.member("inLanguage", head.language ?? site.settings.language)
    $0.member("dateModified", article.flatMap(site.lastChange), in: site.settings.zone)
    writeReference("isPartOf", to: "#website", of: site.settings.baseURL, in: &$0)
  }
}

private func writeBreadcrumbs(_ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  let way = head.section.flatMap { head.parts?.ways[$0] }
  let above = way?.count ?? 0
  guard above + head.breadcrumbs.count > 1 else { return }
  graph.object { crumbs in
    crumbs.member("@type", "BreadcrumbList")
    crumbs.array("itemListElement") { array in
      if let way, let parts = head.parts { array.append(parts.text, way.steps) }
      for (position, crumb) in head.breadcrumbs.enumerated() {
        writeCrumb(crumb, at: above + position, site.settings.baseURL, to: &array)
      }
    }
  }
}

/// - Parameter position: Counted from 0.
func writeCrumb(_ crumb: Crumb, at position: Int, _ base: BaseURL, to array: inout JSONWriter) {
  array.object {
    $0.member("@type", "ListItem")
    $0.member("position", position + 1)
    $0.member("name", crumb.title)
    $0.member("item", base, crumb.address)
  }
}
