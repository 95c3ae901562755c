import { expect, test } from "vitest";
import { makeAskedAgain } from "../../../../main/kiosk/service-client/asked-again.ts";

function asked() {
  let made = 0;
  return makeAskedAgain(
    (text) => `digest of ${text}`,
    () => `id-${String((made += 1))}`,
  );
}
const code = { oneTimePassword: "123456" };

test("a press without an answer is the same press when it comes again", () => {
  const again = asked();
  const first = again.press("proveCode", code);
  again.unanswered("proveCode", code, first);
  expect(again.press("proveCode", code)).toBe(first);
  again.answered(first);
  expect(again.press("proveCode", code).id).not.toBe(first.id);
});

test("another content, another deed or another user makes a new one", () => {
  const other = { oneTimePassword: "654321" };
  for (const between of [
    (again: ReturnType<typeof asked>) => again.press("proveCode", other),
    (again: ReturnType<typeof asked>) => again.press("startToken", code),
    (again: ReturnType<typeof asked>) => again.forget(),
  ]) {
    const again = asked();
    const first = again.press("proveCode", code);
    again.unanswered("proveCode", code, first);
    between(again);
    expect(again.press("proveCode", code).id).not.toBe(first.id);
  }
});

test("what does nothing comes between two presses, and is never answered from before", () => {
  const again = asked();
  const first = again.press("proveCode", code);
  again.unanswered("proveCode", code, first);
  const status = again.press("readStatus", {});
  again.unanswered("readStatus", {}, status);
  expect(again.press("readStatus", {}).id).not.toBe(status.id);
  again.press("prolong", {});
  expect(again.press("proveCode", code)).toBe(first);
});
