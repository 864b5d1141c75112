import type { Stage } from '../../backend/types';

/** What a stage is called, in their order. */
export const stageNames: Record<Stage, string> = {
  resolve: 'Resolve',
  investigate: 'Investigate',
  debrief: 'Debrief',
  share: 'Share',
  shared: 'Shared',
};

/** What the list is narrowed to: nothing, a stage, or what is late in any. */
export type Choice = Stage | 'late' | '';
