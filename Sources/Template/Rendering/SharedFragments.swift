import Synchronization

/// A part of a template that shows nothing but what all pages share: the same bytes on every page that has it.
public struct SharedFragment: Sendable {
  /// Which it is among the fragments of its set of templates.
  public let number: Int
  /// Nil for one that cannot be rendered by itself, and for one that reads a variable that is no record: which branches
  /// it takes decides that, so that it may be another way after the next edit.
  public let rendered: Rendered?

  /// What a fragment is on every page.
  public struct Rendered: Sendable {
    /// In the language of its template, as they are put into a page.
    public let bytes: [UInt8]
    /// What was read for it.
    public let reads: Reads
  }
}

extension TemplateSet {
  /// What shows nothing but shared variables, and records of the root, rendered before any page is: all of it, in order
  /// of the numbers.
  ///
  /// A page that shows one then depends on its bytes, and not on all that was read for them: a list that has something
  /// in it is not a matter of what that is.
  /// - Parameter shared: The values of the variables that all kinds of pages begin with; those that are not shared do not
  ///   matter.
  public func sharedFragments(_ shared: [Value]) -> [SharedFragment] {
    var found: [Int: SharedFragment] = [:]
    for name in names {
      guard let program = template(name)?.program else { continue }
      for code in program.fragments where code.record == nil && found[code.number] == nil {
        found[code.number] = SharedFragment(number: code.number, rendered: program.rendered(code, shared))
      }
    }
    return found.values.sorted { $0.number < $1.number }
  }
}

extension Program {
  /// A fragment alone; nil when it needs more than shared records.
  fileprivate func rendered(_ code: FragmentCode, _ shared: [Value]) -> SharedFragment.Rendered? {
    let values = (0..<variables).map { $0 < shared.count ? shared[$0] : .none }
    guard var page = try? Rendering(of: self, values, owner: nil, subject: name) else { return nil }
    page.log = ReadLog()
    guard (try? run(code.body, &page)) != nil, let reads = page.log?.reads, reads.variables == 0 else { return nil }
    return SharedFragment.Rendered(bytes: page.output, reads: reads)
  }
}

extension FragmentMemo {
  /// Takes what was rendered before: a page that shows it reads the part of a record that stands for it.
  ///
  /// - Parameter type: The number of the type of these records; their index is the fragment's number.
  public func keep(_ fragments: [SharedFragment], type: Int) {
    shelves.withLock { $0.prepare(fragments, type: type) }
  }
}
