import { describe, expect, it } from 'vitest';
import { openExample } from '../../../testing/workspace';
import { TranscriptState } from './transcript.svelte';

/** A meeting of which something is said every two seconds, in an hour. */
async function openHeard() {
  const { workspace } = await openExample();
  const clock = (s: number) => new Date(s * 1000).toISOString().slice(11, 23);
  const cue = (n: number) => `${clock(n * 2)} --> ${clock(n * 2 + 1)}\nDana Kim: word ${String(n)}\n`;
  const said = `WEBVTT\n\n${Array.from({ length: 1800 }, (_, n) => cue(n)).join('\n')}`;
  const brought = await workspace.change((backend, id) => backend.debrief.bring(id, said, 'said.vtt'));
  const transcript = new TranscriptState(workspace);
  transcript.recording = brought.heard!.recording;
  await transcript.load();
  const second = async (n: number) => transcript.goTo(transcript.recording, n * 1e9);
  return { transcript, second };
}

const texts = ({ cues }: TranscriptState) => cues.map(({ text }) => text);

describe('TranscriptState', () => {
  it('shows all that is found, wherever it was read before', async () => {
    const { transcript, second } = await openHeard();
    await second(1200);
    expect(transcript.from).toBeGreaterThan(200);
    transcript.find = 'word 17';
    await transcript.load();
    expect(transcript.total).toBe(137);
    expect(texts(transcript)).toHaveLength(137);
    transcript.find = 'word 1799';
    await transcript.load();
    expect(texts(transcript)).toEqual(['word 1799']);
  });

  it('stays where it is when the same is read again', async () => {
    const { transcript, second } = await openHeard();
    await second(1200);
    await transcript.extend(1);
    const before = [transcript.from, texts(transcript)];
    await transcript.load();
    expect([transcript.from, texts(transcript)]).toEqual(before);
  });

  it('goes to a place in all that was said, not in what was looked for', async () => {
    const { transcript, second } = await openHeard();
    transcript.find = 'word 1';
    await transcript.load();
    const line = await second(40);
    expect(transcript.cues.find((cue) => cue.line === line)?.text).toBe('word 20');
  });
});
