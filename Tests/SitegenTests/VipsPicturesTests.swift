import Foundation
import Testing

/// The command with the program itself. Skipped where `vips` is not on the machine.
@Suite(.enabled(if: hasVips, "vips is not on this machine: install libvips-tools"))
struct VipsPicturesTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../SiteGeneratorTests/Fixtures").standardized

  /// A site whose folder and pictures have names that a program could misread.
  private func inSite(_ body: (Command, URL) throws -> Void) throws {
    try Command.inFolder { command in
      let site = command.folder.appending(path: "news [x]")
      let content = site.appending(path: "Content/world")
      try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
      for (name, original) in [("-in [1].jpg", "camera.jpg"), ("alpha.png", "alpha.png")] {
        try FileManager.default.copyItem(
          at: Self.fixtures.appending(path: original), to: content.appending(path: name))
      }
      try Data("base-url: https://example.org/\nimages: {widths: [200, 400], formats: [webp, jpeg]}\n".utf8)
        .write(to: site.appending(path: "Content/site.yml"))
      try Data("---\ntitle: A\ndate: 2026-11-20\n---\n![A](<-in [1].jpg>)\n\n![B](alpha.png)\n".utf8)
        .write(to: content.appending(path: "a.md"))
      try body(command, site)
    }
  }

  private func build(_ command: Command, _ environment: [String: String] = [:]) throws -> Command.Run {
    try command("build", "-s", "news [x]", "--now", "2026-11-22", environment: environment)
  }

  private func published(_ site: URL, _ ending: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: site.appending(path: "Output/world").path)
    return names.filter { $0.hasSuffix(ending) }.sorted()
  }

  private func bytes(_ site: URL, _ name: String) throws -> Data {
    try Data(contentsOf: site.appending(path: "Output/world/\(name)"))
  }

  @Test func picturesAreMadeOnce() throws {
    try inSite { command, site in
      let first = try build(command)
      #expect(first.code == 0)
      #expect(first.error == "")
      #expect(try published(site, ".webp").count == 4)
      #expect(try published(site, ".png").count == 3)
      #expect(try published(site, ".jpg").count == 3)
      // The second time nothing is started: an empty PATH has no vips.
      let second = try build(command, ["PATH": site.path])
      #expect(second.error == "")
      #expect(second.output.hasPrefix("wrote 0, "))
    }
  }

  @Test func theyAreUprightAndHaveTheirWriterButNoPlace() throws {
    try inSite { command, site in
      #expect(try build(command).code == 0)
      let small = try #require(try published(site, ".jpg").first { $0.hasPrefix("-in [1]-200-") })
      let jpeg = try bytes(site, small)
      // SOF2, a progressive frame: its height, then its width.
      let frame = try #require(jpeg.firstRange(of: [0xFF, 0xC2])).upperBound
      #expect(Array(jpeg[(frame + 3)..<(frame + 7)]) == [1, 49, 0, 200])
      let names = try published(site, ".jpg") + published(site, ".webp") + published(site, ".png")
      for name in names {
        let data = try bytes(site, name)
        #expect(data.firstRange(of: Data("SECRET".utf8)) == nil, "\(name)")
        #expect(data.firstRange(of: Data("Ana Silva".utf8)) != nil, "\(name)")
      }
    }
  }

  @Test func aDamagedOneIsMadeAnew() throws {
    try inSite { command, site in
      #expect(try build(command).code == 0)
      let cache = site.appending(path: ".sitegen/pictures")
      for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) {
        try Data("damaged".utf8).write(to: cache.appending(path: name))
      }
      let second = try build(command)
      #expect(second.error == "")
      #expect(second.output.hasPrefix("wrote 0, "))
      try FileManager.default.removeItem(at: site.appending(path: ".sitegen"))
      #expect(try build(command).output.hasPrefix("wrote 0, "))
    }
  }

  @Test func aPictureThatIsCutOffIsNamed() throws {
    try inSite { command, site in
      let whole = try Data(contentsOf: Self.fixtures.appending(path: "camera.jpg"))
      try whole.prefix(4000).write(to: site.appending(path: "Content/world/-in [1].jpg"))
      let run = try build(command)
      #expect(run.code == 0)
      #expect(
        run.error.hasPrefix(
          "news [x]/Content/world/-in [1].jpg: warning: no smaller pictures can be made of this one: "))
      #expect(try published(site, ".png").count == 3)
    }
  }
}

private let hasVips = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
  FileManager.default.isExecutableFile(atPath: "\($0)/vips")
}
