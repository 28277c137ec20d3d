import Diagnostics

/// Every file that a build writes, each path claimed once.
struct BuildPlan: Sendable {
  private(set) var files: [PlannedFile] = []
  /// Position in `files` by folded path.
  private var claims: [String: Int] = [:]
  private(set) var failures: [Diagnostic] = []
  /// What there is to say that keeps nothing from being published.
  var warnings: [Diagnostic] = []
  /// Every folder of a claimed path; nil until somebody asks, which few sites do.
  private var folders: Set<String>?
  /// Finds the line that gave an article its address, for messages.
  private let places: FrontMatterPlaces

  init(places: FrontMatterPlaces) { self.places = places }

  /// Makes room for as many files as are going to be added, or nearly.
  mutating func reserve(_ count: Int) {
    files.reserveCapacity(count)
    claims.reserveCapacity(count)
  }

  /// Claims a path. A path that is taken already is an error that names both who want it.
  mutating func add(
    _ address: Address, _ stage: OutputStage, _ owner: PlannedFile.Owner, _ content: PlannedFile.Content
  ) {
    add(PlannedFile.planned(address, stage, owner, content))
  }

  /// Claims the path of a file that was planned on another thread.
  mutating func add(_ planned: Result<PlannedFile, PlannedFile.Impossible>) {
    let file: PlannedFile
    do { file = try planned.get() } catch {
      return failures.append(.addressImpossible(error.address, "\(error.problem)", place(of: error.owner)))
    }
    let claim = file.path.folded
    if let other = claims.updateValue(files.count, forKey: claim) {
      claims[claim] = other
      failures.append(clash(file.address, file.owner, files[other]))
      return
    }
    if folders != nil { addFolders(of: file.path) }
    files.append(file)
  }

  /// Sees to it that nothing else claims a path that is going to be needed; what has it already is an error.
  mutating func keep(_ address: Address, for owner: PlannedFile.Owner) {
    guard let other = file(at: address) else { return }
    failures.append(clash(address, owner, other))
  }

  /// The file at an address; compared without case, as paths are.
  func file(at address: Address) -> PlannedFile? {
    guard let path = try? OutputPath(address.file) else { return nil }
    return index(of: path).map { files[$0] }
  }

  /// The position in `files` of a path.
  func index(of path: OutputPath) -> Int? { claims[path.folded] }

  /// The position in `files` of what a server answers with at exactly this address.
  func index(of address: Address) -> Int? {
    guard let path = try? OutputPath(address.file), let index = index(of: path) else { return nil }
    return files[index].path == path ? index : nil
  }

  /// Whether a path can be claimed: nobody has it, and it is neither a folder of another nor below a file.
  mutating func isFree(_ address: Address) -> Bool {
    guard let path = try? OutputPath(address.file), claims[path.folded] == nil else { return false }
    var folder = parentFolder(path.folded)
    while !folder.isEmpty {
      if claims[folder] != nil { return false }
      folder = parentFolder(folder)
    }
    // An address of a folder is a file in it; a file may be what is a folder now.
    return address.text.hasSuffix("/") || !isFolder(path)
  }

  private mutating func isFolder(_ path: OutputPath) -> Bool {
    if folders == nil {
      folders = []
      for file in files { addFolders(of: file.path) }
    }
    return folders?.contains(path.folded) == true
  }

  private mutating func addFolders(of path: OutputPath) {
    var folder = parentFolder(path.folded)
    while !folder.isEmpty, folders?.insert(folder).inserted == true { folder = parentFolder(folder) }
  }

  /// A path cannot be a file and a folder.
  mutating func checkFolders() {
    let names = files.lazy.map { $0.path.dots }
    // On nearly every site the names of files have a dot, and those of folders have none.
    if names.allSatisfy({ $0.inName && !$0.inFolder }) { return }
    var told: Set<String> = []
    // The folder of the file before: it and those above it have been looked at.
    var last = ""
    for file in files {
      let own = parentFolder(file.path.folded)
      var folder = own
      while !folder.isEmpty, folder != last, !last.hasPrefix(folder + "/") {
        if let other = claims[folder], told.insert(folder).inserted {
          failures.append(.fileAndFolder(files[other].address, file.address, place(of: file.owner)))
        }
        folder = parentFolder(folder)
      }
      last = own
    }
  }

