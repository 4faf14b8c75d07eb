/** What somebody types while an input is still on its way, kept for that input. */

const LONGEST_MS = 5_000;
let kept = '';
let entered = false;
let stop: (() => void) | undefined;

const takes = (target: EventTarget | null) => target instanceof Element && target.matches('[data-takes-keys]');

/** Keeps keys from here on, away from whatever they would do on the page; until the input takes them, Escape, or too long. */
export function keepKeys() {
  takeKeys();
  if (takes(document.activeElement)) {
    return;
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || takes(event.target)) {
      takeKeys();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (entered) {
      return;
    }
    entered = event.key === 'Enter';
    kept = event.key === 'Backspace' ? kept.slice(0, -1) : event.key.length === 1 ? kept + event.key : kept;
  };
  window.addEventListener('keydown', pressed, true);
  const tooLong = setTimeout(takeKeys, LONGEST_MS);
  stop = () => { window.removeEventListener('keydown', pressed, true); clearTimeout(tooLong); stop = undefined; };
}

/** What was typed so far, and whether Enter ended it; from here on keys go where they always go. */
export function takeKeys(): { typed: string; entered: boolean } {
  stop?.();
  const all = { typed: kept, entered };
  kept = '';
  entered = false;
  return all;
}
