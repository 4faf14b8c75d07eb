import { ActionIcon, Alert, Badge, Box, Button, Card, Group, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, useDraggable, useDroppable, useSensor, useSensors, type Active, type Announcements, type DragEndEvent, type KeyboardCoordinateGetter } from '@dnd-kit/core';
import { notifications } from '@mantine/notifications';
import { IconBell, IconGripVertical } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read, Refusal, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { date, money, number } from '../language/format';
import { said } from '../language/language';
import { Person } from '../people/Person';
import { usePerson } from '../records/titles';
import { Ask, wanted, type Said, type Wanted } from './Ask';
import { moveDeal } from './moveDeal';
import { undoMove } from './undoMove';

interface Column {
  stageId: string;
  name: string;
  probability: number;
  maxDays?: number;
  count: number;
  sum: number;
  weightedSum: number;
  cards: Json[];
}

interface BoardAnswer {
  /** In which the sums are. */
  currency: string;
  pipelineId: string;
  columns: Column[];
}

/** A lifted card goes from column to column by the arrow keys. */
export const toNextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (step === 0) {
    return undefined;
  }
  event.preventDefault();
  const columns = [...context.droppableRects.values()].sort((one, other) => one.left - other.left);
  const here = columns.findLastIndex((column) => column.left <= currentCoordinates.x + column.width / 2);
  const next = columns[here + step];
  return next ? { x: next.left + 4, y: currentCoordinates.y } : undefined;
};

