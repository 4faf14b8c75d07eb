import type { Json } from '../api/client';

export const RULE_KINDS = ['REQUIRED', 'FORMAT'] as const;
export const MODES = ['OBSERVE', 'WARN', 'BLOCK'] as const;

/** A quality rule while it is written. */
export interface RuleDraft {
  entity: string;
  field: string;
  kind: string;
  pattern: string;
  mode: string;
  weight: number | '';
  why: string;
  example: string;
  fix: string;
}

/** Where a rule stands: written down, in force, or no longer so. */
export function stateOf(rule: Json): 'draft' | 'published' | 'retired' {
  return rule.archivedAt ? 'retired' : rule.active ? 'published' : 'draft';
}

export function draftOf(rule: Json | undefined): RuleDraft {
  const text = (name: string) => String(rule?.[name] ?? '');
  return { entity: text('entity'), field: text('field'), kind: text('kind') || 'REQUIRED', pattern: text('pattern'), mode: text('mode') || 'OBSERVE', weight: Number(rule?.weight ?? 1), why: text('why'), example: text('example'), fix: text('fix') };
}

/** The rule as the API takes it; only a FORMAT has a pattern. */
export function bodyOf(draft: RuleDraft): Json {
  const text = (value: string) => value.trim() || null;
  return { entity: text(draft.entity), field: text(draft.field), kind: draft.kind, pattern: draft.kind === 'FORMAT' ? draft.pattern || null : null, mode: draft.mode, weight: draft.weight === '' ? null : draft.weight, why: text(draft.why), example: text(draft.example), fix: text(draft.fix) };
}

/** What differs from the rule as it is. */
export function changesOf(rule: Json, draft: RuleDraft): Json {
  return Object.fromEntries(Object.entries(bodyOf(draft)).filter(([name, value]) => (rule[name] ?? null) !== value));
}

/** Whether a value fits a pattern as a whole; undefined where this browser cannot say, since the services read patterns a little differently. */
export function fits(pattern: string, value: string): boolean | undefined {
  if (!pattern || !value) {
    return undefined;
  }
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return undefined;
  }
}
