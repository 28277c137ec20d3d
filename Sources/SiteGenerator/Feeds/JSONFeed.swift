/// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
func jsonFeed(_ list: FeedList, _ items: [FeedItem], _ site: Site) -> [UInt8] {
  var json = JSONWriter()
  json.reserve(items.reduce(8192) { $0 + $1.size })
  let settings = site.settings
  let base = settings.baseURL
  json.object { feed in
    feed.member("version", "https://jsonfeed.org/version/1.1")
    feed.member("title", list.title)
    feed.member("home_page_url", base.absolute(list.page))
    feed.member("feed_url", base.absolute(list.address(of: .json)))
    feed.member("next_url", list.previousArchive.map { base.absolute(list.address(of: .json, $0)) })
    feed.member("description", list.description ?? settings.description)
    feed.member("language", settings.language)
    feed.array("authors") { $0.object { writeAuthor(settings.title, base.absolute(.home), to: &$0) } }
    feed.member("icon", settings.logo.map { base.absolute($0.target) })
    feed.member("favicon", settings.icon.map(base.absolute))
    if let hub = hub(of: list, site) {
      feed.array("hubs") {
        $0.object {
          $0.member("type", "WebSub")
          $0.member("url", hub)
        }
      }
    }
    feed.array("items") { array in for item in items { write(item, to: &array) } }
  }
  return json.document
}

private func write(_ item: FeedItem, to array: inout JSONWriter) {
  array.breakLine()
  array.object {
    $0.append(item.frame.head)
    $0.member("content_html", escaped: item.content)
    $0.append(item.frame.tail)
  }
}

private func writeAuthor(_ name: String, _ address: String, to json: inout JSONWriter) {
  json.member("name", name)
  json.member("url", address)
}

/// The members of an item without its content.
func jsonFrame(_ entry: EntryFields, _ site: Site) -> FeedEntry.Frame {
  var head = JSONWriter()
  head.member("id", entry.id)
  head.member("url", entry.permalink)
  head.member("external_url", entry.externalAddress.map(uri))
  head.member("title", entry.title)
  var tail = JSONWriter()
  let base = site.settings.baseURL
  let zone = site.settings.zone
  tail.member("summary", entry.summary)
  if let picture = entry.article.image, entry.article.status == .published {
    tail.member("image", base.absolute(picture.target))
  }
  tail.member("date_published", entry.published, in: zone)
  if entry.changed != entry.published { tail.member("date_modified", entry.changed, in: zone) }
  if !entry.authors.isEmpty {
    tail.array("authors") { array in
      for author in entry.authors { array.object { writeAuthor(author.name, base.absolute(author.address), to: &$0) } }
    }
  }
  let tags = [entry.section?.title].compactMap { $0 } + entry.tags
  tail.member("tags", tags)
  tail.member("language", entry.isForeign ? entry.language.text : nil)
  return FeedEntry.Frame(head: head.bytes, tail: tail.bytes)
}
