import { useQuery } from '@tanstack/react-query';
import { read } from './client';

export interface Me {
  login: string;
  name: string;
  roles: string[];
  team?: string;
  teams?: string[];
}

/** Who is logged in. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => read<Me>('/me', signal), staleTime: 5 * 60_000 });
}
