import type { Evidence } from '../../../backend/types';

/** What a dashboard is called on each picture of it: "Error rate 2" is "Error rate" once more. */
function dashboard({ caption, label }: Evidence): string {
  return (caption || label).replace(/ \d+$/, '').toLowerCase();
}

/** The names that every paste gets say nothing of what is on it. */
const nameless = /^(pasted |screenshot|screen shot|image|img)/;

/**
 * The zone of the clock on a picture: its own, or else that of the newest one of the same
 * dashboard for which somebody has said it; "" where nobody has.
 */
export function clockZone(picture: Evidence, all: readonly Evidence[]): string {
  if (picture.zone) return picture.zone;
  const name = dashboard(picture);
  if (nameless.test(name)) return '';
  const known = all.findLast(
    (one) => one.kind === 'screenshot' && one.id !== picture.id && one.zone && dashboard(one) === name,
  );
  return known?.zone ?? '';
}
