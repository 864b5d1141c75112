import { isTextField } from './keys';

/**
 * A click between the fields of a form leaves the focus in the field that has it: the letters
 * that follow would be commands of the room. Words that the pointer selects there stay selected.
 */
export function keepFocusInForms(): void {
  let field: HTMLElement | undefined;
  const pressed = () => {
    const active = document.activeElement;
    field = active instanceof HTMLElement && isTextField(active) ? active : undefined;
  };
  const clicked = ({ target }: MouseEvent) => {
    const form = field?.closest('form');
    const active = document.activeElement;
    if (!field?.isConnected || !form || !(target instanceof Node) || !form.contains(target)) return;
    // The focus went to the ground: to nothing, or to what the form stands in.
    const isGround = active === null || (active !== form && active.contains(form));
    if (isGround && getSelection()?.isCollapsed !== false) field.focus({ preventScroll: true });
  };
  document.addEventListener('pointerdown', pressed, true);
  document.addEventListener('click', clicked);
}
