const SCHEME = 'data-mantine-color-scheme';

/** Paper is white: what is printed is in the light scheme, whatever the screen shows. */
export function onPaper(page: HTMLElement = document.documentElement) {
  let shown: string | null = null;
  addEventListener('beforeprint', () => { shown = page.getAttribute(SCHEME); page.setAttribute(SCHEME, 'light'); });
  addEventListener('afterprint', () => { if (shown) { page.setAttribute(SCHEME, shown); } });
}
