/** Filters as the API understands them (RSQL), read into conditions that a person can click together and written back. */

export const OPERATORS = ['==', '!=', '=gt=', '=ge=', '=lt=', '=le=', '=in=', '=out=', '=null='] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  field: string;
  operator: Operator;
  values: string[];
}

/** Conditions that all hold. What is nested or joined by "or" can be written as text but not be clicked together. */
export type Filter = Condition[];

const CONDITION = /^([A-Za-z][A-Za-z0-9_.]*)(==|!=|=gt=|=ge=|=lt=|=le=|=in=|=out=|=null=|>=|<=|>|<)(.*)$/s;
const SHORT: Record<string, Operator> = { '>': '=gt=', '>=': '=ge=', '<': '=lt=', '<=': '=le=' };

/** The conditions of a filter; undefined where it says more than a list of conditions can. */
export function parse(text: string): Filter | undefined {
  const parts = split(text.trim(), ';');
  if (!parts) {
    return undefined;
  }
  const filter: Filter = [];
  for (const part of parts) {
    if (part.startsWith('(') || (split(part, ',')?.length ?? 0) > 1) {
      return undefined;
    }
    const found = CONDITION.exec(part);
    if (!found) {
      return undefined;
    }
    const operator = (SHORT[found[2]!] ?? found[2]) as Operator;
    const argument = found[3]!;
    const listed = operator === '=in=' || operator === '=out=';
    if (listed !== argument.startsWith('(') || argument === '') {
      return undefined;
    }
    const values = listed ? split(argument.slice(1, -1), ',') : [argument];
    if (!values || (listed && !argument.endsWith(')'))) {
      return undefined;
    }
    filter.push({ field: found[1]!, operator, values: values.map((value) => unquoted(value.trim())) });
  }
  return filter;
}

export function write(filter: Filter): string {
  return filter
    .filter((condition) => condition.field && condition.values.some((value) => value !== ''))
    .map(({ field, operator, values }) => {
      const listed = operator === '=in=' || operator === '=out=';
      return `${field}${operator}${listed ? `(${values.map(quoted).join(',')})` : quoted(values[0] ?? '')}`;
    })
    .join(';');
}

/** Joins filters that all hold; an "or" inside of one stays inside of it. */
export function and(...filters: (string | undefined)[]): string {
  return filters.filter((filter): filter is string => Boolean(filter?.trim())).map((filter) => ((split(filter, ',')?.length ?? 0) > 1 ? `(${filter})` : filter)).join(';');
}

function quoted(value: string): string {
  return /^[^\s"'();,=!~<>]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function unquoted(value: string): string {
  const quote = value[0];
  return (quote === '"' || quote === "'") && value.endsWith(quote) && value.length > 1 ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}

/** Splits where the separator stands outside of quotes and parentheses; undefined where those do not match. */
function split(text: string, separator: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote) {
      if (c === '\\') {
        i++;
      } else if (c === quote) {
        quote = '';
      }
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === '(') {
      depth++;
    } else if (c === ')') {
      depth--;
    } else if (c === separator && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (quote || depth !== 0) {
    return undefined;
  }
  parts.push(text.slice(start));
  return text === '' ? [] : parts;
}
