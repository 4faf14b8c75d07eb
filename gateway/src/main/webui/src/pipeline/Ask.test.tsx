import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Refusal } from '../api/client';
import { shown } from '../testing/shown';
import { Ask, wanted, type Said } from './Ask';

vi.mock('@tanstack/react-router', () => ({ Link: ({ to, children }: { to: string; children: string }) => <a href={to}>{children}</a> }));

const refusal = (errors: { pointer: string; detail: string }[], unmet: number, mayOverride: boolean) =>
  new Refusal(422, 'urn:crm:problem:exit-criteria-not-met', '', '', errors, undefined, undefined, { unmet: Array(unmet).fill({}), mayOverride });
const STEP = { pointer: '/nextStep', detail: 'First: A next step' };
const MEETING = { pointer: '/meetingCount', detail: 'First: Somebody met them' };
const WHY = { pointer: '/winReason', detail: 'Won needs winReason.' };

it('tells criteria from what closing asks for, and which of them can be answered here', () => {
  const wants = wanted(refusal([STEP, MEETING, WHY], 2, false))!;
  expect(wants.told).toEqual(['winReason']);
  expect(wants.unmet.map(({ words, field }) => [words, field?.name])).toEqual([['First: A next step', 'nextStep'], ['First: Somebody met them', undefined]]);
  expect(wants.mayOverride).toBe(false);
});

it('has no question for what people cannot answer', () => {
  expect(wanted(refusal([{ pointer: '/stageId', detail: 'x' }], 0, false))).toBeUndefined();
  expect(wanted(new Refusal(403, '', '', '', [], undefined, undefined))).toBeUndefined();
});

it('takes a field of the deal where a criterion asks for it', async () => {
  const said: Said[] = [];
  shown(<Ask card={{ id: 'c' }} stage="Second" wants={wanted(refusal([STEP, MEETING], 2, false))!} onSay={(each) => said.push(each)} onClose={() => {}} />);
  expect(screen.getByText('First: Somebody met them')).toBeInTheDocument();
  expect(screen.queryByRole('checkbox')).toBeNull();
  await userEvent.type(screen.getByLabelText('Next step'), 'Call');
  await userEvent.click(screen.getByRole('button', { name: 'Move' }));
  expect(said).toEqual([{ told: {}, fields: { nextStep: 'Call' } }]);
});

it('lets a manager pass over criteria with a reason', async () => {
  const said: Said[] = [];
  shown(<Ask card={{ id: 'c' }} stage="Second" wants={wanted(refusal([STEP], 1, true))!} onSay={(each) => said.push(each)} onClose={() => {}} />);
  await userEvent.click(screen.getByRole('checkbox'));
  expect(screen.queryByLabelText('Next step')).toBeNull();
  await userEvent.type(screen.getByRole('textbox'), 'The tender ends today');
  await userEvent.click(screen.getByRole('button', { name: 'Move' }));
  expect(said).toEqual([{ told: { reason: 'The tender ends today', override: true }, fields: {} }]);
});
