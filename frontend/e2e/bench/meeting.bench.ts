import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { Session } from '../session';
import { typingTime } from './keystroke';
import { named } from './named';

/** Types a note in a meeting that has many already, without what was said beside them and with it. */
test('the meeting', async () => {
  const session = await Session.start();
  try {
    // Only one process writes to a library.
    await session.kill();
    for (const end of ['', '-wal', '-shm']) rmSync(session.library + end, { force: true });
    copyFileSync(named('BENCH_LIBRARY'), session.library);
    await session.open();
    const { page } = session;
    await session.show('Bench');
    await session.enter('Debrief');
    await page.locator('[data-note]').first().waitFor();
    await page.keyboard.press('F11');
    await page.locator('#debrief-note:focus').waitFor();
    const said = page.getByRole('complementary', { name: 'Transcript' });
    if ((await said.count()) > 0) await page.keyboard.press('F9');
    await said.waitFor({ state: 'detached' });
    const alone = await typingTime(page);
    await page.keyboard.press('F9');
    await said.locator('[data-cue]').first().waitFor();
    await page.locator('#debrief-note').focus();
    const beside = await typingTime(page);
    writeFileSync(named('BENCH_RESULT'), JSON.stringify({ alone, beside }));
  } finally {
    await session.close();
  }
});
