// Makes src/api/generated from the OpenAPI documents of the services: TypeScript types, and what a page has to know of each
// field to show and edit it. Nothing there is written by hand, and nothing of it is committed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = dirname(fileURLToPath(import.meta.url));
const documents = join(here, '../../../../../contracts/openapi');
const access = join(here, '../../../../../contracts/src/main/resources/access');
const target = join(here, '../src/api/generated');
mkdirSync(target, { recursive: true });

function typeOf(schema) {
  const types = [].concat(schema.type ?? []).filter((type) => type !== 'null');
  if (schema.enum) return 'choice';
  if (types[0] === 'string') return { date: 'date', 'date-time': 'instant', uuid: 'reference', email: 'email' }[schema.format] ?? 'text';
  if (types[0] === 'integer' || types[0] === 'number') return types[0] === 'integer' ? 'integer' : 'decimal';
  if (types[0] === 'boolean') return 'boolean';
  if (types[0] === 'array') return schema.items?.properties?.type && schema.items?.properties?.id ? 'links' : schema.items?.type === 'string' || [].concat(schema.items?.type ?? []).includes('string') ? 'texts' : 'json';
  return types[0] === 'object' && schema.properties ? 'object' : 'json';
}

function field(name, schema, patch) {
  return {
    name,
    type: typeOf(schema),
    editable: Boolean(patch?.properties?.[name]),
    ...(schema.enum ? { choices: schema.enum.filter(Boolean) } : {}),
    ...(schema.maxLength ? { maxLength: schema.maxLength } : {}),
    ...(typeOf(schema) === 'object' ? { parts: Object.entries(schema.properties).map(([part, value]) => field(part, value)) } : {}),
  };
}

/** Which roles change records of a collection at all, and which make new ones; pages leave out what is refused to everybody else. */
const changers = {};
const creators = {};
for (const file of readdirSync(access)) {
  for (const rules of Object.values(JSON.parse(readFileSync(join(access, file), 'utf8')).records)) {
    changers[rules.collection] = Object.keys(rules.change).filter((role) => rules.change[role] !== 'NONE');
    creators[rules.collection] = rules.create;
  }
}

/** Collections that have no list and no page of their own here: what the first page loads leaves them out. */
const withoutPage = new Set(['touches', 'health', 'sla-policies', 'saved-views', 'assignment-rules', 'lead-forms', 'exchange-rates', 'pipelines', 'price-lists', 'product-prices']);

const kinds = {};
for (const file of readdirSync(documents).filter((name) => name.endsWith('.json')).sort()) {
  const text = readFileSync(join(documents, file), 'utf8');
  const document = JSON.parse(text);
  writeFileSync(join(target, file.replace('.json', '.d.ts')), astToString(await openapiTS(text)));
  const schemas = document.components?.schemas ?? {};
  for (const path of Object.keys(document.paths)) {
    const collection = /^\/api\/v1\/([a-z-]+)$/.exec(path)?.[1];
    const page = document.paths[path].get?.responses?.['200']?.content?.['application/json']?.schema?.$ref;
    const name = /\/([A-Za-z]+)Page$/.exec(page ?? '')?.[1];
    if (!collection || withoutPage.has(collection) || !name || !schemas[name]) continue;
    kinds[collection] = {
      name: name[0].toLowerCase() + name.slice(1),
      ...(changers[collection] ? { changers: changers[collection], creators: creators[collection] } : {}),
      required: schemas[`${name}Input`]?.required ?? [],
      sortable: schemas[name]['x-sortable'] ?? [],
      fields: Object.entries(schemas[name].properties).map(([each, schema]) => field(each, schema, schemas[`${name}Patch`])),
    };
  }
}
writeFileSync(join(target, 'kinds.json'), JSON.stringify(kinds, null, 1));
