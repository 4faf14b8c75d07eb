import { expect, it } from 'vitest';
import { kinds, mayChange, mayCreate } from './kinds';

it('tells who makes new records from who corrects those that are there', () => {
  const steward = ['data-steward'];
  expect([mayChange(kinds.activities!, steward), mayCreate(kinds.activities!, steward)]).toEqual([true, false]);
  expect([mayChange(kinds.cases!, ['sales-rep']), mayCreate(kinds.cases!, ['sales-rep'])]).toEqual([false, true]);
  expect([mayChange(kinds.activities!, ['executive']), mayCreate(kinds.activities!, ['executive'])]).toEqual([false, false]);
  expect([mayChange(kinds.leads!, undefined), mayCreate(kinds.leads!, undefined)]).toEqual([false, false]);
});
