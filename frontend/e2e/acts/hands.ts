import type { Stage } from './stage';

/** What fingers do, and what eyes look for, in all rooms. */
export function hands(stage: Stage) {
  const { page } = stage;
  const type = (words: string) => page.keyboard.type(words);
  const press = (keys: string) => page.keyboard.press(keys);
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const opened = (name: string | RegExp) => () => dialog(name).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const click = (name: string | RegExp) => button(name).first().click();
  const menu = async (more: RegExp, item: string) => {
    await click(more);
    await page.getByRole('menuitem', { name: item }).click();
  };
  /** Types over what stands in the focused field, and confirms. */
  const retype = async (words: string) => {
    await press('Control+a');
    await type(words);
    await press('Enter');
  };
  const gone = (what: { waitFor: (options: { state: 'detached' }) => Promise<void> }) =>
    what.waitFor({ state: 'detached' });
  return { type, press, dialog, opened, button, click, menu, retype, gone };
}
