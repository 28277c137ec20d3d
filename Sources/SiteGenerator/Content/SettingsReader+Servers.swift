import Diagnostics

let serversMeaning =
  "What the site is served by, for redirects and headers: `netlify` or `cloudflare` (`_redirects` and `_headers` at the root), `nginx`, `caddy` (files to include, in `.server`)."

extension SettingsReader {
  mutating func readServers(_ node: MetaNode) {
    let nodes = node.items ?? [node]
    for item in nodes {
      guard let server: Server = fields.choice("servers", item), !settings.servers.contains(server) else { continue }
      if server.isHost, let other = settings.servers.first(where: \.isHost) {
        let problem = "names \(other.rawValue) and \(server.rawValue), which read files of one name in two ways"
        fields.report(.badValue("servers", problem, hint: "keep one of the two", item.place(in: fields.source)))
      } else {
        settings.servers.append(server)
      }
    }
  }
}
