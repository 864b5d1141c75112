/**
 * Says in `data-scrollbars` whether scrollbars lie over what they scroll and take no
 * room of their own, as on most systems but Windows.
 */
export function tellScrollbars(root: HTMLElement = document.documentElement): void {
  const probe = document.createElement('div');
  probe.style.cssText = 'position: fixed; width: 40px; overflow-y: scroll; visibility: hidden';
  root.append(probe);
  root.dataset['scrollbars'] = probe.offsetWidth === probe.clientWidth ? 'over' : 'beside';
  probe.remove();
}
