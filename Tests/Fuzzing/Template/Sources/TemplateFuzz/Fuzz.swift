import Diagnostics
import Template

/// What libFuzzer calls with each input: the templates of a theme in one text, as `Theme` reads them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  for name in ["page.html", "page.xml", "page.json"] {
    switch Result(catching: { try render(text, name: name, data: [("x", .text("<a \"b\" 'c'&>"))]) }) {
    case .success(let page):
      precondition(
        name != "page.html" || text.utf8.contains(0x7C) || !page.contains("<a \"b\""), "a value was not escaped")
    case .failure(let failure as BuildFailure):
      precondition(!failure.diagnostics.isEmpty)
      for diagnostic in failure.diagnostics { _ = DiagnosticFormatter().format(diagnostic) }
    case .failure(let diagnostic as Diagnostic): precondition(diagnostic.place != nil || text.isEmpty)
    case .failure: break
    }
  }
  // Bytes that are no UTF-8 are refused, whatever else they are.
  let source = Source(path: "page.html", bytes: bytes)
  _ = try? TemplateSet(sources: ["page.html": source], entries: [:], vocabulary: Newsroom.vocabulary)
  return 0
}
