import { Alert } from '@mantine/core';
import { explain } from './explain';

/** A part of a page that cannot be shown says why in its place. */
export function Fault({ of }: { of: unknown }) {
  const { title, message } = explain(of);
  return <Alert color="yellow" title={title}>{message}</Alert>;
}
