import { formatDuration } from '../../../lib/time';

const units: Record<string, number> = {
  ms: 1e6,
  s: 1e9,
  sec: 1e9,
  m: 60e9,
  min: 60e9,
  h: 3600e9,
  d: 86_400e9,
};

/**
 * Reads how far a clock was off: "+90 s", "-1 min 30 s", "1h", "-0:01:30". The
 * answer is in nanoseconds; undefined where the text is no length of time.
 */
export function parseSkew(text: string): number | undefined {
  const [, sign = '', rest = ''] = /^\s*([-+−]?)\s*(.*?)\s*$/.exec(text) ?? [];
  const size = rest === '' || rest === '0' ? 0 : (parseClock(rest) ?? parseUnits(rest));
  if (size === undefined) return undefined;
  return sign === '-' || sign === '−' ? 0 - size : size;
}

function parseClock(text: string): number | undefined {
  const found = /^(?:(\d+):)?(\d{1,2}):(\d{2})(\.\d+)?$/.exec(text);
  if (!found) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', part = ''] = found;
  return (Number(hours) * 3600 + Number(minutes) * 60) * 1e9 + Math.round(Number(`${seconds}${part}`) * 1e9);
}

function parseUnits(text: string): number | undefined {
  const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h|d)\s*/g)];
  if (pieces.length === 0 || pieces.map((piece) => piece[0]).join('') !== text) return undefined;
  return Math.round(
    pieces.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0),
  );
}

/** "+1 min 30 s", "−48 s", "" for none. */
export function formatSkew(skew: number): string {
  if (skew === 0) return '';
  return skew > 0 ? `+${formatDuration(skew)}` : formatDuration(skew);
}
