import Bytes
import Diagnostics

/// Writing values, escaped for where they stand.
extension Program {
  func printField(_ slot: Int, _ getter: Int, _ escape: Escape, _ site: Int, _ page: inout Rendering)
    throws(RenderingFailure)
  {
    let slot = Slot(index: slot, isLocal: false)
    guard let record = page.record(in: slot) else { throw noField(getter, slot, site, page) }
    try write(read(getter, record, &page), escape, site, &page)
  }

  /// By itself: where a value is made for a message, it is copied on the way to the field as well.
  @inline(never)
  private func noField(_ getter: Int, _ slot: Slot, _ site: Int, _ page: borrowing Rendering) -> RenderingFailure {
    failure(.noMember(fields[getter].name, of: page[slot], among: []), sites[site], page)
  }

  func print(_ step: Int, _ escape: Escape, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) {
    try write(try evaluate(step, &page), escape, site, &page)
  }

  @inline(__always)
  private func write(_ value: Value, _ escape: Escape, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) {
    if escape == .text || escape == .words {
      if case .text(let text) = value { return appendEscaped(text, to: &page.output) }
      if escape == .text, case .html(let html) = value, html.language == .html {
        return page.output.append(bytes: html.bytes)
      }
    }
    do {
      try append(value, escape, &page)
    } catch {
      throw failure(error, sites[site], page)
    }
  }

  private func append(_ value: Value, _ escape: Escape, _ page: inout Rendering) throws(Complaint) {
    switch escape {
    case .text: appendEscaped(try value.asText(), to: &page.output)
    case .words:
      if case .html(let html) = value, html.language == .html {
        page.output.append(bytes: wordsOfHTML(html.bytes))
      } else {
        appendEscaped(try value.asText(), to: &page.output)
      }
    case .xml:
      if case .html(let html) = value, html.language == .xml {
        page.output.append(bytes: html.bytes)
      } else {
        appendXML(try value.asText().utf8, to: &page.output)
      }
    case .plain:
      if case .html(let html) = value {
        page.output.append(bytes: html.bytes)
      } else {
        page.output.append(utf8: try value.asText())
      }
    case .json, .script: try appendJSON(value, to: &page.output)
    }
  }
}
