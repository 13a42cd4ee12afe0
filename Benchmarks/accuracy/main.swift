// Plants defects in clean disclosures and counts what the checks and localisation make of them.
// Writes the tables of docs/ACCURACY.md to standard output: `make accuracy`.
// usage: accuracy PLANTS PROJECT…
import Budget
import Diagnosis
import Profiles
import Reconciliation

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let plants = arguments.first.flatMap({ Int($0) }) else {
  print("usage: accuracy PLANTS PROJECT…")
  throw CancellationError()
}
var random = SplitMix(seed: 2020)
var bases = try arguments.dropFirst().map { Base(try PublishedSet(folder: $0)) }
for _ in 0..<8 { bases.append(Base(try PublishedSet(&random))) }
var bench = WholeDisclosure(bases: bases, random: random)
bench.cleanSets(200)
bench.planted(plants)
bench.curve(plants * 20)
bench.speed()
singleSums(plants, &random)
