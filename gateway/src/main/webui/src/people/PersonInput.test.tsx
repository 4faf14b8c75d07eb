import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Editor } from '../records/Editor';
import { FilterBuilder } from '../records/FilterBuilder';
import { fieldOf, kinds } from '../records/kinds';
import { shown } from '../testing/shown';

const PEOPLE = [{ login: 'ann', name: 'Ann Byron', team: 'sales-west' }, { login: 'bob', name: 'Bob Curie', team: 'support' }, { login: 'me-login', name: 'Mia Own', team: 'sales-west' }];
const leads = kinds.leads!;
let away = false;

beforeEach(() => {
  away = false;
  vi.stubGlobal('fetch', vi.fn((path: string) => {
    const url = new URL(path, 'http://crm');
    const q = (url.searchParams.get('q') ?? '').toLowerCase();
    const answer = url.pathname.endsWith('/me') ? { login: 'me-login', name: 'Mia Own', roles: ['sales-rep'], teams: ['sales-west'] }
      : url.pathname.endsWith('/teams') ? { items: [{ name: 'sales-west' }, { name: 'support' }].filter(({ name }) => name.includes(q)) }
        : { items: PEOPLE.filter(({ login, name }) => `${login} ${name}`.toLowerCase().includes(q)) };
    return Promise.resolve(away && !url.pathname.endsWith('/me') ? new Response('{}', { status: 503 }) : new Response(JSON.stringify(answer)));
  }));
});
afterEach(() => vi.unstubAllGlobals());

function Owner({ field = 'owner', start = null, told }: { field?: string; start?: string | null; told: (value: unknown) => void }) {
  const [value, setValue] = useState<unknown>(start);
  return <Editor field={fieldOf(leads, field)!} value={value} onChange={(next) => { setValue(next); told(next); }} />;
}

const options = () => screen.getAllByRole('option').map((option) => option.textContent);

it('offers oneself first, and stores the login name of whoever is chosen by keyboard', async () => {
  const told = vi.fn();
  shown(<Owner told={told} />);
  const input = screen.getByRole('combobox', { name: 'Owner' });
  await userEvent.click(input);
  await waitFor(() => expect(options()).toEqual(['Me (Mia Own)me-login', 'Ann Byronann · Sales West', 'Bob Curiebob · Support']));
  await userEvent.type(input, 'curie');
  await waitFor(() => expect(options()).toEqual(['Bob Curiebob · Support']));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(told).toHaveBeenLastCalledWith('bob');
  expect(input).toHaveValue('Bob Curie');
});

it('shows the name of who is stored, though the list is of others', async () => {
  shown(<Owner start="bob" told={vi.fn()} />);
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Owner' })).toHaveValue('Bob Curie'));
});

it('takes what is typed over the one who is stored', async () => {
  const told = vi.fn();
  shown(<Owner start="bob" told={told} />);
  const input = screen.getByRole('combobox', { name: 'Owner' });
  await waitFor(() => expect(input).toHaveValue('Bob Curie'));
  await userEvent.clear(input);
  await userEvent.type(input, 'byron');
  await waitFor(() => expect(options()).toEqual(['Ann Byronann · Sales West', 'Bob Curiebob · Support']));
  expect(input).toHaveValue('byron');
  await userEvent.keyboard('{Enter}');
  expect(told).toHaveBeenLastCalledWith('ann');
});

it('takes what is typed over oneself', async () => {
  const told = vi.fn();
  shown(<Owner start="me-login" told={told} />);
  const input = screen.getByRole('combobox', { name: 'Owner' });
  await waitFor(() => expect(input).toHaveValue('Me (Mia Own)'));
  await userEvent.clear(input);
  await userEvent.type(input, 'byron');
  await waitFor(() => expect(options()).toEqual(['Ann Byronann · Sales West', 'Me (Mia Own)me-login']));
  await userEvent.keyboard('{Enter}');
  expect(told).toHaveBeenLastCalledWith('ann');
});

it('shows the login name of who is known no more', async () => {
  shown(<Owner start="gone" told={vi.fn()} />);
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Owner' })).toHaveValue('gone'));
});

it('offers one’s own team first', async () => {
  const told = vi.fn();
  shown(<Owner field="team" told={told} />);
  await userEvent.click(screen.getByRole('combobox', { name: 'Team' }));
  await waitFor(() => expect(options()).toEqual(['Sales Westsales-west · my team', 'Supportsupport']));
  await userEvent.click(screen.getByRole('option', { name: /Support/ }));
  expect(told).toHaveBeenLastCalledWith('support');
});

it('takes what was typed where nobody can be asked', async () => {
  away = true;
  const told = vi.fn();
  shown(<Owner told={told} />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Owner' }), 'ann');
  await userEvent.click(await screen.findByRole('option', { name: 'ann' }));
  expect(told).toHaveBeenLastCalledWith('ann');
});

it('says me in a filter, which is somebody else for somebody else', async () => {
  const onApply = vi.fn();
  shown(<FilterBuilder kind={leads} value="owner==ann" onApply={onApply} />);
  const input = screen.getByRole('combobox', { name: 'Value' });
  await waitFor(() => expect(input).toHaveValue('Ann Byron'));
  await userEvent.click(input);
  await userEvent.click(await screen.findByRole('option', { name: 'Me' }));
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onApply).toHaveBeenCalledWith('owner==me');
});

it('finds a team by its name as people write it', async () => {
  const told = vi.fn();
  shown(<Owner field="team" told={told} />);
  await userEvent.type(screen.getByRole('combobox', { name: 'Team' }), 'Sales W');
  await userEvent.click(await screen.findByRole('option', { name: /Sales West/ }));
  expect(told).toHaveBeenLastCalledWith('sales-west');
});
