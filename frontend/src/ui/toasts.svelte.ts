import { createContext } from 'svelte';

/** What can be done about what was said. */
interface Doing {
  label: string;
  run: () => void;
  /** Whether it still can be done; it always can where nothing is said. */
  holds?: () => boolean;
}

export interface Toast {
  id: number;
  text: string;
  detail?: string | undefined;
  tone: 'plain' | 'error';
  action?: Doing | undefined;
  /** A second thing to do: to go and look. */
  further?: Doing | undefined;
  /** What it is about: a newer one about the same takes its place. */
  topic?: string | undefined;
}

type Offer = Pick<Toast, 'text' | 'detail' | 'action' | 'further' | 'topic'>;

/** The short messages at the bottom of the window, newest last; at most four stand at once besides those of trouble. */
export class Toasts {
  shown: Toast[] = $state.raw([]);
  #next = 1;

  /** Says that something was done, with a way back where there is one, and a way to it. */
  say(text: string, action?: Toast['action'], further?: Toast['action']): void {
    this.#add('plain', { text, action, further });
  }

  /** Says what is so now: in place of what it said of the same topic before. */
  tell(topic: string, text: string, action?: Toast['action'], further?: Toast['action']): void {
    this.#add('plain', { text, action, further, topic });
  }

  /** Says that something could not be done and why. It stays until it is closed. */
  fail(text: string, detail?: string, action?: Toast['action']): void {
    this.#add('error', { text, detail, action });
  }

  /** Takes away those that offer what cannot be done any more. */
  withdraw(): void {
    this.shown = this.shown.filter(({ action }) => action?.holds?.() !== false);
  }

  close(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  #add(tone: Toast['tone'], offer: Offer) {
    const same = this.shown.find((toast) =>
      offer.topic === undefined
        ? toast.text === offer.text && toast.tone === tone && !offer.action
        : toast.topic === offer.topic,
    );
    const rest = this.shown.filter((toast) => toast !== same);
    const all: Toast[] = [...rest, { id: this.#next++, tone, ...offer }];
    const kept = new Set(all.filter((toast) => toast.tone === 'plain').slice(-4));
    this.shown = all.filter((toast) => toast.tone === 'error' || kept.has(toast));
  }
}

export const [getToasts, setToasts] = createContext<Toasts>();