  /// The message stands at the one that a person wrote.
  func clash(_ address: Address, _ owner: PlannedFile.Owner, _ other: PlannedFile) -> Diagnostic {
    let (name, otherName) = (name(of: owner), name(of: other.owner))
    if place(of: owner) == nil, let place = place(of: other.owner) {
      return .addressTwice(other.address, otherName, at: place, name, at: nil)
    }
    return .addressTwice(address, name, at: place(of: owner), otherName, at: place(of: other.owner))
  }

  /// Who claims a path, as messages say it.
  private func name(of owner: PlannedFile.Owner) -> String {
    switch owner {
    case .article(let source, _): places.reader.folder.display(source)
    case .file(let path): path
    case .asset(let name): "the theme's \(name)"
    case .program(let what, _): what
    }
  }

  private func place(of owner: PlannedFile.Owner) -> Place? {
    switch owner {
    case .article(let source, nil): places.address(in: source)
    case .article(let source, let key?): places.value(of: key, in: source)
    case .file(let path): Place(path: path)
    case .asset: nil
    case .program(_, let place): place
    }
  }
}

/// A file that is going to be written: an object that never changes, because every step passes it on.
final class PlannedFile: Sendable {
  let address: Address
  let path: OutputPath
  let stage: OutputStage
  let owner: Owner
  let content: Content

  private init(address: Address, path: OutputPath, stage: OutputStage, owner: Owner, content: Content) {
    self.address = address
    self.path = path
    self.stage = stage
    self.owner = owner
    self.content = content
  }

  /// The file of an address.
  static func planned(
    _ address: Address, _ stage: OutputStage, _ owner: Owner, _ content: Content
  ) -> Result<PlannedFile, Impossible> {
    do throws(OutputPath.Problem) {
      let path = try OutputPath(address.file)
      return .success(PlannedFile(address: address, path: path, stage: stage, owner: owner, content: content))
    } catch {
      return .failure(Impossible(address: address, owner: owner, problem: error))
    }
  }

  /// That an address is no path of a file, and who claims it.
  struct Impossible: Error {
    let address: Address
    let owner: Owner
    let problem: OutputPath.Problem
  }

  /// Who claims a path.
  enum Owner: Sendable {
    /// An article, by its file below Content and the key that claims the path; nil for its own address.
    case article(String, key: String?)
    /// A file that is published as it is, by its path as messages show it.
    case file(String)
    /// A file of the theme, by its name in `Templates/assets`.
    case asset(String)
    /// The program itself: a list, a feed; with the line of `site.yml` that asks for it, when there is one.
    indirect case program(String, at: Place? = nil)
  }

  /// What is large stands elsewhere: plans are copied from step to step.
  enum Content: Sendable {
    case page(Page)
    case redirect(to: Address)
    indirect case feed(FeedList, FeedFormat)
    /// A file of Content that is published as it is.
    case copy(String)
    /// A picture of Content, published without its private metadata.
    case picture(String)
    /// A file that was made of one, by where it stands on the disk.
    case variant(String)
    indirect case sitemap(SitemapFile)
    case bytes([UInt8])
  }
}

extension Diagnostic {
  static func addressTwice(
    _ address: Address, _ owner: String, at place: Place?, _ other: String, at otherPlace: Place?
  ) -> Diagnostic {
    Diagnostic(
      id: "address-twice",
      "the address \(address) is wanted twice: by \(other) and by \(owner)", at: place,
      hint: "give one of them another `slug:` or `path:`, or rename the folder; capitals make no difference",
      notes: otherPlace.map { [Note("the other one", place: $0)] } ?? [])
  }

  static func addressImpossible(_ address: Address, _ problem: String, _ place: Place?) -> Diagnostic {
    Diagnostic(id: "address-impossible", "\(address) cannot be an address: it \(problem)", at: place)
  }

  static func fileAndFolder(_ file: Address, _ below: Address, _ place: Place?) -> Diagnostic {
    Diagnostic(
      id: "address-file-and-folder", "\(file) would have to be a file and, for \(below), a folder", at: place,
      hint: "give one of them another address")
  }
}
