import Foundation
import SiteGenerator
import Subprocess
import Synchronization

/// Makes pictures with `vips` of libvips, and keeps them in a folder beside Content.
final class VipsPictures: PictureMaker {
  /// How long one picture may take.
  static let limit = Duration.seconds(60)

  private let cache: PictureCache
  private let environment: Environment
  private let running = Mutex(Running())

  /// The pictures that are being made, by number.
  private struct Running {
    var tasks: [Int: Task<PictureResult, Never>] = [:]
    var count = 0
    var isStopped = false
  }

  /// - Parameter folder: Where pictures are kept; it may be deleted at any time.
  init(folder: String, environment: Environment = .inherit) {
    cache = PictureCache(folder: folder)
    self.environment = environment.updating([
      // Formats whose readers were not written for hostile files are none of a web site's.
      "VIPS_BLOCK_UNTRUSTED": "1",
      // Several programs run at once: one thread is enough for each.
      "VIPS_CONCURRENCY": "1",
      // Errors only: what is said first goes into the message.
      "VIPS_WARNING": "0",
    ])
  }

  func make(
    _ orders: [PictureOrder], jobs: Int
  ) async throws(PictureProgramMissing) -> [PictureResult] {
    // One picture may stand in several places.
    var numbers: [String: Int] = [:]
    var different: [PictureOrder] = []
    for order in orders where numbers[PictureCache.key(order)] == nil {
      numbers[PictureCache.key(order)] = different.count
      different.append(order)
    }
    let kept = cache.contents()
    var made = await each(different, jobs) { [cache] order in
      guard let picture = kept[PictureCache.key(order)].flatMap(cache.picture) else { return .failure(.stopped) }
      return .success(picture)
    }
    let missing = made.indices.filter { (try? made[$0].get()) == nil }
    if !missing.isEmpty {
      let program = try await program()
      let progress = Progress(missing.count)
      let results = await each(missing.map { different[$0] }, jobs) { [self] order in
        defer { progress.step() }
        return await startStoppable(order, program)
      }
      for (index, result) in zip(missing, results) { made[index] = result }
      progress.end()
    }
    cache.clean(keeping: Set(numbers.keys))
    return orders.map { order in numbers[PictureCache.key(order)].map { made[$0] } ?? .failure(.stopped) }
  }

  private func program() async throws(PictureProgramMissing) -> Executable {
    if let path = try? await Executable.name("vips").resolveExecutablePath(in: environment) { return .path(path) }
    throw PictureProgramMissing(
      program: "vips",
      hint: "`apt install libvips-tools`, `brew install vips`, or see https://www.libvips.org/install.html")
  }

  /// So many at once as there are jobs.
  private func each(
    _ orders: [PictureOrder], _ jobs: Int,
    _ make: @escaping @Sendable (PictureOrder) async -> PictureResult
  ) async -> [PictureResult] {
    await withTaskGroup(of: (Int, PictureResult).self) { group in
      var results = [PictureResult](repeating: .failure(.stopped), count: orders.count)
      var next = 0
      func start(_ group: inout TaskGroup<(Int, PictureResult)>) {
        guard next < orders.count else { return }
        group.addTask { [next] in (next, await make(orders[next])) }
        next += 1
      }
      for _ in 0..<max(1, jobs) { start(&group) }
      for await (index, result) in group {
        results[index] = result
        start(&group)
      }
      return results
    }
  }

  /// Ends every program that runs; what has not begun is not begun.
  func stop() {
    let tasks = running.withLock { running in
      running.isStopped = true
      return running.tasks.values
    }
    for task in tasks { task.cancel() }
  }

  private func startStoppable(_ order: PictureOrder, _ program: Executable) async -> PictureResult {
    let task: (number: Int, task: Task<PictureResult, Never>)? = running.withLock { running in
      guard !running.isStopped else { return nil }
      running.count += 1
      let task = Task { await make(order, program) }
      running.tasks[running.count] = task
      return (running.count, task)
    }
    guard let task else { return .failure(.stopped) }
    let watch = Task {
      try await Task.sleep(for: Self.limit)
      task.task.cancel()
    }
    defer {
      watch.cancel()
      running.withLock { $0.tasks[task.number] = nil }
    }
    return await task.task.value
  }

  private func make(_ order: PictureOrder, _ program: Executable) async -> PictureResult {
    let work: String
    do { work = try cache.workFile(order.format) } catch {
      return .failure(PictureFailure(error.localizedDescription))
    }
    defer { cache.remove(work) }
    do {
      let result = try await run(
        program, arguments: Arguments(arguments(order, work)), environment: environment, output: .discarded,
        error: .string(limit: 65_536))
      guard !Task.isCancelled else { return .failure(isStopped ? .stopped : .tooSlow) }
      guard result.terminationStatus.isSuccess else { return .failure(failure(result.standardError)) }
      let bytes = publishable(try cache.read(work))
      // A program that says that all is well is not believed.
      guard pictureWidth(bytes) == order.width else { return .failure(PictureFailure("vips made something else")) }
      return .success(try cache.keep(bytes, for: order))
    } catch {
      guard !Task.isCancelled else { return .failure(isStopped ? .stopped : .tooSlow) }
      return .failure(PictureFailure(error.localizedDescription))
    }
  }

  private var isStopped: Bool { running.withLock { $0.isStopped } }

  /// `vips thumbnail` turns the picture as its EXIF data say, and brings it into the colours of the web.
  private func arguments(_ order: PictureOrder, _ work: String) -> [String] {
    let options =
      switch order.format {
      // What is said of AVIF here cannot be cleaned afterwards.
      case .avif: "Q=50,strip"
      case .webp: "Q=75"
      case .jpeg: "Q=80,optimize-coding,interlace"
      case .png: "compression=9"
      }
    // A path that begins with a hyphen would be an option.
    let original = order.location.hasPrefix("/") ? order.location : "./\(order.location)"
    return [
      "thumbnail", original, "\(work)[\(options)]", "\(order.width)", "--height", "10000000", "--size", "down",
      "--export-profile", "srgb", "--fail-on", "error",
    ]
  }

  /// The first line of what vips says, without the name of its function.
  private func failure(_ text: String) -> PictureFailure {
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let line = lines.first { !$0.isEmpty } ?? "vips failed"
    return PictureFailure(String(line.prefix(200)))
  }
}

extension PictureFailure {
  static let stopped = PictureFailure("the build was stopped")
  static let tooSlow = PictureFailure("it took longer than \(VipsPictures.limit.components.seconds) seconds")
}

/// How many pictures are made, on a terminal, where somebody waits.
private final class Progress: Sendable {
  private let total: Int
  private let done = Mutex(0)
  private let isShown: Bool

  init(_ total: Int) {
    self.total = total
    isShown = total > 0 && isatty(2) == 1
  }

  func step() {
    guard isShown else { return }
    done.withLock {
      $0 += 1
      writeError("\rpictures: \($0) of \(total) ")
    }
  }

  func end() { if isShown { writeError("\r\u{1B}[K") } }
}
