import type { Result } from "../../preload/contract/result.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { worded } from "./refusal-words.ts";
import type { CommandRefusal } from "./refusal-words.ts";

/** One command of the kiosk's command line, as its family's file states it. */
export type Command = KioskCommand | CommandAnywhere;

interface CommandWords {
  /** Its words: `journal verify`. */
  readonly name: string;
  /** What must follow it, in order, as usage names it: `FILE`. */
  readonly operands?: readonly string[];
  /** What may follow it, by name without dashes. `value`: what its value is called; without one it takes none. `does`: one line. */
  readonly options?: Readonly<Record<string, { readonly value?: string; readonly does: string }>>;
  /** For usage; one line. */
  readonly does: string;
  /** For its --help: what it reads and writes and its rules; lines of 120 characters at most, ended by a line feed. */
  readonly help?: string;
}

export interface KioskCommand extends CommandWords {
  /** Runs it on the things of `place`. */
  run(place: KioskPlace, given: Given): Promise<Ending>;
}

/** Needs neither configuration nor data folder nor keychain. */
export interface CommandAnywhere extends CommandWords {
  runAnywhere(given: Given): Promise<Ending>;
}

/** What a command was given: as many operands as it has, and options that it has. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** How a command ends: its exit code, and last words for standard output or standard error, without the final newline. */
export interface Ending {
  readonly exitCode: 0 | 1;
  readonly said?: string;
  readonly complained?: string;
}

/** Ends in `words` of what was done, or in why it wasn't. */
export function ended<T>(answer: Result<T, CommandRefusal>, words: (value: T) => string): Ending {
  return answer.ok
    ? { exitCode: 0, said: words(answer.value) }
    : { exitCode: 1, complained: worded(answer.refusal) };
}
