import { Alert, Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { read, type Json } from '../api/client';
import { explain } from '../app/explain';
import { date, money } from '../language/format';
import { word } from '../language/language';
import { Promises } from '../promises/Promises';
import { Reference, Status } from '../records/value';

interface Context {
  account?: Json;
  whyBought?: Json[];
  openCases?: Json[];
}

const REASONS = ['winReason', 'buyingGoals', 'successCriteria'];

/** Whom a case is about: why they bought, what they were promised, and what else they wait for. */
export function Customer({ caseId, account }: { caseId: string; account: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ queryKey: ['case-context', caseId], queryFn: ({ signal }) => read<Context>(`/cases/${caseId}/context`, signal) });
  if (error) {
    return <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  const since = data?.account && [
    data.account.customerSince && `${word('customerSince')} ${date(data.account.customerSince)}`,
    data.account.renewalDate && `${word('renewalDate')} ${date(data.account.renewalDate)}`,
    data.account.arr && `${word('arr')} ${money(data.account.arr, data.account.currency)}`,
    data.account.successOwner && `${word('successOwner')} ${data.account.successOwner}`,
  ].filter(Boolean).join(' · ');
  return (
    <Stack gap="md">
      {since && <Text size="sm" c="dimmed">{since}</Text>}
      <section>
        <Title order={3} size="h6" mb={4}>{t('case.whyBought')}</Title>
        {!data ? <Skeleton height={60} /> : !data.whyBought?.length ? <Text size="sm" c="dimmed">{t('case.whyNotKnown')}</Text> : (
          <Stack gap="sm">{data.whyBought.map((deal) => (
            <div key={String(deal.opportunityId)}>
              <Group gap="xs"><Reference collection="opportunities" id={String(deal.opportunityId)} /><Text size="xs" c="dimmed">{[deal.closedAt && date(deal.closedAt), deal.amount && money(deal.amount, deal.currency)].filter(Boolean).join(' · ')}</Text></Group>
              {REASONS.filter((reason) => deal[reason]).map((reason) => <Text key={reason} size="sm" style={{ overflowWrap: 'anywhere' }}><Text span size="xs" c="dimmed">{word(reason)}:</Text> {String(deal[reason])}</Text>)}
            </div>
          ))}</Stack>
        )}
      </section>
      <section>
        <Title order={3} size="h6" mb={4}>{word('commitments', 'kind')}</Title>
        <Promises account={account} />
      </section>
      {data?.openCases && data.openCases.length > 0 && (
        <section>
          <Title order={3} size="h6" mb={4}>{t('case.others')}</Title>
          {data.openCases.map((each) => <Group key={String(each.id)} gap="xs" wrap="nowrap"><Anchor component={Link} to={`/cases/${each.id}`} size="sm" truncate>{`${each.number} ${each.subject}`}</Anchor><Status value={each.priority} /></Group>)}
        </section>
      )}
    </Stack>
  );
}
