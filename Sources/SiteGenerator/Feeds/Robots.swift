/// `robots.txt` (RFC 9309): everything may be read, and this is where the sitemaps are.
func robots(_ sitemaps: [Address], in site: Site) -> [UInt8] {
  var text: [UInt8] = []
  text.append("User-agent: *\nDisallow:\n")
  if !sitemaps.isEmpty { text.append("\n") }
  for address in sitemaps { text.append("Sitemap: \(site.settings.baseURL.absolute(address))\n") }
  return text
}
