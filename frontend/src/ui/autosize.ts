import type { Attachment } from 'svelte/attachments';

/**
 * Lets a textarea be as tall as its text; `field-sizing: content` is not known to
 * WebKitGTK. It is given the text that the page puts in, so that it fits anew when
 * that changes, and looks itself at what a person types.
 */
export function autosize(text: string): Attachment<HTMLTextAreaElement> {
  return (area) => {
    void text;
    const fit = () => {
      area.style.height = 'auto';
      const borders = area.offsetHeight - area.clientHeight;
      area.style.height = `${String(area.scrollHeight + borders)}px`;
    };
    fit();
    const observer = new ResizeObserver(fit);
    if (area.parentElement) observer.observe(area.parentElement);
    area.addEventListener('input', fit);
    return () => {
      observer.disconnect();
      area.removeEventListener('input', fit);
    };
  };
}
