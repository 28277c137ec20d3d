import Foundation
import Testing

/// `check`, `explain`, `eval`, `schema` and `docs manual` as a person runs them.
@Suite struct DeskTests {
  private func inSite(_ body: (Command) throws -> Void) throws {
    try Command.inFolder { command in
      #expect(try command("new", "site").code == 0)
      try body(Command(folder: command.folder.appending(path: "site")))
    }
  }

  private func write(_ text: String, to path: String, in command: Command) throws {
    let url = command.folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private let slip = "---\ntitle: A\ndate: 2026-01-01\ndescription: D\n---\n[a](#nowhere)\n"

  @Test func checkExitsByWhatItFinds() throws {
    try inSite { sitegen in
      let sound = try sitegen("check")
      #expect(sound.code == 0)
      #expect(sound.error == "")
      #expect(sound.output.wholeMatch(of: /the site is sound \(\d+\.\d\d s\)\n/) != nil, "\(sound.output)")
      try write(slip, to: "Content/news/a.md", in: sitegen)
      let warned = try sitegen("check")
      #expect(warned.code == 0)
      #expect(warned.output == "")
      #expect(
        warned.error.hasPrefix(
          """
          Content/news/a.md:6:5: warning: /news/a/ has nothing with the id "nowhere" [link-fragment-missing]
            6 | [a](#nowhere)
              |     ^^^^^^^^
            hint: `## A heading {#nowhere}` gives a heading that id; without it the words of the heading make one
          found 1 warning (
          """), "\(warned.error)")
      #expect(try sitegen("check", "--strict").code == 1)
      try write("---\ntitle: B\n---\n", to: "Content/news/b.md", in: sitegen)
      let failed = try sitegen("check")
      #expect(failed.code == 1)
      #expect(failed.error.contains("[date-missing]"))
      #expect(!FileManager.default.fileExists(atPath: sitegen.folder.appending(path: "Output").path))
    }
  }

