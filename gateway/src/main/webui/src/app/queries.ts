import { QueryClient } from '@tanstack/react-query';
import { Refusal } from '../api/client';

/** What was read stays fresh for a moment, so that going back and forth asks nobody; what could not be reached is tried again. */
export const queries = new QueryClient({
  defaultOptions: {
    // without a connection it is said, at once and in words, instead of waiting for one without a word
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
      retry: (count, fault) => count < 2 && fault instanceof Refusal && (fault.status === 0 || fault.status === 503),
      retryDelay: (count) => 500 * 2 ** count,
    },
  },
});
