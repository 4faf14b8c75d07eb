import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import classes from './Sideways.module.css';

/** What keeps clear of the fading edges. */
const EDGE = 36;

/** Which ends of a row are out of sight; half a pixel is none. */
export function hidden({ scrollLeft, clientWidth, scrollWidth }: Pick<Element, 'scrollLeft' | 'clientWidth' | 'scrollWidth'>) {
  return { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 };
}

/**
 * What is wider than its place is scrolled sideways; where there is more, the edge fades and an arrow leads there.
 *
 * @param held the first column stays in sight, so that nothing fades there
 */
export function Sideways({ children, label, held }: { children: ReactNode; label?: string; held?: boolean }) {
  const row = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  useEffect(() => {
    const box = row.current!;
    const look = () => setMore((seen) => { const now = hidden(box); return now.before === seen.before && now.after === seen.after ? seen : now; });
    // what is chosen is in sight
    const settle = () => {
      const chosen = box.querySelector<HTMLElement>('[aria-selected=true], [aria-pressed=true]');
      if (chosen) {
        const beyond = chosen.getBoundingClientRect().right - box.getBoundingClientRect().right + EDGE;
        box.scrollLeft += Math.max(0, beyond);
      }
      look();
    };
    const observer = new ResizeObserver(settle);
    [box, ...box.children].forEach((each) => observer.observe(each));
    box.addEventListener('scroll', look, { passive: true });
    return () => { observer.disconnect(); box.removeEventListener('scroll', look); };
  }, []);
  // whoever uses keys comes to what is hidden by itself
  const arrow = (by: -1 | 1) => (
    <span aria-hidden className={by < 0 ? classes.before : classes.after} onClick={() => row.current?.scrollBy({ left: by * row.current.clientWidth * 0.7, behavior: 'smooth' })}>{by < 0 ? <IconChevronLeft size={18} /> : <IconChevronRight size={18} />}</span>
  );
  return (
    <div className={classes.frame}>
      <div ref={row} className={classes.row} data-before={(more.before && !held) || undefined} data-after={more.after || undefined} {...(label ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>{children}</div>
      {more.before && !held && arrow(-1)}
      {more.after && arrow(1)}
    </div>
  );
}
