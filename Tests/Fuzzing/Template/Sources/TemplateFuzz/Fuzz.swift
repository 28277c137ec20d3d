import Diagnostics
import Template

/// What libFuzzer calls with each input: the templates of a theme in one text, as `Theme` reads them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  let data: [(String, Value)] = [("x", .text("<a \"b\" 'c'&>"))]
  for name in ["page.html", "page.xml", "page.json"] {
    switch Result(catching: { try render(text, name: name, data: data) }) {
    case .success(let page):
      precondition(withMemo(text, name, data) == page, "a page depends on the pages before it")
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

/// The page again, with what was kept of the page of another article.
private func withMemo(_ text: String, _ name: String, _ data: [(String, Value)]) -> String? {
  guard let template = try? Theme(text, name: name).load() else { return nil }
  let memo = template.memo(limit: 1_000_000)
  var other: [UInt8] = []
  try? template.render(Newsroom.values(1, data), of: nil, subject: "", into: &other, memo: memo)
  for _ in 0..<2 {
    other = []
    guard (try? template.render(Newsroom.values(0, data), of: nil, subject: "", into: &other, memo: memo)) != nil else {
      return nil
    }
  }
  return String(decoding: other, as: UTF8.self)
}

/// The package manager wants an entry of its own; it hands over to libFuzzer's.
@_cdecl("TemplateFuzz_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return drive(&count, &arguments, fuzz)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
