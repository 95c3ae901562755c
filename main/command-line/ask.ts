import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Reads answers from standard input, and closes it on disposal. */
export interface Asker extends Disposable {
  /** Whether standard input is a terminal, at which the questions are shown. */
  readonly atTerminal: boolean;
  /** The next line; null: there is none. `secret`: the line isn't shown as it is typed. */
  ask(question: string, secret?: "secret"): Promise<string | null>;
}

/** Questions go to standard error; lines that are piped in answer them as well. */
export function openAsker(): Asker {
  const atTerminal = process.stdin.isTTY;
  let shows = true;
  const echo = new Writable({
    write(part: Buffer, _encoding, written) {
      if (shows) process.stderr.write(part);
      written();
    },
  });
  const lines = createInterface({
    input: process.stdin,
    terminal: atTerminal,
    ...(atTerminal && { output: echo, historySize: 0 }),
  });
  const answers = lines[Symbol.asyncIterator]();
  return {
    atTerminal,
    async ask(question, secret) {
      shows = secret === undefined;
      if (atTerminal) process.stderr.write(`${question}: `);
      const answer = await answers.next();
      // The end of the line wasn't shown either.
      if (atTerminal && !shows) process.stderr.write("\n");
      return answer.done === true ? null : answer.value;
    },
    [Symbol.dispose]: () => {
      lines.close();
    },
  };
}
