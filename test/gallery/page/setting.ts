/** How a case is looked at. */
export interface Setting {
  readonly theme: (typeof themes)[number];
  /** A language's code, as `renderer/languages/` names its file. */
  readonly language: string;
}

/** `bank`: the standard one in the colours of the tests' second, invented bank. */
export const themes = ["standard", "high", "bank"] as const;
