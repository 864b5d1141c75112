import type { Locator } from 'playwright-core';

/** Chooses from a list by its value, its title or its place. */
export async function choose(
  list: Locator,
  option: string | { label: string } | { index: number },
): Promise<void> {
  await list.click();
  const rows = list
    .page()
    .locator(`[id="${(await list.getAttribute('aria-controls')) ?? ''}"] [role=option]`);
  if (typeof option === 'string') await rows.and(list.page().locator(`[data-value="${option}"]`)).click();
  else if ('label' in option) await rows.filter({ hasText: option.label }).first().click();
  else await rows.nth(option.index).click();
}
