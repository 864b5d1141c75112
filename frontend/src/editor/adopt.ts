import { StyleModule } from 'style-mod';

/**
 * CodeMirror puts its rules into a `<style>` element, which the window's content
 * security policy blocks. Adopted style sheets are made by script through the
 * CSSOM and are allowed, so its rules go there.
 */
export function adoptStyles(): void {
  if (!('adoptedStyleSheets' in document)) return;
  const sheets = new WeakMap<StyleModule, CSSStyleSheet>();
  StyleModule.mount = (root, modules) => {
    const target = root instanceof ShadowRoot ? root : document;
    const fresh: CSSStyleSheet[] = [];
    for (const module of [modules].flat()) {
      if (sheets.has(module)) continue;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(module.getRules());
      sheets.set(module, sheet);
      fresh.push(sheet);
    }
    if (fresh.length > 0) target.adoptedStyleSheets = [...target.adoptedStyleSheets, ...fresh];
  };
}
