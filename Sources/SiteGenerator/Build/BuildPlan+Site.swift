import Diagnostics

extension BuildPlan {
  /// Plans a site: the theme's assets, the files that are published as they are, pages, redirects, feeds, and what
  /// machines look for at the root.
  static func plan(_ site: Site, words: Words, theme: Assets, files: ContentFiles, jobs: Int) async -> BuildPlan {
    var plan = BuildPlan(places: files.places)
    let pages = PagePlan(site: site, words: words).pages()
    let lists = feedLists(of: site, corrections: words.text("corrections"))
    let feeds = withArchives(lists, of: site)
    // The sitemap has a part a month.
    let others = theme.files.count + files.listing.assets.count + files.listing.statics.count + site.months.count + 100
    plan.reserve(pages.count + feeds.count * FeedFormat.allCases.count + others)
    plan.addAssets(theme, files)
    async let maps = sitemapFiles(of: pages, in: site)
    let folder = files.places.reader.folder
    for page in await parallelMap(pages, jobs: jobs, { planned($0, in: site, folder) }) { plan.add(page) }
    plan.addRedirects(of: site)
    if !site.hasCorrections {
      // Whoever takes the address is told now, and not on the day of the first correction.
      plan.keep(Site.correctionsAddress, for: .program("the list of corrections (from the first one on)"))
    }
    plan.addFeeds(feeds)
    plan.addRootFiles(await maps, lists, of: site)
    plan.addEarlierAddresses(of: site)
    plan.addServerFiles(theme, of: site, settings: files.places.reader.folder.display("site.yml"))
    plan.checkFolders()
    return plan
  }

  private mutating func addAssets(_ theme: Assets, _ files: ContentFiles) {
    let folder = files.places.reader.folder
    for (name, file) in theme.files.sorted(by: { $0.key < $1.key }) {
      add(file.address, .asset, .asset(name), .bytes(file.bytes))
    }
    let cleansPictures = files.settings.images != nil
    for (path, address) in files.assets.all {
      let isPicture = cleansPictures && ["jpg", "jpeg", "png", "webp"].contains(fileExtension(path))
      add(address, .asset, .file(folder.display(path)), isPicture ? .picture(path) : .copy(path))
    }
  }

  private static func planned(
    _ page: Page, in site: Site, _ folder: any FolderReader
  ) -> Result<PlannedFile, PlannedFile.Impossible> {
    if let index = page.article {
      return PlannedFile.planned(page.address, .article, .article(site.article(index).source, key: nil), .page(page))
    }
    let owner = PlannedFile.Owner.program(
      "the page \"\(page.title)\" (\(page.kind.name))", at: sectionPlace(page, site, folder))
    return PlannedFile.planned(page.address, .list, owner, .page(page))
  }

  /// A section comes from a folder; all other lists come from the program.
  private static func sectionPlace(_ page: Page, _ site: Site, _ folder: any FolderReader) -> Place? {
    guard case .section(let index) = page.kind else { return nil }
    let section = site.sections[Int(index)]
    return Place(path: folder.display(section.source ?? section.key))
  }

  private mutating func addRedirects(of site: Site) {
    for article in site.articles {
      for alias in article.aliases where alias != article.address {
        add(alias, .article, .article(article.source, key: "aliases"), .redirect(to: article.address))
      }
    }
  }

  /// An article that has moved is found where it stood, unless something else stands there now.
  private mutating func addEarlierAddresses(of site: Site) {
    for (index, identity) in site.identities.enumerated() {
      let article = site.articles[index]
      for address in identity.earlier where address != article.address && isFree(address) {
        add(address, .article, .article(article.source, key: nil), .redirect(to: article.address))
      }
    }
  }

  private mutating func addFeeds(_ lists: [FeedList]) {
    var seen: Set<Address> = []
    for list in lists {
      // Where two lists want one address, their pages have said so. What `site.yml` asks for has no page.
      let hasPage = list.archive == nil && list.place == nil
      if hasPage, !seen.insert(list.address).inserted { continue }
      for format in FeedFormat.allCases {
        let owner = PlannedFile.Owner.program("the \(format.title) of \(list.title)", at: list.place)
        add(list.address(of: format), .feed, owner, .feed(list, format))
      }
    }
  }

  private static func sitemapFiles(of pages: [Page], in site: Site) -> [SitemapFile] {
    let entries = pages.compactMap { page -> SitemapEntry? in
      switch page.kind {
      case .article(let index), .page(let index): return SitemapEntry(address: page.address, article: index)
      case .notFound, .search: return nil
      default: return page.pagination.number == 1 ? SitemapEntry(address: page.address) : nil
      }
    }
    return sitemap(entries, in: site)
  }

  private mutating func addRootFiles(_ maps: [SitemapFile], _ lists: [FeedList], of site: Site) {
    var sitemaps = [Address("/sitemap.xml")]
    for file in maps { add(file.address, .feed, .program("the sitemap"), .sitemap(file)) }
    if let news = newsSitemap(of: site) {
      sitemaps.append(Address("/sitemap-news.xml"))
      add(sitemaps[1], .feed, .program("the news sitemap"), .bytes(news))
    }
    add(Address("/feeds.opml"), .feed, .program("the list of feeds"), .bytes(opml(lists, in: site)))
    // A robots.txt of the site's own stands before ours.
    let robotsAddress = Address("/robots.txt")
    if file(at: robotsAddress) == nil {
      add(robotsAddress, .feed, .program("robots.txt"), .bytes(robots(sitemaps, in: site)))
    }
  }
}

extension BuildPlan {
  /// What servers are told, when `site.yml` names some: made of what was planned before.
  fileprivate mutating func addServerFiles(_ theme: Assets, of site: Site, settings: String) {
    guard !site.settings.servers.isEmpty else { return }
    var told = ServerFiles(base: site.settings.baseURL)
    let names = Set(FeedFormat.allCases.map(\.fileName))
    for file in files {
      switch file.content {
      case .redirect(let target): told.redirects.append(ServerFiles.Redirect(from: file.address, to: target))
      case .feed(let list, let format) where !names.contains(String(file.path.text.split(separator: "/").last ?? "")):
        if list.archive == nil { told.otherFeeds.append((file.address, format.contentType)) }
      default: break
      }
    }
    told.redirects.sort { $0.from < $1.from }
    told.assets = theme.addresses.values.sorted()
    if let warning = told.tooMany(for: site.settings.servers, Place(path: settings)) { warnings.append(warning) }
    for (address, bytes) in told.files(for: site.settings.servers) {
      add(address, .feed, .program("the files for servers"), .bytes(bytes))
    }
  }
}
