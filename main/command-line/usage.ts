import type { Command } from "./command.ts";

type AnyCommand = Command<unknown>;

/** Every command with what it does, a line each; `program`: the program's name in the usage. */
export function usageOf(commands: readonly AnyCommand[], program: string): string {
  const lines = commands.map((command) => [synopsisOf(command), command.does] as const);
  const width = Math.max(...lines.map(([synopsis]) => synopsis.length));
  const table = lines.map(([synopsis, does]) => `  ${synopsis.padEnd(width)}   ${does}\n`);
  const more = `  ${"COMMAND --help".padEnd(width)}   tells its options, rules and exit codes\n`;
  return `Usage: ${program} COMMAND\n${table.join("")}${more}`;
}

/** The answer to --help: a command's own page, or the usage of all commands whose names begin like `words`. */
export function helpOf(
  commands: readonly AnyCommand[],
  words: readonly string[],
  program: string,
): string {
  const commandWords = words.filter((word) => !word.startsWith("-"));
  const named = commands.filter(({ name }) =>
    name.split(" ").every((word, at) => commandWords[at] === word),
  );
  if (named.length > 0) return named.map((command) => pageOf(command, program)).join("\n");
  const family = commands.filter(({ name }) => name.split(" ")[0] === commandWords[0]);
  return usageOf(family.length > 0 ? family : commands, program);
}

function pageOf(command: AnyCommand, program: string): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value, does }]) =>
      `  --${name}${value === undefined ? "" : ` ${value}`}\n      ${does}\n`,
  );
  const parts = [
    `Usage: ${program} ${synopsisOf(command)}\n\n${command.does}.\n`,
    ...(options.length > 0 ? [`Options:\n${options.join("")}`] : []),
    ...(command.help === undefined ? [] : [command.help]),
    exitCodesOf(command),
  ];
  return parts.join("\n");
}

/** As in `runCommand`; those of sysexits.h. */
function exitCodesOf(command: AnyCommand): string {
  const config = "run" in command ? "  78  the configuration is wrong; its key is told\n" : "";
  return `Exit codes:
  0   done
  1   refused or failed, nothing is changed; why is told on standard error
  64  the command is written wrongly; the usage is told
${config}`;
}

function synopsisOf({ name, operands = [], options = {} }: AnyCommand): string {
  const optional = Object.entries(options).map(([option, { value }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}]`,
  );
  return [name, ...operands, ...optional].join(" ");
}
