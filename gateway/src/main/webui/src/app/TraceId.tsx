import { ActionIcon, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import i18next from 'i18next';

/** By this whoever helps finds what happened. */
export function TraceId({ id }: { id: string }) {
  return (
    <Group gap={4} mt={4} wrap="nowrap">
      <Text span size="xs" c="dimmed">{i18next.t('fault.trace')}</Text>
      <Code fz={11} style={{ overflowWrap: 'anywhere' }}>{id}</Code>
      <CopyButton value={id}>{({ copied, copy }) => <ActionIcon size="xs" variant="subtle" color="gray" onClick={copy} aria-label={i18next.t(copied ? 'fault.copied' : 'fault.copy')}>{copied ? <IconCheck size={12} /> : <IconCopy size={12} />}</ActionIcon>}</CopyButton>
    </Group>
  );
}
