import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { keepKeys, takeKeys } from './typedAhead';

afterEach(() => { takeKeys(); });

const page = vi.fn();

function Late() {
  const [text, setText] = useState('');
  return <input aria-label="late" data-takes-keys value={text} onChange={(event) => setText(event.currentTarget.value)} onFocus={() => { const ahead = takeKeys(); setText((now) => now + ahead.typed + (ahead.entered ? '⏎' : '')); }} />;
}

const type = (...keys: string[]) => keys.map((key) => fireEvent.keyDown(document.activeElement!, { key }));

it('gives what was typed before an input was there to that input, and none of it to the page', () => {
  document.addEventListener('keydown', page);
  keepKeys();
  type('A', 'c', 'x', 'Backspace', 'm', 'e', 'Shift');
  shown(<Late />);
  act(() => screen.getByLabelText('late').focus());
  expect(screen.getByLabelText('late')).toHaveValue('Acme');
  expect(page).not.toHaveBeenCalled();
  type('!');
  expect(page).toHaveBeenCalledTimes(1);
  document.removeEventListener('keydown', page);
});

it('lets keys go again with Escape, and touches no command of the browser', () => {
  keepKeys();
  expect(fireEvent.keyDown(document.body, { key: 'r', ctrlKey: true })).toBe(true);
  type('a', 'Escape', 'b');
  expect(takeKeys()).toEqual({ typed: '', entered: false });
});

it('keeps nothing where the input has the keys already', () => {
  shown(<Late />);
  act(() => screen.getByLabelText('late').focus());
  keepKeys();
  expect(type('a')).toEqual([true]);
  expect(takeKeys()).toEqual({ typed: '', entered: false });
});

it('knows that Enter ended it, and keeps nothing after that', () => {
  keepKeys();
  type('A', 'c', 'm', 'e', 'Enter', 'x', 'Backspace');
  expect(takeKeys()).toEqual({ typed: 'Acme', entered: true });
  expect(takeKeys()).toEqual({ typed: '', entered: false });
});
