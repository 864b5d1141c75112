/** Lets a textarea be as tall as its text; attach it. */
export function autosize(area: HTMLTextAreaElement): () => void {
  const fit = () => {
    area.style.height = 'auto';
    area.style.height = `${String(area.scrollHeight)}px`;
  };
  fit();
  const observer = new ResizeObserver(fit);
  if (area.parentElement) observer.observe(area.parentElement);
  area.addEventListener('input', fit);
  return () => {
    observer.disconnect();
    area.removeEventListener('input', fit);
  };
}
