import Synchronization

/// Finds the parts of a template that come out the same on many pages, and makes fragments of them.
///
/// What a fragment may depend on: variables that all pages share (`site`), and one record of a tracked type that a loop
/// goes over, such as the article of a card. What it may not: anything else that a page brings along, macros, `loop`,
/// and variables that are set elsewhere; nor may it set what is read elsewhere.
struct FragmentFinder {
  private(set) var code: ProgramBuilder
  private let table: FragmentTable
  /// How often each slot is read anywhere.
  private var reads: [Int: Int] = [:]
  /// Slots that a loop alone gives values to, with the number of the tracked type whose records these are.
  private var records: [Int: Int]
  /// How much more is looked at: templates of any size are ready at once.
  private var budget = 400_000

  /// Below these nothing is gained: to find what was kept takes as long as one or two fields.
  private static let leastWeight = 3
  private static let leastRecordWeight = 6

  init(_ code: ProgramBuilder, _ table: FragmentTable) {
    self.code = code
    self.table = table
    records = code.recordSlots
  }

  /// The body of a page with its fragments; macros are left as they are.
  mutating func found(_ main: Range<Int>) -> Range<Int> {
    guard code.hasOwnSlots else { return main }
    var whole = CodeScan(code)
    for index in main { whole.add(code.instructions[index]) }
    for case let macro? in code.macros {
      for index in macro.body { whole.add(code.instructions[index]) }
      for case let value? in macro.defaults { whole.add(value) }
    }
    reads = whole.reads
    for slot in code.setSlots { records[slot] = nil }
    budget -= whole.steps
    return rewritten(main)
  }

  private mutating func rewritten(_ body: Range<Int>) -> Range<Int> {
    var excluded: Set<Int> = []
    var runs: [Run] = []
    // A run that sets what is read after it is looked for again without the instruction that does.
    repeat {
      runs = self.runs(in: body, without: excluded)
      let before = excluded.count
      for run in runs { excluded.formUnion(leaking(run)) }
      if excluded.count == before { break }
    } while budget > 0
    guard budget > 0 else { return body }
    var result: [Instruction] = []
    var next = body.lowerBound
    for run in runs {
      for index in next..<run.range.lowerBound { result.append(deepened(code.instructions[index])) }
      result.append(fragment(run))
      next = run.range.upperBound
    }
    for index in next..<body.upperBound { result.append(deepened(code.instructions[index])) }
    let start = code.instructions.count
    code.instructions += result
    return start..<code.instructions.count
  }

  private struct Run {
    var range: Range<Int>
    var scan: CodeScan
    var record: Int?
  }

  /// The longest runs of a body that may be fragments and are worth it.
  private mutating func runs(in body: Range<Int>, without excluded: Set<Int>) -> [Run] {
    var runs: [Run] = []
    var current: Run?
    func flush() {
      guard let run = current else { return }
      current = nil
      if run.scan.weight >= (run.record == nil ? Self.leastWeight : Self.leastRecordWeight) { runs.append(run) }
    }
    var index = body.lowerBound
    while index < body.upperBound, budget > 0 {
      let unit = self.unit(at: index, in: body)
      defer { index = unit.upperBound }
      if unit.contains(where: excluded.contains) {
        flush()
        continue
      }
      if let run = current, let longer = extended(run, unit) {
        current = longer
        continue
      }
      flush()
      current = extended(Run(range: index..<index, scan: CodeScan(code), record: nil), unit)
    }
    flush()
    return runs
  }

  /// One instruction, or an address with all that is in it.
  private func unit(at index: Int, in body: Range<Int>) -> Range<Int> {
    guard case .beginAddress = code.instructions[index] else { return index..<index + 1 }
    for end in index..<body.upperBound {
      if case .endAddress = code.instructions[end] { return index..<end + 1 }
    }
    return index..<index + 1
  }

  private mutating func extended(_ run: Run, _ unit: Range<Int>) -> Run? {
    var run = run
    let before = run.scan.steps
    for index in unit { run.scan.add(code.instructions[index]) }
    budget -= run.scan.steps - before
    guard run.scan.isWhole, run.scan.isBalanced else { return nil }
    let own = run.scan.needed.filter { code.sharedSlots[$0] == nil }
    guard own.count <= 1, own.allSatisfy({ records[$0] != nil && !run.scan.written.contains($0) }) else { return nil }
    run.record = own.first
    run.range = run.range.lowerBound..<unit.upperBound
    return run
  }

  /// The instructions of a run that set what is read outside of it.
  private func leaking(_ run: Run) -> [Int] {
    let leaks = run.scan.written.filter { (reads[$0] ?? 0) > (run.scan.reads[$0] ?? 0) }
    guard !leaks.isEmpty else { return [] }
    return run.range.filter { index in
      var scan = CodeScan(code)
      scan.add(code.instructions[index])
      return !scan.written.isDisjoint(with: leaks)
    }
  }

  private mutating func fragment(_ run: Run) -> Instruction {
    // What is asked for by name, as filters do, is asked of records of any type, and these are kept by their index.
    let number = table.number(of: run.scan.key(of: run.record.flatMap { records[$0] }))
    code.fragments.append(FragmentCode(number: number, record: run.record, body: run.range))
    return .fragment(code.fragments.count - 1)
  }

  /// An instruction that is no part of a fragment, with the fragments inside of it.
  private mutating func deepened(_ instruction: Instruction) -> Instruction {
    switch instruction {
    case .conditional(let first, let count, let otherwise):
      let branches = code.branches[first..<first + count].map { $0 }
      var result: [Branch] = []
      for branch in branches { result.append(Branch(condition: branch.condition, body: rewritten(branch.body))) }
      let last = rewritten(otherwise)
      code.branches += result
      return .conditional(first: code.branches.count - count, count: count, otherwise: last)
    case .loop(let index):
      let loop = code.loops[index].replacing(
        body: rewritten(code.loops[index].body), otherwise: rewritten(code.loops[index].otherwise))
      code.loops.append(loop)
      return .loop(code.loops.count - 1)
    case .body(let body): return .body(rewritten(body))
    default: return instruction
    }
  }
}

extension LoopCode {
  fileprivate func replacing(body: Range<Int>, otherwise: Range<Int>) -> LoopCode {
    LoopCode(
      list: list, targets: targets, condition: condition, position: position, items: items, body: body,
      otherwise: otherwise, site: site)
  }
}

/// The fragments of all templates of a set, by what they do: the same card on several kinds of pages is one fragment.
final class FragmentTable: Sendable {
  private let numbers = Mutex<[[UInt8]: Int]>([:])

  func number(of key: [UInt8]) -> Int {
    numbers.withLock { numbers in
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
  }

  var count: Int { numbers.withLock { $0.count } }
}
