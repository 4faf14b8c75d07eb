import { word } from '../language/language';
import { referenced, type Kind } from '../records/kinds';

/** Where a column of a file goes: a field, and how its cells are written. */
export interface Target {
  field: string;
  format?: string;
  lookup?: string;
  /** What a value of the file means here, where it is not the value itself. */
  values?: Record<string, string>;
}

export type Mapping = Record<string, Target | undefined>;

/** The beginning of a file, as much of it as a person looks at. */
export interface Sample {
  columns: string[];
  rows: string[][];
}

/** Rows of a file that are looked at, and filled cells of a column by which its way of writing is told. */
const LOOKED_AT_ROWS = 200;
const TELLING = 20;

/** Names that other systems give to our fields. */
const OTHER_NAMES: Record<string, string[]> = {
  firstName: ['first', 'givenname', 'forename', 'vorname'],
  lastName: ['last', 'surname', 'familyname', 'name', 'nachname', 'fullname'],
  company: ['companyname', 'organization', 'organisation', 'firma', 'account', 'accountname'],
  email: ['emailaddress', 'mail'],
  emails: ['email', 'emailaddress', 'mail'],
  phone: ['phonenumber', 'telephone', 'tel', 'telefon'],
  phones: ['phone', 'phonenumber', 'telephone', 'tel', 'telefon'],
  jobTitle: ['title', 'position', 'role'],
  leadSource: ['source', 'origin', 'herkunft'],
  estimatedValue: ['value', 'amount', 'dealvalue'],
  amount: ['value', 'dealvalue', 'closevalue', 'price', 'betrag'],
  closeDate: ['closed', 'expectedclose', 'expectedclosedate'],
  stageName: ['stage', 'dealstage', 'phase'],
  accountId: ['account', 'accountname', 'company', 'companyname', 'firma'],
  productId: ['product', 'productname'],
  owner: ['salesagent', 'ownername', 'assignedto', 'responsible'],
  externalId: ['id', 'leadid', 'recordid', 'opportunityid'],
  numberOfEmployees: ['employees', 'size', 'headcount'],
  annualRevenue: ['revenue', 'umsatz'],
  industry: ['sector', 'branche'],
  createdAt: ['created', 'createddate', 'creationdate'],
  parentId: ['parent', 'parentaccount', 'parentcompany', 'subsidiaryof', 'mutter', 'muttergesellschaft'],
};

/** What a record of a kind is called, as a file may call it. */
const oneOf = (kind: Kind) => [kind.name, plain(word(kind.name, 'one'))];

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Reads the first rows of a CSV file, or of what is left after a cut of it; commas, semicolons and tabs separate, quotes hold together. */
export function sample(text: string, cut = false): Sample {
  const line = text.slice(0, text.search(/\r?\n|$/));
  const separator = [',', ';', '\t'].map((each) => ({ each, count: line.split(each).length })).sort((one, other) => other.count - one.count)[0]!.each;
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = text.startsWith('\uFEFF') ? 1 : 0; i < text.length && rows.length <= LOOKED_AT_ROWS + 1; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c === '"') {
      quoted = true;
    } else if (c === separator || c === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      cell = '';
      if (c === '\n') {
        rows.push([]);
      }
    } else {
      cell += c;
    }
  }
  if (cell !== '' || rows.at(-1)!.length > 0) {
    rows.at(-1)!.push(cell.replace(/\r$/, ''));
  }
  const [columns = [], ...rest] = rows.filter((row) => row.length > 0);
  // what was cut off may end in the middle of a row
  return { columns: columns.map((column) => column.trim()), rows: rest.slice(0, cut && rest.length <= LOOKED_AT_ROWS ? -1 : LOOKED_AT_ROWS) };
}

/** Fields that a file can fill. */
export function importable(kind: Kind): string[] {
  return kind.fields
    .filter((field) => field.type !== 'json' && field.type !== 'links' && (field.editable || ['id', 'createdAt', 'status', 'stageName', 'stageId', 'externalId', 'owner'].includes(field.name)))
    .flatMap((field) => (field.type === 'object' ? (field.parts ?? []).map((part) => `${field.name}.${part.name}`) : [field.name]));
}

