/** How a case is looked at. */
export interface Setting {
  readonly theme: (typeof themes)[number];
  /** A language's code, as `renderer/languages/` names its file. */
  readonly language: string;
  /** Per cent; 100 where it isn't stated. */
  readonly textSize?: (typeof textSizes)[number];
  /** `low`: whatever is touched lies in the lower half. */
  readonly reach?: (typeof reaches)[number];
}

export const textSizes = [100, 150, 200] as const;
export const reaches = ["standard", "low"] as const;

/** `bank`: the standard one in the colours of the tests' second, invented bank. */
export const themes = ["standard", "high", "bank"] as const;
