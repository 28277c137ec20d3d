import Foundation
import Testing

/// What commands print, where, and with which exit code.
@Suite struct AnswerTests {
  private func inSite(_ body: (Command) throws -> Void) throws {
    try Command.inFolder { command in
      #expect(try command("new", "site").code == 0)
      try body(Command(folder: command.folder.appending(path: "site")))
    }
  }

  /// The disk of a log that is full, as Linux has it to try with.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func anAnswerThatCannotBeWrittenIsAFailure() throws {
    try inSite { sitegen in
      for arguments in [
        ["build"], ["build", "--json"], ["check"], ["check", "--json"], ["list"], ["docs", "settings"],
        ["explain", "/"], ["eval", "site.title"], ["schema", "settings"], ["new", "article", "A full disk"],
      ] {
        let run = try sitegen(arguments, to: "/dev/full")
        #expect(run.code == 74, "\(arguments)")
        #expect(run.error.hasPrefix("error: standard output cannot be written: "), "\(arguments): \(run.error)")
      }
    }
  }

  @Test func theNextCommandCanBeCopiedIntoAShell() throws {
    try Command.inFolder { sitegen in
      let made = try sitegen("new", "my site/it's")
      #expect(
        made.output
          == "made my site/it's: now run  cd 'my site/it'\\''s' && sitegen build\n")
      let plain = try sitegen("new", "plain-1")
      #expect(plain.output == "made plain-1: now run  cd plain-1 && sitegen build\n")
    }
  }

  @Test func theNameOfAFileStaysInItsLine() throws {
    try inSite { sitegen in
      let folder = sitegen.folder.appending(path: "Content/news")
      try Data("---\ntitle: Later\ndate: 2099-01-01\n---\n".utf8).write(to: folder.appending(path: "b\nc.md"))
      let list = try sitegen("list", "scheduled")
      #expect(
        list.output == "scheduled  2099-01-01T00:00:00Z       Content/news/b\\u{A}c.md  Later\n")
      let build = try sitegen("build", "--frozen", "--now", "2098-12-31")
      #expect(build.output.hasSuffix("next build due 2099-01-01T00:00:00Z (Content/news/b\\u{A}c.md)\n"), "\(build)")
    }
  }

  @Test(arguments: [
    (["list", "draft"], "there is no state 'draft'; did you mean 'drafts'? there is: published, drafts, scheduled"),
    (["docs", "setings"], "there is no page 'setings'; did you mean 'settings'? there is: front-matter, settings"),
    (["schema", "frontmatter"], "there is no schema 'frontmatter'; did you mean 'front-matter'? there is: "),
    (["help", "bild"], "There is no command 'bild'. Did you mean 'build'?"),
    (["check", "--json", "--format", "github"], "--json and --format github each say how it is printed"),
    (["build", "--now", "yesterday"], "not 'yesterday'.\nUsage: sitegen build "),
    (["schema", "settings", "--drafts"], "Unknown option '--drafts'"),
    (["new", "article", "A", "--future"], "Unknown option '--future'"),
    (["eval", "-7 // 2"], "as in: sitegen eval -- '-7 // 2'"),
    (["eval", "-7"], "as in: sitegen eval -- '-7'"),
  ])
  func wrongUsageSaysWhatWasMeant(arguments: [String], message: String) throws {
    try inSite { sitegen in
      let run = try sitegen(arguments)
      #expect(run.code == 64 && run.output == "")
      #expect(run.error.contains(message), "\(run.error)")
    }
  }

  @Test func anExpressionIsWrittenWithoutBraces() throws {
    try inSite { sitegen in
      let braces = try sitegen("eval", "{{ site.title }}")
      #expect(
        braces.error == """
          expression:1:15: error: expected ":", found "}" [template-syntax]
            1 | {{ site.title }}
              |               ^
            hint: leave the braces out: the expression alone, such as 'site.title'

          """)
      let open = try sitegen("eval", "\"abc")
      #expect(
        open.error == """
          expression:1:1: error: this text is never closed [template-syntax]
            1 | "abc
              | ^
            hint: it ends with the same quote

          """)
      let negative = try sitegen("eval", "--", "-7 // 2")
      #expect(negative.output == "-4\n")
    }
  }

  @Test func aFolderOfAnotherCaseIsNamed() throws {
    try inSite { sitegen in
      let content = sitegen.folder.appending(path: "Content")
      try FileManager.default.moveItem(at: content, to: sitegen.folder.appending(path: "content"))
      // Where small and capital letters are one name, the site is found.
      guard !FileManager.default.fileExists(atPath: content.path) else { return }
      let build = try sitegen("build")
      #expect(
        build.error.hasPrefix(
          """
          Content: error: there is no folder Content here [folder-missing]
            hint: there is content, with other letters: rename it
          """))
    }
  }
}
