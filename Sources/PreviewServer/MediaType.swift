import SiteGenerator

/// The media type of a file by its name, with the character encoding for text: everything that a build makes is UTF-8.
func mediaType(of path: String) -> String {
  mediaTypes[fileExtension(path)] ?? "application/octet-stream"
}

/// IANA's registry of media types. Feeds are `application/xml`: a browser shows them, and does not save them.
private let mediaTypes: [String: String] = [
  "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8", "xhtml": "application/xhtml+xml",
  "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
  "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8",
  "tsv": "text/tab-separated-values; charset=utf-8", "vtt": "text/vtt; charset=utf-8",
  "srt": "application/x-subrip; charset=utf-8", "ics": "text/calendar; charset=utf-8",
  "xml": "application/xml; charset=utf-8", "xsl": "application/xslt+xml; charset=utf-8",
  "rss": "application/xml; charset=utf-8", "atom": "application/xml; charset=utf-8",
  "opml": "text/x-opml; charset=utf-8", "json": "application/json; charset=utf-8",
  "geojson": "application/geo+json; charset=utf-8", "map": "application/json; charset=utf-8",
  "webmanifest": "application/manifest+json; charset=utf-8",
  "svg": "image/svg+xml; charset=utf-8", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
  "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "ico": "image/vnd.microsoft.icon",
  "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
  "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
  "wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
  "ogv": "video/ogg", "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip",
  "gz": "application/gzip", "wasm": "application/wasm",
  "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "ods": "application/vnd.oasis.opendocument.spreadsheet", "odt": "application/vnd.oasis.opendocument.text",
]
