/// The cards of a list as a person writes them in Swift who wants nothing but speed: literals and fields appended, and
/// nothing escaped.
func appendCards(_ site: ModelSite, to output: inout [UInt8]) {
  for article in site.articles {
    output.append(contentsOf: "<article class=\"card".utf8)
    if article.image != nil { output.append(contentsOf: " with-picture".utf8) }
    output.append(contentsOf: "\">\n".utf8)
    if let image = article.image {
      output.append(contentsOf: "<a href=\"".utf8)
      output.append(contentsOf: article.url.utf8)
      output.append(contentsOf: "\"><img src=\"".utf8)
      output.append(contentsOf: image.utf8)
      output.append(contentsOf: "\" alt=\"\" width=\"400\" height=\"300\" loading=\"lazy\"></a>".utf8)
    }
    output.append(contentsOf: "\n<p class=\"label\">".utf8)
    output.append(contentsOf: article.section.utf8)
    output.append(contentsOf: "</p>\n<h2><a href=\"".utf8)
    output.append(contentsOf: article.url.utf8)
    output.append(contentsOf: "\">".utf8)
    output.append(contentsOf: article.title.utf8)
    output.append(contentsOf: "</a></h2>\n<p>".utf8)
    output.append(contentsOf: article.description.utf8)
    output.append(contentsOf: "</p>\n<p class=\"byline\">".utf8)
    output.append(contentsOf: article.author.utf8)
    output.append(contentsOf: " <time datetime=\"".utf8)
    output.append(contentsOf: article.date.utf8)
    output.append(contentsOf: "\">".utf8)
    output.append(contentsOf: article.date.utf8)
    output.append(contentsOf: "</time> ".utf8)
    output.append(contentsOf: String(article.minutes).utf8)
    output.append(contentsOf: " min</p>\n</article>\n".utf8)
  }
}
