import type { Attachment } from 'svelte/attachments';

/**
 * Tells when a person goes on elsewhere: the focus arrives at something outside
 * the element, or a click does. What a loss of focus would tell besides (the
 * element is taken down, another window comes to the front) is no leaving.
 */
export function leaving(onleave: () => void): Attachment<HTMLElement> {
  return (element) => {
    const arrived = (event: Event) => {
      if (event.target instanceof Node && element.isConnected && !element.contains(event.target)) onleave();
    };
    document.addEventListener('focusin', arrived);
    document.addEventListener('click', arrived, true);
    return () => {
      document.removeEventListener('focusin', arrived);
      document.removeEventListener('click', arrived, true);
    };
  };
}
