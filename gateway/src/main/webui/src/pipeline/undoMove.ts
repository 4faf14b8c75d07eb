import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { Refusal, type Json } from '../api/client';
import { undoable } from '../app/undo';
import { said } from '../language/language';
import { moveDeal } from './moveDeal';

/** Whether a deal goes back as it came: a closed one is opened again with a reason, which nobody can say by one click. */
export function goesBack(before: Json, after: Json): boolean {
  return Boolean(before.stageId) && before.stageId !== after.stageId && !before.closedAt && !after.closedAt;
}

/** Says where a deal is now, with a way back for who did not mean it; who moved it on meanwhile is not overruled. */
export function undoMove(before: Json, after: Json, took: (deal: Json) => void) {
  if (!goesBack(before, after)) {
    return;
  }
  const back = async (version: unknown) => took(await moveDeal(after.id, String(before.stageId), { told: {}, fields: {} }, version, took));
  undoable(i18next.t('board.moved', { name: String(after.name), stage: said(after.stageName) }), async () => {
    try {
      await back(after.version);
    } catch (fault) {
      if (!(fault instanceof Refusal) || fault.status !== 412 || !fault.current) {
        throw fault;
      }
      took(fault.current);
      if (fault.current.stageId === after.stageId) {
        await back(fault.current.version);
      } else {
        notifications.show({ color: 'yellow', title: i18next.t('board.faster'), message: i18next.t('board.fasterMore') });
      }
    }
  });
}
