/** Periods as the API names them, of calendar time; the current quarter first, then what comes and what was. */
export function periods(today: Date): string[] {
  const year = today.getUTCFullYear();
  const quarter = Math.floor(today.getUTCMonth() / 3);
  const month = (offset: number) => new Date(Date.UTC(year, today.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
  const nth = (offset: number) => {
    const all = year * 4 + quarter + offset;
    return `${Math.floor(all / 4)}-Q${(all % 4) + 1}`;
  };
  return [nth(0), nth(1), nth(2), month(0), month(1), month(2), `FY${year}`, `FY${year + 1}`, nth(-1), month(-1)];
}
