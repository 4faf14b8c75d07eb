import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { hidden, Sideways } from './Sideways';

afterEach(() => vi.restoreAllMocks());

it('says at which end of a row there is more', () => {
  expect(hidden({ scrollLeft: 0, clientWidth: 300, scrollWidth: 300 })).toEqual({ before: false, after: false });
  expect(hidden({ scrollLeft: 0, clientWidth: 300, scrollWidth: 500 })).toEqual({ before: false, after: true });
  expect(hidden({ scrollLeft: 100, clientWidth: 300, scrollWidth: 500 })).toEqual({ before: true, after: true });
  expect(hidden({ scrollLeft: 199.5, clientWidth: 300, scrollWidth: 500 })).toEqual({ before: true, after: false });
});

it('shows an arrow as long as there is more to that side, and nothing to keys but the row itself', () => {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(300);
  vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(500);
  const { container } = shown(<Sideways label="Figures"><p>wide</p></Sideways>);
  const row = screen.getByRole('region', { name: 'Figures' });
  const arrows = () => container.querySelectorAll('[aria-hidden]:not(svg)').length;
  act(() => { row.scrollLeft = 100; row.dispatchEvent(new Event('scroll')); });
  expect(arrows()).toBe(2);
  act(() => { row.scrollLeft = 200; row.dispatchEvent(new Event('scroll')); });
  expect(arrows()).toBe(1);
  expect(row.tabIndex).toBe(0);
  expect(screen.queryByRole('button')).toBeNull();
});
