// Checks target/sbom.json and target/sbom-pages.json, as docker/sbom says.
import { existsSync, readFileSync, readdirSync } from "node:fs";

const faults = [];
const json = (file) => JSON.parse(readFileSync(file, "utf8"));

function parts(file) {
  const found = json(file).components;
  for (const part of found) {
    if (!part.version) faults.push(`${file}: ${part.name} has no version`);
    if (!part.licenses?.some(({ license, expression }) => expression || license?.id || license?.name)) {
      faults.push(`${file}: ${part.name} ${part.version} has no licence`);
    }
  }
  return found;
}

// Quarkus names a packaged library group.artifact-version.jar.
const java = parts("target/sbom.json");
const named = new Set(java.map((part) => `${part.group}.${part.name}-${part.version}.jar`));
const withClassifier = [...named].map((name) => name.slice(0, -".jar".length) + "-");
const apps = ["services/leads", "services/opportunities", "services/campaigns", "services/cases", "services/governance", "gateway"];
let packaged = 0;
for (const app of apps) {
  for (const folder of ["boot", "main"].map((name) => `${app}/target/quarkus-app/lib/${name}`)) {
    for (const jar of existsSync(folder) ? readdirSync(folder) : []) {
      packaged += 1;
      if (!named.has(jar) && !withClassifier.some((start) => jar.startsWith(start))) faults.push(`${folder}/${jar} is not in target/sbom.json`);
    }
  }
}

const pages = parts("target/sbom-pages.json");
const known = new Set(pages.map((part) => `${part.name}@${part.version}`));
const locked = Object.entries(json("gateway/src/main/webui/package-lock.json").packages);
for (const [path, entry] of locked) {
  const name = path.split("node_modules/").pop();
  if (path && !entry.dev && !entry.devOptional && !entry.optional && !entry.peer && !known.has(`${name}@${entry.version}`)) {
    faults.push(`${name} ${entry.version} of package-lock.json is not in target/sbom-pages.json`);
  }
}

console.log(`${java.length} Java libraries, ${packaged} packaged files looked up; ${pages.length} packages of the pages`);
for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);
