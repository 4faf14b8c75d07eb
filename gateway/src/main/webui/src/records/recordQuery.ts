import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client';
import type { Kind } from './kinds';
import { opened } from './ownFields';

/** One record, as its page and whoever points at a link to it ask for it. */
export const recordQuery = (kind: Kind, id: string) =>
  queryOptions({ queryKey: ['record', kind.collection, id], queryFn: ({ signal }) => read(`/${kind.collection}/${id}`, signal), select: opened });
