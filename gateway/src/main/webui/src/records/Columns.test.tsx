import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { Columns, columnsOf, shiftedColumn } from './Columns';
import { kinds } from './kinds';

it('keeps the column that names the record first and leaves out what the API has no more', () => {
  expect(columnsOf(kinds.leads!, ['status', 'lastName', 'wasOnceAField', 'email'])).toEqual(['lastName', 'status', 'email']);
});

it('moves a column by a place, and never before the first or behind the last', () => {
  expect(shiftedColumn(['name', 'a', 'b'], 'b', -1)).toEqual(['name', 'b', 'a']);
  expect(shiftedColumn(['name', 'a', 'b'], 'a', -1)).toEqual(['name', 'a', 'b']);
  expect(shiftedColumn(['name', 'a', 'b'], 'b', 1)).toEqual(['name', 'a', 'b']);
  expect(shiftedColumn(['name', 'a', 'b'], 'name', 1)).toEqual(['name', 'a', 'b']);
});

it('changes which columns a list shows and in which order', async () => {
  const onChange = vi.fn();
  shown(<Columns kind={kinds.products!} columns={['name', 'code', 'price']} onChange={onChange} />);
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Move Price to the left' }));
  expect(onChange).toHaveBeenLastCalledWith(['name', 'price', 'code']);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Code' }));
  expect(onChange).toHaveBeenLastCalledWith(['name', 'price']);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Series' }));
  expect(onChange).toHaveBeenLastCalledWith(['name', 'code', 'price', 'series']);
});
