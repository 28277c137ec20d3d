import Foundation

/// Time and memory by number of articles, as an SVG; both axes are logarithmic, so that what grows in proportion is a
/// straight line at 45 degrees.
struct GrowthPlot {
  let report: Report
  private let width = 640.0
  private let height = 380.0
  private let margin = (left: 64.0, right: 150.0, top: 24.0, bottom: 44.0)

  private struct Line {
    let name: String
    let colour: String
    /// Articles and seconds.
    let points: [(x: Double, y: Double)]
  }

  init(_ report: Report) { self.report = report }

  var svg: String {
    let lines = lines.filter { $0.points.count > 1 }
    let xs = decades(lines.flatMap { $0.points.map(\.x) })
    let ys = decades(lines.flatMap { $0.points.map(\.y) })
    var parts = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Int(width)) \#(Int(height))" font-family="sans-serif" font-size="12" role="img">"#,
      "<title>Seconds of a build by number of articles</title>",
      #"<rect width="100%" height="100%" fill="white"/>"#,
    ]
    for exponent in xs {
      let x = position(Double(exponent), in: xs, from: margin.left, to: width - margin.right)
      parts.append(rule(x, margin.top, x, height - margin.bottom))
      parts.append(label(power(exponent), x, height - margin.bottom + 18, "middle"))
    }
    for exponent in ys {
      let y = position(Double(exponent), in: ys, from: height - margin.bottom, to: margin.top)
      parts.append(rule(margin.left, y, width - margin.right, y))
      parts.append(label(power(exponent) + " s", margin.left - 8, y + 4, "end"))
    }
    parts.append(label("articles", (margin.left + width - margin.right) / 2, height - 8, "middle"))
    for line in lines { parts += drawn(line, xs, ys) }
    return (parts + ["</svg>", ""]).joined(separator: "\n")
  }

  private var lines: [Line] {
    let shown: [(Row, String)] = [
      (.hugo, "#b8860b"), (.clean, "#8b1a1a"), (.floor, "#555"), (.text, "#1a5e8b"), (.unchanged, "#2e7d32"),
    ]
    return shown.map { row, colour in
      let points = report.parts.compactMap { part in
        part.rows[row].map { (x: Double(part.articles), y: max($0.wall, 0.001)) }
      }
      return Line(name: row.rawValue, colour: colour, points: points)
    }
  }

  private func drawn(_ line: Line, _ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>) -> [String] {
    let points = line.points.map { point in
      (
        position(log10(point.x), in: xs, from: margin.left, to: width - margin.right),
        position(log10(point.y), in: ys, from: height - margin.bottom, to: margin.top)
      )
    }
    let path = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    let end = points[points.count - 1]
    return [
      #"<polyline points="\#(path)" fill="none" stroke="\#(line.colour)" stroke-width="2"/>"#,
      #"<text x="\#(number(end.0 + 6))" y="\#(number(end.1 + 4))" fill="\#(line.colour)">\#(line.name)</text>"#,
    ]
  }

  /// The powers of ten that hold all values.
  private func decades(_ values: [Double]) -> ClosedRange<Int> {
    let low = Int(log10(values.min() ?? 1).rounded(.down))
    let high = Int(log10(values.max() ?? 10).rounded(.up))
    return low...max(low + 1, high)
  }

  private func position(_ exponent: Double, in range: ClosedRange<Int>, from: Double, to: Double) -> Double {
    let share = (exponent - Double(range.lowerBound)) / Double(range.upperBound - range.lowerBound)
    return from + share * (to - from)
  }

  private func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    #"<line x1="\#(number(x1))" y1="\#(number(y1))" x2="\#(number(x2))" y2="\#(number(y2))" stroke="gainsboro"/>"#
  }

  private func label(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
    #"<text x="\#(number(x))" y="\#(number(y))" text-anchor="\#(anchor)" fill="dimgray">\#(text)</text>"#
  }

  private func power(_ exponent: Int) -> String {
    exponent >= 0
      ? String(Int(pow(10, Double(exponent)))) : String(format: "%.\(-exponent)f", pow(10, Double(exponent)))
  }

  private func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
