// Plants defects in clean disclosures and counts what the checks and localisation make of them.
// Writes the tables of docs/ACCURACY.md to standard output: `make accuracy`.
// usage: accuracy PLANTS PROJECT…
import TestSamples

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let plants = arguments.first.flatMap({ Int($0) }) else {
  print("usage: accuracy PLANTS PROJECT…")
  throw CancellationError()
}
var random = SeededRandom(seed: 2020)
var populations = [
  Population(
    name: "examples",
    bases: try arguments.dropFirst().map { Base(try PublishedSet(folder: $0)) },
    isRoundedAnew: true)
]
for lines in [20, 60, 200] {
  for (amounts, unit): (String, Int64) in [("分", 1), ("1000 元", 100_000)] {
    var bases: [Base] = []
    for _ in 0..<6 {
      bases.append(Base(try PublishedSet(lines: lines, multiplesOf: unit, &random)))
    }
    populations.append(
      Population(name: "\(lines) × \(amounts)", bases: bases, isRoundedAnew: unit == 1))
  }
}
let running = populations.enumerated().map { index, population in
  Task { Trials(population, plants: plants, seed: UInt64(index)) }
}
var trials: [Trials] = []
for task in running { trials.append(await task.value) }
let speeds = populations.map { Speed($0, &random) }
let tables = Tables(trials: trials)
tables.targets(speed: speeds[0].both)
tables.clean()
tables.planted()
tables.tolerances()
print("\n## Time of one disclosure with one wrong cell, ms (median of \(Speed.runs))\n")
print("| disclosure | checks | localisation | both | slowest |\n|---|---:|---:|---:|---:|")
for (population, speed) in zip(populations, speeds) { speed.line(population.name) }
singleSums(plants, &random)
