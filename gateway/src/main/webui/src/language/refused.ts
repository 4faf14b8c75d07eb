import i18next from 'i18next';
import { said, word } from './language';

/** What a service says of one value, with a code for machines where it has one. */
interface FieldProblem {
  pointer: string;
  detail: string;
  code?: string;
  parameters?: Record<string, unknown>;
}

/** The choices of a field as people read them. */
const choices = (given: unknown) => (Array.isArray(given) ? given.map((choice) => (/^[A-Z0-9_]+$/.test(String(choice)) ? word(String(choice), 'value') : String(choice))).join(', ') : '');

function sentence({ detail, code, parameters = {} }: FieldProblem): string {
  const key = `refused.${code}`;
  if (!code || !i18next.exists(key)) {
    return said(detail);
  }
  const field = String(parameters.field ?? '').split('.').at(-1)!;
  const kind = String(parameters.kind ?? 'text');
  return i18next.t(key, {
    ...parameters, field: /^[a-z][A-Za-z0-9]*$/.test(field) ? word(field) : field, choices: choices(parameters.choices), kind: i18next.t(`refused.kind.${kind}`, { defaultValue: kind }),
  });
}

/** A problem of RFC 9457 in the language of whoever reads it: values by their codes, all else by its sentence. */
export function spoken(problem: Record<string, unknown>): Record<string, unknown> {
  const errors = (problem.errors as FieldProblem[] | undefined)?.map((error) => ({ ...error, detail: sentence(error) }));
  const alone = errors?.length === 1 && problem.detail === (problem.errors as FieldProblem[])[0]!.detail;
  return {
    ...problem,
    ...(problem.title ? { title: said(problem.title) } : {}),
    ...(problem.detail ? { detail: alone ? errors[0]!.detail : said(problem.detail) } : {}),
    ...(errors ? { errors } : {}),
  };
}
