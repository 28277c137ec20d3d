public import Diagnostics

/// Where a page or file of the site comes from, where it is shown, and what the next build does with it.
public struct Explanation: Sendable, Encodable {
  public struct Fact: Sendable, Encodable {
    public var name: String
    public var values: [String]
  }

  /// The address, or the file of an article that has none.
  public var subject: String
  public var isPublished: Bool
  public var facts: [Fact] = []

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

/// Explains an address, a URL, a file of Output or Content, or a template.
///
/// - Parameters:
///   - asked: As a person writes it.
///   - output: What `Output` is called.
///   - standing: The bytes of a file of Output, by its path there; nil when it is not there.
public func explain(
  _ asked: String, _ inputs: BuildInputs, output: String, standing: @Sendable (String) -> [UInt8]?
) async throws(BuildFailure) -> Explanation {
  let prepared = try await PreparedSite(inputs)
  let subject: Subject
  do throws(Diagnostic) { subject = try SubjectFinder(prepared, output: output).find(asked) } catch {
    throw BuildFailure(error)
  }
  switch subject {
  case .template(let name): return prepared.explanation(ofTemplate: name)
  case .excluded(let article, let exclusion): return prepared.explanation(of: article, exclusion)
  case .file(let index):
    var explanation = prepared.explanation(ofFile: index, output: output)
    let next = try await prepared.nextBuild(of: index, standing: standing)
    explanation.add("next build", next)
    return explanation
  }
}

/// What a template of a page would see for an expression: `sitegen eval`.
///
/// - Parameter page: An address, or anything else that `explain` takes; otherwise the front page.
/// - Returns: The value as people read it, or as JSON.
public func evaluate(
  _ expression: String, _ inputs: BuildInputs, page: String, output: String, asJSON: Bool
) async throws(BuildFailure) -> String {
  let prepared = try await PreparedSite(inputs)
  do throws(Diagnostic) {
    guard case .file(let index) = try SubjectFinder(prepared, output: output).find(page),
      case .page(let page) = prepared.plan.files[index].content
    else {
      throw Diagnostic(
        id: "address-unknown", "\"\(page)\" is no page of this site",
        hint: "an expression sees what a template sees, and only pages have templates")
    }
    return try prepared.value(of: expression, on: page, asJSON: asJSON)
  } catch {
    throw BuildFailure(error)
  }
}
