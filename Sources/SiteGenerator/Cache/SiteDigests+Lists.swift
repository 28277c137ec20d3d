import CommonMark
import Template

/// The parts of the site itself, and of what lists articles.
extension SiteDigests {
  /// Those above it are in what a section is: they stand before it, in its breadcrumbs.
  func sectionParts() -> [[ContentHash]] {
    let site = view.site
    var identities: [ContentHash] = []
    for (index, section) in site.sections.enumerated() {
      let above = section.parent.map { Int($0) < index ? identities[Int($0)] : self.section($0) }
      let identity = part(records[TrackedType.section][index], ListPart.identity) { digest in
        digest.add(section.title)
        digest.add(section.description)
        digest.add(section.address.text)
        digest.add(section.hash)
        if let above { digest.add(above) }
        addText(section.body.text.holes, view.sectionTargets[index], to: &digest)
      }
      identities.append(identity)
    }
    let contents = site.sections.enumerated().map { index, section in
      part(records[TrackedType.section][index], ListPart.contents) { digest in
        digest.add(section.children.map(self.section))
        digest.add(section.articles.map(article))
      }
    }
    return [identities, contents]
  }

  func tagParts() -> [[ContentHash]] {
    let tags = Array(zip(view.site.tags, records[TrackedType.tag]))
    return [
      tags.map { tag, record in
        part(record, ListPart.identity) { digest in
          digest.add(tag.title)
          digest.add(tag.address.text)
        }
      },
      tags.map { tag, record in part(record, ListPart.contents) { $0.add(tag.articles.map(article)) } },
    ]
  }

  func peopleParts() -> [[ContentHash]] {
    let people = Array(zip(view.site.people, records[TrackedType.author]))
    return [
      people.map { person, record in
        part(record, ListPart.identity) { digest in
          digest.add(person.name)
          digest.add(person.address.text)
          if let portrait = person.settings?.portrait { add(portrait, to: &digest) }
        }
      },
      people.map { person, record in
        part(record, ListPart.contents) { digest in
          digest.add(person.articles.map(article))
          digest.add(person.articles.reduce(0) { $0 + view.site.article($1).body.words })
        }
      },
    ]
  }

  func storyParts() -> [[ContentHash]] {
    let stories = Array(zip(view.site.stories, records[TrackedType.story]))
    return [
      stories.map { story, record in part(record, ListPart.identity) { $0.add(story.title) } },
      stories.map { story, record in part(record, ListPart.contents) { $0.add(story.articles.map(article)) } },
    ]
  }

  /// In the order of `ArchivePart`.
  func archiveParts() -> [[ContentHash]] {
    let record = records[TrackedType.archive][0]
    let years = part(record, ArchivePart.years) { digest in
      for month in view.site.months {
        for number in [month.year, month.month, month.articles.count] { digest.add(number) }
      }
    }
    return [[part(record, ArchivePart.own) { _ in }], [years]]
  }

  /// In the order of `SitePart`.
  func siteParts() -> [[ContentHash]] {
    let site = view.site
    let record = records[TrackedType.site][0]
    let lists = [
      site.menu.map(section), site.tags.indices.map { tag(Site.Index($0)) },
      site.people.indices.map { person(Site.Index($0)) }, site.stories.indices.map { story(Site.Index($0)) },
      site.listed.map(article), (site.articleCount..<site.articles.count).map { article(Site.Index($0)) },
      site.mostRead.map(article), site.corrected.map(article) + [record] + site.retracted.map(article),
    ]
    let settings = part(record, SitePart.settings) { digest in
      for picture in [site.settings.logo, site.settings.masthead.picture] {
        if let picture { add(picture, to: &digest) }
      }
    }
    let updated = part(record, SitePart.updated) { $0.add(site.updated?.seconds ?? .min) }
    return [[settings], [updated]]
      + lists.enumerated().map { number, list in
        [part(record, SitePart.sections + number) { $0.add(list) }]
      }
  }
}
