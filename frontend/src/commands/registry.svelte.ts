import { createContext, untrack } from 'svelte';
import type { Command } from './command';

/** The commands that can be run now. A room registers its own while it is shown. */
export class Commands {
  #all: Command[] = $state.raw([]);

  get all(): readonly Command[] {
    return this.#all;
  }

  /** Returns a function that takes them back; made to be returned from an `$effect`. */
  register(commands: Command[]): () => void {
    this.#all = [...untrack(() => this.#all), ...commands];
    return () => {
      this.#all = untrack(() => this.#all).filter((command) => !commands.includes(command));
    };
  }

  /** The command by its id, where it is registered and possible now. */
  find(id: string): Command | undefined {
    return this.#all.findLast((command) => command.id === id && (command.when?.() ?? true));
  }

  /** Runs a command by its id; nothing happens where it is not possible now. */
  async run(id: string): Promise<void> {
    await this.find(id)?.run();
  }
}

export const [getCommands, setCommands] = createContext<Commands>();
