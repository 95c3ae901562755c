import type { Result } from "../../preload/contract/result.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { worded } from "./refusal-words.ts";
import type { CommandRefusal } from "./refusal-words.ts";

/** One command of a command line, as its family's file states it; `Place`: what it works on, by default a kiosk. */
export type Command<Place = KioskPlace> = PlacedCommand<Place> | CommandAnywhere;

interface CommandWords {
  /** Its words, such as `journal verify`. */
  readonly name: string;
  /** The operands that must follow it, in order, as usage names them, such as `FILE`. */
  readonly operands?: readonly string[];
  /**
   * The options that may follow it, by name without dashes. `value`: what its value is called; without one it takes
   * none. `does`: one line.
   */
  readonly options?: Readonly<Record<string, { readonly value?: string; readonly does: string }>>;
  /** For usage; one line. */
  readonly does: string;
  /** For its --help: input, output and rules; lines of 120 characters at most, each ended by a line feed. */
  readonly help?: string;
}

export interface PlacedCommand<Place> extends CommandWords {
  /** Runs the command on the kiosk or service of `place`. */
  run(place: Place, given: Given): Promise<Ending>;
}

/** A command that needs neither configuration nor data folder nor keychain. */
export interface CommandAnywhere extends CommandWords {
  runAnywhere(given: Given): Promise<Ending>;
}

/** The operands and options of one call; every operand is given, and no unknown option. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/**
 * How a command ends: its exit code, and its last output for standard output or standard error, without the final
 * newline.
 */
export interface Ending {
  readonly exitCode: 0 | 1;
  readonly said?: string;
  readonly complained?: string;
}

/** Ends with `words` of the result, or with the reason of the refusal. */
export function ended<T>(answer: Result<T, CommandRefusal>, words: (value: T) => string): Ending {
  return answer.ok
    ? { exitCode: 0, said: words(answer.value) }
    : { exitCode: 1, complained: worded(answer.refusal) };
}
