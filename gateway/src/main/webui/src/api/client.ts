import i18next from 'i18next';
import { spoken } from '../language/refused';

/** The API under /api/v1, by the session of the browser: the page never holds a token. */

export interface FieldProblem {
  pointer: string;
  detail: string;
}

/** A refusal as RFC 9457 tells it; `current` carries the record as it is now where somebody was faster. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldProblem[],
    readonly traceId: string | undefined,
    readonly current: Json | undefined,
    /** Everything that the problem says, as in what else may be meant. */
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail || title);
  }

  /** What is said of one field, for example `/email`. */
  of(field: string): string | undefined {
    const pointer = `/${field.replaceAll('.', '/')}`;
    return this.errors.find((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))?.detail;
  }
}

export type Json = Record<string, unknown> & { id?: string };

export interface Page {
  items: Json[];
  nextCursor: string | null;
  total?: number;
}

/** The session has ended: as the services say it, and as the gateway does where no page could be turned to the login. */
const NOBODY_KNOWS_ME = [401, 499];

/** Whether a refusal says nothing of what was asked for, but that one has to log in again. */
export function isSessionEnd({ status }: Refusal): boolean {
  return NOBODY_KNOWS_ME.includes(status);
}

const listeners = new Set<() => void>();

/** Tells when the session has ended; typed text stays where it is until somebody has logged in again. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

interface Request {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export async function call(path: string, { method = 'GET', body, headers = {}, signal }: Request = {}): Promise<Response> {
  const json = body !== undefined && typeof body !== 'string' && !(body instanceof Blob);
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      signal: signal ?? null,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'Accept-Language': i18next.language,
        'X-CRM-Request': '1',
        ...(json ? { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' } : {}),
        ...headers,
      },
      body: body === undefined ? null : json ? JSON.stringify(body) : (body as BodyInit),
    });
  } catch (fault) {
    if (signal?.aborted) {
      throw fault;
    }
    throw new Refusal(0, 'offline', 'offline', 'offline', [], undefined, undefined);
  }
  if (answer.ok) {
    return answer;
  }
  if (NOBODY_KNOWS_ME.includes(answer.status)) {
    listeners.forEach((listener) => listener());
  }
  const problem = spoken((await answer.json().catch(() => ({}))) as Record<string, unknown>);
  throw new Refusal(
    answer.status,
    String(problem.type ?? ''),
    String(problem.title ?? i18next.t('fault.unexpected')),
    String(problem.detail ?? (problem.title ? '' : i18next.t('fault.silent', { status: answer.status }))),
    (problem.errors as FieldProblem[] | undefined) ?? [],
    problem.traceId as string | undefined,
    problem.current as Json | undefined,
    problem,
  );
}

export async function read<T = Json>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call(path, signal ? { signal } : {})).json() as Promise<T>;
}

/** A POST that may be sent again without doing its work twice. */
export async function post<T = Json>(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<T> {
  return (await call(path, { method: 'POST', body, headers: { 'Idempotency-Key': key } })).json() as Promise<T>;
}

/** Changes the version that was seen, or refuses with 412 and the record as it is now. */
export async function patch(path: string, body: unknown, version: unknown): Promise<Json> {
  return (await call(path, { method: 'PATCH', body, headers: { 'If-Match': `"${version}"` } })).json() as Promise<Json>;
}

/** Replaces a part of the version that was seen, or refuses as a change does. */
export async function put(path: string, body: unknown, version: unknown): Promise<Json> {
  return (await call(path, { method: 'PUT', body, headers: { 'If-Match': `"${version}"` } })).json() as Promise<Json>;
}

export async function archive(path: string, version: unknown): Promise<Json> {
  return (await call(path, { method: 'DELETE', headers: { 'If-Match': `"${version}"` } })).json() as Promise<Json>;
}

/** A query string without what is empty. */
export function query(parameters: Record<string, string | number | boolean | undefined | null>): string {
  const search = new URLSearchParams();
  Object.entries(parameters).forEach(([name, value]) => {
    if (value !== undefined && value !== null && value !== '') {
      search.set(name, String(value));
    }
  });
  const text = search.toString();
  return text ? `?${text}` : '';
}
