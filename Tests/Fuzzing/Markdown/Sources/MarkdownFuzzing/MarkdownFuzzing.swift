import CCmark
import CommonMark
import FuzzerDriver

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Renders whatever the fuzzer makes up, and stops where a law is broken: the first byte chooses the options, the rest
/// is the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let source = bytes.dropFirst()
  var options = choice & 1 == 0 ? MarkdownOptions() : MarkdownOptions.comment
  options.smart = choice & 2 == 0
  options.language = choice & 4 == 0 ? "en" : "de"
  options.maxDepth = choice & 8 == 0 ? 200 : 3
  options.abbreviations = [.init(short: "a", long: "<b>")]
  if let law = brokenLaw(renderMarkdown(source, options: options)) { stop(law) }
  if choice & 16 != 0 {
    options.rawHTML = .allow
    let rendered = renderMarkdown(source, options: options)
    if String(validating: rendered.html, as: UTF8.self) == nil { stop("not UTF-8") }
    _ = rendered.ranges(ofHoles: Array(rendered.holes.indices), in: source)
  }
  if choice & 32 != 0, isPlain(source) { compareWithLibcmark(Array(source), smart: options.smart) }
  return 0
}

private func stop(_ law: String) -> Never {
  print("broken: \(law)")
  fflush(nil)
  abort()
}

/// Whether nothing in a text is left out or replaced by us alone.
private func isPlain(_ source: ArraySlice<UInt8>) -> Bool {
  guard let text = String(validating: source, as: UTF8.self), !text.contains("&#"), !text.isEmpty else { return false }
  return text.unicodeScalars.allSatisfy {
    ($0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r") && $0.value != 0xFFFE && $0.value != 0xFFFF
  }
}

private func compareWithLibcmark(_ source: [UInt8], smart: Bool) {
  var options = MarkdownOptions.commonMark
  options.smart = smart
  var html: [UInt8] = []
  renderMarkdown(source, options: options).write(into: &html) { _, hole, output in
    var address: [UInt8] = []
    appendEscapedAddress(hole.destination, to: &address)
    if case .picture(let picture) = hole.kind {
      picture.appendElement(address: address, to: &output)
    } else {
      output.append(contentsOf: address)
    }
  }
  let flags = CMARK_OPT_UNSAFE | (smart ? CMARK_OPT_SMART : 0)
  let expected = unsafe source.withUnsafeBytes { bytes -> [UInt8] in
    let html = unsafe cmark_markdown_to_html(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, flags)
    guard let html = unsafe html else { return [] }
    defer { unsafe free(html) }
    return unsafe Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
  }
  // A node does not tell an empty title from none.
  let emptyTitle = Array(" title=\"\"".utf8)
  if html.replacing(emptyTitle, with: []) != expected.replacing(emptyTitle, with: []) { stop("not as libcmark") }
}
