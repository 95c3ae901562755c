import { marked } from "./kana.ts";
import type { KanaMark } from "./kana.ts";

/** A text and its selection, in UTF-16 units; `start` equals `end` where there is only a caret. */
export interface TextState {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One change to a text from any source: a key of the screen or of a hardware keyboard. */
export type Edit =
  | { readonly type: "insert"; readonly text: string }
  | { readonly type: "mark"; readonly mark: KanaMark }
  | { readonly type: "erase" | "erase-forward" | "erase-to-start" | "erase-to-end" }
  | { readonly type: "erase-selection" | "clear" };

/** Applies one edit at the selection; a selected part is replaced, or deleted by any of the deletions. */
export function edited(state: TextState, edit: Edit): TextState {
  const { text, start, end } = state;
  if (edit.type === "insert") return replaced(text, start, end, edit.text);
  if (edit.type === "clear") return replaced(text, 0, text.length, "");
  if (edit.type === "mark") {
    const before = start === end ? text.slice(start - 1, start) : "";
    return before === "" ? state : replaced(text, start - 1, start, marked(before, edit.mark));
  }
  if (start !== end) return replaced(text, start, end, "");
  if (edit.type === "erase") return replaced(text, Math.max(0, start - 1), end, "");
  if (edit.type === "erase-forward")
    return replaced(text, start, Math.min(text.length, end + 1), "");
  if (edit.type === "erase-to-start") return replaced(text, 0, end, "");
  if (edit.type === "erase-to-end") return replaced(text, start, text.length, "");
  return state;
}

function replaced(text: string, start: number, end: number, by: string): TextState {
  const caret = start + by.length;
  return { text: text.slice(0, start) + by + text.slice(end), start: caret, end: caret };
}

/**
 * The edit that a browser's `beforeinput` requests (Input Events Level 2, inputType), or null where a masked text must
 * not follow: undo would restore dots, a drop may aim beside the selection. Words and lines can't be distinguished in a
 * masked text, so deleting one deletes to its start or end.
 */
export function editOf(inputType: string, data: string | null): Edit | null {
  switch (inputType) {
    case "insertText":
    case "insertReplacementText":
    case "insertFromPaste":
      return data === null || data === "" ? null : { type: "insert", text: data };
    case "deleteContentBackward":
      return { type: "erase" };
    case "deleteContentForward":
      return { type: "erase-forward" };
    case "deleteWordBackward":
    case "deleteSoftLineBackward":
    case "deleteHardLineBackward":
      return { type: "erase-to-start" };
    case "deleteWordForward":
    case "deleteSoftLineForward":
    case "deleteHardLineForward":
      return { type: "erase-to-end" };
    case "deleteByCut":
      return { type: "erase-selection" };
    default:
      return null;
  }
}
