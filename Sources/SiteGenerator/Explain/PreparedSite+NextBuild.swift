import Diagnostics
import Template

/// What the next build does with one file.
extension PreparedSite {
  func nextBuild(of index: Int, standing: (String) -> [UInt8]?) async throws(BuildFailure) -> [String] {
    guard errors.isEmpty else { return ["writes nothing: \(errors.summary)"] }
    let file = plan.files[index]
    guard let stands = standing(file.path.text) else { return ["writes it: it is not in Output yet"] }
    guard let made = try bytes(of: index) else { return ["keeps it: its name stands for its bytes"] }
    if stands == made { return ["keeps it: what it would write stands there already, byte for byte"] }
    guard let (old, new) = firstDifference(stands, made) else { return ["writes it: it has changed"] }
    return ["writes it: it has changed", "- \(old)", "+ \(new)"]
  }

  /// Nil for smaller pictures, whose names change with their bytes.
  private func bytes(of index: Int) throws(BuildFailure) -> [UInt8]? {
    let file = plan.files[index]
    let renderer = PageRenderer(
      view: view, templates: templates.bound(to: view), memo: nil, entries: FeedEntries(view, inputs.content),
      fingerprints: nil, folder: inputs.content, isPortable: inputs.isPortable)
    do throws(Diagnostic) {
      if case .copy(let path) = file.content { return try inputs.content.read(path) }
      if case .picture(let path) = file.content { return withoutPrivateMetadata(try inputs.content.read(path)) }
      switch try renderer.render(file).get().content {
      case .bytes(let bytes, _): return bytes
      default: return nil
      }
    } catch {
      throw BuildFailure(error)
    }
  }

  /// The first lines that differ, cut to what a terminal shows around the difference; nil for bytes that are no text.
  private func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> (String, String)? {
    let start = zip(old, new).prefix { $0 == $1 }.count
    func line(_ bytes: [UInt8]) -> String? {
      let first = bytes[..<min(start, bytes.count)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let from = max(first, start - 40)
      let to = bytes[min(start, bytes.count)...].firstIndex(of: 0x0A) ?? bytes.count
      let cut = bytes[min(from, to)..<min(to, start + 60)]
      guard !cut.contains(0) else { return nil }
      return (from > first ? "…" : "") + String(decoding: cut, as: UTF8.self)
    }
    guard let before = line(old), let after = line(new) else { return nil }
    return (before, after)
  }
}
