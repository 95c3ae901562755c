/** One row of the table. Paths are regular expressions from the project's root. */
export interface Row {
  /** The row's name, which a violation is reported under. */
  readonly from: string;
  /** The files that the row speaks for. */
  readonly files: string;
  /** What they may import. */
  readonly may?: readonly string[];
  /** What they may import the types of, and nothing that is there when the program runs. */
  readonly mayTypes?: readonly string[];
  /** Whether they may import Node's own modules. */
  readonly node?: true;
}

/** A package, wherever it is installed. */
export const npm = (name: string): string => `/?node_modules/${name}/`;
export const CONTRACT = "^preload/contract/";
/** `ok` and `refused`: the shape of every answer. */
export const RESULT = `${CONTRACT}result\\.ts$`;
