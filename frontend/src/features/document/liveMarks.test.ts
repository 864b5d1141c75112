import { expect, it } from 'vitest';
import type { LiveBlock } from '../../backend/types';
import { blockBelow, shows } from './liveMarks';

const below = (block: LiveBlock, body: string) => blockBelow({ id: '', heading: '', body, block });

it('shows the block below a text unless the text has it', () => {
  expect(below('timeline', '')).toBe('timeline');
  expect(below('timeline', 'One.\n\n{{ Timeline impact }}\n')).toBe('');
  expect(below('timeline', 'One.\n\n{{figures}}\n')).toBe('timeline');
  expect(below('if-we-have-time', '{{If we have time}}')).toBe('');
  expect(below('timeline', 'see {{timeline}}')).toBe('timeline');
  expect(below('', '{{timeline}}')).toBe('');
});

it('finds a block in a text and below it', () => {
  const section = (body: string, block: LiveBlock = '') => ({ id: '', heading: '', body, block });
  expect(shows(section('One.\n\n{{ Learnings }}\n'), 'learnings')).toBe(true);
  expect(shows(section('', 'learnings'), 'learnings')).toBe(true);
  expect(shows(section('see {{learnings}}', 'impact'), 'learnings')).toBe(false);
});
