import path from "node:path";

/** The folder of the languages that the program brings along. */
export const builtInLanguages = path.join(import.meta.dirname, "../../renderer/languages");
