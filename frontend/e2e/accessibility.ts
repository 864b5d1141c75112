import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Returns what axe finds against WCAG 2.2 AA, one line for each place, and nothing
 * when all is well.
 */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(source);
  // What fades in is paler than it will be.
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[aria-busy=true]').length === 0 &&
      document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    });
  });
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${violation.help}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`,
    ),
  );
}
