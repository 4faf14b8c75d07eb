// The bill of materials of the pages that people get: what npm says of the lock file, without what only builds and tests need.
// (npm's own --omit dev also leaves out what both need, React for one.)
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const folder = "gateway/src/main/webui";
const all = JSON.parse(execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], { cwd: folder, maxBuffer: 1 << 28 }));
const shipped = new Set();
for (const [path, entry] of Object.entries(JSON.parse(readFileSync(`${folder}/package-lock.json`, "utf8")).packages)) {
  if (path && !entry.dev && !entry.devOptional) shipped.add(`${path.split("node_modules/").pop()}@${entry.version}`);
}
all.components = all.components.filter((part) => shipped.has(`${part.name}@${part.version}`));
const kept = new Set(all.components.map((part) => part["bom-ref"]).concat(all.metadata.component["bom-ref"]));
all.dependencies = all.dependencies.filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
writeFileSync("target/sbom-pages.json", JSON.stringify(all, null, 2));
