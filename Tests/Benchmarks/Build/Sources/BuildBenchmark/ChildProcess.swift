import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of a program.
struct Measurement {
  /// From its start to its end, in seconds.
  var wall: Double
  /// Time of all its threads, in the program and in the kernel, in seconds.
  var cpu: Double
  /// The most memory it held at once, in bytes.
  var peak: Int
}

struct ChildFailure: Error, CustomStringConvertible {
  var description: String
}

/// Runs a program to its end. `wait4` tells what it used: Foundation's `Process` does not.
func measure(_ arguments: [String], log: URL) throws -> Measurement {
  let program = arguments[0]
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  defer { for argument in argv { free(argument) } }
  var pid = pid_t()
  let clock = ContinuousClock()
  let start = clock.now
  let error = posix_spawnp(&pid, program, &actions, nil, &argv, environ)
  guard error == 0 else { throw ChildFailure(description: "\(program): \(String(cString: strerror(error)))") }
  var status: Int32 = 0
  var usage = rusage()
  while wait4(pid, &status, 0, &usage) == -1, errno == EINTR {}
  let wall = Double((clock.now - start) / .microseconds(1)) / 1e6
  guard status == 0 else {
    let output = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    throw ChildFailure(
      description: "\(arguments.joined(separator: " ")) failed (status \(status)):\n\(output.suffix(2000))")
  }
  return Measurement(
    wall: wall, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: Int(usage.ru_maxrss) * maxrssUnit)
}

#if canImport(Glibc)
  private let maxrssUnit = 1024
#else
  private let maxrssUnit = 1
#endif

private func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

/// The median of each figure.
func median(_ runs: [Measurement]) -> Measurement {
  Measurement(wall: middle(runs.map(\.wall)), cpu: middle(runs.map(\.cpu)), peak: middle(runs.map(\.peak)))
}

private func middle<Number: Comparable>(_ numbers: [Number]) -> Number { numbers.sorted()[numbers.count / 2] }

/// What a program prints, without the line's end; nil when it cannot be run.
func output(of arguments: [String]) -> String? {
  let log = FileManager.default.temporaryDirectory.appending(path: "bench-\(getpid())-\(UInt32.random(in: 0 ... .max))")
  defer { try? FileManager.default.removeItem(at: log) }
  guard (try? measure(arguments, log: log)) != nil else { return nil }
  return (try? String(contentsOf: log, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
}