/** The deals by stage; a card is moved by mouse, finger or keyboard, and what the new stage asks for is asked when it lands. */
export function Board() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pipeline: chosen } = useSearch({ strict: false }) as { pipeline?: string };
  const pipelines = useQuery({ queryKey: ['pipelines'], queryFn: ({ signal }) => read<Page>('/pipelines', signal), staleTime: 60_000 });
  const pipeline = pipelines.data?.items.find((each) => each.id === chosen) ?? pipelines.data?.items.find((each) => each.isDefault) ?? pipelines.data?.items[0];
  const key = ['board', pipeline?.id];
  const { data: board, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<BoardAnswer>(`/pipelines/${pipeline!.id}/board`, signal), enabled: Boolean(pipeline) });
  const [asked, setAsked] = useState<{ card: Json; to: Column; wants: Wanted }>();
  const [busy, setBusy] = useState(false);
  const [lifted, setLifted] = useState<{ card: Json; maxDays?: number | undefined }>();
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 6 } }), useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }), useSensor(KeyboardSensor, { coordinateGetter: toNextColumn }));

  const move = async (card: Json, to: Column, said: Said = { told: {}, fields: {} }) => {
    const before = client.getQueryData<BoardAnswer>(key);
    let version = card.version;
    client.setQueryData<BoardAnswer>(key, (shown) => shown && moved(shown, card, to.stageId));
    setBusy(true);
    try {
      const there = await moveDeal(card.id, to.stageId, said, version, (patched) => { version = patched.version; });
      client.setQueryData(['record', 'opportunities', card.id], there);
      undoMove(card, there, (deal) => {
        client.setQueryData(['record', 'opportunities', deal.id], deal);
        void client.invalidateQueries({ queryKey: ['list', 'opportunities'] });
        void client.invalidateQueries({ queryKey: key });
      });
      void client.invalidateQueries({ queryKey: ['list', 'opportunities'] });
      if (asked) {
        setAsked(undefined);
        backTo(card);
      }
    } catch (fault) {
      client.setQueryData(key, before);
      const wants = fault instanceof Refusal ? wanted(fault) : undefined;
      if (wants) {
        setAsked({ card: { ...card, ...said.fields, version }, to, wants });
        return;
      }
      notifications.show({ color: 'red', ...(fault instanceof Refusal && fault.status === 412 ? { title: t('board.faster'), message: t('board.fasterMore') } : explain(fault)) });
    } finally {
      setBusy(false);
    }
    await client.invalidateQueries({ queryKey: key });
  };
  const drop = ({ active, over }: DragEndEvent) => {
    setLifted(undefined);
    const to = board?.columns.find((column) => column.stageId === over?.id);
    const card = active.data.current?.card as Json | undefined;
    if (to && card && card.stageId !== to.stageId) {
      void move(card, to);
    }
  };

  const named = (active: Active) => String((active.data.current?.card as Json | undefined)?.name ?? '');
  const stage = (id: unknown) => said(board?.columns.find((column) => column.stageId === id)?.name ?? '');
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('board.lifted', { name: named(active) }),
    onDragOver: ({ active, over }) => (over ? t('board.over', { name: named(active), stage: stage(over.id) }) : undefined),
    onDragEnd: ({ active, over }) => (over ? t('board.dropped', { name: named(active), stage: stage(over.id) }) : t('board.left', { name: named(active) })),
    onDragCancel: ({ active }) => t('board.left', { name: named(active) }),
  };

  if (error) {
    return <Alert color="red" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  return (
    <Stack h="calc(100dvh - 56px - 2 * var(--mantine-spacing-md))" gap="sm">
      <Group justify="space-between"><Title order={1} size="h3">{t('board.title')}</Title>
        <Group gap="xs">
          {pipelines.data && pipelines.data.items.length > 1 && <Select aria-label={t('pipeline.which')} size="sm" data={pipelines.data.items.map((each) => ({ value: String(each.id), label: String(each.name) }))} value={String(pipeline?.id)} onChange={(id) => void navigate({ to: '/board', search: (id ? { pipeline: id } : {}) as never })} allowDeselect={false} />}
          <Button component={Link} to="/opportunities" search={{ filter: 'stuck==true' } as never} variant="default" size="sm">{t('board.allStuck')}</Button>
          <Button component={Link} to="/opportunities" variant="default" size="sm">{t('board.asList')}</Button>
          <Button component={Link} to="/pipelines" variant="default" size="sm">{t('pipeline.title')}</Button>
        </Group>
      </Group>
      {!board ? (
        <Group wrap="nowrap" align="flex-start" gap={10} style={{ overflow: 'hidden' }}>
          {Array.from({ length: 5 }, (_, column) => (
            <Stack key={column} gap={8} p="xs" flex="1 0 220px" style={{ borderRadius: 8, background: 'var(--tessera-lane)' }}>
              <Skeleton height={16} width="60%" /><Skeleton height={10} width="80%" mb={4} />
              {Array.from({ length: 4 - (column % 3) }, (_, card) => <Skeleton key={card} height={92} />)}
            </Stack>
          ))}
        </Group>
      ) : (
        <DndContext sensors={sensors} onDragStart={({ active }) => setLifted(active.data.current as typeof lifted)} onDragCancel={() => setLifted(undefined)} onDragEnd={drop} accessibility={{ screenReaderInstructions: { draggable: t('board.howTo') }, announcements }}>
          <Box style={{ display: 'grid', gridAutoFlow: 'column', gridAutoColumns: 'minmax(220px, 1fr)', gap: 10, overflow: 'auto', flex: 1 }} tabIndex={0} role="region" aria-label={t('board.title')}>
            {board.columns.map((column) => <BoardColumn key={column.stageId} column={column} currency={board.currency} />)}
          </Box>
          <DragOverlay dropAnimation={null}>{lifted && <div aria-hidden inert><CardFace card={lifted.card} maxDays={lifted.maxDays} raised /></div>}</DragOverlay>
        </DndContext>
      )}
      {asked && <Ask key={`${asked.card.id}-${asked.wants.unmet.map(({ words }) => words).join()}`} card={asked.card} stage={said(asked.to.name)} wants={asked.wants} busy={busy} onClose={() => { setAsked(undefined); backTo(asked.card); }} onSay={(said) => void move(asked.card, asked.to, said)} />}
    </Stack>
  );
}

