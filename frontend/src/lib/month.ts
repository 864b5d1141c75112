const dayLength = 86_400_000;

/** Some days after a day; both as "2026-11-30". */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayLength).toISOString().slice(0, 10);
}

/** The same day of another month, or the last one where that is shorter. */
export function addMonths(day: string, by: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(date, last))).toISOString().slice(0, 10);
}

/** How many days after Monday a day is. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The weeks that show the month of a day, from Monday to Sunday. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const start = addDays(first, -weekday(first));
  const end = addDays(addMonths(first, 1), -1);
  const weeks: string[][] = [];
  for (let at = start; at <= end; at = addDays(at, 7))
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((by) => addDays(at, by)));
  return weeks;
}

/** Whether the words are a day as it is stored. */
export const isDay = (words: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(Date.parse(`${words}T00:00:00Z`));
