import { render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { later } from './later';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;

it('draws at once what was fetched before', async () => {
  const Later = later(() => Promise.resolve(Greeting));
  await Later.fetch();
  render(<Later name="Ada" />);
  expect(screen.getByText('Hello Ada')).toBeTruthy();
});

it('draws what was not fetched yet as soon as it is there', async () => {
  const Later = later(() => Promise.resolve(Greeting));
  render(<Later name="Ada" />);
  expect(screen.queryByText('Hello Ada')).toBeNull();
  expect(await screen.findByText('Hello Ada')).toBeTruthy();
});

it('is a fault of the page where the code cannot be had', async () => {
  class Caught extends Component<{ children: ReactNode }, { fault?: string }> {
    override state: { fault?: string } = {};
    static getDerivedStateFromError = (fault: Error) => ({ fault: fault.message });
    override render() {
      return this.state.fault ?? this.props.children;
    }
  }
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Later = later<{ name: string }>(() => Promise.reject(new Error('no such file')));
  render(<Caught><Later name="Ada" /></Caught>);
  expect(await screen.findByText('no such file')).toBeTruthy();
});
