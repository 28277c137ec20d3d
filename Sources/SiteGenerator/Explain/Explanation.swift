public import Diagnostics

/// Where a page or file of the site comes from, where it is shown, and what the next build does with it.
public struct Explanation: Sendable, Encodable {
  /// One thing that is known: `made from` and the files, one value a line.
  struct Fact: Sendable, Encodable {
    var name: String
    var values: [String]
  }

  /// The address, or the file of an article that has none.
  var subject: String
  /// Whether readers can get it; with `--drafts` and the like, whether they will.
  public var isPublished: Bool
  var facts: [Fact] = []

  init(_ subject: String, isPublished: Bool) {
    self.subject = subject
    self.isPublished = isPublished
  }

  mutating func add(_ name: String, _ values: [String]) {
    let said = values.filter { !$0.isEmpty }
    if !said.isEmpty { facts.append(Fact(name: name, values: said)) }
  }

  mutating func add(_ name: String, _ value: String?) { add(name, [value].compactMap { $0 }) }

  /// As people read it: one line a value, the names in a column.
  public var text: String {
    let width = (facts.map(\.name.utf8.count).max() ?? 0) + 2
    var text = escaped(subject) + "\n"
    for fact in facts {
      for (number, value) in fact.values.enumerated() {
        let name = number == 0 ? fact.name : ""
        text += "  " + name + String(repeating: " ", count: width - name.utf8.count) + escaped(value) + "\n"
      }
    }
    return text
  }
}

/// Explains an address, a URL, or a file of Output, Content or Templates: from the files that can be read, when others have
/// errors; the errors of what is asked about are thrown.
///
/// - Parameters:
///   - asked: As a person writes it.
///   - output: What `Output` is called.
///   - standing: The bytes of a file of Output, by its path there; nil when it is not there.
public func explain(
  _ asked: String, _ inputs: BuildInputs, output: String, standing: @Sendable (String) -> [UInt8]?
) async throws(BuildFailure) -> Explanation {
  let prepared = try await PreparedSite(asking: inputs)
  let subject = try withoutActuallyEscaping(standing) { standing throws(BuildFailure) in
    try SubjectFinder(prepared, output: output) { standing($0) != nil }.find(asked)
  }
  var explanation = prepared.explanation(of: subject, output: output, standing: standing)
  if case .file(let index) = subject {
    explanation.add("next build", try await prepared.nextBuild(of: index, standing: standing))
  } else if !prepared.errors.isEmpty {
    explanation.add("next build", "writes nothing: \(prepared.errors.summary)")
  }
  return explanation
}

/// The value of an expression, and what has to be known about it.
public struct Evaluation: Sendable {
  /// As people read it, or as JSON.
  public var text: String
  /// Why it may be incomplete; nil when it is not.
  public var note: String?
}

/// What a template of a page would see for an expression: `sitegen eval`.
///
/// - Parameter page: An address, or anything else that `explain` takes; otherwise the front page.
public func evaluate(
  _ expression: String, _ inputs: BuildInputs, page: String, output: String, asJSON: Bool
) async throws(BuildFailure) -> Evaluation {
  let prepared = try await PreparedSite(asking: inputs)
  let subject = try SubjectFinder(prepared, output: output).find(page)
  let note = prepared.errors.isEmpty ? nil : prepared.errors.summary
  do throws(Diagnostic) {
    let page = try prepared.page(of: subject, page)
    return Evaluation(text: try prepared.value(of: expression, on: page, asJSON: asJSON), note: note)
  } catch {
    throw BuildFailure(error)
  }
}
