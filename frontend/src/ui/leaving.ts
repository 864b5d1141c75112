import type { Attachment } from 'svelte/attachments';

/**
 * Tells when a person goes on elsewhere: the focus arrives at something outside
 * the element, or a click does. What a loss of focus would tell besides (the
 * element is taken down, another window comes to the front) is no leaving.
 */
export function leaving(onleave: () => void): Attachment<HTMLElement> {
  return (element) => {
    const isOutside = ({ target }: Event) =>
      target instanceof Node && element.isConnected && !element.contains(target);
    // A click between the fields gives the focus to what the element stands in.
    const focused = (event: FocusEvent) => {
      if (isOutside(event) && !(event.target as Node).contains(element)) onleave();
    };
    const clicked = (event: MouseEvent) => {
      if (isOutside(event)) onleave();
    };
    document.addEventListener('focusin', focused);
    document.addEventListener('click', clicked, true);
    return () => {
      document.removeEventListener('focusin', focused);
      document.removeEventListener('click', clicked, true);
    };
  };
}
