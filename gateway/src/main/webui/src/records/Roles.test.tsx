import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refusal } from '../api/client';
import { shown } from '../testing/shown';
import { inRole, LINKS, storedRole, type Linked } from './linked';
import { RolesDialog } from './Roles';

// who is found by typing part of a name is another part's business, and takes long to draw
vi.mock('./Editor', () => ({ ReferenceInput: ({ label, value, error }: { label: string; value: string | null; error?: string }) => <label>{label}<input readOnly value={value ?? ''} /><em>{error}</em></label> }));

const DEAL = { id: 'd', accountId: 'acc', contactRoles: [{ contactId: 'ann', role: 'Champion' }, { contactId: 'bob' }] };
const PEOPLE = [{ id: 'ann', lastName: 'Ann' }, { id: 'bob', lastName: 'Bob' }, { id: 'cid', lastName: 'Cid' }];

beforeEach(() => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify({ items: PEOPLE, nextCursor: null }), { headers: { 'content-type': 'application/json' } })))));
afterEach(() => vi.unstubAllGlobals());

function opened(onSave: (wanted: Linked[]) => Promise<Refusal | undefined>, onClose = vi.fn()) {
  shown(<RolesDialog links={LINKS.contactRoles} record={DEAL} start={DEAL.contactRoles} onSave={onSave} onClose={onClose} />);
  return onClose;
}
const row = (place: number) => within(screen.getByLabelText(`Contact ${place}`));

it('names who has a say, with people of the account at hand, and gives back the whole list', async () => {
  const saved: Linked[][] = [];
  const onClose = opened((wanted) => { saved.push(wanted); return Promise.resolve(undefined); });
  expect(row(1).getByLabelText('Role', { selector: 'input' })).toHaveValue('Champion');
  fireEvent.click(await screen.findByText('Cid', { selector: 'button *' }));
  expect(screen.queryByText('Ann', { selector: 'button *' })).toBeNull();
  fireEvent.change(row(3).getByLabelText('Role', { selector: 'input' }), { target: { value: 'decision maker' } });
  fireEvent.click(screen.getByLabelText('Remove line 2'));
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved).toEqual([[{ contactId: 'ann', role: 'Champion' }, { contactId: 'cid', role: 'Decision maker' }]]);
});

it('tells what was said against a line beside it, and stays open', async () => {
  const onClose = opened(() => Promise.resolve(new Refusal(422, '', 'Invalid', '', [{ pointer: '/contactRoles/1', detail: 'It has this role already.' }], undefined, undefined)));
  fireEvent.click(screen.getByText('Save'));
  expect(await row(2).findByText('It has this role already.')).toBeInTheDocument();
  expect(row(1).queryByText('It has this role already.')).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
});

it('is not saved while a line names nobody', () => {
  opened(() => Promise.resolve(undefined));
  fireEvent.click(screen.getByText('Add'));
  expect(screen.getByText('Save').closest('button')).toBeDisabled();
});

it('keeps a usual role as everybody names it, and other words as they are', () => {
  expect(storedRole(LINKS.contactRoles, ' champion ')).toBe('Champion');
  expect(storedRole(LINKS.contactRoles, 'His boss')).toBe('His boss');
  expect(inRole({ contactRoles: [{ contactId: 'a', role: 'Champion' }, { contactId: 'b', role: 'User' }, { contactId: 'a', role: 'Legal' }] }, 'contactRoles', 'a')).toBe('Champion, Legal');
});
