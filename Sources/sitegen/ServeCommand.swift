import ArgumentParser
import Diagnostics
import Dispatch
import Foundation
import PreviewServer
import SiteGenerator

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the site in the browser while it is written: builds, serves, watches, builds again.",
    discussion: """
      Open the address that it prints, and leave it open: the page changes when a file of Content or Templates is \
      saved, and when the clock publishes a scheduled article. What is wrong is shown over the page, with its line, until \
      it is mended. Ctrl-C ends it.

      Nothing is written into Output: publishing is for sitegen build.
      """)

  static let firstPort = 8000

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The port to listen on; otherwise 8000, or the next one that is free.", valueName: "port"))
  var port: Int?

  @Flag(help: "Also open the browser.")
  var open = false

  @Flag(help: "Look for changes again and again, for file systems that do not tell of them, such as network drives.")
  var poll = false

  @Flag(help: "Tell how long each step of each build took.")
  var timings = false

  func validate() throws {
    if let port, !(1...65_535).contains(port) { throw ValidationError("--port takes a number from 1 to 65535.") }
  }

  func run() async throws {
    let console = Console(output, goesOn: true)
    do { try requireSite(site.inputs().content) } catch let failure as BuildFailure {
      console.show(failure.diagnostics)
      throw ExitCode(1)
    }
    let signals = [SIGINT, SIGTERM].map(ending)
    defer { for signal in signals { signal.cancel() } }
    let preview = PreviewSite()
    let listening = try await listen(preview, console)
    let desk = PreviewDesk(
      site: site, preview: preview, console: console, port: listening.port,
      isElsewhere: listening.port != port ?? Self.firstPort, timings: timings)
    await desk.run(polling: poll) { if open { openBrowser(at: $0, console) } }
  }

  /// Ends at once, whatever is open: there is nothing to clear away, and nothing half done. A script that runs this in
  /// the background has the signal ignored, hence the handler.
  private func ending(at signal: Int32) -> any DispatchSourceSignal {
    _ = Foundation.signal(signal, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: signal, queue: signalQueue)
    source.setEventHandler { _exit(128 + signal) }
    source.resume()
    return source
  }

  /// A port that was asked for is taken or not; otherwise the first one that is free.
  private func listen(
    _ preview: PreviewSite, _ console: Console
  ) async throws -> (port: Int, task: Task<Void, any Error>) {
    let server = PreviewServer(preview)
    let ports = port.map { $0...$0 } ?? Self.firstPort...(Self.firstPort + 99)
    for port in ports {
      do throws(PreviewServer.ListenError) { return try await server.listen(port: port) } catch {
        if case .refused(let reason) = error {
          console.complain("error: cannot listen on port \(port): \(reason)")
          throw ExitCode(74)
        }
      }
    }
    let last = ports.count == 1 ? "" : " to \(ports.upperBound)"
    console.complain("error: other programs listen on port \(ports.lowerBound)\(last); --port takes another one")
    throw ExitCode(74)
  }

  private func openBrowser(at address: String, _ console: Console) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { ended in
      if ended.terminationStatus != 0 { console.complain("no browser could be opened: open \(address) yourself") }
    }
    do { try process.run() } catch { console.complain("no browser could be opened: open \(address) yourself") }
  }
}
