import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { placesFor } from './departments';
import { openPalette, Palette } from './Palette';
import { keepKeys, takeKeys } from './typedAhead';
import { shown } from '../testing/shown';

const navigate = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', async (original) => ({ ...(await original<object>()), useNavigate: () => navigate }));

beforeEach(() => {
  navigate.mockClear();
  vi.stubGlobal('fetch', vi.fn((path: string) => {
    const url = new URL(path, 'http://crm');
    const answer = url.pathname.endsWith('/me') ? { login: 'me', name: 'Me', roles: ['sales-rep'], teams: [] }
      : { items: url.pathname.endsWith('/accounts') && url.searchParams.get('q') === 'zyx' ? [{ id: 'a1', name: 'Zyx Engines' }] : [] };
    return new Promise((resolve) => { setTimeout(() => resolve(new Response(JSON.stringify(answer))), 30); });
  }));
});
afterEach(() => { takeKeys(); vi.unstubAllGlobals(); });

const palette = () => {
  shown(<Palette places={placesFor(['sales-rep'])} onLog={undefined} actions={[]} />);
  act(openPalette);
};

it('opens what comes first for Enter that was pressed before it came', async () => {
  palette();
  await userEvent.type(await screen.findByRole('textbox'), 'zyx{Enter}');
  expect(navigate).not.toHaveBeenCalled();
  await waitFor(() => expect(navigate).toHaveBeenCalledWith(expect.objectContaining({ to: '/accounts/a1' })));
  expect(navigate).toHaveBeenCalledTimes(1);
});

it('takes words and Enter that were typed before it was there', async () => {
  keepKeys();
  await userEvent.keyboard('zyx{Enter}');
  palette();
  await waitFor(() => expect(navigate).toHaveBeenCalledWith(expect.objectContaining({ to: '/accounts/a1' })));
  expect(navigate).toHaveBeenCalledTimes(1);
});

it('opens nothing where somebody typed on after Enter', async () => {
  palette();
  await userEvent.type(await screen.findByRole('textbox'), 'zyx{Enter}{Backspace}');
  await userEvent.type(screen.getByRole('textbox'), 'x');
  expect(await screen.findByText('Zyx Engines')).toBeTruthy();
  expect(navigate).not.toHaveBeenCalled();
});
