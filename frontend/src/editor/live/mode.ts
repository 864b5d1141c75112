import { StateEffect, StateField } from '@codemirror/state';

/** Whether the text is shown as it is stored, every mark of it. */
export const setSource = StateEffect.define<boolean>();

/** What the last editor showed: who wants to see the source wants it in the next section, too. */
let wanted = false;

export const sourceShown = StateField.define<boolean>({
  create: () => wanted,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setSource)) shown = effect.value;
    wanted = shown;
    return shown;
  },
});
