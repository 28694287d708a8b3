// node docxtemplater.js TEMPLATE FACTS RUNS: the milliseconds of processor of one rendering, median of the warm ones.
const { readFileSync } = require("node:fs");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, facts, runs] = [readFileSync(process.argv[2]), JSON.parse(process.argv[3]), Number(process.argv[4])];

function rendered() {
  const document = new Docxtemplater(new PizZip(template), { delimiters: { start: "{{", end: "}}" } });
  document.render(facts);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

const measured = [];
for (let run = 0; run < 20 + runs; run += 1) {
  const before = process.cpuUsage();
  rendered();
  const { user, system } = process.cpuUsage(before);
  if (run >= 20) measured.push((user + system) / 1000);
}
measured.sort((one, other) => one - other);
console.log(measured[Math.floor(measured.length / 2)]);