/** The likely field of each column: by its own name, as people write it, or as other systems call it. No field twice. */
export function guess(kind: Kind, { columns, rows }: Sample): Mapping {
  const fields = importable(kind);
  const taken = new Set<string>();
  const mapping: Mapping = {};
  const ways = [
    (column: string, field: string) => column === plain(field),
    (column: string, field: string) => column === plain(word(field)),
    (column: string, field: string) => (OTHER_NAMES[field] ?? []).includes(column),
    // as in "Account" or "Company name" in a file of accounts
    (column: string, field: string) => field === 'name' && [...oneOf(kind), ...(kind.name === 'account' ? OTHER_NAMES.company! : [])].some((name) => column === name || column === `${name}name`),
    // as in "Lead status" in a file of leads
    (column: string, field: string) => oneOf(kind).some((name) => column === name + plain(field) || column === name + plain(word(field))),
    (column: string, field: string) => field.includes('.') && column === plain(field.split('.')[1]!),
  ];
  for (const way of ways) {
    for (const column of columns) {
      const field = mapping[column] ? undefined : fields.find((each) => !taken.has(each) && way(plain(column), each));
      if (field) {
        taken.add(field);
        mapping[column] = target(kind, field, rows.map((row) => row[columns.indexOf(column)] ?? ''));
      }
    }
  }
  return mapping;
}

/** A field with how its cells seem to be written. */
export function target(kind: Kind, field: string, cells: string[]): Target {
  const described = kind.fields.find((each) => each.name === field);
  const type = described?.type;
  const filled = cells.filter(Boolean).slice(0, TELLING);
  if (type === 'reference') {
    return referenced(described!) && filled.some((cell) => !/^[0-9a-f-]{36}$/i.test(cell)) ? { field, lookup: 'name' } : { field };
  }
  if (type === 'date' || type === 'instant') {
    const format = [[/^\d{1,2}\.\d{1,2}\.\d{4}$/, 'd.M.yyyy'], [/^\d{1,2}\/\d{1,2}\/\d{4}$/, filled.some((cell) => Number(cell.split('/')[0]) > 12) ? 'd/M/yyyy' : 'M/d/yyyy']] as const;
    const fits = format.find(([pattern]) => filled.length > 0 && filled.every((cell) => pattern.test(cell)));
    return fits ? { field, format: fits[1] } : { field };
  }
  if (type === 'decimal' || type === 'integer') {
    return filled.some((cell) => /^-?\d{1,3}(\.\d{3})*,\d+$/.test(cell)) ? { field, format: '1.234,56' } : filled.some((cell) => /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell)) ? { field, format: '1,234.56' } : { field };
  }
  return { field };
}

/** Fields without which no record is made and which no column fills. */
export function missing(kind: Kind, mapping: Mapping): string[] {
  const filled = Object.values(mapping).map((each) => each?.field);
  return kind.required.filter((name) => !filled.includes(name));
}

/** By which field rows find what is there already: what tells one record from all others of its kind. */
export function usualMatch(kind: Kind, mapping: Mapping): string {
  const filled = Object.values(mapping).map((each) => each?.field);
  return ['externalId', 'email', 'emails', 'code', 'domain', ...(['account', 'product'].includes(kind.name) ? ['name'] : [])].find((field) => filled.includes(field)) ?? 'none';
}

/** The mapping with what values of the file mean that nobody knows. */
export function meaning(mapping: Mapping, means: { column: string; value: string; suggestion?: string }[]): Mapping {
  const next = { ...mapping };
  for (const { column, value, suggestion } of means) {
    const to = next[column];
    if (to && suggestion !== undefined) {
      next[column] = { ...to, values: { ...to.values, [value]: suggestion } };
    }
  }
  return next;
}

/** The mapping as the API takes it. */
export function asked(mapping: Mapping): string {
  return JSON.stringify(Object.fromEntries(Object.entries(mapping).flatMap(([column, to]) => (to ? [[column, to.format || to.lookup || to.values ? to : to.field]] : []))));
}
