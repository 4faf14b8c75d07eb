import { Text } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kinds } from '../records/kinds';
import { recordQuery } from '../records/recordQuery';
import type { ListSearch } from '../records/listSearch';
import { queries } from './queries';
import { Shell } from './Shell';

function Nowhere() {
  const { t } = useTranslation();
  return <Text>{t('nowhere')}</Text>;
}

const root = createRootRoute({ component: Shell, notFoundComponent: Nowhere });
const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const listSearch = (search: Record<string, unknown>): ListSearch => ({
  ...(text(search.filter) ? { filter: text(search.filter)! } : {}),
  ...(text(search.q) ? { q: text(search.q)! } : {}),
  ...(text(search.sort) ? { sort: text(search.sort)! } : {}),
  ...(text(search.view) ? { view: text(search.view)! } : {}),
  ...(search.new ? { new: 'true' } : {}),
});

/** A page whose record comes at once is drawn once, and not before that as one that waits. */
const PATIENCE_MS = 120;
const soon = (answer: Promise<unknown>) => Promise.race([answer.catch(() => undefined), new Promise<void>((resolve) => { setTimeout(resolve, PATIENCE_MS); })]).then(() => undefined);

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('../home/Home'), 'Home') }),
  createRoute({ getParentRoute: () => root, path: '/board', validateSearch: (search: Record<string, unknown>) => (text(search.pipeline) ? { pipeline: text(search.pipeline)! } : {}), component: lazyRouteComponent(() => import('../pipeline/Board'), 'Board') }),
  createRoute({ getParentRoute: () => root, path: '/pipelines', component: lazyRouteComponent(() => import('../pipeline/Pipelines'), 'Pipelines') }),
  createRoute({ getParentRoute: () => root, path: '/audit', component: lazyRouteComponent(() => import('../governance/Audit'), 'Audit') }),
  createRoute({ getParentRoute: () => root, path: '/quality', component: lazyRouteComponent(() => import('../governance/Quality'), 'Quality') }),
  createRoute({ getParentRoute: () => root, path: '/rules', component: lazyRouteComponent(() => import('../governance/Rules'), 'Rules') }),
  createRoute({ getParentRoute: () => root, path: '/analytics', component: lazyRouteComponent(() => import('../analytics/Analytics'), 'Analytics') }),
  createRoute({ getParentRoute: () => root, path: '/forecast', component: lazyRouteComponent(() => import('../forecast/Forecast'), 'Forecast') }),
  createRoute({ getParentRoute: () => root, path: '/scoring', component: lazyRouteComponent(() => import('../leads/ScoreModel'), 'ScoreModel') }),
  ...Object.values(kinds).flatMap((kind) => [
    createRoute({ getParentRoute: () => root, path: `/${kind.collection}`, validateSearch: listSearch, component: lazyRouteComponent(() => import('../records/RecordList').then((module) => ({ default: module.listRoute(kind) }))) }),
    createRoute({
      getParentRoute: () => root,
      path: `/${kind.collection}/$id`,
      // asked for as soon as somebody points at it, and beside the page's own code, not after it; what is known is shown at once
      loader: ({ params }) => soon(queries.ensureQueryData({ ...recordQuery(kind, params.id), revalidateIfStale: true })),
      component: lazyRouteComponent(() => import('../records/RecordRoute').then((module) => ({ default: module.recordRoute(kind) }))),
    }),
  ]),
];

export const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent', defaultPreloadStaleTime: 0 });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
