import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kinds.css';
import './styles/prose.css';
import './styles/document.css';
import './styles/drawing.css';
import './styles/changes.css';
import { mount } from 'svelte';
import { chooseBackend } from './backend';
import type { Backend } from './backend/backend';
import { toBackendError } from './backend/error';
import { Commands } from './commands/registry.svelte';
import { LibraryState } from './features/library/library.svelte';
import { tellScrollbars } from './lib/scrollbars';
import { applyTheme } from './lib/theme';
import { keepFocusInForms } from './ui/keepFocus';
import { nameTab } from './ui/keys';
import App from './views/App.svelte';
import Broken from './views/Broken.svelte';
import { Preferences } from './workspace/preferences.svelte';

/** The faces of the first view; the window waits for them at most this long, in milliseconds. */
const faces = [
  '400 13px "Inter Variable"',
  '400 17px "Source Serif 4 Variable"',
  '400 12px "JetBrains Mono Variable"',
];
const patience = 400;

async function start(target: HTMLElement): Promise<void> {
  const fonts = Promise.race([
    Promise.all(faces.map((face) => document.fonts.load(face))),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ]);
  let backend: Backend | undefined;
  try {
    backend = chooseBackend();
    const list = new LibraryState(backend);
    const [settings, vocabulary, lastPlace] = await Promise.all([
      backend.settings.load(),
      backend.settings.vocabulary(),
      // The list comes while the fonts and the rest do, where it is what is shown first.
      backend.settings.lastPlace().then((place) => {
        if (place.retrospective === '') list.begin();
        return place;
      }),
      fonts,
    ]);
    const commands = new Commands();
    mount(App, {
      target,
      props: {
        backend,
        commands,
        preferences: new Preferences(backend, settings, vocabulary, lastPlace),
        list,
      },
    });
    // What the end-to-end tests ask for everything that a person can do.
    Object.assign(target, { commands });
    // What `make bench` reads: from here on keys and clicks are answered.
    performance.mark('ready');
  } catch (thrown) {
    applyTheme('system');
    mount(Broken, { target, props: { backend, error: toBackendError(thrown) } });
  }
}

const target = document.getElementById('app');
if (target) {
  tellScrollbars();
  nameTab();
  keepFocusInForms();
  void start(target);
}
