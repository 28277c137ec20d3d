/// `NewsArticle` and its kin, with everything that is known of an article
/// (https://developers.google.com/search/docs/appearance/structured-data/article).
func writeArticle(_ index: Site.Index, _ head: PageHead, _ site: Site, to graph: inout JSONWriter) {
  let article = site.article(index)
  graph.object {
    writeIdentity(article, head, site, to: &$0)
    writePeople(index, head, site, to: &$0)
    if article.status == .retracted {
      $0.member("creativeWorkStatus", "Retracted")
    } else {
      writeSubject(index, site, to: &$0)
      writeReception(index, site, to: &$0)
    }
    writeCorrections(article, site, to: &$0)
    writeSources(article, to: &$0)
  }
}

private func writeIdentity(_ article: Article, _ head: PageHead, _ site: Site, to json: inout JSONWriter) {
  let settings = site.settings
  json.member("@type", schemaType(of: article.label))
  json.member("headline", article.title)
  json.member("description", article.status == .retracted ? article.reason : head.description)
  json.member("url", settings.baseURL, article.address)
  if let canonical = article.canonical {
    json.member("mainEntityOfPage", uri(canonical))
  } else {
    json.member("mainEntityOfPage", settings.baseURL, article.address)
  }
  json.member("datePublished", article.date, in: settings.zone)
  json.member("dateModified", site.lastChange(of: article), in: settings.zone)
  json.member("inLanguage", article.language ?? settings.language)
  json.member("isAccessibleForFree", true)
  json.member("copyrightNotice", settings.copyright)
}

private func schemaType(of label: Article.Label?) -> String {
  switch label {
  case .report: "ReportageNewsArticle"
  case .opinion: "OpinionNewsArticle"
  case .analysis: "AnalysisNewsArticle"
  case .review: "ReviewNewsArticle"
  case .satire: "SatiricalArticle"
  case .sponsored: "AdvertiserContentArticle"
  case .pressRelease, nil: "NewsArticle"
  }
}

private func writePeople(_ index: Site.Index, _ head: PageHead, _ site: Site, to json: inout JSONWriter) {
  let authors = site.links[Int(index)].authors
  if authors.isEmpty {
    // Nobody signed it: the newsroom answers for it.
    json.array("author") { writeNewsroom(site, to: &$0) }
  } else {
    json.array("author") { array in
      for author in authors {
        if let parts = head.parts {
          array.append(parts.text, parts.authors[Int(author)])
        } else {
          writeAuthor(site.people[Int(author)], site.settings.baseURL, to: &array)
        }
      }
    }
  }
  writePublisher(head, site, as: "publisher", to: &json)
}

func writeAuthor(_ person: Person, _ base: BaseURL, to array: inout JSONWriter) {
  array.object {
    $0.member("@type", "Person")
    $0.member("name", person.name)
    $0.member("url", base, person.address)
  }
}

private func writeNewsroom(_ site: Site, to json: inout JSONWriter) {
  json.object {
    $0.member("@type", "NewsMediaOrganization")
    $0.member("name", site.settings.title)
    $0.member("url", site.settings.baseURL, .home)
  }
}

private func writeSubject(_ index: Site.Index, _ site: Site, to json: inout JSONWriter) {
  let article = site.article(index)
  if let picture = article.image {
    json.array("image") { writePicture(picture, site.settings.baseURL, to: &$0) }
  }
  json.member("articleSection", site.links[Int(index)].section.map { site.sections[Int($0)].title })
  json.member("keywords", site.links[Int(index)].tags.map { site.tags[Int($0)].title })
  if article.fields.body.words > 0 { json.member("wordCount", article.fields.body.words) }
  json.member("timeRequired", "PT\(article.fields.body.minutes)M")
  json.member("digitalSourceType", article.ai.map(digitalSourceType))
}

/// IPTC's words for what a machine did (https://cv.iptc.org/newscodes/digitalsourcetype/), as schema.org has them.
private func digitalSourceType(_ ai: AIUse) -> String {
  switch ai.degree {
  case .generated: "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
  case .assisted: "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
  }
}

/// How often it was read and answered, where that is known.
private func writeReception(_ index: Site.Index, _ site: Site, to json: inout JSONWriter) {
  let comments = site.comments[Int(index)].count
  if comments > 0 { json.member("commentCount", comments) }
  guard let views = site.views[Int(index)] else { return }
  json.object("interactionStatistic") {
    $0.member("@type", "InteractionCounter")
    $0.member("interactionType", "https://schema.org/ViewAction")
    $0.member("userInteractionCount", views)
  }
}

private func writeCorrections(_ article: Article, _ site: Site, to json: inout JSONWriter) {
  let corrections = article.corrections.filter { $0.date <= site.now }
  guard !corrections.isEmpty else { return }
  json.array("correction") { array in
    for correction in corrections {
      array.object {
        $0.member("@type", "CorrectionComment")
        $0.member("text", correction.text)
        $0.member("datePublished", correction.date, in: site.settings.zone)
      }
    }
  }
}

private func writeSources(_ article: Article, to json: inout JSONWriter) {
  guard let origin = article.origin else { return }
  guard let url = origin.url else { return json.member("citation", origin.name) }
  json.object("isBasedOn") {
    $0.member("@type", "CreativeWork")
    $0.member("name", origin.name)
    $0.member("url", uri(url))
  }
}
