public import Diagnostics

extension Diagnostic {
  /// Whether the disk refused (exit code 74), as opposed to something that is wrong with the site.
  public var isDiskRefusal: Bool { ["output-full", "output-unwritable", "output-io"].contains(id) }

  /// Whether another build holds the folder (exit code 75).
  public var isLocked: Bool { id == "output-locked" }

  /// `action` completes "cannot": `write this file`.
  static func outputDisk(_ error: SystemError, _ action: String, _ path: String) -> Diagnostic {
    let (id, hint): (String, String?) =
      if error.isFull {
        ("output-full", "make room on the disk, and build again")
      } else if error.isForbidden {
        ("output-unwritable", "check who owns the folder and whether it may be written")
      } else {
        ("output-io", nil)
      }
    return Diagnostic(id: id, "cannot \(action): \(error.reason) (\(error.call))", at: Place(path: path), hint: hint)
  }

  static func outputSource(_ error: SystemError, _ path: String) -> Diagnostic {
    Diagnostic(id: "output-source", "cannot read this file: \(error.reason) (\(error.call))", at: Place(path: path))
  }

  static func outputSourceKind(_ path: String) -> Diagnostic {
    Diagnostic(id: "output-source", "this is not a regular file", at: Place(path: path))
  }

  static func outputRefused(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      id: "output-refused", "cannot write a site here: \(reason)", at: Place(path: path),
      hint: "name a folder of its own with --output")
  }

  static func outputForeignFolder(_ path: String, example: String) -> Diagnostic {
    Diagnostic(
      id: "output-foreign-folder", "this folder holds files that sitegen did not write, such as \"\(example)\"",
      at: Place(path: path), hint: "empty it, or name another folder with --output")
  }

  static func outputForeignFile(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "output-foreign-file", "sitegen did not write this file, and the site has a page of the same name",
      at: Place(path: path), hint: "move it to Content/_static, or delete it")
  }

  /// Of a file that may be of an earlier build, or not.
  static func outputUnlisted(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "output-foreign-file",
      "sitegen cannot tell whether it wrote this file, for its list was damaged, and the site has to write here",
      at: Place(path: path), hint: "delete it, or the whole output folder if nothing but the site is in it")
  }

  static func outputLink(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "output-symlink", "this is a symbolic link, and nothing is written through one", at: Place(path: path),
      hint: "delete the link; the output folder itself may be one")
  }

  static func outputObstructed(_ path: String, by what: String) -> Diagnostic {
    Diagnostic(
      id: "output-obstructed", "\(what) that sitegen did not make stands where it has to write", at: Place(path: path),
      hint: "move it away, or delete it")
  }

  static func outputClash(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(id: "output-clash", message, at: Place(path: path))
  }

  static func outputLocked(_ path: String, holder: String) -> Diagnostic {
    Diagnostic(
      id: "output-locked", "another build is writing here (\(holder))", at: Place(path: path),
      hint: "wait until it has ended, or name another folder with --output")
  }

  static func outputClosed(_ path: String) -> Diagnostic {
    Diagnostic(id: "output-closed", "this build has already ended", at: Place(path: path))
  }

  static func outputEdited(_ path: String, removed: Bool) -> Diagnostic {
    Diagnostic(
      .warning, id: "output-edited",
      "this file was changed by hand; the change is lost, for the build \(removed ? "removes" : "writes") the file",
      at: Place(path: path), hint: "change the article or the template that it is made from")
  }

  /// - Parameter obstacle: what stands in its place, when it is no file.
  static func outputManifestDamaged(_ path: String, obstacle: String? = nil) -> Diagnostic {
    if let obstacle {
      return Diagnostic(
        .warning, id: "output-manifest-damaged",
        "\(obstacle) stands where the list of what sitegen wrote belongs, so everything is compared anew",
        at: Place(path: path), hint: "the build puts a new list in its place; if it cannot, delete it")
    }
    return Diagnostic(
      .warning, id: "output-manifest-damaged",
      "the list of what sitegen wrote is damaged or of another version, so everything is compared anew",
      at: Place(path: path))
  }

  static func outputLeftover(_ path: String, files: [String], count: Int) -> Diagnostic {
    let names = files.map { "\"\($0)\"" }.joined(separator: ", ")
    let subject = count == 1 ? "1 file here is" : "\(count) files here are"
    return Diagnostic(
      .warning, id: "output-leftover",
      "\(subject) not part of the site, and may be of an earlier build: \(names)"
        + (count > files.count ? ", …" : ""),
      at: Place(path: path), hint: "delete what no other program put there")
  }

  static func outputBehindLink(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "output-leftover", "this file is no longer part of the site, but lies behind a symbolic link",
      at: Place(path: path), hint: "delete it by hand")
  }

  /// The same, with a word about what stands in `Output` now.
  func halfWay() -> Diagnostic {
    var copy = self
    copy.notes.append(Note("the output folder is between two builds; the next build completes it"))
    return copy
  }
}
