import type { Stage } from '../../backend/types';

/** What a stage is called, in their order. */
export const stageNames: Record<Stage, string> = {
  resolve: 'Resolve',
  investigate: 'Investigate',
  debrief: 'Debrief',
  share: 'Share',
  shared: 'Shared',
};
