import { Stack, Tooltip } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Json } from '../api/client';
import { number } from '../language/format';
import { colourOf, lines, reasonsOf } from './Score';

/** How likely a lead becomes a customer, where there are many of them: the reasons come when somebody asks for them. */
export function ScoreInList({ lead, className }: { lead: Json; className?: string | undefined }) {
  const badge = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useState(false);
  const score = Number(lead.score);
  const explained = Array.isArray(lead.scoreReasons) && lead.scoreReasons.length > 0;
  const colour = colourOf(score);
  const ask = () => setAsked(true);
  const leave = () => setAsked(false);
  return (
    <>
      <span ref={badge} className={className} style={{ background: `var(--mantine-color-${colour}-light)`, color: `var(--mantine-color-${colour}-light-color)` }}
        {...(explained ? { tabIndex: 0, onPointerEnter: ask, onPointerLeave: leave, onFocus: ask, onBlur: leave } : {})}>{number(score)}</span>
      {asked && <Tooltip target={badge} opened label={<Stack gap={2}>{lines(reasonsOf(lead))}</Stack>} multiline maw={320} />}
    </>
  );
}
