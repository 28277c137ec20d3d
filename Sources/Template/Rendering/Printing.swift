import Diagnostics

/// Writing values, escaped for where they stand.
extension Renderer {
  mutating func printField(_ slot: Int, _ getter: Int, _ escape: Escape, _ site: Int) throws(RenderingFailure) {
    guard case .record(let record) = stack[slot] else {
      let site = program.sites[site]
      throw failure(.noMember(program.getters[getter].name, of: stack[slot], among: []), site)
    }
    try write(read(getter, record), escape, site)
  }

  mutating func print(_ step: Int, _ escape: Escape, _ site: Int) throws(RenderingFailure) {
    try write(try evaluate(step), escape, site)
  }

  @inline(__always)
  private mutating func write(_ value: Value, _ escape: Escape, _ site: Int) throws(RenderingFailure) {
    if escape == .text {
      if case .text(let text) = value { return appendEscaped(text, to: &output) }
      if case .html(let html) = value, html.language == .html { return output.append(contentsOf: html.bytes) }
    }
    do {
      try append(value, escape)
    } catch {
      throw failure(error, program.sites[site])
    }
  }

  private mutating func append(_ value: Value, _ escape: Escape) throws(Complaint) {
    switch escape {
    case .text: appendEscaped(try value.asText(), to: &output)
    case .words:
      if case .html(let html) = value, html.language == .html {
        output.append(contentsOf: wordsOfHTML(html.bytes))
      } else {
        appendEscaped(try value.asText(), to: &output)
      }
    case .xml:
      if case .html(let html) = value, html.language == .xml {
        output.append(contentsOf: html.bytes)
      } else {
        appendXML(try value.asText().utf8, to: &output)
      }
    case .plain:
      if case .html(let html) = value {
        output.append(contentsOf: html.bytes)
      } else {
        output.append(contentsOf: try value.asText().utf8)
      }
    case .json, .script: try appendJSON(value, to: &output)
    }
  }
}
