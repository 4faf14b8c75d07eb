// Reads resources as a JSON array and prints what kubernetes-models says of each that Kubernetes itself knows: {"<place in the array>": "fault"}.
// A resource of which it knows no type is a fault too.
import { text } from "node:stream/consumers";

const faults = {};
const resources = JSON.parse(await text(process.stdin));
for (const [place, resource] of resources.entries()) {
  try {
    const { [resource.kind]: Model } = await import(`kubernetes-models/${resource.apiVersion}`);
    if (!Model) throw new Error(`there is no ${resource.apiVersion} ${resource.kind}`);
    new Model(resource).validate();
  } catch (fault) {
    faults[place] = fault.message;
  }
}
console.log(JSON.stringify(faults));
