import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { bodyOf, changesOf, draftOf, fits, stateOf } from './ruleDraft';
import { RuleForm } from './RuleForm';

interface Sent {
  path: string;
  method: string;
  body: unknown;
  version: string | undefined;
}

const RULE = { id: 'r', version: 4, entity: 'account', field: 'domain', kind: 'FORMAT', pattern: '[a-z.]+', mode: 'WARN', weight: 5, active: true, why: 'Mail goes there', example: 'example.com' };
let sent: Sent[] = [];
let answer: (request: Sent) => [number, object] = () => [200, RULE];

beforeEach(() => {
  sent = [];
  answer = () => [200, RULE];
  vi.stubGlobal('fetch', vi.fn((path: string, request: RequestInit) => {
    if (request.method === 'GET') {
      return Promise.resolve(new Response(JSON.stringify({ items: [], nextCursor: null })));
    }
    const one = { path, method: request.method!, body: request.body && JSON.parse(request.body as string), version: (request.headers as Record<string, string>)['If-Match'] };
    sent.push(one);
    const [status, body] = answer(one);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  }));
});
afterEach(() => vi.unstubAllGlobals());

const write = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function choose(label: RegExp, option: string) {
  fireEvent.click(screen.getByLabelText(label, { selector: 'input' }));
  fireEvent.click(await screen.findByText(option));
}

it('publishes a rule with all that it says, and warns of an example that does not fit', async () => {
  const onClose = vi.fn();
  shown(<RuleForm rule={undefined} edits onClose={onClose} />);
  await choose(/^Kind/, 'Accounts');
  await choose(/^Field/, 'Domain');
  expect(screen.queryByLabelText(/^Pattern/)).toBeNull();
  await choose(/^Asks for/, 'This format');
  write(/^Pattern/, '[a-z.]+');
  write(/^Why/, 'Mail goes there');
  write('Example', 'EXAMPLE');
  expect(screen.getByRole('alert')).toHaveTextContent('The example does not fit the pattern.');
  write('Example', '');
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.click(screen.getByText('Publish'));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ path: '/api/v1/quality/rules', method: 'POST', version: undefined, body: { entity: 'account', field: 'domain', kind: 'FORMAT', pattern: '[a-z.]+', mode: 'OBSERVE', weight: 1, why: 'Mail goes there', active: true } }]);
});

it('sends only what was changed of a rule that holds, and retires it', async () => {
  const { unmount } = shown(<RuleForm rule={RULE} edits onClose={() => {}} />);
  write('What to do', 'Ask them');
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(sent).toEqual([{ path: '/api/v1/quality/rules/r', method: 'PATCH', version: '"4"', body: { fix: 'Ask them' } }]));
  unmount();
  sent = [];
  shown(<RuleForm rule={RULE} edits onClose={() => {}} />);
  fireEvent.click(screen.getByText('Retire'));
  await waitFor(() => expect(sent).toEqual([{ path: '/api/v1/quality/rules/r', method: 'DELETE', version: '"4"', body: null }]));
});

it('asks where somebody else has changed the rule meanwhile', async () => {
  answer = ({ version }) => (version === '"4"' ? [412, { current: { ...RULE, version: 5, fix: 'Theirs', updatedBy: 'ann' } }] : [200, RULE]);
  shown(<RuleForm rule={RULE} edits onClose={() => {}} />);
  write('What to do', 'Mine');
  fireEvent.click(screen.getByText('Save'));
  fireEvent.click(await screen.findByLabelText('Fix: Mine'));
  fireEvent.click(screen.getByText('Save my choice'));
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ version: '"5"', body: { fix: 'Mine' } }));
});

it('tells what was said against a field beside it', async () => {
  answer = () => [422, { title: 'Invalid', errors: [{ pointer: '/pattern', detail: 'The pattern is no regular expression.' }] }];
  shown(<RuleForm rule={RULE} edits onClose={() => {}} />);
  write('What to do', 'x');
  fireEvent.click(screen.getByText('Save'));
  expect(await screen.findByText('The pattern is no regular expression.')).toBeInTheDocument();
});

it('shows a rule to those who only read it', () => {
  shown(<RuleForm rule={RULE} edits={false} onClose={() => {}} />);
  expect(screen.queryByText('Retire')).toBeNull();
  expect(screen.queryByText('Save')).toBeNull();
});

it('keeps a pattern only with a format, and knows where a rule stands', () => {
  expect(bodyOf({ ...draftOf(RULE), kind: 'REQUIRED' })).toMatchObject({ kind: 'REQUIRED', pattern: null });
  expect(changesOf(RULE, draftOf(RULE))).toEqual({});
  expect([stateOf({ active: true }), stateOf({ active: false }), stateOf({ active: true, archivedAt: 'x' })]).toEqual(['published', 'draft', 'retired']);
});

it('says of an example only what it can know', () => {
  expect(fits('[A-Z]{2}', 'AB')).toBe(true);
  expect(fits('[A-Z]{2}', 'ABC')).toBe(false);
  expect(fits('A|BC', 'AC')).toBe(false);
  expect(fits('a*+b', 'aab')).toBeUndefined();
  expect(fits('', 'AB')).toBeUndefined();
});
