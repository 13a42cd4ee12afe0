// Plants defects in a clean disclosure and counts what the checks and localisation make of them.
// usage: accuracy FIXTURE [PLANTS]
import Budget
import Diagnosis
import Profiles
import Reconciliation

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print("usage: accuracy PROJECT [PLANTS]")
  throw CancellationError()
}
let plants = arguments.count > 2 ? Int(arguments[2]) ?? 100 : 100
var random = SplitMix(seed: 2020)
let base = try PublishedSet(folder: arguments[1])
var bench = WholeDisclosure(base: base, random: random)
bench.cleanSets(200)
bench.planted(plants)
bench.curve(plants * 20)
bench.speed()
singleSums(&random)
