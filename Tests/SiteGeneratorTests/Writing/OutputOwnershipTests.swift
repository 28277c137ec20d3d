import Diagnostics
import Testing

@testable import SiteGenerator

/// What is not ours is not touched, and nothing is written through a link.
@Suite struct OutputOwnershipTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  let site = TestSite(
    """
    -- world/bridge/index.html article
    The bridge
    -- world/vote/index.html article
    The vote
    -- index.html list
    World
    """)

  @Test func foreignFilesAndTheirFoldersStay() throws {
    try site.build(folder)
    try folder.write("Mine\n", to: "Output/world/vote/mine.txt")
    try folder.write("Mine\n", to: "Output/uploads/a/b.txt")
    try folder.makeFolder("Output/empty")
    try TestSite([]).build(folder)
    #expect(
      folder.tree() == [
        "world/": "", "world/vote/": "", "world/vote/mine.txt": "Mine\n", "uploads/": "", "uploads/a/": "",
        "uploads/a/b.txt": "Mine\n", "empty/": "",
      ])
  }

  /// A folder that someone else made stays when our files in it are gone, however many builds later.
  @Test func aForeignFolderStaysWhenItIsEmpty() throws {
    try site.build(folder)
    try folder.makeFolder("Output/reports/2026")
    var larger = site
    larger.files.append(("reports/2026/a/index.html", "A\n", .article))
    try larger.build(folder)
    #expect(try larger.build(folder).kept == 4)
    larger.files[3].path = "reports/2026/b/index.html"
    try larger.build(folder)
    try site.build(folder)
    var expected = site.tree
    expected["reports/"] = ""
    expected["reports/2026/"] = ""
    #expect(folder.tree() == expected)
  }

  @Test func aForeignFileInTheWayIsAnError() throws {
    try site.build(folder)
    try folder.write("Mine\n", to: "Output/about/index.html")
    let before = folder.tree()
    var larger = site
    larger.files.append(("about/index.html", "About\n", .article))
    #expect(
      message(folder) { try larger.build(folder) } == """
        @/Output/about/index.html: error: sitegen did not write this file, and the site has a page of the same name \
        [output-foreign-file]
          hint: move it to Content/_static, or delete it

        """)
    #expect(folder.tree() == before)
    #expect(folder.ownFiles == ["lock", "manifest"])
    // With the same bytes it becomes ours.
    larger.files[3].text = "Mine\n"
    #expect(try larger.build(folder).kept == 4)
    #expect(try site.build(folder).removed.map(\.text) == ["about/index.html"])
    // The folder was there before.
    #expect(folder.tree() == site.tree.merging(["about/": ""]) { $1 })
  }

  @Test func aForeignFolderInTheWayIsAnError() throws {
    try site.build(folder)
    try folder.makeFolder("Output/feed.json")
    var larger = site
    larger.files.append(("feed.json", "{}\n", .feed))
    #expect(
      message(folder) { try larger.build(folder) } == """
        @/Output/feed.json: error: a folder that sitegen did not make stands where it has to write [output-obstructed]
          hint: move it away, or delete it

        """)
    try folder.write("Mine\n", to: "Output/feed.json/mine.txt")
    #expect(
      message(folder) { try larger.build(folder) } == """
        @/Output/feed.json/mine.txt: error: sitegen did not write this file, and the site has a page of the same name \
        [output-foreign-file]
          hint: move it to Content/_static, or delete it

        """)
    #expect(folder.tree() == site.tree.merging(["feed.json/": "", "feed.json/mine.txt": "Mine\n"]) { $1 })
  }

  @Test func aForeignFileWhereAFolderBelongsIsAnError() throws {
    try site.build(folder)
    try folder.write("Mine\n", to: "Output/tags")
    var larger = site
    larger.files.append(("tags/harbour/index.html", "Harbour\n", .list))
    #expect(
      message(folder) { try larger.build(folder) } == """
        @/Output/tags: error: a file that sitegen did not make stands where it has to write [output-obstructed]
          hint: move it away, or delete it

        """)
    #expect(folder.text("Output/tags") == "Mine\n")
  }

  @Test func filesAndFoldersOfOursChangePlaces() throws {
    try site.build(folder)
    let turned = TestSite([("world", "World\n", .article), ("index.html/a/index.html", "A\n", .article)])
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    try turned.stage(in: output)
    let preview = try output.preview()
    let summary = try output.commit()
    #expect(Set(summary.removed) == Set(preview.removed))
    #expect(summary.removed.count == 3)
    #expect(summary.written == preview.written)
    #expect(folder.tree() == turned.tree)
    #expect(try site.build(folder).removed.count == 2)
    #expect(folder.tree() == site.tree)
  }

  @Test func nothingIsWrittenThroughALinkToAFile() throws {
    try site.build(folder)
    try folder.write("Secret\n", to: "secret.txt")
    try folder.remove("Output/index.html")
    try folder.link("Output/index.html", to: "../secret.txt")
    #expect(
      message(folder) { try site.build(folder) } == """
        @/Output/index.html: error: this is a symbolic link, and nothing is written through one [output-symlink]
          hint: delete the link; the output folder itself may be one

        """)
    // It is not ours any more, so it is not removed either.
    try TestSite([]).build(folder)
    #expect(folder.tree() == ["index.html": "-> ../secret.txt"])
    #expect(folder.text("secret.txt") == "Secret\n")
  }

  @Test func nothingIsWrittenOrRemovedThroughALinkToAFolder() throws {
    try site.build(folder)
    try folder.makeFolder("elsewhere")
    try folder.remove("Output/world")
    try folder.link("Output/world", to: "../elsewhere")
    try folder.write("Theirs\n", to: "elsewhere/vote/index.html")
    #expect(
      message(folder) { try site.build(folder) } == """
        @/Output/world: error: this is a symbolic link, and nothing is written through one [output-symlink]
          hint: delete the link; the output folder itself may be one

        """)
    let summary = try TestSite([]).build(folder)
    #expect(folder.tree() == ["world": "-> ../elsewhere"])
    #expect(folder.tree("elsewhere") == ["vote/": "", "vote/index.html": "Theirs\n"])
    #expect(summary.removed.map(\.text) == ["index.html"])
    #expect(
      shown(summary.warnings, folder) == """
        @/Output/world/bridge/index.html: warning: this file is no longer part of the site, but lies behind a symbolic link \
        [output-leftover]
          hint: delete it by hand
        @/Output/world/vote/index.html: warning: this file is no longer part of the site, but lies behind a symbolic link \
        [output-leftover]
          hint: delete it by hand

        """)
  }

  @Test(arguments: ["", "/lock"])
  func ourOwnFilesAreNoLinks(_ name: String) throws {
    try site.build(folder)
    try folder.remove("Output/.sitegen" + name)
    try folder.write("Theirs\n", to: "theirs")
    try folder.link("Output/.sitegen" + name, to: "\(folder.path)/theirs")
    #expect(
      message(folder) { try site.build(folder) }.hasPrefix(
        "@/Output/.sitegen\(name): error: this is a symbolic link, and nothing is written through one [output-symlink]\n"
      ))
    #expect(folder.text("theirs") == "Theirs\n")
  }

  @Test func aStagingFolderThatIsALinkIsReplaced() throws {
    try site.build(folder)
    try folder.write("Theirs\n", to: "theirs/a.txt")
    try folder.link("Output/.sitegen/staging", to: "\(folder.path)/theirs")
    var larger = site
    larger.files.append(("about/index.html", "About\n", .article))
    try larger.build(folder)
    #expect(folder.tree() == larger.tree)
    #expect(folder.tree("theirs") == ["a.txt": "Theirs\n"])
  }

  @Test func twoFilesOfOneNameAreAnError() throws {
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    let page = try OutputPath("about/index.html")
    try output.stage(page, [1], as: .article)
    #expect(
      message(folder) { try output.stage(page, [1], as: .article) } == """
        @/Output/about/index.html: error: two files of this build have this name [output-clash]

        """)
    let clash = """
      : error: one file of this build has this name, and others lie in a folder of this name [output-clash]

      """
    #expect(message(folder) { try output.stage(OutputPath("about"), [1], as: .article) } == "@/Output/about" + clash)
    try output.stage(OutputPath("x"), [1], as: .list)
    #expect(message(folder) { try output.stage(OutputPath("x/y"), [1], as: .list) } == "@/Output/x" + clash)
    try output.stage(OutputPath("a/x"), [1], as: .article)
    #expect(message(folder) { try output.stage(OutputPath("a/x/y"), [1], as: .article) } == "@/Output/a/x" + clash)
  }

  @Test func aFolderBelowAFileThatStaysIsAnError() throws {
    try site.build(folder)
    let clash = "error: one file of this build has this name, and others lie in a folder of this name [output-clash]\n"
    var larger = site
    larger.files.append(("index.html/a", "A\n", .article))
    #expect(message(folder) { try larger.build(folder) } == "@/Output/index.html: " + clash)
    larger.files.insert(larger.files.removeLast(), at: 0)
    #expect(message(folder) { try larger.build(folder) } == "@/Output/index.html: " + clash)
    larger.files[0].path = "world"
    #expect(message(folder) { try larger.build(folder) } == "@/Output/world: " + clash)
    #expect(folder.tree() == site.tree)
  }

  /// On a disk that minds no case, the old name and the new one are one file.
  @Test func aNameThatChangesItsCaseKeepsItsFile() throws {
    func build(_ site: TestSite) throws -> WriteSummary {
      let system = FaultyFileSystem()
      system.isCaseless = true
      return try site.build(folder, fileSystem: system)
    }
    var lower = site
    lower.files.append(("files/report.pdf", "Report\n", .asset))
    var upper = site
    upper.files.append(("files/Report.pdf", "Report, new\n", .asset))
    _ = try build(lower)
    #expect(try build(upper).wrote == 1)
    #expect(folder.tree() == upper.tree)
    #expect(try build(upper).kept == 4)
    upper.files[3].text = "Report\n"
    #expect(try build(upper).wrote == 1)
    #expect(try build(lower).warnings.isEmpty)
    #expect(folder.tree()["files/Report.pdf"] ?? folder.tree()["files/report.pdf"] == "Report\n")
    // A folder keeps the name that it was made with; what is in it is right.
    for index in 0...1 { lower.files[index].path = lower.files[index].path.replacing("world", with: "World") }
    _ = try build(lower)
    #expect(folder.tree()["world/vote/index.html"] == "The vote\n")
    #expect(try build(lower).kept == 4)
    #expect(try build(TestSite([])).removed.count == 4)
    #expect(folder.tree().isEmpty)
  }

  @Test func namesThatDifferInCaseAloneAreAnErrorWhereTheyAreOne() throws {
    let system = FaultyFileSystem()
    system.isCaseless = true
    for path in ["World/bridge/index.html", "INDEX.html"] {
      var larger = site
      larger.files.append((path, "Other\n", .article))
      let clash = """
        @/Output/\(path): error: two files of this build have names that differ in case alone [output-clash]

        """
      if path != "INDEX.html" { #expect(message(folder) { try larger.build(folder, fileSystem: system) } == clash) }
      try site.build(folder, fileSystem: system)
      #expect(message(folder) { try larger.build(folder, fileSystem: system) } == clash)
      #expect(folder.tree() == site.tree)
      try TestSite([]).build(folder, fileSystem: system)
    }
  }

  @Test func foldersThatDifferInCaseAloneAreOne() throws {
    let system = FaultyFileSystem()
    system.isCaseless = true
    var larger = site
    larger.files.append(("World/storm/index.html", "The storm\n", .article))
    larger.files.append(("World/index.html", "List\n", .list))
    try larger.build(folder, fileSystem: system)
    #expect(folder.tree()["world/storm/index.html"] == "The storm\n")
    #expect(folder.tree()["world/index.html"] == "List\n")
    #expect(try larger.build(folder, fileSystem: system).kept == 5)
  }
}
