import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { FilterBuilder } from './FilterBuilder';
import { kinds } from './kinds';

const leads = kinds.leads!;

it('shows the conditions of a filter and writes them as RSQL', async () => {
  const onApply = vi.fn();
  shown(<FilterBuilder kind={leads} value="status==NEW;company==*acme*" onApply={onApply} />);
  expect(screen.getAllByRole('button', { name: 'Remove this condition' })).toHaveLength(2);
  const text = screen.getByLabelText('As text (RSQL)');
  expect(text).toHaveValue('status==NEW;company==*acme*');
  await userEvent.click(screen.getAllByRole('button', { name: 'Remove this condition' })[0]!);
  expect(text).toHaveValue('company==*acme*');
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onApply).toHaveBeenCalledWith('company==*acme*');
});

it('takes a filter as text that conditions cannot say', async () => {
  const onApply = vi.fn();
  shown(<FilterBuilder kind={leads} value="" onApply={onApply} />);
  const text = screen.getByLabelText('As text (RSQL)');
  await userEvent.type(text, 'status==NEW,score=ge=70');
  expect(screen.getByText(/says more than conditions can/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onApply).toHaveBeenCalledWith('status==NEW,score=ge=70');
});

it('adds a condition and fills it', async () => {
  const onApply = vi.fn();
  shown(<FilterBuilder kind={leads} value="" onApply={onApply} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Value' }), 'Byron');
  await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
  expect(onApply).toHaveBeenCalledWith('lastName==Byron');
});
