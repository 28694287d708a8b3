// node docxtemplater.js TEMPLATE FACTS WARMUP RUNS: the milliseconds of processor of one rendering, median of the runs.
const { readFileSync } = require("node:fs");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, facts] = [readFileSync(process.argv[2]), JSON.parse(process.argv[3])];
const [warmup, runs] = process.argv.slice(4).map(Number);

function rendered() {
  const document = new Docxtemplater(new PizZip(template), { delimiters: { start: "{{", end: "}}" } });
  document.render(facts);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

const measured = [];
for (let run = 0; run < warmup + runs; run += 1) {
  const before = process.cpuUsage();
  rendered();
  const { user, system } = process.cpuUsage(before);
  if (run >= warmup) measured.push((user + system) / 1000);
}
measured.sort((one, other) => one - other);
console.log(measured[Math.floor(measured.length / 2)]);
