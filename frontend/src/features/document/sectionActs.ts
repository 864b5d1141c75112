import type { Section } from '../../backend/types';
import type { MenuItem } from '../../ui/Menu.svelte';
import type { Toasts } from '../../ui/toasts.svelte';
import { attempt } from '../../workspace/attempt';
import { useSitRep } from '../../workspace/sitRep';
import { takeBack } from '../../workspace/takeBack';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import type { DocumentState } from './document.svelte';

/** What is done to a section as a whole, or to the mark of the document, with what is said of it. */
export function sectionActs(
  workspace: WorkspaceState,
  room: DocumentState,
  toasts: Toasts,
  edit: (section: Section) => void,
) {
  const move = (id: string, by: number) =>
    attempt(toasts, 'The section was not moved', () => room.move(id, by));

  async function hide(section: Section): Promise<void> {
    const { hidden } = section;
    const done = await attempt(
      toasts,
      hidden ? 'The section was not shown' : 'The section was not hidden',
      () => room.hide(section.id, !hidden),
    );
    if (!done || hidden) return;
    toasts.say(
      `Hid “${section.heading}”: its text stays here and leaves with no export`,
      takeBack(workspace, toasts),
    );
  }

  async function remove(section: Section): Promise<void> {
    const done = await attempt(toasts, 'The section was not deleted', () => room.remove(section.id));
    if (!done) return;
    toasts.say(`Deleted “${section.heading}”`, takeBack(workspace, toasts));
  }

  async function markDraft(): Promise<void> {
    const isDraft = workspace.content.draft !== true;
    const done = await attempt(toasts, 'The mark was not changed', () =>
      workspace.change((backend, id) => backend.document.markDraft(id, isDraft)),
    );
    if (!done) return;
    toasts.say(
      isDraft ? 'Marked as a draft: whatever leaves says so' : 'Marked as final',
      takeBack(workspace, toasts),
    );
  }

  function menuOf(section: Section): MenuItem[] {
    const at = room.sections.findIndex((one) => one.id === section.id);
    const sitRep: MenuItem = {
      title: 'Put the latest situation report here',
      run: () => void useSitRep(workspace, toasts, { section: section.id }),
    };
    return [
      {
        title: 'Heading, prompt, block, part…',
        run: () => {
          edit(section);
        },
      },
      ...(workspace.now.figures.sitRep ? [sitRep] : []),
      { title: 'Move up', disabled: at === 0, run: () => void move(section.id, -1) },
      { title: 'Move down', disabled: at === room.sections.length - 1, run: () => void move(section.id, 1) },
      { title: section.hidden ? 'Show' : 'Hide', run: () => void hide(section) },
      { title: 'Delete', danger: true, run: () => void remove(section) },
    ];
  }

  return { move, hide, markDraft, menuOf };
}
