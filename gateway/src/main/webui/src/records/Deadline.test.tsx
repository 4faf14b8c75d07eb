import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { shown } from '../testing/shown';
import { fieldOf, kinds } from './kinds';
import { Value } from './value';

const cases = kinds.cases!;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000 + 10_000).toISOString();
const due = (record: object) => shown(<Value field={fieldOf(cases, 'resolveDueAt')!} record={record as never} inList />);

it('counts down what a customer was promised', () => {
  due({ status: 'NEW', resolveDueAt: inMinutes(90) });
  expect(screen.getByText('in 1 hour')).toBeInTheDocument();
});

it('says by how much it was missed', () => {
  due({ status: 'IN_PROGRESS', resolveDueAt: inMinutes(-61) });
  expect(screen.getByText('1 hour ago')).toBeInTheDocument();
});

it('counts no more once the promise was kept', () => {
  due({ status: 'RESOLVED', resolvedAt: inMinutes(-5), resolveDueAt: inMinutes(90) });
  expect(screen.queryByText('in 1 hour')).not.toBeInTheDocument();
});
