/// The page that stands at an old address and leads to the new one, for servers that know no redirects.
///
/// The link is root-relative, so that the page works wherever the site is looked at, or the one given; the canonical one
/// is absolute.
func redirectPage(to target: Address, in site: Site, link: String? = nil) -> [UInt8] {
  let base = site.settings.baseURL
  var address: [UInt8] = []
  address.append(line: link ?? base.relative(target), escapedFor: .attribute)
  var page: [UInt8] = []
  page.append("<!doctype html>\n<html lang=\"")
  page.append(line: site.settings.language, escapedFor: .attribute)
  page.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
  page.append(line: site.settings.title, escapedFor: .html)
  page.append("</title>\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"")
  page.append(line: base.absolute(target), escapedFor: .attribute)
  page.append("\">\n<meta http-equiv=\"refresh\" content=\"0; url=")
  page.append(contentsOf: address)
  page.append("\">\n</head>\n<body>\n<p><a href=\"")
  page.append(contentsOf: address)
  page.append("\">")
  page.append(line: base.absolute(target), escapedFor: .html)
  page.append("</a></p>\n</body>\n</html>\n")
  return page
}
