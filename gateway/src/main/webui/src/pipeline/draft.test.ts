import { expect, it } from 'vitest';
import { bodyOf, draftOf, newPipeline, newStage, shifted } from './draft';

const pipeline = {
  id: 'p', version: 3, name: 'Direct', isDefault: true,
  stages: [
    { id: 'a', name: 'A', position: 1, probability: 10, forecastCategory: 'PIPELINE', outcome: 'OPEN', maxDays: 14, exitCriteria: [{ filter: 'amount=gt=0', description: 'An amount' }] },
    { id: 'b', name: 'B', position: 2, probability: 50, forecastCategory: 'COMMIT', outcome: 'OPEN', exitCriteria: [] },
    { id: 'w', name: 'Won', position: 3, probability: 100, forecastCategory: 'CLOSED', outcome: 'WON', exitCriteria: [] },
    { id: 'l', name: 'Lost', position: 4, probability: 0, forecastCategory: 'OMITTED', outcome: 'LOST', exitCriteria: [] },
  ],
};

it('sends back what it read, without what follows from the order and the kind of a stage', () => {
  expect(bodyOf(draftOf(pipeline))).toEqual({
    name: 'Direct', isDefault: true,
    stages: [
      { id: 'a', name: 'A', outcome: 'OPEN', probability: 10, forecastCategory: 'PIPELINE', maxDays: 14, exitCriteria: [{ filter: 'amount=gt=0', description: 'An amount' }] },
      { id: 'b', name: 'B', outcome: 'OPEN', probability: 50, forecastCategory: 'COMMIT', exitCriteria: [] },
      { id: 'w', name: 'Won', outcome: 'WON', exitCriteria: [] },
      { id: 'l', name: 'Lost', outcome: 'LOST', exitCriteria: [] },
    ],
  });
});

it('leaves empty criteria out and names who takes opportunities over', () => {
  const draft = draftOf(pipeline);
  const kept = { ...draft, isDefault: false, stages: [{ ...draft.stages[0]!, exitCriteria: [{ filter: ' ', description: 'x' }, { filter: 'name==*', description: '' }] }] };
  expect(bodyOf(kept, { b: 'a' })).toMatchObject({ stages: [{ exitCriteria: [{ filter: 'name==*' }] }], replacements: { b: 'a' } });
});

it('moves open stages among themselves only', () => {
  const { stages } = draftOf(pipeline);
  expect(shifted(stages, 0, 1).map((stage) => stage.id)).toEqual(['b', 'a', 'w', 'l']);
  expect(shifted(stages, 1, 1)).toBe(stages);
  expect(shifted(stages, 0, -1)).toBe(stages);
  expect(shifted(stages, 2, -1)).toBe(stages);
});

it('begins a pipeline with an open stage and ends it won or lost', () => {
  expect(newPipeline('Won', 'Lost').stages.map((stage) => stage.outcome)).toEqual(['OPEN', 'WON', 'LOST']);
  expect(newStage().key).not.toBe(newStage().key);
});
