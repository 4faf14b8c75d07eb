import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** For tests: every sentence that services refuse something with, read from their sources. What is put in at run time is `{}`. */

/** Which arguments of a call are read by people. */
const CALLS: [RegExp, number[]][] = [
  [/\bProblem\.(?:malformed|forbidden|unavailable|unauthenticated)\(/g, [0]],
  [/\bProblem\.conflict\(/g, [1, 2]],
  [/\bProblem\.invalid\(/g, [1]],
  [/\bnew Problem\(/g, [2, 3]],
  [/\bnew FieldError\(/g, [1]],
  [/\bnew Refused\(/g, [0]],
  [/\bFieldValues\.Refused\(/g, [0]],
  [/\bString detail = /g, [0]],
];

/** Where the quote stands that ends the text or the character that begins here. */
function endOfLiteral(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== text[from]) {
    at += text[at] === '\\' ? 2 : 1;
  }
  return at;
}

/** The parts of a Java expression at its own depth, between separators of one character. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"' || sign === "'") {
      at = endOfLiteral(text, at);
    } else if ('([{'.includes(sign)) {
      depth++;
    } else if (')]}'.includes(sign)) {
      depth--;
    } else if (sign === separator && depth === 0 && !(separator === ':' && (text[at + 1] === ':' || text[at - 1] === ':'))) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Up to the bracket or the semicolon that ends it. */
function expression(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"' || sign === "'") {
      at = endOfLiteral(text, at);
    } else if ('([{'.includes(sign)) {
      depth++;
    } else if (')]};'.includes(sign) && --depth < 0) {
      return text.slice(0, at);
    }
  }
  return text;
}

/** What an expression may say. */
function templates(java: string): string[] {
  const text = java.trim();
  const [condition, ...chosen] = split(text, '?');
  if (condition !== undefined && chosen.length > 0) {
    const [yes, ...no] = split(chosen.join('?'), ':');
    return [...templates(yes!), ...templates(no.join(':'))];
  }
  return split(text, '+').map((part) => part.trim()).reduce<string[]>((said, part) => {
    const next = /^"(?:[^"\\]|\\.)*"$/s.test(part) ? [JSON.parse(part) as string]
      : part.startsWith('(') && part.endsWith(')') && part.includes('"') ? templates(part.slice(1, -1)) : ['{}'];
    return said.flatMap((before) => next.map((more) => before + more));
  }, ['']);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : entry.name.endsWith('.java') ? [join(folder, entry.name)] : []));
}

/** All sentences of the Java sources below these folders, each with a file that says it. */
export function sentences(folders: string[]): Map<string, string> {
  const found = new Map<string, string>();
  folders.flatMap(sources).forEach((file) => {
    const java = readFileSync(file, 'utf8').replace(/^\s*(?:\*|\/\/|\/\*\*).*$/gm, '');
    for (const [call, said] of CALLS) {
      for (const match of java.matchAll(call)) {
        const given = split(expression(java.slice(match.index + match[0].length)), ',');
        said.flatMap((index) => (given[index] ? templates(given[index]) : [])).filter((each) => /[a-z]{3}.* /i.test(each.replaceAll('{}', ''))).forEach((each) => found.set(each, file));
      }
    }
  });
  return found;
}
