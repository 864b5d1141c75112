import { createSubscriber } from 'svelte/reactivity';
import { createContext } from 'svelte';

function wallClock(): Date {
  return new Date();
}

/** The wall clock: reading `now` in a view keeps that view up to date. */
export class Clock {
  readonly #tick: () => void;
  readonly #read: () => Date;

  constructor(every = 1000, read: () => Date = wallClock) {
    this.#read = read;
    this.#tick = createSubscriber((update) => {
      const timer = setInterval(update, every);
      return () => {
        clearInterval(timer);
      };
    });
  }

  get now(): Date {
    this.#tick();
    return this.#read();
  }
}

export const [getClock, setClock] = createContext<Clock>();
