import * as v from "valibot";
import type { Verb } from "./channels.ts";
import { fieldCodes } from "./fields.ts";
import type { FieldCode } from "./fields.ts";
import { requests } from "./requests.ts";
import type { FieldName, Request } from "./requests.ts";
import type { FieldsRefusal, MalformedRefusal } from "./refusals.ts";
import { ok, refused } from "./result.ts";
import type { Result } from "./result.ts";

/** No screen accepts a text of this many UTF-16 units; longer ones never reach a rule. */
const longestText = 10_000;
/** More keys than any verb has; they are counted before any of them is examined. */
const mostKeys = 10;

/**
 * Parses the page's request for `verb`. An entry that breaks its field's rule is refused by the first rule it breaks;
 * anything but a plain object with exactly the verb's keys, each a text, is `malformed`, as no screen of the kiosk
 * sends it.
 */
export function parseRequest<V extends Verb>(
  verb: V,
  sent: unknown,
): Result<Request<V>, FieldsRefusal | MalformedRefusal> {
  if (!isPlainObject(sent) || Object.keys(sent).length > mostKeys) return malformed();
  if (!Object.values(sent).every(isShortText)) return malformed();
  const schema: v.GenericSchema<unknown, Request<V>> = requests[verb];
  const parsed = v.safeParse(schema, sent);
  if (parsed.success) return ok(parsed.output);
  const fields: Partial<Record<FieldName, FieldCode>> = {};
  for (const issue of parsed.issues) {
    const field = fieldOf(verb, issue);
    if (field === null || !isFieldCode(issue.message)) return malformed();
    fields[field] ??= issue.message;
  }
  return refused({ code: "fields", fields });
}

function malformed() {
  return refused({ code: "malformed" });
}

function isPlainObject(sent: unknown): sent is object {
  return (
    typeof sent === "object" && sent !== null && Object.getPrototypeOf(sent) === Object.prototype
  );
}

function isShortText(value: unknown): boolean {
  return typeof value === "string" && value.length <= longestText;
}

function fieldOf(verb: Verb, issue: v.BaseIssue<unknown>): FieldName | null {
  const [item, ...deeper] = issue.path ?? [];
  return item !== undefined && deeper.length === 0 && isFieldOf(verb, item.key) ? item.key : null;
}

function isFieldOf(verb: Verb, key: unknown): key is FieldName {
  return typeof key === "string" && Object.hasOwn(requests[verb].entries, key);
}

function isFieldCode(message: string): message is FieldCode {
  return fieldCodes.some((code) => code === message);
}
