/** Screens that stand in branches, in CSS pixels. */
export const sizes = [
  { name: "1280x1024", width: 1280, height: 1024 },
  { name: "1920x1080", width: 1920, height: 1080 },
  { name: "1080x1920", width: 1080, height: 1920 },
] as const;
