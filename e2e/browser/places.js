import { readFileSync } from 'node:fs';

const source = (file) => readFileSync(new URL(`../../gateway/src/main/webui/src/${file}`, import.meta.url), 'utf8');

/** The pages that are no list of records, as the router names them: nobody has to remember a new one here. */
export const pages = [...source('app/router.tsx').matchAll(/path: '(\/[^'$]*)'/g)].map(([, path]) => path);

/** The kinds of records that have a list and a page each. */
export const collections = [...source('records/kinds.ts').matchAll(/^ {2}'?([a-z-]+)'?: \{$/gm)].map(([, collection]) => collection);

/** Whose work a page is; the administrator sees the rest. */
const WORK = {
  'sales-rep': ['leads', 'handoffs', 'activities', 'contacts'],
  'sales-manager': ['board', 'pipelines', 'opportunities', 'accounts', 'commitments', 'analytics', 'forecast', 'quotas', 'territories', 'products'],
  'marketing-manager': ['campaigns', 'scoring'],
  'support-agent': ['cases'],
  'data-steward': ['quality', 'rules', 'fields', 'audit'],
};

export const worker = (path) => Object.keys(WORK).find((user) => WORK[user].includes(path.split('/')[1])) ?? 'crm-admin';
