import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { word } from '../language/language';
import { kinds, type Kind } from '../records/kinds';
import { recordQuery } from '../records/recordQuery';

const PRODUCT = 'Tessera CRM';

/** Names in the browser's tab and history what is open: the record, else its list or page. */
export function TabTitle() {
  const { t } = useTranslation();
  const [place = '', id = ''] = useLocation().pathname.slice(1).split('/');
  const kind = kinds[place];
  const name = place === 'pipelines' ? t('pipeline.title') : place ? word(place, 'kind') : t('home.title');
  return kind && id ? <OfRecord key={id} kind={kind} id={id} /> : <Say title={name} />;
}

/** The page of a record asks for it; this waits for what it gets. */
function OfRecord({ kind, id }: { kind: Kind; id: string }) {
  const { data: record } = useQuery({ ...recordQuery(kind, id), enabled: false });
  const collection = word(kind.collection, 'kind');
  return <Say title={record ? `${kind.title(record)} · ${collection}` : collection} />;
}

function Say({ title }: { title: string }) {
  useEffect(() => { document.title = `${title} · ${PRODUCT}`; }, [title]);
  return null;
}
