/**
 * Names a retrospective after the page that it begins with: its first heading, where more
 * follow. A comment in a script or a log begins like a heading, but has none below it.
 */
export function pageTitle(things: readonly { data: Blob | string }[]): string | undefined {
  for (const { data } of things) {
    if (typeof data !== 'string') continue;
    const [, title, rest] = /^\s*# +(.{1,120}?)[ #]*(?:\r?\n([^]*))?$/.exec(data.slice(0, 64_000)) ?? [];
    if (title !== undefined && /^##+ +\S/m.test(rest ?? '')) return title;
  }
  return undefined;
}
