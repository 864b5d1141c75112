import type { LibraryCopy, LibraryReport } from '../../backend/types';

/** How large something is, as file managers say it. */
export function fileSize(bytes: number): string {
  const units = ['kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 'bytes';
  for (const larger of units) {
    if (size < 1000) break;
    size /= 1000;
    unit = larger;
  }
  return `${unit === 'MB' || unit === 'GB' ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** When a copy was made, in the computer's own zone. */
export function made(at: string): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function reasonOf(copy: LibraryCopy): string {
  switch (copy.why) {
    case 'daily':
      return 'every day of use';
    case 'upgrade':
      return 'before an upgrade';
    case 'restore':
      return 'before a restore';
    case 'by-hand':
      return 'by hand';
  }
}

/** How many problems are told one by one. */
const told = 5;

/** What a check found, as the dialog says it. */
export function saidOf(report: LibraryReport): { lines: string[]; isProblem: boolean } {
  const looked = `${report.revisions} revisions and ${report.originals} originals were read`;
  const { problems } = report;
  if (problems.length === 0) return { lines: [`Nothing is damaged: ${looked}.`], isProblem: false };
  const lines = problems.slice(0, told).map((problem) => problem.what);
  if (problems.length > told) lines.push(`and ${problems.length - told} more`);
  return { lines: [`${looked}; damaged:`, ...lines], isProblem: true };
}
