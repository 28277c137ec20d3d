import Foundation

/// One of the two parts of the plot of growth: lines over a grid of powers of ten.
struct GrowthPanel {
  struct Line {
    let name: String
    /// The class of its elements.
    let style: String
    /// Articles, and seconds or bytes.
    let points: [(x: Double, y: Double)]
  }

  struct Frame {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
  }

  let title: String
  let lines: [Line]
  let frame: Frame
  /// What a power of ten is called on the vertical axis.
  let unit: (Int) -> String
  /// Where the names of the lines begin; nil to leave them out.
  let names: Double?

  /// Names are at least as far apart, in pixels.
  private static let nameHeight = 16.0

  var elements: [String] {
    guard !lines.isEmpty else { return [] }
    let xs = decades(lines.flatMap { $0.points.map(\.x) })
    let ys = decades(lines.flatMap { $0.points.map(\.y) })
    var parts = [label(title, frame.left, frame.top - 14, "start")]
    for exponent in xs {
      let x = place(Double(exponent), in: xs, frame.left, frame.right)
      parts.append(rule("rule", (x, frame.top), (x, frame.bottom)))
      parts.append(label(thousands(exponent), x, frame.bottom + 18, "middle"))
    }
    for exponent in ys {
      let y = place(Double(exponent), in: ys, frame.bottom, frame.top)
      parts.append(rule("rule", (frame.left, y), (frame.right, y)))
      parts.append(label(unit(exponent), frame.left - 6, y + 4, "end"))
    }
    parts.append(label("articles", (frame.left + frame.right) / 2, frame.bottom + 38, "middle"))
    let placed = lines.map { line in
      line.points.map {
        (place(log10($0.x), in: xs, frame.left, frame.right), place(log10($0.y), in: ys, frame.bottom, frame.top))
      }
    }
    parts += slope(xs, ys)
    for (line, points) in zip(lines, placed) { parts += drawn(line, points) }
    return parts + named(placed)
  }

  /// As steep as what grows in proportion, from corner to corner as far as there is room.
  private func slope(_ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>) -> [String] {
    let decades = Double(min(xs.count, ys.count) - 1)
    let right = place(Double(xs.lowerBound) + decades, in: xs, frame.left, frame.right)
    let top = place(Double(ys.lowerBound) + decades, in: ys, frame.bottom, frame.top)
    return [rule("slope", (frame.left, frame.bottom), (right, top))]
  }

  private func drawn(_ line: Line, _ points: [(Double, Double)]) -> [String] {
    let path = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    let dots = points.map { #"<circle cx="\#(number($0.0))" cy="\#(number($0.1))" r="3"/>"# }.joined()
    return [#"<g class="\#(line.style)"><polyline class="line" points="\#(path)"/>\#(dots)</g>"#]
  }

  /// The names in the order of the ends of their lines, none upon another.
  private func named(_ placed: [[(Double, Double)]]) -> [String] {
    guard let names else { return [] }
    let ends = placed.map { points in points.last.map(\.1) ?? frame.bottom }
    var next = frame.top
    return ends.indices.sorted { ends[$0] < ends[$1] }.map { index in
      let y = max(next, ends[index] + 4)
      next = y + Self.nameHeight
      return
        #"<g class="\#(lines[index].style)"><text class="name" x="\#(number(names))" y="\#(number(y))">\#(lines[index].name)</text></g>"#
    }
  }

  /// The powers of ten that hold all values.
  private func decades(_ values: [Double]) -> ClosedRange<Int> {
    let low = Int((log10(values.min() ?? 1) + 1e-9).rounded(.down))
    let high = Int((log10(values.max() ?? 10) - 1e-9).rounded(.up))
    return low...max(low + 1, high)
  }

  private func place(_ exponent: Double, in range: ClosedRange<Int>, _ from: Double, _ to: Double) -> Double {
    from + (exponent - Double(range.lowerBound)) / Double(range.count - 1) * (to - from)
  }

  private func rule(_ style: String, _ from: (Double, Double), _ to: (Double, Double)) -> String {
    let ends = #"x1="\#(number(from.0))" y1="\#(number(from.1))" x2="\#(number(to.0))" y2="\#(number(to.1))""#
    return #"<line class="\#(style)" \#(ends)/>"#
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
    #"<text x="\#(number(x))" y="\#(number(y))" text-anchor="\#(anchor)">\#(text)</text>"#
  }

  /// `1,000`, and from a million on `1 M`, for want of room.
  private func thousands(_ exponent: Int) -> String {
    exponent < 6 ? GrowthPlot.grouped(exponent) : "\(GrowthPlot.grouped(exponent - 6)) M"
  }

  private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