/** What had the keys before it was asked for more has them again, in whichever column it stands by now. */
function backTo(card: Json) {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-move="${String(card.id)}"]`)?.focus());
}

/** The board as it will be, shown before the server has said so. */
export function moved(board: BoardAnswer, card: Json, stageId: string): BoardAnswer {
  const value = Number(card.amountBase ?? 0);
  return {
    ...board,
    columns: board.columns.map((column) => {
      const was = column.stageId === card.stageId;
      const becomes = column.stageId === stageId;
      if (was === becomes) {
        return column;
      }
      const sign = becomes ? 1 : -1;
      return {
        ...column,
        count: column.count + sign,
        sum: column.sum + sign * value,
        weightedSum: column.weightedSum + (sign * value * column.probability) / 100,
        cards: becomes ? [{ ...card, stageId }, ...column.cards] : column.cards.filter((each) => each.id !== card.id),
      };
    }),
  };
}

function BoardColumn({ column, currency }: { column: Column; currency: string }) {
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: column.stageId });
  return (
    <Box ref={setNodeRef} component="section" aria-label={said(column.name)} p="xs" style={{ borderRadius: 8, background: isOver ? 'var(--mantine-primary-color-light)' : 'var(--tessera-lane)', overflowY: 'auto', minHeight: 200 }}>
      <Group justify="space-between" wrap="nowrap" mb={4}><Text fw={600} size="sm" truncate>{said(column.name)}</Text><Badge variant="default" size="sm">{number(column.count)}</Badge></Group>
      <Text size="xs" c="dimmed" mb="xs">{t('board.sums', { sum: money(Math.round(column.sum), currency), weighted: money(Math.round(column.weightedSum), currency) })}</Text>
      <Stack gap={8}>{column.cards.map((card) => <DealCard key={String(card.id)} card={card} maxDays={column.maxDays} />)}</Stack>
      {column.count > column.cards.length && <Text component={Link} to="/opportunities" search={{ filter: `stageId==${column.stageId}` } as never} size="xs" mt={6} display="block">{t('board.more', { count: column.count - column.cards.length })}</Text>}
    </Box>
  );
}

/** A card that can be lifted; what follows the hand over all columns is a picture of it. */
function DealCard({ card, maxDays }: { card: Json; maxDays?: number | undefined }) {
  const { t } = useTranslation();
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({ id: String(card.id), data: { card, maxDays } });
  const { onKeyDown, ...byHand } = listeners ?? {};
  const handle = <ActionIcon ref={setActivatorNodeRef} {...attributes} onKeyDown={onKeyDown as never} data-move={card.id} size="xs" variant="subtle" color="gray" aria-roledescription={t('board.card')} aria-label={t('board.lift', { name: String(card.name) })}><IconGripVertical size={12} /></ActionIcon>;
  return <div ref={setNodeRef} {...byHand} style={{ cursor: 'grab', touchAction: 'manipulation', opacity: isDragging ? 0.4 : undefined }}><CardFace card={card} maxDays={maxDays} handle={handle} /></div>;
}

function CardFace({ card, maxDays, handle, raised }: { card: Json; maxDays?: number | undefined; handle?: ReactNode; raised?: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const late = card.closeDate && new Date(String(card.closeDate)).getTime() < Date.now();
  return (
    <Card withBorder p="xs" shadow={raised ? 'md' : undefined}>
      <Group gap={4} wrap="nowrap" align="flex-start" justify="space-between">
        <Text component={Link} to={`/opportunities/${card.id}`} draggable={false} size="sm" fw={500} lineClamp={2} c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>{String(card.name)}</Text>
        {handle}
      </Group>
      <Group justify="space-between" mt={4} gap={4}>
        <Text size="xs" fw={600}>{card.amount === undefined ? '' : money(card.amount, card.currency)}</Text>
        <Text size="xs" c={late ? 'red' : 'dimmed'}>{card.closeDate ? date(card.closeDate) : ''}</Text>
      </Group>
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>{card.owner ? <Person login={String(card.owner)} /> : ''}</Text>
        {!card.stuck && Number(card.daysInStage) > 0 && <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>{t('board.days', { count: Number(card.daysInStage) })}</Text>}
      </Group>
      {Boolean(card.stuck) && (
        <Group justify="space-between" gap={4} wrap="nowrap" mih={24}>
          <Badge size="sm" color="orange" variant="light" tt="none" autoContrast miw="max-content" title={t('board.stuckMore', { max: maxDays })}>{t('board.stuck', { count: Number(card.daysInStage) })}</Badge>
          {Boolean(card.owner) && card.owner !== me?.login && <Nudge card={card} />}
        </Group>
      )}
    </Card>
  );
}

/** Asks the owner how it goes on; whoever asks again changes nothing. */
function Nudge({ card }: { card: Json }) {
  const { t } = useTranslation();
  const owner = usePerson(String(card.owner));
  const nudge = useMutation({
    mutationFn: () => post(`/opportunities/${card.id}/nudge`, {}),
    onSuccess: () => notifications.show({ message: t('board.nudged', { owner }) }),
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return <ActionIcon size="xs" variant="subtle" color="orange" loading={nudge.isPending} onClick={() => nudge.mutate()} onMouseDown={(event) => event.stopPropagation()} aria-label={t('board.nudge', { owner, name: String(card.name) })}><IconBell size={12} /></ActionIcon>;
}
