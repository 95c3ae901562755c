import { parseArgs } from "node:util";
import type { Command, Given } from "./command.ts";

/**
 * The command of `commands` that the words name, with its operands and options; null: no command, or none that takes all of
 * them.
 */
export function commandOf<Place>(
  commands: readonly Command<Place>[],
  words: readonly string[],
): { readonly command: Command<Place>; readonly given: Given } | null {
  for (const command of commands) {
    const { name, operands = [], options = {} } = command;
    const nameWords = name.split(" ");
    if (!nameWords.every((word, at) => words[at] === word)) continue;
    const given = parsed(words.slice(nameWords.length), options);
    if (given?.operands.length === operands.length) return { command, given };
  }
  return null;
}

function parsed(args: string[], options: NonNullable<Command["options"]>): Given | null {
  const types = Object.entries(options).map(
    ([name, { value }]) =>
      [name, { type: value === undefined ? "boolean" : "string" } as const] as const,
  );
  try {
    const { positionals, values } = parseArgs({
      args,
      options: Object.fromEntries(types),
      allowPositionals: true,
    });
    return { operands: positionals, options: values };
  } catch (error) {
    // ERR_PARSE_ARGS_…: an unknown option, or an option without its value.
    if (error instanceof TypeError && "code" in error) return null;
    throw error;
  }
}
