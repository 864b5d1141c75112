import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { binary, page } from './paths';

/** The running app behind its loopback bridge. */
export class Bridge {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    readonly token: string,
  ) {}

  /** Starts the app over a library file; dialogs save into `folder`. */
  static async start(library: string, folder: string): Promise<Bridge> {
    const child = spawn(binary, ['--library', library, '--page', page, '--port', '0', '--save', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([
      once(lines, 'line').then(([line]) => String(line)),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the bridge ended at once with ${String(code)}`);
      }),
    ]);
    const { url, token } = JSON.parse(first) as { url: string; token: string };
    return new Bridge(child, url, token);
  }

  /** Ends the app as closing its window does: the library is closed and stands in one file. */
  async stop(): Promise<void> {
    await this.end('SIGINT');
  }

  /** Ends the app the way a power cut does: it gets no chance to save. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill(signal);
    await gone;
  }
}

/** Runs the command line of the same build over a library and returns what it prints. */
export function commandLine(library: string, ...args: string[]): string {
  return execFileSync(binary, args, {
    encoding: 'utf8',
    env: { ...process.env, AFTERWORD_LIBRARY: library },
    maxBuffer: 64 << 20,
  });
}
