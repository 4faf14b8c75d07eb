import { screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { call, Refusal } from '../api/client';
import { speak } from '../language/language';
import { shown } from '../testing/shown';
import { explain, inWords, traceOf } from './explain';
import { Fault } from './Fault';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const refusal = (status: number, type: string, errors: { pointer: string; detail: string }[] = []) => new Refusal(status, `urn:crm:problem:${type}`, 'Title', 'Detail.', errors, TRACE, undefined);

beforeAll(() => speak('en'));
afterEach(() => vi.unstubAllGlobals());

it('shows the id of a fault that somebody may have to report, to be copied', () => {
  shown(<Fault of={refusal(409, 'stage-in-use')} />);
  expect(screen.getByText(TRACE)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy the trace id' })).toBeInTheDocument();
});

it.each([[500, 'unexpected'], [403, 'forbidden'], [404, 'not-found'], [429, 'too-many-requests'], [400, 'malformed-request']])('has one for %i', (status, type) => {
  expect(traceOf(refusal(status, type))).toBe(TRACE);
});

it.each([[422, 'invalid-fields'], [409, 'duplicate-suspected'], [422, 'exit-criteria-not-met'], [422, 'not-clear'], [401, 'unauthenticated']])('has none for %i %s, which is put right on the spot', (status, type) => {
  expect(traceOf(refusal(status, type))).toBeUndefined();
});

it('says each thing once', () => {
  expect(inWords(refusal(422, 'invalid-fields', [{ pointer: '/a', detail: 'Detail.' }, { pointer: '/b', detail: 'More.' }]))).toBe('Detail. More.');
  expect(inWords(new Refusal(0, 'offline', 'offline', 'offline', [], undefined, undefined))).toMatch(/^There is no connection/);
  expect(explain(new Error('odd'))).toEqual({ title: 'Something went wrong', message: 'odd' });
});

it.each([
  [499, 'Unknown', { title: 'Your session has ended', message: 'What you typed stays here. Log in again in another tab, come back, and go on.' }],
  [502, 'Bad Gateway', { title: 'Something went wrong', message: 'The server answered 502 and nothing more. Try again in a moment.' }],
])('says in words what %i without a word means', async (status, statusText, said) => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status, statusText })));
  expect(explain(await call('/leads').catch((fault: unknown) => fault))).toEqual(said);
});
