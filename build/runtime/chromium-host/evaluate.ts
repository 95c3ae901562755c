import type { Session } from "./cdp.ts";
import { codec } from "./codec.ts";

/** Runs a script in the page's own world; its result, or what its promise resolves with, is cloned. */
export async function evaluate(
  session: Session,
  expression: string,
  userGesture: boolean,
): Promise<unknown> {
  const script = { expression, userGesture, awaitPromise: true };
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", script);
  if (exceptionDetails) {
    const { exception, text } = exceptionDetails;
    throw new Error(exception?.description?.split("\n")[0] ?? text);
  }
  if (result.objectId === undefined) {
    const { unserializableValue: text } = result;
    if (text === undefined) return result.value;
    return text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text);
  }
  const encoded = await session.send("Runtime.callFunctionOn", {
    objectId: result.objectId,
    functionDeclaration: `function () { return (${String(codec)})().encode(this); }`,
    returnByValue: true,
  });
  if (encoded.exceptionDetails) throw new Error("An object could not be cloned.");
  return codec().decode(encoded.result.value as string);
}
