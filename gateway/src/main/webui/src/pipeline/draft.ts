import type { Json } from '../api/client';

export interface Criterion {
  filter: string;
  description: string;
}

/** A stage while it is edited; `key` stays when it has no id yet. */
export interface StageDraft {
  key: string;
  id?: string;
  name: string;
  probability: number | '';
  forecastCategory: string;
  outcome: 'OPEN' | 'WON' | 'LOST';
  maxDays: number | '';
  exitCriteria: Criterion[];
}

export interface PipelineDraft {
  id?: string;
  version?: number;
  name: string;
  isDefault: boolean;
  stages: StageDraft[];
}

export const CATEGORIES = ['PIPELINE', 'BEST_CASE', 'MOST_LIKELY', 'COMMIT', 'OMITTED'];

let made = 0;
const key = () => `new-${++made}`;

export function newStage(): StageDraft {
  return { key: key(), name: '', probability: '', forecastCategory: 'PIPELINE', outcome: 'OPEN', maxDays: '', exitCriteria: [] };
}

/** A pipeline that begins with one open stage and ends as every pipeline does. */
export function newPipeline(won: string, lost: string): PipelineDraft {
  return { name: '', isDefault: false, stages: [newStage(), { ...newStage(), name: won, outcome: 'WON' }, { ...newStage(), name: lost, outcome: 'LOST' }] };
}

export function draftOf(pipeline: Json): PipelineDraft {
  return {
    id: String(pipeline.id),
    version: Number(pipeline.version),
    name: String(pipeline.name),
    isDefault: Boolean(pipeline.isDefault),
    stages: (pipeline.stages as Json[]).map((stage) => ({
      key: String(stage.id),
      id: String(stage.id),
      name: String(stage.name),
      probability: Number(stage.probability),
      forecastCategory: String(stage.forecastCategory),
      outcome: stage.outcome as StageDraft['outcome'],
      maxDays: stage.maxDays === undefined ? '' : Number(stage.maxDays),
      exitCriteria: (stage.exitCriteria as Criterion[] | undefined)?.map((each) => ({ ...each })) ?? [],
    })),
  };
}

/** What is sent: the stages in their order, without what a closed stage cannot have. */
export function bodyOf(draft: PipelineDraft, replacements: Record<string, string> = {}): Json {
  const stages = draft.stages.map((stage) => ({
    ...(stage.id ? { id: stage.id } : {}),
    name: stage.name,
    outcome: stage.outcome,
    ...(stage.outcome === 'OPEN' ? { probability: stage.probability === '' ? null : stage.probability, forecastCategory: stage.forecastCategory } : {}),
    ...(stage.outcome === 'OPEN' && stage.maxDays !== '' ? { maxDays: stage.maxDays } : {}),
    exitCriteria: stage.exitCriteria.filter((each) => each.filter.trim()).map((each) => ({ filter: each.filter.trim(), ...(each.description.trim() ? { description: each.description.trim() } : {}) })),
  }));
  return { name: draft.name, ...(draft.isDefault ? { isDefault: true } : {}), stages, ...(Object.keys(replacements).length > 0 ? { replacements } : {}) };
}

/** The list with a stage moved by one place among the open ones. */
export function shifted(stages: StageDraft[], index: number, by: -1 | 1): StageDraft[] {
  const open = stages.filter((stage) => stage.outcome === 'OPEN').length;
  const to = index + by;
  if (index >= open || to < 0 || to >= open) {
    return stages;
  }
  const next = [...stages];
  [next[index], next[to]] = [next[to]!, next[index]!];
  return next;
}
