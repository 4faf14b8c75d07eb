import { expect, it } from 'vitest';
import { moved, toNextColumn } from './Board';

const card = { id: 'c', stageId: 'a', amountBase: 1000, version: 1 };
const board = {
  pipelineId: 'p', currency: 'EUR',
  columns: [
    { stageId: 'a', name: 'A', probability: 10, count: 2, sum: 1500, weightedSum: 150, cards: [card, { id: 'd', stageId: 'a' }] },
    { stageId: 'b', name: 'B', probability: 50, count: 0, sum: 0, weightedSum: 0, cards: [] },
    { stageId: 'x', name: 'X', probability: 0, count: 9, sum: 9, weightedSum: 0, cards: [] },
  ],
};

it('takes the card and its value from one column to the other and leaves the rest alone', () => {
  const after = moved(board, card, 'b');
  expect(after.columns[0]).toMatchObject({ count: 1, sum: 500, weightedSum: 50, cards: [{ id: 'd' }] });
  expect(after.columns[1]).toMatchObject({ count: 1, sum: 1000, weightedSum: 500, cards: [{ id: 'c', stageId: 'b' }] });
  expect(after.columns[2]).toBe(board.columns[2]);
});

it('takes a lifted card to the next column by an arrow key, and no further than the last', () => {
  const context = { droppableRects: new Map([['b', { left: 230, width: 220 }], ['a', { left: 0, width: 220 }]]) };
  const from = (x: number, code: string) => toNextColumn({ code, preventDefault() {} } as KeyboardEvent, { currentCoordinates: { x, y: 50 }, context } as never);
  expect(from(8, 'ArrowRight')).toEqual({ x: 234, y: 50 });
  expect(from(234, 'ArrowLeft')).toEqual({ x: 4, y: 50 });
  expect(from(234, 'ArrowRight')).toBeUndefined();
  expect(from(8, 'ArrowLeft')).toBeUndefined();
  expect(from(8, 'ArrowDown')).toBeUndefined();
});