  /// A link in Content is an error, and so is what cannot be read; of the other files the answer is as always.
  @Test func explainAnswersBesideFilesThatCannotBeListed() throws {
    try inSite { sitegen in
      try FileManager.default.createSymbolicLink(
        at: sitegen.folder.appending(path: "Content/news/link.md"),
        withDestinationURL: sitegen.folder.appending(path: "Content/news/first-story.md"))
      let other = try sitegen("explain", "first-story")
      #expect(other.code == 0 && other.error == "")
      #expect(other.output.hasPrefix("/news/first-story/\n  made from   Content/news/first-story.md\n"))
      #expect(
        other.output.hasSuffix(
          "  next build  writes nothing: Content/news/link.md has an error, and lists may lack what stands there\n"))
      let own = try sitegen("explain", "Content/news/link.md")
      #expect(own.code == 1 && own.error.hasPrefix("Content/news/link.md: error: "), "\(own.error)")
      let value = try sitegen("eval", "site.articles | length", "--json")
      #expect(value.output == "2\n")
      #expect(value.error == "warning: Content/news/link.md has an error, and lists may lack what stands there\n")
      // No page waits for a site that is not there.
      let nowhere = try sitegen("check", "--source", "nowhere")
      #expect(nowhere.code == 1 && !nowhere.error.contains("the pages themselves"), "\(nowhere.error)")
    }
  }

  /// A file of a site elsewhere is called as it is called from here, or as it is called there.
  @Test func explainTakesPathsFromHereAndFromTheSite() throws {
    try inSite { sitegen in
      let here = Command(folder: sitegen.folder.deletingLastPathComponent())
      #expect(try here("build", "-s", "site").code == 0)
      for (path, subject) in [
        ("Content/news/first-story.md", "/news/first-story/"), ("Output/robots.txt", "/robots.txt"),
        ("Templates/article.html", "theme:article.html"),
      ] {
        for name in [path, "site/\(path)", "./site/\(path)", sitegen.folder.appending(path: path).path] {
          let run = try here("explain", name, "-s", "site")
          #expect(run.output.hasPrefix("\(subject)\n"), "\(name): \(run.output)\(run.error)")
        }
      }
    }
  }

  @Test func checkSpeaksToPrograms() throws {
    try inSite { sitegen in
      try write(slip, to: "Content/news/a.md", in: sitegen)
      let json = try sitegen("check", "--json")
      #expect(json.code == 0 && json.error == "")
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(Set(object.keys) == ["ok", "errors", "warnings", "diagnostics"])
      #expect(object["ok"] as? Bool == true && object["warnings"] as? Int == 1 && object["errors"] as? Int == 0)
      let first = try #require((object["diagnostics"] as? [[String: Any]])?.first)
      #expect(first["id"] as? String == "link-fragment-missing" && first["severity"] as? String == "warning")
      #expect(
        Set((first["place"] as? [String: Any] ?? [:]).keys) == ["path", "line", "column", "width", "excerpt"])
      let github = try sitegen("check", "--format", "github", "--strict")
      #expect(github.code == 1 && github.error == "")
      #expect(
        github.output == """
          ::warning file=Content/news/a.md,line=6,col=5,endColumn=12,title=link-fragment-missing::/news/a/ has nothing with the id "nowhere"%0Ahint: `## A heading {#nowhere}` gives a heading that id; without it the words of the heading make one

          """)
      let wrong = try sitegen("check", "--format", "yaml")
      #expect(wrong.code == 64 && wrong.error.contains("--format"))
    }
  }

  @Test func explainAndEvalAnswerOrSaySo() throws {
    try inSite { sitegen in
      #expect(try sitegen("build").code == 0)
      let page = try sitegen("explain", "first-story")
      #expect(page.code == 0 && page.error == "")
      #expect(page.output.hasPrefix("/news/first-story/\n  made from   Content/news/first-story.md\n"))
      #expect(page.output.hasSuffix("byte for byte\n"))
      let typo = try sitegen("explain", "first-stroy")
      #expect(typo.code == 1 && typo.output == "")
      #expect(
        typo.error == """
          error: nothing of this site is called "first-stroy" [address-unknown]
            hint: did you mean /news/first-story/?

          """)
      let json = try sitegen("explain", "/", "--json")
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(object?["subject"] as? String == "/" && object?["isPublished"] as? Bool == true)
      #expect(try sitegen("explain").code == 64)

      let value = try sitegen("eval", "1 + 1")
      #expect(value.code == 0 && value.output == "2\n" && value.error == "")
      let seen = try sitegen("eval", "article.title", "--page", "/news/first-story/", "--json")
      #expect(seen.output == "\"The first story\"\n")
      let wrong = try sitegen("eval", "site.")
      #expect(wrong.code == 1 && wrong.output == "")
      #expect(
        wrong.error == """
          expression:1:6: error: the tag ends where a name is expected [template-syntax]
            1 | site.
              |      ^

          """)
    }
  }

  @Test func schemaAndManualArePrinted() throws {
    try inSite { sitegen in
      let schema = try sitegen("schema", "front-matter")
      #expect(schema.code == 0 && schema.error == "")
      let object = try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) as? [String: Any]
      #expect((object?["properties"] as? [String: Any])?["title"] != nil)
      let wrong = try sitegen("schema", "frontmatter")
      #expect(wrong.code == 64)
      #expect(
        wrong.error.contains(
          "there is no schema 'frontmatter'; did you mean 'front-matter'? there is: front-matter, settings"))
      let manual = try sitegen("docs", "manual")
      #expect(manual.output.hasPrefix(".TH SITEGEN 1 "))
      for command in ["build", "check", "explain", "eval", "schema", "new article", "list"] {
        #expect(manual.output.contains(".SS \"sitegen \(command)"), "\(command)")
      }
      // A line that begins with a point or a quote is a request of man(7).
      let requests = manual.output.split(separator: "\n").compactMap {
        $0.hasPrefix(".") ? $0.prefix { $0 != " " } : nil
      }
      #expect(Set(requests).isSubset(of: [".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi"]))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsGetCompletions(shell: String) throws {
    try Command.inFolder { command in
      let script = try command("--generate-completion-script", shell)
      #expect(script.code == 0)
      for word in ["explain", "front-matter", "github", "scheduled"] {
        #expect(script.output.contains(word), "\(word)")
      }
    }
  }

  /// What bash offers behind a line, which the script of the command asks the command itself for.
  @Test(arguments: [
    ("sitegen explain /subs", "/subscribe/"), ("sitegen eval site.title --page /subs", "/subscribe/"),
    ("sitegen explain subs", "subscribe"), ("sitegen explain Content/si", "Content/site.yml"),
    ("sitegen explain Conte", "Content/"), ("sitegen explain --source /nowhere /subs", ""),
    ("sitegen check --format g", "github"),
  ])
  func bashCompletes(_ line: String, _ expected: String) throws {
    try inSite { sitegen in
      let script = try sitegen("--generate-completion-script", "bash").output
      let ask = """
        COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
        COMP_TYPE=9; COMP_KEY=9; COMPREPLY=()
        $(complete -p sitegen | sed 's/.*-F \\([^ ]*\\).*/\\1/') sitegen "${COMP_WORDS[$COMP_CWORD]}" \
          "${COMP_WORDS[$COMP_CWORD - 1]}"
        echo "${COMPREPLY[*]}"
        """
      let bash = Process()
      bash.executableURL = URL(filePath: "/bin/bash")
      bash.arguments = ["-c", script + "\n" + ask]
      bash.currentDirectoryURL = sitegen.folder
      let folder = Command.executable.deletingLastPathComponent().path
      bash.environment = ["PATH": "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"]
      let output = Pipe()
      (bash.standardOutput, bash.standardError) = (output, output)
      try bash.run()
      let said = try output.fileHandleForReading.readToEnd() ?? Data()
      bash.waitUntilExit()
      #expect(String(decoding: said, as: UTF8.self) == expected + "\n")
    }
  }
}
