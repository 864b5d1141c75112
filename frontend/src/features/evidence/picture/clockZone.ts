import type { Evidence } from '../../../backend/types';

/** What a dashboard is called on each picture of it: "Error rate 2" is "Error rate" once more. */
function dashboard({ caption, label }: Evidence): string {
  return (caption || label).replace(/ \d+$/, '').toLowerCase();
}

/** The names that every paste gets say nothing of what is on it. */
const nameless = /^(pasted |screenshot|screen shot|image|img)/;

/**
 * The zone of the clock on a picture: its own, or else that of the newest one of the same
 * dashboard for which somebody has said it; "" where nobody has. Pictures that nobody
 * named are of one dashboard as long as none of them contradicts the others.
 */
export function clockZone(picture: Evidence, all: readonly Evidence[]): string {
  if (picture.zone) return picture.zone;
  const name = dashboard(picture);
  const isNameless = nameless.test(name);
  const said = all
    .filter((one) => one.kind === 'screenshot')
    .filter((one) => (isNameless ? nameless.test(dashboard(one)) : dashboard(one) === name))
    .flatMap(({ zone }) => zone || []);
  return isNameless && new Set(said).size > 1 ? '' : (said.at(-1) ?? '');
}
